"""Stakeholders that are one are brought together, and apart again; both names stay known."""

from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.edits.history import take_back as edit_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.incoming_mails import IncomingMails
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.stakeholder_merging import (
    keep_apart,
    merge_stakeholders,
    separate_stakeholders,
    split_stakeholder,
)
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import DamagedFileError, NotFoundError
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.mails import MatchReason, Senders
from lisdesk.queries.register_lists import respondents
from lisdesk.queries.soundness import findings
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.store.entities import (
    Area,
    KeptApart,
    Membership,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    StakeholderType,
    Submission,
)
from lisdesk.store.identities import Identities
from lisdesk.store.stakeholder_lookup import stakeholder_by_name
from tests.desk_work import (
    assert_refused,
    content,
    count,
    do,
    first,
    log,
    rows,
    submission,
    take_back,
)
from tests.story import a_mail, incoming

TAKE_ALL = [StakeholderField.NAME, StakeholderField.EMAIL, StakeholderField.TYPE]


@pytest.fixture
def two(database, call):
    """Return the call with two stakeholders that are one: 1 with one submission, 2 with two."""
    log(database, call, respondent="Acme Ltd", type_token="school", area="Melton", letter="One.")
    acme = {"respondent": "Acme Limited", "email": "info@acme.example", "type_token": "business"}
    log(database, call, **acme, letter="Two.")
    log(database, call, **acme, letter="Three.")
    return call


def merge(database, into_id=1, merged_id=2, take=()):
    return do(database, merge_stakeholders, into_id=into_id, merged_id=merged_id, take=take)


def separate(database, merged_id=2):
    return do(database, separate_stakeholders, merged_id=merged_id)


def hashed(database):
    with database.reading() as session:
        return content_hash(session, 1)


def respondent_ids(database):
    return [each.respondent_id for each in rows(database, Submission)]


def stakeholder(database, number):
    return first(database, Stakeholder, Stakeholder.id == number)


def problems(database):
    with database.reading() as session:
        return [each for found in findings(session) for each in found.problems]


def test_the_one_that_stands_keeps_its_fields_fills_its_gaps_and_gets_the_submissions(
    database, two
):
    merged = merge(database).result
    assert (merged.name, merged.other, merged.submissions) == ("Acme Ltd", "Acme Limited", 2)
    standing = stakeholder(database, 1)
    school = first(database, StakeholderType, StakeholderType.key == "school")
    assert (standing.name, standing.email) == ("Acme Ltd", "info@acme.example")
    assert standing.type_id == school.id
    assert respondent_ids(database) == [1, 1, 1]
    assert submission(database, "LLEP-0002").type_id != school.id  # as it was stated
    assert problems(database) == []


def test_each_field_can_come_from_either_of_the_two(database, two):
    merge(database, take=TAKE_ALL)
    standing = stakeholder(database, 1)
    business = first(database, StakeholderType, StakeholderType.key == "business")
    assert (standing.name, standing.name_key) == ("Acme Limited", "acme limited")
    assert standing.type_id == business.id
    assert first(database, Area, Area.id == standing.area_id).name == "Melton"
    assert [each.name for each in rows(database, StakeholderAlias)] == ["Acme Ltd"]
    refused = assert_refused(
        database, merge_stakeholders, into_id=1, merged_id=1, take=[StakeholderField.NAME]
    )
    assert "one stakeholder already" in refused.happened


def test_a_field_that_is_not_known_cannot_be_taken(database, two):
    refused = assert_refused(
        database, merge_stakeholders, into_id=1, merged_id=2, take=[StakeholderField.AREA]
    )
    assert "Area of “Acme Limited” is not known" in refused.happened


def test_both_names_mean_the_one_for_imports_mails_lists_and_by_hand(database, two):
    merge(database, take=[StakeholderField.NAME])
    row = IncomingRow(2, "k1", "d1", respondent="ACME LTD.", answers=[(0, "Four.")])
    row2 = IncomingRow(3, "k2", "d2", respondent="acme limited", answers=[(0, "Five.")])
    do(database, import_rows, call_id=two.id, file=incoming(iter([row, row2])))
    log(database, two, respondent="Acme Ltd", letter="Six.")
    mail = IncomingMails("one.eml", "4" * 64, [a_mail(1, 2)])
    do(database, file_mails, call_id=two.id, incoming=mail)
    assert set(respondent_ids(database)) == {1}
    with database.reading() as session:
        assert stakeholder_by_name(session, "acme ltd").id == 1
        assert stakeholder_by_name(session, "#2").id == 1
        reason, (sender,) = Senders(session).match("Jo", "INFO@acme.example")
        assert (reason, sender.stakeholder_id) == (MatchReason.ADDRESS, 1)
        assert sender.name == "Acme Limited"
        assert [each.id for each in respondents(session, "acme")] == [1]
        assert [each.name for each in respondents(session, "acme ltd")] == ["Acme Limited"]
        with pytest.raises(NotFoundError):
            stakeholder_by_name(session, "#99")


def test_another_name_is_not_free_for_somebody_else(database, two):
    log(database, two, respondent="Bea Barn", letter="Four.")
    merge(database)
    other = StakeholderCorrection(name="Acme Limited")
    assert_refused(database, edit_stakeholder, stakeholder_id=3, correction=other)
    do(database, edit_stakeholder, stakeholder_id=1, correction=other)
    assert stakeholder(database, 1).name == "Acme Limited"


@pytest.mark.parametrize("take", [(), TAKE_ALL], ids=["kept", "taken"])
def test_separating_restores_every_row_and_undo_of_either_too(database, two, take):
    before, hash_before = content(database), hashed(database)
    merged = merge(database, take=take)
    after = content(database), hashed(database)
    assert after[1] != hash_before
    parted = separate(database)
    assert (parted.result.name, parted.result.submissions) == ("Acme Limited", 2)
    assert (content(database), hashed(database)) == (before, hash_before)
    take_back(database, parted)
    assert (content(database), hashed(database)) == after
    take_back(database, merged)
    assert (content(database), hashed(database)) == (before, hash_before)


def test_what_was_changed_since_the_merge_stays_when_they_are_separated(database, two):
    merge(database, take=[StakeholderField.NAME])
    changed = StakeholderCorrection(name="Acme Holdings")
    do(database, edit_stakeholder, stakeholder_id=1, correction=changed)
    log(database, two, respondent="Acme Holdings", letter="Four.")
    separate(database)
    assert [each.name for each in rows(database, Stakeholder)] == ["Acme Holdings", "Acme Limited"]
    assert respondent_ids(database) == [1, 2, 2, 1]


def test_a_merged_one_goes_with_the_one_it_was_merged_into(database, two):
    log(database, two, respondent="Beta", letter="Four.")
    merge(database)
    assert "merged into “Acme Ltd” before" in str(
        assert_refused(database, merge_stakeholders, into_id=3, merged_id=2)
    )
    before = content(database)
    merge(database, into_id=3, merged_id=1)
    assert respondent_ids(database) == [3, 3, 3, 3]
    with database.reading() as session:
        assert stakeholder_by_name(session, "Acme Limited").id == 3
    separate(database, merged_id=1)
    assert content(database) == before
    merge(database, into_id=3, merged_id=1)
    separate(database, merged_id=2)
    assert respondent_ids(database) == [3, 2, 2, 3]
    separate(database, merged_id=1)
    assert respondent_ids(database) == [1, 2, 2, 3]


def test_only_what_was_merged_can_be_separated_and_only_where_names_differ(database, two):
    assert_refused(database, separate_stakeholders, merged_id=2)
    merge(database, take=[StakeholderField.NAME])
    alike = StakeholderCorrection(name="Acme  limited.", email="")
    do(database, edit_stakeholder, stakeholder_id=1, correction=alike)
    refused = assert_refused(database, separate_stakeholders, merged_id=2)
    assert "another stakeholder called “Acme Limited”" in refused.happened


def test_contacts_and_members_fill_gaps_and_behalf_goes_along(database, two):
    log(database, two, respondent="Counsel", letter="Four.")
    log(database, two, respondent="Client", letter="Five.")
    known = StakeholderCorrection(members=40, telephone="0116 1", acts_for=["Client"])
    do(database, edit_stakeholder, stakeholder_id=2, correction=known)
    do(
        database,
        edit_stakeholder,
        stakeholder_id=3,
        correction=StakeholderCorrection(acts_for=["#2"]),
    )
    before = content(database)
    merge(database)
    contacts = {each.stakeholder_id: each.telephone for each in rows(database, StakeholderContact)}
    assert contacts == {1: "0116 1", 2: "0116 1"}
    assert [each.members for each in rows(database, Membership)] == [40, 40]
    both = StakeholderCorrection(acts_for=["Client"])
    assert do(database, edit_stakeholder, stakeholder_id=1, correction=both).entry_id is None
    own = StakeholderCorrection(acts_for=["Acme Limited"])
    assert_refused(database, edit_stakeholder, stakeholder_id=1, correction=own)
    separate(database)
    assert content(database) == before


def test_some_submissions_are_split_off_for_another_stakeholder(database, two):
    before = content(database)
    arguments = {"stakeholder_id": 2, "submission_ids": [3], "name": " Acme  Leeds "}
    parted = do(database, split_stakeholder, **arguments)
    assert (parted.result.name, parted.result.reference) == ("Acme Leeds", "stakeholder 3")
    assert respondent_ids(database) == [1, 2, 3]
    made = stakeholder(database, 3)
    assert (made.name, made.type_id) == ("Acme Leeds", stakeholder(database, 2).type_id)
    take_back(database, parted)
    assert content(database) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "n/a"},
        {"name": "acme ltd"},
        {"name": "Acme Limited", "email": "INFO@acme.example"},
        {"submission_ids": []},
        {"submission_ids": [2, 3]},
        {"submission_ids": [1]},
    ],
    ids=str,
)
def test_a_split_that_does_not_fit_is_refused(database, two, changes):
    arguments = {"stakeholder_id": 2, "submission_ids": [3], "name": "Acme Leeds", **changes}
    assert_refused(database, split_stakeholder, **arguments)


def test_an_import_does_not_undo_a_split(database, call):
    def row(number, text):
        return IncomingRow(
            number, f"k{number}", f"d{text}", respondent="The Manager", answers=[(0, text)]
        )

    do(database, import_rows, call_id=call.id, file=incoming(iter([row(2, "A."), row(3, "B.")])))
    arguments = {"stakeholder_id": 1, "submission_ids": [2], "name": "The Manager of Beta"}
    do(database, split_stakeholder, **arguments)
    do(database, import_rows, call_id=call.id, file=incoming(iter([row(2, "A."), row(3, "C.")])))
    assert respondent_ids(database) == [1, 2]


def test_two_that_are_kept_apart_are_noted_once(database, two):
    before = content(database)
    kept = do(database, keep_apart, one_id=2, other_id=1)
    again = do(database, keep_apart, one_id=1, other_id=2)
    assert (again.entry_id, count(database, KeptApart)) == (None, 1)
    take_back(database, kept)
    assert content(database) == before


def test_taking_back_out_of_order_never_gives_anything_to_a_merged_one(database, two):
    log(database, two, respondent="Beta", letter="Four.")
    moved = SubmissionCorrection(respondent="Beta")
    given = do(database, edit_submission, submission_id=2, correction=moved)
    merge(database)
    refused = assert_refused(database, edit_back, entry_id=given.entry_id)
    assert "merged into another" in refused.happened
    parted = separate(database)
    take_back(database, given)
    assert respondent_ids(database) == [1, 2, 2, 3]
    merge(database, into_id=2, merged_id=1)
    refused = assert_refused(database, edit_back, entry_id=parted.entry_id)
    assert "Separate the two first" in refused.do
    assert problems(database) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "INSERT INTO stakeholder_merge (merged_id, into_id, former, merged_at, officer) "
            "VALUES (1, 2, '{}', '2019-01-01 00:00:00', 'X')",
            "Stakeholder 1 was merged into itself.",
        ),
        (
            "UPDATE submission SET respondent_id = 2 WHERE id = 1",
            "Stakeholder 2 was merged into another and still has submissions.",
        ),
    ],
)
def test_a_check_tells_of_merges_that_do_not_hold(database, two, statement, said):
    merge(database)
    with closing(sqlite.connect(database.location)) as connection:
        connection.execute(statement)
        connection.commit()
    assert said in problems(database)
    if "itself" in said:
        with database.reading() as session, pytest.raises(DamagedFileError):
            Identities(session).standing(1)


def test_no_stakeholder_speaks_for_fewer_than_none(database, two):
    for members in (-1, 100_000_001):
        correction = StakeholderCorrection(members=members)
        assert_refused(database, edit_stakeholder, stakeholder_id=1, correction=correction)
