"""The register is corrected: stakeholders and areas, without making two of one or one of two."""

import pytest

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.people import (
    AreaCorrection,
    StakeholderCorrection,
    edit_area,
    edit_stakeholder,
)
from lisdesk.errors import NotFoundError, RefusedError, StaleEditError
from lisdesk.queries.submissions import SubmissionFilter, submission_ids
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import Area, AuditEntry, LeadBody, Stakeholder, StakeholderContact
from lisdesk.store.lookup import area_by_name
from lisdesk.store.stakeholder_lookup import stakeholder_by_name
from tests.desk_work import (
    assert_refused,
    content,
    count,
    do,
    entries,
    first,
    log,
    rows,
    standing_texts,
    submission,
    take_back,
)
from tests.story import incoming


@pytest.fixture
def acme(database, call):
    """Return a stakeholder with a submission."""
    known = {"type_token": "school", "area": "Melton", "email": "jo@acme.example"}
    log(database, call, respondent="Acme Ltd", letter="Skills.", **known)
    return first(database, Stakeholder)


def correct(database, stakeholder, **changes):
    correction = StakeholderCorrection(**changes)
    return do(database, edit_stakeholder, stakeholder_id=stakeholder.id, correction=correction)


def found_by(database, words):
    with database.reading() as session:
        return submission_ids(session, 1, SubmissionFilter(search=words))


def test_a_field_that_somebody_else_has_changed_since_it_was_seen_is_refused(database, acme):
    seen = {StakeholderField.NAME: acme.name, StakeholderField.TELEPHONE: "",
            StakeholderField.TYPE: "school", StakeholderField.MEMBERS: ""}  # fmt: skip
    correct(database, acme, telephone="0116 1234", members=40, type_token="business")
    correct(database, acme, name="Acme Holdings", email="new@acme.example", seen=seen)
    [contact] = rows(database, StakeholderContact)
    assert (first(database, Stakeholder).name, contact.telephone) == ("Acme Holdings", "0116 1234")
    for changes in ({"name": "Acme"}, {"telephone": "1"}, {"members": 2}, {"type_token": "school"}):
        with pytest.raises(StaleEditError, match="Somebody else changed"):
            correct(database, acme, seen=seen, **changes)
    assert first(database, Stakeholder).name == "Acme Holdings"


def test_a_stakeholder_is_corrected_and_what_is_not_named_stays(database, acme):
    correct(database, acme, name="  Acme  Holdings ")
    found = first(database, Stakeholder)
    assert (found.name, found.name_key) == ("Acme Holdings", "acme holdings")
    assert (found.email, found.type_id, found.area_id) == (acme.email, acme.type_id, acme.area_id)
    newest = rows(database, AuditEntry)[-1]
    assert (newest.verb, newest.subject, newest.call_id) == (
        "edit_stakeholder",
        "stakeholder 1",
        None,
    )
    correct(database, acme, type_token="individual", area="oadby", email=" ")
    found = first(database, Stakeholder)
    assert (found.name, found.kind, found.email) == ("Acme Holdings", StakeholderKind.PERSON, "")
    assert first(database, Area, Area.id == found.area_id).name == "oadby"
    correct(database, acme, type_token="", area="", kind=NOTHING)
    found = first(database, Stakeholder)
    assert (found.type_id, found.area_id, found.kind) == (None, None, None)


def test_a_type_that_leaves_it_open_does_not_say_person_or_body(database, acme):
    assert acme.kind is StakeholderKind.ORGANISATION
    correct(database, acme, type_token="other")
    assert first(database, Stakeholder).kind is StakeholderKind.ORGANISATION
    correct(database, acme, type_token="school", kind=StakeholderKind.PERSON)
    assert first(database, Stakeholder).kind is StakeholderKind.PERSON


def test_a_new_name_is_searched_and_the_old_one_is_not(database, acme):
    renamed = correct(database, acme, name="Zenith")
    assert (found_by(database, "zenith"), found_by(database, "acme")) == ([1], [])
    take_back(database, renamed)
    assert (found_by(database, "zenith"), found_by(database, "acme")) == ([], [1])


def test_a_correction_that_says_what_stands_is_no_edit(database, acme):
    before = entries(database)
    same = correct(database, acme, name="Acme Ltd", type_token="School", area="melton")
    assert (same.entry_id, entries(database)) == (None, before)


@pytest.mark.parametrize(
    "changes",
    [{"name": " "}, {"name": "Anonymous"}, {"name": "n/a"}, {"type_token": "wizard"}],
    ids=str,
)
def test_a_correction_that_does_not_fit_is_refused(database, acme, changes):
    correction = StakeholderCorrection(**changes)
    arguments = {"stakeholder_id": acme.id, "correction": correction}
    assert_refused(database, edit_stakeholder, **arguments)


def test_two_of_one_name_are_told_apart_by_their_addresses(database, call, acme):
    log(database, call, respondent="Acme Limited", email="info@acme.example", letter="Two.")
    other = {"stakeholder_id": 2}
    correct_name = {"name": "ACME LTD."}
    unclear = StakeholderCorrection(**correct_name, email="")
    refused = assert_refused(database, edit_stakeholder, **other, correction=unclear)
    assert "another stakeholder" in refused.happened
    do(database, edit_stakeholder, **other, correction=StakeholderCorrection(**correct_name))
    same = StakeholderCorrection(email="JO@acme.example")
    assert_refused(database, edit_stakeholder, **other, correction=same)


def test_submissions_follow_only_if_asked_and_only_where_they_state_the_same(database, call, acme):
    as_other = {"respondent": "Acme Ltd", "email": "jo@acme.example", "area": "Hinckley"}
    log(database, call, **as_other, letter="Two.", type_token="other")
    before = content(database)
    changes = {"type_token": "business", "area": "Oadby"}
    alone = correct(database, acme, **changes)
    assert alone.result.submissions_changed == 0
    assert submission(database, "LLEP-0001").type_id == acme.type_id
    take_back(database, alone)
    together = correct(database, acme, **changes, also_submissions=True)
    assert together.result.submissions_changed == 1
    changed = submission(database, "LLEP-0001")
    standing = first(database, Stakeholder)
    assert (changed.type_id, changed.area_id) == (standing.type_id, standing.area_id)
    take_back(database, together)
    assert content(database) == before


def test_an_import_does_not_bring_the_old_name_back(database, call):
    def row(text, digest):
        return IncomingRow(2, "k1", digest, respondent="Acme Ltd", answers=[(0, text)])

    do(database, import_rows, call_id=call.id, file=incoming(iter([row("One.", "d1")])))
    correct(database, first(database, Stakeholder), name="Acme Holdings")
    do(database, import_rows, call_id=call.id, file=incoming(iter([row("Two.", "d2")])))
    assert submission(database, "LLEP-0001").respondent_id == 1
    assert [each.name for each in rows(database, Stakeholder)] == ["Acme Holdings"]
    assert standing_texts(database, 1) == ["Two."]


def test_a_stakeholder_is_found_by_name_or_by_a_submission_of_theirs(database, call, acme):
    log(database, call, respondent="ACME LTD", email="info@acme.example", letter="Two.")
    log(database, call, respondent="Bea Barn", letter="Three.")
    with database.reading() as session:
        assert stakeholder_by_name(session, "the bea  barn").id == 3
        assert stakeholder_by_name(session, " llep-0002").id == 2
        with pytest.raises(RefusedError, match="2 stakeholders are called “Acme Ltd”"):
            stakeholder_by_name(session, "acme ltd")
        with pytest.raises(NotFoundError):
            stakeholder_by_name(session, "Nobody")


def test_an_area_is_given_its_lead_body_by_any_of_its_names(database, acme):
    before = content(database)
    given = do(database, edit_area, area_id=1, correction=AreaCorrection(lead="llep"))
    assert given.result == "Melton"
    lead = first(database, LeadBody, LeadBody.id == first(database, Area).lead_body_id)
    assert lead.name == "Leicester & Leicestershire"
    newest = rows(database, AuditEntry)[-1]
    assert (newest.verb, newest.subject) == ("edit_area", "area 1")
    emptied = do(database, edit_area, area_id=1, correction=AreaCorrection(lead=" "))
    assert first(database, Area).lead_body_id is None
    take_back(database, emptied)
    take_back(database, given)
    assert content(database) == before


def test_an_area_is_named_anew_unless_another_has_the_name(database, call, acme):
    log(database, call, area="Oadby & Wigston", letter="Two.")
    do(database, edit_area, area_id=1, correction=AreaCorrection(name=" Melton  Mowbray"))
    with database.reading() as session:
        assert area_by_name(session, "melton mowbray").name == "Melton Mowbray"
        with pytest.raises(NotFoundError):
            area_by_name(session, "Melton")
    for name in ("oadby and wigston", " "):
        correction = AreaCorrection(name=name)
        assert_refused(database, edit_area, area_id=1, correction=correction)
    nowhere = AreaCorrection(lead="Narnia")
    assert_refused(database, edit_area, NotFoundError, area_id=1, correction=nowhere)
    assert count(database, Area) == 2
