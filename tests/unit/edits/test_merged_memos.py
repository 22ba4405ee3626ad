"""Memos that merging brought along go back to those that they came from, and nobody's words go."""

import pytest

from lisdesk.edits.memos import add_memo, edit_memo, remove_memo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.soundness import findings
from lisdesk.store.entities import CarriedMemo, Memo, SourceText
from tests.desk_work import BEA, DESK, at, content, do, log, rows, take_back

LATER, LAST = at(2019, 2, 1), at(2019, 2, 2)


@pytest.fixture
def two(database, call):
    """Two submissions of one respondent: MEM-1 on the whole of the second, MEM-2 on words of it."""
    log(database, call, respondent="Acme", letter="First words.")
    log(database, call, respondent="Acme", letter="Second words.")
    do(database, add_memo, submission_id=2, words="Whole.")
    note(database, 2, "Second", "Words.")
    return database


def note(database, submission_id, quote, words, *, desk=DESK):
    texts = rows(database, SourceText, SourceText.submission_id == submission_id)
    (text,) = (each for each in texts if each.is_current)
    start = text.body.index(quote)
    place = {"text_id": text.id, "start": start, "end": start + len(quote)}
    return do(database, add_memo, desk=desk, submission_id=submission_id, words=words, **place)


def merge(database, *others):
    return do(database, merge_submissions, into_id=1, submission_ids=others or [2])


def separate(database, *others):
    return do(database, separate_submissions, submission_ids=others or [2])


def on(database, submission_id):
    found = rows(database, Memo, Memo.submission_id == submission_id)
    return [(each.words, each.changed_at) for each in found]


def assert_sound(database):
    assert rows(database, CarriedMemo) == []
    with database.reading() as session:
        assert [each.problems for each in findings(session) if each.problems] == []


def rewrite(database, *memos, words="Anew.", desk=LATER):
    for memo_id in memos:
        do(database, edit_memo, desk=desk, memo_id=memo_id, words=words)


def test_what_was_written_anew_on_the_merged_one_stays(two):
    merge(two)
    rewrite(two, 1, 2)
    separate(two)
    assert on(two, 2) == [("Anew.", LATER.clock.now())] * 2
    assert on(two, 1) == []
    assert_sound(two)


def test_what_was_written_anew_in_both_is_kept_in_both_words(two):
    rewrite(two, 1, 2, words="Before.", desk=at(2019, 1, 20))
    merge(two)
    rewrite(two, 1, 2, words="There.", desk=LAST)
    rewrite(two, 3, 4, words="Here.")
    separate(two)
    there, here = ("There.", LAST.clock.now()), ("Here.", LATER.clock.now())
    assert on(two, 2) == [there, there, here, here]
    places = [(each.text_id, each.start, each.end) for each in rows(two, Memo)]
    assert places[:2] == places[2:]
    assert on(two, 1) == []
    assert_sound(two)


def test_the_same_new_words_in_both_are_one_memo(two):
    merge(two)
    rewrite(two, 1, 2, 3, 4)
    separate(two)
    assert on(two, 2) == [("Anew.", LATER.clock.now())] * 2
    assert_sound(two)


def test_a_memo_of_ones_own_stays_where_it_was_written_at_the_same_moment(database, call):
    for number, words in ((1, "A."), (2, "B.")):
        log(database, call, respondent="Acme", letter="Words.")
        do(database, add_memo, submission_id=number, words=words)
        note(database, number, "Words", words)
    merge(database)
    copies = [each.id for each in rows(database, Memo) if each.id > 4]
    for memo_id in copies:
        do(database, remove_memo, memo_id=memo_id)
    assert rows(database, CarriedMemo) == []
    separate(database)
    assert [on(database, number) for number in (1, 2)] == [[("A.", None)] * 2, [("B.", None)] * 2]
    assert_sound(database)


def test_copies_of_several_with_the_same_words_go_back_each_to_its_own(database, call):
    for number in (1, 2, 3):
        log(database, call, respondent="Acme", letter="The same letter.")
        do(database, add_memo, submission_id=number, words=f"Whole {number}.")
        note(database, number, "same", f"Words {number}.")
    before = [on(database, number) for number in (1, 2, 3)]
    merge(database, 2, 3)
    separate(database, 2)
    assert on(database, 2) == before[1]
    separate(database, 3)
    assert [on(database, number) for number in (1, 2, 3)] == before
    assert_sound(database)


def test_a_copy_goes_back_anew_where_what_it_was_made_of_was_removed(two):
    merge(two)
    done = [do(two, remove_memo, memo_id=each) for each in (1, 2)]
    assert [each.from_id for each in rows(two, CarriedMemo)] == [None, None]
    separate(two)
    assert on(two, 2) == [("Whole.", None), ("Words.", None)]
    assert on(two, 1) == []
    assert_sound(two)
    assert all(each.entry_id for each in done)


def test_removing_either_comes_back_with_undo_and_is_known_again(two):
    merge(two)
    before = content(two)
    for memo_id in (1, 2, 3, 4):
        take_back(two, do(two, remove_memo, memo_id=memo_id))
        assert content(two) == before
    rewrite(two, 3, 4)
    separate(two)
    assert on(two, 2) == [("Anew.", LATER.clock.now())] * 2
    assert_sound(two)


def test_merging_and_separating_are_undone_and_redone_with_their_links(two):
    states, steps = [content(two)], []
    for step in (merge, lambda database: rewrite(database, 3, 4), separate):
        steps.append(step(two))
        states.append(content(two))
    again = take_back(two, steps[-1])
    assert content(two) == states[2]
    take_back(two, again)
    assert content(two) == states[3]
    assert_sound(two)


def test_a_memo_written_on_the_words_since_goes_with_them(two):
    merge(two)
    note(two, 1, "words.\n\nSecond", "Across.", desk=BEA)
    note(two, 1, "Second words", "Since.", desk=BEA)
    report = separate(two).result
    assert report.memos_left == 1
    assert on(two, 1) == [("Across.", None)]
    assert on(two, 2) == [("Whole.", None), ("Words.", None), ("Since.", None)]
    assert_sound(two)


def test_a_text_that_was_corrected_since_keeps_the_memos_on_it(two):
    merge(two)
    correction = SubmissionCorrection(letter="First words. Second thoughts.")
    done = do(two, edit_submission, submission_id=1, correction=correction).result
    assert done.memos_left_behind == 0
    report = separate(two).result
    assert (report.left, report.memos_left) == (1, 0)
    assert on(two, 1) == [("Words.", None)]
    assert on(two, 2) == [("Whole.", None), ("Words.", None)]
    assert_sound(two)
