"""Words redacted in one member of a campaign are kept out of publications in all of them."""

from dataclasses import replace

import pytest

from lisdesk.edits.campaigns import (
    add_campaign_members,
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
)
from lisdesk.edits.history import take_back as undo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.publications import record_publication
from lisdesk.edits.redactions import lift_redaction, redact_span
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.evidence.published_words import read_published_words
from lisdesk.queries.redactions import redactions_of_submission
from lisdesk.rules.same_words import SameWords
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import Edition, KeptBack, Permission
from lisdesk.store.entities import Call, Redaction, SourceText
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import DESK, assert_refused, content, do, log, rows, take_back
from tests.story import PUBLISHED

pytestmark = pytest.mark.thorough

LETTER = (
    "We ask for a bus that runs at night, as Jo Smith of the depot told us to. "
    "Without it the skills gap will only grow wider in every village. Jo rides it."
)
VARIANT = "I am a baker. " + LETTER.replace("Jo Smith", "JO\nSMITH") + " Thank Jo Smith, again."
LABEL = "[redacted: third party named]"


@pytest.fixture
def campaign(database, call):
    """Log a letter, a copy, a variant and another letter; the first three are a campaign."""
    for words in (LETTER, LETTER, VARIANT, "Jo Smith is my neighbour."):
        respondent = "Acme" if "neighbour" in words else ""
        log(database, call, letter=words, respondent=respondent, permission=Permission.UNNAMED)
    ids = {"seed_id": 1, "submission_ids": [2, 3]}
    return do(database, confirm_campaign, call_id=1, name="Night buses", **ids)


def text_of(database, number):
    wanted = SourceText.submission_id == number, SourceText.is_current
    return rows(database, SourceText, *wanted)[0]


def redact(
    database, number=2, words="Jo Smith", kind=KeptBack.REDACTED, reason="third party named"
):
    text = text_of(database, number)
    start = text.body.index(words)
    span = {"text_id": text.id, "start": start, "end": start + len(words), "kind": kind}
    return do(database, redact_span, **span, reason=reason)


def published(database, number):
    text = text_of(database, number)
    with database.reading() as session:
        return read_published_words(session, 1).text(text.id, text.body)


def everywhere(database):
    return [published(database, number).count(LABEL) for number in range(1, 5)]


def test_the_same_words_are_kept_back_in_every_member_and_nowhere_else(database, campaign):
    before = content(database)
    made = redact(database)
    assert everywhere(database) == [1, 1, 2, 0]
    assert "smith" not in "".join(published(database, each) for each in (1, 2, 3)).casefold()
    assert "Jo rides" in published(database, 1)
    take_back(database, made)
    assert everywhere(database) == [0] * 4
    assert content(database) == before


def test_a_member_that_joins_later_keeps_them_back_too(database, campaign):
    redact(database)
    added = do(database, add_campaign_members, campaign_id=1, submission_ids=[4])
    assert everywhere(database)[3] == 1
    take_back(database, added)
    assert everywhere(database)[3] == 0


def test_what_is_kept_back_for_another_is_told_and_lifted_with_it(database, campaign):
    made = redact(database)
    with database.reading() as session:
        (first,) = redactions_of_submission(session, 1)
        variants = redactions_of_submission(session, 3)
    assert (first.id, first.words, first.follows) == (made.result, "Jo Smith", "LLEP-0002")
    assert [each.words for each in variants] == ["JO\nSMITH", "Jo Smith"]
    do(database, lift_redaction, redaction_id=made.result)
    assert everywhere(database) == [0] * 4


@pytest.mark.parametrize("edit", [remove_campaign_members, dissolve_campaign])
def test_who_leaves_keeps_them_back_on_its_own(database, campaign, edit):
    redact(database)
    before = content(database)
    ids = {"submission_ids": [3]} if edit is remove_campaign_members else {}
    made = do(database, edit, campaign_id=1, **ids)
    assert everywhere(database) == [1, 1, 2, 0]
    assert len(rows(database, Redaction)) == (3 if ids else 4)
    take_back(database, made)
    assert content(database) == before


def test_words_that_go_elsewhere_or_change_are_not_let_out(database, campaign):
    redact(database)
    do(database, split_submission, submission_id=1, draft=SplitDraft("Beta"))
    assert published(database, 5).count(LABEL) == 1
    log(database, rows(database, Call)[0], respondent="Beta", letter="More.")
    do(database, merge_submissions, into_id=6, submission_ids=[5])
    assert published(database, 6).count(LABEL) == 1
    changed = SubmissionCorrection(letter=LETTER.replace("Jo Smith", "Jo Smyth"))
    do(database, edit_submission, submission_id=1, correction=changed)
    assert published(database, 1) == "[withheld]"
    assert published(database, 2).count(LABEL) == 1


def test_a_redaction_left_on_an_earlier_text_still_holds_for_the_others(database, campaign):
    redact(database)
    changed = SubmissionCorrection(letter="Another one.")
    do(database, edit_submission, submission_id=2, correction=changed)
    assert published(database, 2) == "[withheld]"
    assert everywhere(database) == [1, 0, 2, 0]


def test_undo_does_not_let_out_what_a_publication_kept_back(database, campaign):
    redact(database)
    do(database, record_publication, call_id=1, file=replace(PUBLISHED))
    inverse = {"entry_id": campaign.entry_id}
    assert "publication" in assert_refused(database, undo, **inverse).happened
    do(database, dissolve_campaign, campaign_id=1)
    assert everywhere(database) == [1, 1, 2, 0]


def leave(database):
    return do(database, remove_campaign_members, campaign_id=1, submission_ids=[2])


def move_words(database):
    draft = SplitDraft("Beta", letter=True)
    return do(database, split_submission, submission_id=2, draft=draft)


def answer(database, number=2):
    changed = SubmissionCorrection(answers={1: "More buses."})
    return do(database, edit_submission, submission_id=number, correction=changed)


@pytest.mark.parametrize("edit", [leave, move_words])
def test_who_stays_keeps_them_back_when_the_redacted_member_or_its_words_go(
    database, campaign, edit
):
    answer(database)
    redact(database)
    before = content(database)
    made = edit(database)
    assert "smith" not in "".join(published(database, each) for each in (1, 3)).casefold()
    assert [published(database, each).count(LABEL) for each in (1, 3)] == [1, 2]
    take_back(database, made)
    assert content(database) == before


def test_who_stays_keeps_words_back_that_were_merged_in_and_separated_again(database, campaign):
    changed = SubmissionCorrection(respondent="Acme", letter="We agree.")
    do(database, edit_submission, submission_id=2, correction=changed)
    do(database, merge_submissions, into_id=2, submission_ids=[4])
    redact(database)
    before = content(database)
    made = do(database, separate_submissions, submission_ids=[4])
    assert everywhere(database) == [1, 0, 2, 1]
    take_back(database, made)
    assert content(database) == before


def test_who_is_merged_elsewhere_lends_what_is_redacted_in_it_still(database, campaign):
    changed = SubmissionCorrection(respondent="Acme")
    do(database, edit_submission, submission_id=2, correction=changed)
    redact(database)
    do(database, merge_submissions, into_id=4, submission_ids=[2])
    assert everywhere(database) == [1, 1, 2, 1]


def test_a_correction_lets_out_no_part_of_a_word_elsewhere(database, campaign):
    redact(database, words="Jo Smi")
    assert "Smi" not in published(database, 1)
    changed = SubmissionCorrection(letter="Jo Smi told us.")
    do(database, edit_submission, submission_id=2, correction=changed)
    assert published(database, 2) == f"{LABEL} told us."
    assert everywhere(database)[0] == 1
    assert "Smi" not in published(database, 1)


def test_a_correction_leaves_the_others_to_follow_the_redaction(database, campaign):
    made = redact(database)
    changed = SubmissionCorrection(letter=f"{LETTER} Yours.")
    do(database, edit_submission, submission_id=2, correction=changed)
    assert everywhere(database) == [1, 1, 2, 0]
    do(database, lift_redaction, redaction_id=made.result)
    assert everywhere(database) == [0] * 4


@pytest.mark.parametrize("leaving", [2, 3])
def test_a_member_can_leave_after_a_publication(database, campaign, leaving):
    redact(database)
    do(database, record_publication, call_id=1, file=replace(PUBLISHED))
    made = do(database, remove_campaign_members, campaign_id=1, submission_ids=[leaving])
    assert everywhere(database) == [1, 1, 2, 0]
    take_back(database, made)
    assert everywhere(database) == [1, 1, 2, 0]


def correct_a_copy(database):
    changed = SubmissionCorrection(letter=LETTER.replace("wider", "deeper"))
    return do(database, edit_submission, submission_id=1, correction=changed)


def dissolve(database):
    return do(database, dissolve_campaign, campaign_id=1)


@pytest.mark.parametrize("edit", [leave, dissolve, correct_a_copy])
def test_what_gave_a_member_a_redaction_of_its_own_is_undone_after_a_publication(
    database, campaign, edit
):
    redact(database)
    do(database, record_publication, call_id=1, file=replace(PUBLISHED))
    before = content(database)
    made = edit(database)
    undone = take_back(database, made)
    assert content(database) == before
    take_back(database, undone)
    assert everywhere(database) == [1, 1, 2, 0]


def test_undo_lets_out_nothing_that_only_longer_words_cover(database, campaign):
    made = redact(database)
    redact(database, words="as Jo Smith of")
    do(database, record_publication, call_id=1, file=replace(PUBLISHED))
    assert "publication" in assert_refused(database, undo, entry_id=made.entry_id).happened


BOTH = "[redacted: personal data; third party named]"


def test_two_reasons_of_one_span_in_two_members_are_told_in_all(database, campaign):
    redact(database, 1, reason="personal data")
    redact(database, 2)
    assert [published(database, each).count(BOTH) for each in (1, 2, 3)] == [1, 1, 2]
    with database.reading() as session:
        (own, other) = redactions_of_submission(session, 1)
    assert [own.reason, other.reason] == ["personal data", "third party named"]


def test_who_leaves_keeps_both_reasons_of_one_span(database, campaign):
    redact(database, 1, reason="personal data")
    redact(database, 2)
    do(database, dissolve_campaign, campaign_id=1)
    assert [published(database, each).count(BOTH) for each in (1, 2, 3)] == [1, 1, 2]


def test_one_reason_of_one_span_in_two_members_is_told_once(database, campaign):
    redact(database, 1)
    redact(database, 2)
    assert everywhere(database) == [1, 1, 2, 0]
    with database.reading() as session:
        assert len(redactions_of_submission(session, 1)) == 1


@pytest.mark.parametrize("kind", list(KeptBack))
def test_a_publication_with_two_reasons_of_one_span_is_handed_over(
    database, campaign, tmp_path, kind
):
    redact(database, 1, reason="personal data")
    redact(database, 2, kind=kind)
    path = tmp_path / "out.xlsx"
    because = {"unsettled_because": "Nobody else is named."}
    export_evidence(database, DESK, "LLEP-2018-01", path, Edition.PUBLICATION, **because)
    assert path.exists()


@pytest.mark.parametrize(
    ("said", "other", "found"),
    [
        ("Jo Smith", "jo\n- SMITH, Jo Smithers, Major Jo Smith.", ["jo\n- SMITH", "Jo Smith"]),
        ("£4.2m", "It cost 4,2M or £4.2m.", ["4,2M", "4.2m"]),
        ("😀", "A 😀 and 😀", ["😀", "😀"]),
        ("(a+b)", "(A+B) ab", ["A+B"]),
        (" ", "no", []),
    ],
)
def test_the_same_words_are_found_in_any_case_with_any_signs_between(said, other, found):
    words = SameWords(f"x {said} y", Span(2, 2 + len(said)))
    assert [other[each.start : each.end] for each in words.places_in(other)] == found


def test_a_part_of_a_word_is_found_within_words():
    words = SameWords("Joneses", Span(0, 5))
    assert [each.start for each in words.places_in("Jones and Jonesing, ajones")] == [0, 10]
