"""Words kept out of publications stay so whatever becomes of their text, until they are lifted."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from lisdesk.edits.history import take_back as undo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.publications import record_publication
from lisdesk.edits.redactions import (
    FoundPlace,
    TextPlace,
    keep_personal_data,
    lift_published_redaction,
    lift_redaction,
    redact_personal_data,
    redact_span,
    redaction_reasons,
    set_redaction_reasons,
)
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.redactions import redactions_of_submission
from lisdesk.queries.soundness import findings
from lisdesk.rules.redacting import REASONS
from lisdesk.rules.vocabulary import KeptBack, PersonalData
from lisdesk.store.entities import (
    AuditValue,
    KeptWords,
    Redaction,
    SourceText,
    UnsettledPublication,
)
from tests.desk_work import DESK, assert_refused, content, do, log, rows, take_back
from tests.story import PUBLISHED

LETTER = "Dear all,\r\nJo 😀 Re\u0301ne of Acme agrees. Jo signs."
WHY = "third party named"


@pytest.fixture
def letter(database, call):
    """Return the number of a letter's text."""
    entry = log(database, call, respondent="Acme", answers={1: "Roads."}, letter=LETTER)
    return texts(database, entry.id)[None].id


def texts(database, submission_id):
    found = rows(database, SourceText, SourceText.submission_id == submission_id)
    return {each.question_id: each for each in found if each.is_current}


def redact(database, text_id, words, reason=WHY, **more):
    (text,) = rows(database, SourceText, SourceText.id == text_id)
    start = text.body.index(words)
    place = {"text_id": text_id, "start": start, "end": start + len(words)}
    return do(database, redact_span, **place, reason=reason, **more)


def kept_back(database, submission_id=1):
    with database.reading() as session:
        found = redactions_of_submission(session, submission_id)
    return [(each.place, each.words, each.is_on_standing_text) for each in found]


def correct(database, submission_id=1, **changes):
    correction = SubmissionCorrection(**changes)
    made = do(database, edit_submission, submission_id=submission_id, correction=correction)
    return made.result.redactions_left_behind


def publish(database, **changes):
    return do(database, record_publication, call_id=1, file=replace(PUBLISHED, **changes))


def test_a_letter_goes_with_its_accent_and_offsets_are_those_of_the_kept_text(database, letter):
    redact(database, letter, "Jo 😀 Re")
    assert kept_back(database) == [("Letter", "Jo 😀 Re\u0301", True)]


def test_spans_may_overlap_but_not_repeat_each_other(database, letter):
    redact(database, letter, "Jo 😀")
    redact(database, letter, "😀 Re\u0301ne", "asked for", kind=KeptBack.CONFIDENTIAL)
    assert len(kept_back(database)) == 2
    start = rows(database, Redaction)[0].start
    same = {"text_id": letter, "start": start, "end": start + 4, "reason": f" {WHY} "}
    assert "already" in assert_refused(database, redact_span, **same).happened
    assert_refused(database, redact_span, **{**same, "reason": " "})


def test_a_redaction_goes_along_where_its_words_do(database, letter):
    redact(database, letter, "Acme")
    assert correct(database, letter="Sirs, it is Acme and 😀 who write.") == 0
    assert kept_back(database) == [("Letter", "Acme", True)]


def test_one_that_cannot_be_placed_keeps_its_place_and_is_told(database, letter):
    redact(database, letter, "Acme")
    assert correct(database, letter="Acme is Acme.") == 1
    assert kept_back(database) == [("Letter", "Acme", False)]
    (left,) = rows(database, Redaction)
    do(database, lift_redaction, redaction_id=left.id)
    assert kept_back(database) == []
    with database.reading() as session:
        assert [each.problems for each in findings(session) if each.problems] == []


def test_a_text_that_is_corrected_takes_no_redaction_any_more(database, letter):
    correct(database, letter="Another one.")
    refused = assert_refused(database, redact_span, text_id=letter, start=0, end=4, reason=WHY)
    assert "corrected" in refused.happened


def test_lifting_needs_a_reason_once_it_was_published(database, letter):
    made = redact(database, letter, "Acme")
    publish(database)
    refused = assert_refused(database, lift_redaction, redaction_id=made.result)
    assert "publication" in refused.happened
    assert_refused(database, lift_published_redaction, redaction_id=made.result, reason=" ")
    do(database, lift_published_redaction, redaction_id=made.result, reason="They agreed.")
    (row,) = rows(database, Redaction)
    assert (row.lifted_by, row.lifted_because) == ("Ann Officer", "They agreed.")
    assert_refused(database, lift_redaction, redaction_id=made.result)


def test_undo_does_not_lift_what_was_published(database, letter):
    made = redact(database, letter, "Acme")
    lifted = do(database, lift_redaction, redaction_id=made.result)
    undone = take_back(database, lifted)
    publish(database)
    for each in (made, undone):
        inverse = {"entry_id": each.entry_id}
        assert "publication" in assert_refused(database, undo, **inverse).happened
    assert kept_back(database) == [("Letter", "Acme", True)]


def test_what_no_publication_was_made_with_is_undone_and_redone_after_one(database, letter):
    made = redact(database, letter, "Acme")
    lifted = do(database, lift_redaction, redaction_id=made.result)
    publish(database)
    in_force = take_back(database, lifted)
    assert kept_back(database) == [("Letter", "Acme", True)]
    lifted = take_back(database, in_force)
    assert kept_back(database) == []
    take_back(database, lifted)
    gone = take_back(database, made)
    assert rows(database, Redaction) == []
    take_back(database, gone)
    assert kept_back(database) == [("Letter", "Acme", True)]


def test_what_a_publication_was_made_with_after_it_was_put_in_force_again_stays(database, letter):
    made = redact(database, letter, "Acme")
    lifted = do(database, lift_redaction, redaction_id=made.result)
    publish(database)
    in_force = take_back(database, lifted)
    publish(database)
    for each in (made, in_force):
        inverse = {"entry_id": each.entry_id}
        assert "publication" in assert_refused(database, undo, **inverse).happened
    reason = {"redaction_id": made.result, "reason": "They agreed."}
    lifted = do(database, lift_published_redaction, **reason)
    take_back(database, lifted)
    assert_refused(database, lift_redaction, redaction_id=made.result)
    with database.writing(DESK) as work:
        work.session.connection().execute(delete(AuditValue))
    assert_refused(database, undo, entry_id=in_force.entry_id)


def test_undo_before_a_publication_leaves_nothing(database, letter):
    before = content(database)
    take_back(database, redact(database, letter, "Acme"))
    assert content(database) == before


@pytest.fixture
def two(database, call):
    """Log two submissions of one respondent; words of both are redacted."""
    log(database, call, respondent="Acme", answers={1: "Ann said so."}, letter="Bo knows.")
    log(database, call, respondent="Acme", answers={1: "Cy said no."})
    redact(database, texts(database, 1)[1].id, "Ann")
    redact(database, texts(database, 2)[1].id, "Cy")


def test_merged_words_are_redacted_in_the_one_and_back_in_their_own(database, two):
    before = content(database)
    merged = do(database, merge_submissions, into_id=1, submission_ids=[2])
    assert kept_back(database) == [("Q1", "Ann", True), ("Q1", "Cy", True)]
    whole = texts(database, 1)[1]
    redact(database, whole.id, "so.\n\nCy said", "both")
    redact(database, whole.id, "no", "since")
    do(database, separate_submissions, submission_ids=[2])
    assert kept_back(database, 1) == [("Q1", "Ann", True), ("Q1", "so.", True)]
    assert sorted(kept_back(database, 2)) == [
        ("Q1", "Cy", True), ("Q1", "Cy said", True), ("Q1", "no", True),
    ]  # fmt: skip
    assert before != content(database)
    assert merged.result.texts == 1


def test_undoing_a_merge_gives_back_what_was(database, two):
    before = content(database)
    take_back(database, do(database, merge_submissions, into_id=1, submission_ids=[2]))
    assert content(database) == before


def test_words_redacted_in_the_whole_are_redacted_where_they_go_although_it_was_corrected(
    database, two
):
    do(database, merge_submissions, into_id=1, submission_ids=[2])
    redact(database, texts(database, 1)[1].id, "no", "since")
    correct(database, answers={1: "Ann said so.\n\nCy said: no!"})
    do(database, separate_submissions, submission_ids=[2])
    assert ("Q1", "no", True) in kept_back(database, 2)


@pytest.mark.parametrize("moves", [True, False])
def test_a_split_takes_redactions_along(database, two, moves):
    draft = SplitDraft("Beta", questions=[1] if moves else [])
    made = do(database, split_submission, submission_id=1, draft=draft)
    assert made.result.reference == "LLEP-0003"
    assert kept_back(database, 3) == [("Q1", "Ann", True)]
    assert kept_back(database, 1) == ([] if moves else [("Q1", "Ann", True)])


def test_words_go_nowhere_while_a_redaction_of_them_waits(database, two):
    correct(database, answers={1: "It was Ann, and Ann."})
    for edit, arguments in (
        (merge_submissions, {"into_id": 2, "submission_ids": [1]}),
        (split_submission, {"submission_id": 1, "draft": SplitDraft("Beta")}),
    ):
        assert "earlier version" in assert_refused(database, edit, **arguments).happened


def test_many_are_settled_at_once_within_one_call(database, letter):
    places = [TextPlace(letter, 0, 4), TextPlace(letter, 10, 12)]
    assert do(database, redact_personal_data, places=places, reason=WHY).result == 2
    found = [FoundPlace(letter, 5, 8, PersonalData.NAME)]
    do(database, keep_personal_data, places=found, reason="Public.")
    assert [each.reason for each in rows(database, KeptWords)] == ["Public."]
    assert_refused(database, keep_personal_data, places=found, reason="")
    assert_refused(database, keep_personal_data, places=[], reason="None.")


def test_a_publication_with_things_unsettled_has_its_reason(database, letter):
    publish(database, waiting=2, waiting_because="Ministers ask.")
    assert [each.reason for each in rows(database, UnsettledPublication)] == ["Ministers ask."]


def test_the_list_of_reasons_can_be_changed_and_reset(database):
    changed = do(database, set_redaction_reasons, reasons=["libel", "Libel", " own  words "])
    assert changed.result == ("Libel", "own words")
    with database.reading() as session:
        assert redaction_reasons(session) == changed.result
    assert do(database, set_redaction_reasons, reasons=[]).result == REASONS
