"""The note of an event is one submission, however many stakeholders were there."""

import pytest

from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.edits.history import take_back as edit_back
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.stakeholder_merging import merge_stakeholders, separate_stakeholders
from lisdesk.edits.submissions import (
    Seen,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
)
from lisdesk.errors import StaleEditError
from lisdesk.queries.attendees import attendees, known_by_name
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.soundness import findings
from lisdesk.queries.stakeholder_page import stakeholder_page
from lisdesk.queries.summary import Breakdown, breakdown, ledger
from lisdesk.rules.vocabulary import Channel
from lisdesk.store.entities import Attendance, Stakeholder, StakeholderType, Submission
from tests.desk_work import assert_refused, content, count, do, log, rows, take_back

NAMES = ["Acme Ltd", "Bea Barn", "Cy Dent"]


@pytest.fixture
def note(database, call):
    """Return the note of a workshop of three, of whom the register knew the first."""
    log(database, call, respondent="Acme Ltd", type_token="school", letter="Own words.")
    came = [Attendee(NAMES[0]), Attendee(NAMES[1], type_token="individual"), Attendee(NAMES[2])]
    return log(
        database,
        call,
        respondent="Skills workshop",
        channel=Channel.EVENT,
        letter="What was said.",
        attendees=came,
    )


def listed(database, entry):
    with database.reading() as session:
        return [row.name for row in attendees(session, entry.id)]


def page_of(database, stakeholder_id):
    with database.reading() as session:
        return stakeholder_page(session, stakeholder_id)


def hashed(database):
    with database.reading() as session:
        return content_hash(session, 1)


def test_a_note_is_one_submission_and_its_attendees_are_stakeholders(database, note):
    assert listed(database, note) == NAMES
    assert count(database, Submission) == 2
    known = {each.name: each for each in rows(database, Stakeholder)}
    assert list(known) == ["Acme Ltd", "Skills workshop", "Bea Barn", "Cy Dent"]
    kinds = {each.id: each.key for each in rows(database, StakeholderType)}
    assert kinds[known["Bea Barn"].type_id] == "individual"
    assert known["Cy Dent"].type_id is None


def test_attendees_are_no_submissions_in_any_count(database, call, note):
    def counts():
        with database.reading() as session:
            return ledger(session, call.id), [breakdown(session, call.id, by) for by in Breakdown]

    before = counts()
    do(database, set_attendees, submission_id=note.id, attendees=[])
    assert counts() == before
    assert page_of(database, 3).row.submissions == 0


def test_who_was_at_an_event_is_told_on_their_page(database, note):
    assert [each.reference for each in page_of(database, 1).attended] == [note.reference]
    assert [each.reference for each in page_of(database, 1).submissions] == ["LLEP-0001"]
    assert page_of(database, 2).attended == ()


def test_a_list_is_brought_to_the_names_that_are_given(database, note):
    kept = rows(database, Attendance)[1].id
    names = ["bea  barn", "Dee Eve", "Acme Ltd", "BEA BARN"]
    done = do(
        database, set_attendees, submission_id=note.id, attendees=[Attendee(each) for each in names]
    )
    assert (done.result.attendees, done.result.added, done.result.removed) == (3, 1, 1)
    assert listed(database, note) == ["Acme Ltd", "Bea Barn", "Dee Eve"]
    assert kept in [each.id for each in rows(database, Attendance)]
    same = [Attendee(each) for each in listed(database, note)]
    again = do(database, set_attendees, submission_id=note.id, attendees=same)
    assert again.entry_id is None


def test_names_that_name_nobody_and_other_channels_are_refused(database, call, note):
    listing = {"edit": set_attendees, "submission_id": note.id}
    for name in ("n/a", "Anonymous", " "):
        assert "nobody" in assert_refused(database, attendees=[Attendee(name)], **listing).happened
    unknown = [Attendee("Dee Eve", type_token="wizard")]
    assert "wizard" in assert_refused(database, attendees=unknown, **listing).happened
    posted = SubmissionDraft("Acme Ltd", channel=Channel.POST, attendees=[Attendee("Bea Barn")])
    refused = assert_refused(database, add_submission, call_id=call.id, draft=posted)
    assert "Post" in refused.happened


def test_a_note_that_turns_out_to_be_a_letter_keeps_its_list(database, note):
    posted = SubmissionCorrection(channel=Channel.POST)
    do(database, edit_submission, submission_id=note.id, correction=posted)
    assert listed(database, note) == NAMES
    fewer = SubmissionCorrection(attendees=[Attendee("Acme Ltd")])
    do(database, edit_submission, submission_id=note.id, correction=fewer)
    assert listed(database, note) == ["Acme Ltd"]


def test_attendees_follow_a_merge_and_come_back_with_a_separation(database, note):
    before, hash_before = content(database), hashed(database)
    do(database, merge_stakeholders, into_id=1, merged_id=3)
    assert listed(database, note) == ["Acme Ltd", "Cy Dent"]
    assert [each.reference for each in page_of(database, 3).attended] == [note.reference]
    assert hashed(database) != hash_before
    with database.reading() as session:
        assert known_by_name(session, ["Bea Barn", "nobody"])["Bea Barn"].name == "Acme Ltd"
    do(database, separate_stakeholders, merged_id=3)
    assert (content(database), hashed(database)) == (before, hash_before)
    assert listed(database, note) == NAMES


def test_one_who_stands_for_two_attendees_is_taken_off_for_both(database, note):
    do(database, merge_stakeholders, into_id=1, merged_id=3)
    same = [Attendee("Bea Barn"), Attendee("Cy Dent")]
    kept = do(database, set_attendees, submission_id=note.id, attendees=same)
    assert (kept.entry_id, kept.result.removed, count(database, Attendance)) == (None, 0, 3)
    done = do(database, set_attendees, submission_id=note.id, attendees=[Attendee("Cy Dent")])
    assert (done.result.removed, count(database, Attendance)) == (1, 1)
    take_back(database, done)
    assert listed(database, note) == ["Acme Ltd", "Cy Dent"]
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


def test_logging_whom_a_later_note_lists_is_not_taken_back_before_it(database, call):
    first_note = {"channel": Channel.MEETING, "letter": "One.", "attendees": [Attendee("Bea Barn")]}
    made = do(database, add_submission, call_id=call.id, draft=SubmissionDraft("A", **first_note))
    log(database, call, respondent="B", **first_note)
    refused = assert_refused(database, edit_back, entry_id=made.entry_id)
    assert "you added what needs it" in refused.happened


def test_a_correction_that_has_not_seen_the_list_is_refused(database, note):
    texts = frozenset({2})
    seen = Seen(note.version, texts, frozenset({1, 3}))
    correction = SubmissionCorrection(submitted_by="Jo", seen=seen)
    listing = {"submission_id": note.id, "correction": correction}
    assert_refused(database, edit_submission, StaleEditError, **listing)
    now = SubmissionCorrection(
        submitted_by="Jo", seen=Seen(note.version, texts, frozenset({1, 3, 4}))
    )
    do(database, edit_submission, submission_id=note.id, correction=now)


def test_both_halves_of_a_joint_note_have_its_attendees(database, note):
    done = do(database, split_submission, submission_id=note.id, draft=SplitDraft("Second host"))
    second = rows(database, Submission)[-1]
    assert second.reference == done.result.reference
    assert listed(database, second) == listed(database, note) == NAMES


def test_the_hash_knows_who_stands_for_an_attendee_now(database, note):
    others = [Attendee(name) for name in (*NAMES, "Dee Eve")]
    do(database, set_attendees, submission_id=note.id, attendees=others)
    do(database, set_attendees, submission_id=note.id, attendees=others[:3])
    do(database, merge_stakeholders, into_id=5, merged_id=3)
    assert listed(database, note) == ["Acme Ltd", "Dee Eve", "Cy Dent"]
    before = hashed(database)
    renamed = StakeholderCorrection(name="Delia Eve")
    do(database, edit_stakeholder, stakeholder_id=5, correction=renamed)
    assert hashed(database) != before


def test_a_call_without_attendees_keeps_the_hash_that_it_had(database, note):
    with_list = hashed(database)
    emptied = do(database, set_attendees, submission_id=note.id, attendees=[])
    without = hashed(database)
    assert without != with_list
    take_back(database, emptied)
    assert hashed(database) == with_list
