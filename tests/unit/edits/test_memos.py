"""Memos stand on words or on a whole submission, and go where their words go."""

import pytest

from lisdesk.edits.history import take_back as undo
from lisdesk.edits.memos import add_memo, edit_memo, remove_memo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import StaleEditError
from lisdesk.queries.memos import memos_of_call, memos_of_submission
from lisdesk.queries.soundness import findings
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.store.entities import AuditEntry, Memo, SourceText
from tests.desk_work import BEA, DESK, assert_refused, at, content, do, log, rows, take_back

LETTER = "Dear all,\r\nJo 😀 Re\u0301ne of Acme agrees. Jo signs."


@pytest.fixture
def letter(database, call):
    """Return the number of a letter's text."""
    entry = log(database, call, respondent="Acme", answers={1: "Roads."}, letter=LETTER)
    return texts(database, entry.id)[None].id


def texts(database, submission_id):
    found = rows(database, SourceText, SourceText.submission_id == submission_id)
    return {each.question_id: each for each in found if each.is_current}


def note(database, text_id, quote, words="Ask them.", *, desk=DESK):
    (text,) = rows(database, SourceText, SourceText.id == text_id)
    start = text.body.index(quote)
    place = {"text_id": text_id, "start": start, "end": start + len(quote)}
    on = {"submission_id": text.submission_id, "words": words, **place}
    return do(database, add_memo, desk=desk, **on)


def shown(database, submission_id=1, officer=DESK.officer):
    with database.reading() as session:
        found = memos_of_submission(session, submission_id, officer)
    return [(each.place, each.quote, each.words, each.is_on_earlier_text) for each in found]


def correct(database, submission_id=1, **changes):
    correction = SubmissionCorrection(**changes)
    return do(database, edit_submission, submission_id=submission_id, correction=correction)


def assert_sound(database):
    with database.reading() as session:
        assert [each.problems for each in findings(session) if each.problems] == []


def test_a_memo_says_on_what_by_whom_and_when(database, letter):
    made = note(database, letter, "Jo 😀 Re", " Who is\r\nthis? ")
    do(database, add_memo, submission_id=1, words="Late.", desk=BEA)
    assert made.result == "MEM-0001"
    assert shown(database) == [
        ("Whole submission", "", "Late.", False),
        ("Letter", "Jo 😀 Re\u0301", "Who is\nthis?", False),
    ]
    with database.reading() as session:
        whole, words = memos_of_call(session, 1)
    assert (whole.officer, words.officer) == (BEA.officer, DESK.officer)
    assert (words.written_at, words.changed_at) == (DESK.clock.now(), None)
    assert_sound(database)


def test_every_step_is_told_in_the_history_and_can_be_undone_and_redone(database, letter):
    before = content(database)
    steps = [note(database, letter, "Acme")]
    steps.append(do(database, edit_memo, memo_id=1, words="Asked.", desk=at(2019, 1, 3)))
    steps.append(do(database, remove_memo, memo_id=1, desk=BEA))
    after = content(database)
    undone = [take_back(database, each) for each in reversed(steps)]
    assert content(database) == before
    for each in reversed(undone):
        take_back(database, each)
    assert content(database) == after
    told = [words_of_edit(each.verb, each.subject) for each in rows(database, AuditEntry)]
    assert told[-9:-6] == [
        "Wrote a memo on LLEP-0001",
        "Changed a memo on LLEP-0001",
        "Removed a memo on LLEP-0001",
    ]


def test_several_officers_write_on_the_same_words_but_each_once(database, letter):
    note(database, letter, "Acme")
    note(database, letter, "Acme", desk=BEA)
    (text,) = rows(database, SourceText, SourceText.id == letter)
    at_acme = {"text_id": letter, "start": text.body.index("Acme")}
    again = {"submission_id": 1, "words": "More.", **at_acme, "end": at_acme["start"] + 4}
    assert "MEM-0001" in assert_refused(database, add_memo, **again).happened
    do(database, add_memo, submission_id=1, words="Late.")
    assert_refused(database, add_memo, submission_id=1, words="Late again.")
    assert len(shown(database)) == 3


def test_nobody_changes_what_stands_under_a_colleagues_name(database, letter):
    note(database, letter, "Acme", desk=BEA)
    refused = assert_refused(database, edit_memo, memo_id=1, words="Mine.")
    assert BEA.officer in refused.happened
    assert do(database, edit_memo, memo_id=1, words=" Ask them. ", desk=BEA).entry_id is None
    do(database, remove_memo, memo_id=1)
    assert_refused(database, edit_memo, StaleEditError, memo_id=1, words="Gone.")


def test_what_is_no_memo_is_refused(database, letter, call):
    other = log(database, call, letter="Other.")
    assert_refused(database, add_memo, submission_id=1, words=" \r\n ")
    place = {"text_id": letter, "start": 0, "end": 4}
    assert_refused(database, add_memo, submission_id=other.id, words="Ask.", **place)
    assert_refused(database, add_memo, submission_id=1, words="Ask.", **{**place, "end": 400})
    correct(database, letter="Another one.")
    refused = assert_refused(database, add_memo, submission_id=1, words="Ask.", **place)
    assert "corrected" in refused.happened


def test_a_colleagues_later_change_keeps_the_writing_from_being_undone(database, letter):
    made = note(database, letter, "Acme", desk=BEA)
    do(database, edit_memo, memo_id=1, words="Asked.", desk=BEA)
    inverse = made.inverse.arguments
    refused = assert_refused(database, undo, **inverse)
    assert "Bea Officer changed what it wrote" in refused.happened


def test_a_memo_goes_along_where_its_words_do_and_else_says_that_it_is_left(database, letter):
    note(database, letter, "Acme")
    moved = correct(database, letter="Sirs, it is Acme and 😀 who write.")
    assert shown(database) == [("Letter", "Acme", "Ask them.", False)]
    assert moved.result.memos_left_behind == 0
    assert correct(database, letter="Acme is Acme.").result.memos_left_behind == 1
    assert correct(database, letter="Acme is here.").result.memos_left_behind == 0
    assert shown(database) == [("Letter", "Acme", "Ask them.", True)]
    assert_sound(database)


def test_correcting_an_answer_away_keeps_its_memo(database, letter):
    note(database, texts(database, 1)[1].id, "Roads")
    correct(database, answers={1: ""})
    assert shown(database) == [("Q1", "Roads", "Ask them.", True)]


def test_merging_brings_memos_along_and_separating_gives_them_back(database, call):
    one = log(database, call, respondent="Acme", letter="First words.", answers={1: "Roads."})
    two = log(database, call, respondent="Acme", letter="Second words.")
    note(database, texts(database, two.id)[None].id, "Second")
    note(database, texts(database, one.id)[1].id, "Roads")
    for each in (one, two):
        do(database, add_memo, submission_id=each.id, words="Late.")
    before = [shown(database, one.id), shown(database, two.id)]
    do(database, merge_submissions, into_id=one.id, submission_ids=[two.id])
    assert [each[:3] for each in shown(database, one.id)] == [
        ("Whole submission", "", "Late."),
        ("Whole submission", "", "Late."),
        ("Q1", "Roads", "Ask them."),
        ("Letter", "Second", "Ask them."),
    ]
    copied = max(rows(database, Memo), key=lambda each: each.id - 99 * (each.text_id is None))
    do(database, edit_memo, memo_id=copied.id, words="Asked.")
    note(database, texts(database, one.id)[None].id, "words.\n\nSec", "Across.")
    do(database, separate_submissions, submission_ids=[two.id])
    before[1][1] = ("Letter", "Second", "Asked.", False)
    assert shown(database, two.id) == before[1]
    assert shown(database, one.id) == [*before[0], ("Letter", "words.\n\nSec", "Across.", True)]
    assert_sound(database)


def test_splitting_takes_memos_along_with_their_texts(database, letter):
    note(database, letter, "Acme")
    do(database, add_memo, submission_id=1, words="Two of them.")
    do(database, split_submission, submission_id=1, draft=SplitDraft("Jo", letter=True))
    whole = ("Whole submission", "", "Two of them.", False)
    assert shown(database, 1) == [whole]
    assert shown(database, 2) == [whole, ("Letter", "Acme", "Ask them.", False)]
    do(database, split_submission, submission_id=2, draft=SplitDraft("Cy"))
    assert shown(database, 3) == shown(database, 2)
    assert_sound(database)
