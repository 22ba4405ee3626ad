"""The register as a list, each stakeholder's page, and pairs that are probably one."""

import pytest

from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.stakeholder_merging import keep_apart, merge_stakeholders
from lisdesk.queries.stakeholder_matches import stakeholder_matches
from lisdesk.queries.stakeholder_page import stakeholder_page
from lisdesk.queries.stakeholders import (
    StakeholderColumn,
    StakeholderFilter,
    StakeholderOrder,
    stakeholder_head,
    stakeholder_ids,
    stakeholder_rows,
)
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import StakeholderType
from tests.desk_work import do, first, log, open_call


def correct(database, number, **changes):
    arguments = {"stakeholder_id": number, "correction": StakeholderCorrection(**changes)}
    return do(database, edit_stakeholder, **arguments)


def merge(database, into_id, merged_id, **changes):
    return do(database, merge_stakeholders, into_id=into_id, merged_id=merged_id, **changes)


def listed(database, *order, **chosen):
    with database.reading() as session:
        return stakeholder_ids(session, StakeholderFilter(**chosen), *order)


def matches(database):
    with database.reading() as session:
        return stakeholder_matches(session)


def page(database, number):
    with database.reading() as session:
        return stakeholder_page(session, number)


@pytest.fixture
def people(database, call):
    """Return the call, with Acme Ltd (1), Bea Barn (2), Zed College (3) and Counsel (4)."""
    acme = {"respondent": "Acme Ltd", "email": "jo@acme.example", "type_token": "business-small"}
    log(database, call, **acme, area="Melton", letter="One.")
    log(database, call, **acme, submitted_by="Counsel", letter="Two.")
    log(database, call, respondent="Bea Barn", type_token="individual", letter="Three.")
    log(database, call, respondent="Zed College", type_token="further-education", letter="Four.")
    log(database, call, respondent="Counsel", type_token="adviser", letter="Five.")
    correct(database, 1, members=1_200, person="Jo Jones", telephone="0116 1")
    return call


def test_the_list_is_narrowed_by_any_name_address_or_contact(database, people):
    assert listed(database) == [1, 2, 4, 3]
    assert listed(database, search="acme") == [1]
    assert listed(database, search="ACME.EX") == [1]
    assert listed(database, search="jo jon") == [1]
    assert listed(database, search="100%") == []
    assert listed(database, kind=StakeholderKind.PERSON) == [2]
    business = first(database, StakeholderType, StakeholderType.key == "business").id
    assert listed(database, type_ids=(business,)) == [1]
    assert listed(database, type_ids=(business, None)) == [1]


def test_one_that_was_merged_is_found_by_its_name_as_the_other(database, people):
    merge(database, 1, 2, take=[StakeholderField.NAME])
    assert listed(database) == [1, 4, 3]
    assert (listed(database, search="bea"), listed(database, search="acme")) == ([1], [1])
    assert page(database, 2).row.id == 1


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        (StakeholderColumn.NAME, [3, 4, 2, 1]),
        (StakeholderColumn.KIND, [2, 1, 3, 4]),
        (StakeholderColumn.TYPE, [4, 3, 1, 2]),
        (StakeholderColumn.AREA, [1, 2, 4, 3]),
        (StakeholderColumn.CONTACT, [1, 2, 4, 3]),
        (StakeholderColumn.SUBMISSIONS, [1, 2, 4, 3]),
        (StakeholderColumn.MEMBERS, [1, 2, 4, 3]),
    ],
)
def test_the_list_is_sorted_by_every_column(database, people, column, ids):
    assert listed(database, StakeholderOrder(column, is_descending=True)) == ids


def test_a_line_counts_the_submissions_of_the_call_at_hand(database, people):
    other = open_call(database, title="Second", prefix="SEC")
    log(database, other, respondent="Acme Ltd", email="jo@acme.example", letter="Six.")
    assert listed(database, call_id=other.id, is_in_call=True) == [1]
    with database.reading() as session:
        (row,) = stakeholder_head(session, StakeholderFilter("acme", call_id=people.id))
        (in_all,) = stakeholder_rows(session, [1], None)
    assert (row.submissions, in_all.submissions) == (2, 3)
    assert (row.members, row.person, row.telephone, row.area) == (
        1_200,
        "Jo Jones",
        "0116 1",
        "Melton",
    )


def test_the_page_tells_all_about_one(database, people):
    correct(database, 4, acts_for=["Acme Ltd", "Zed College"])
    merge(database, 3, 2)
    merge(database, 1, 3)
    found = page(database, 1)
    assert found.also_known_as == ("Bea Barn", "Zed College")
    assert [(each.name, each.submissions) for each in found.merged] == [
        ("Bea Barn", 1),
        ("Zed College", 2),
    ]
    assert [each.name for each in found.agents] == ["Counsel"]
    assert [each.name for each in page(database, 4).acts_for] == ["Acme Ltd"]
    assert page(database, 4).submitted_for_others == 1
    assert {each.reference for each in found.submissions} == {
        "LLEP-0001",
        "LLEP-0002",
        "LLEP-0003",
        "LLEP-0004",
    }
    assert page(database, 99) is None


def pairs(found):
    return {(row.one.id, row.other.id): row for row in found}


def test_pairs_are_told_with_the_reason(database, call):
    for name, email, kind in (
        ("Acme Ltd", "jo@acme.example", "business"),
        ("ACME Limited", "", "business"),
        ("Federation of Small Businesses", "", "business-representative"),
        ("FSB", "", "business-representative"),
        ("Barrow Museum", "", "other"),
        ("Barow  Museum", "", "other"),
        ("Loughborough College", "a@lboro.example", "further-education"),
        ("Enterprise Office", "b@lboro.example", "other"),
        ("Bea Barn", "bea@gmail.com", "individual"),
        ("Cy Dent", "cy@gmail.com", "individual"),
        ("Acme", "", "individual"),
        ("East Chamber of Trade", "", "other"),
        ("West Chamber of Trade", "", "other"),
    ):
        log(database, call, respondent=name, email=email, type_token=kind, letter="Roads.")
    correct(database, 8, kind=StakeholderKind.ORGANISATION, address="1 Mill St, Melton")
    correct(database, 6, address="1 MILL ST MELTON")
    found = pairs(matches(database))
    assert {pair: row.why for pair, row in found.items()} == {
        (1, 2): ("The same name, but for signs, endings and titles.",),
        (3, 4): ("“FSB” has the first letters of “Federation of Small Businesses”.",),
        (5, 6): ("The names are alike, 96 of 100.",),
        (7, 8): ("Organisations with addresses at lboro.example.",),
        (6, 8): ("The same postal address.",),
    }
    assert [row.score for row in matches(database)] == [100, 96, 85, 75, 70]


def test_several_reasons_make_a_pair_likelier_and_the_busier_one_stands_first(database, call):
    log(database, call, respondent="Melton Traders", email="a@traders.example", letter="One.")
    for letter in ("Two.", "Three."):
        log(database, call, respondent="Melton Trader", email="b@traders.example", letter=letter)
    (row,) = matches(database)
    assert (row.one.name, row.one.submissions, row.other.name) == (
        "Melton Trader",
        2,
        "Melton Traders",
    )
    assert (len(row.why), row.score) == (2, 100)


def test_namesakes_are_told_and_so_are_two_of_one_address(database, call):
    log(database, call, respondent="John Smith", email="john@gmail.com", letter="One.")
    log(database, call, respondent="John Smith", email="js@aol.com", letter="Two.")
    log(database, call, respondent="Jane Smith", email="JOHN@gmail.com", letter="Three.")
    assert {pair: row.why[0] for pair, row in pairs(matches(database)).items()} == {
        (1, 2): "The same name, with different addresses.",
        (1, 3): "The same e-mail address, john@gmail.com.",
    }


def test_those_kept_apart_are_not_told_again_even_when_one_was_merged(database, call):
    for name in ("Acme Ltd", "Acme Limited", "Beta"):
        log(database, call, respondent=name, letter="Roads.")
    do(database, keep_apart, one_id=2, other_id=1)
    assert matches(database) == []
    merge(database, 3, 2)
    assert matches(database) == []


def test_the_other_names_of_one_are_compared_too(database, call):
    for name in ("Acme Ltd", "Zenith Holdings", "Zenith Holdings plc"):
        log(database, call, respondent=name, letter="Roads.")
    merge(database, 1, 2)
    (row,) = matches(database)
    assert (row.one.name, row.other.name) == ("Acme Ltd", "Zenith Holdings plc")
