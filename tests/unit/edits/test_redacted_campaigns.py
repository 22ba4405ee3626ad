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
from lisdesk.edits.merging import merge_submissions
from lisdesk.edits.publications import record_publication
from lisdesk.edits.redactions import lift_redaction, redact_span
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.evidence.published_words import read_published_words
from lisdesk.queries.redactions import redactions_of_submission
from lisdesk.rules.same_words import SameWords
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack, Permission
from lisdesk.store.entities import Call, Redaction, SourceText
from tests.desk_work import assert_refused, content, do, log, rows, take_back
from tests.story import PUBLISHED

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


def redact(database, number=2, words="Jo Smith", kind=KeptBack.REDACTED):
    text = text_of(database, number)
    start = text.body.index(words)
    span = {"text_id": text.id, "start": start, "end": start + len(words), "kind": kind}
    return do(database, redact_span, **span, reason="third party named")


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
