"""Excerpts whose ends are moved, bookmarks of quotations, whole answers, and new priorities."""

import pytest

from lisdesk.edits.answers import tag_answers
from lisdesk.edits.bookmarks import bookmark_excerpt, remove_bookmark
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.excerpt_changes import change_excerpt
from lisdesk.edits.new_priorities import TextPlace, tag_to_new_priority
from lisdesk.edits.priorities import PriorityDraft
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.edits.tag_changes import TagMarks
from lisdesk.edits.tags import remove_tag
from lisdesk.errors import StaleEditError
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.entities import Bookmark, Excerpt, Priority, SourceText, Tag
from lisdesk.store.work import Work
from tests.desk_work import (
    BOB,
    DESK,
    assert_refused,
    content,
    count,
    do,
    entries,
    first,
    log,
    open_call,
    priority,
    rows,
    tag,
    take_back,
)

LETTER = "Skills 😀 are short. Roads too."


@pytest.fixture
def entry(database, call):
    """Return a submission whose word “Skills” Ann has tagged to P1 and P2, and Bob to P3."""
    entry = log(database, call, letter=LETTER)
    tag(database, entry, "P1", quote="Skills", stance=Stance.SUPPORT, note="One.")
    tag(database, entry, "P2", quote="Skills")
    tag(database, entry, "P3", quote="Skills", desk=BOB)
    return entry


def quotes(database):
    """Return the words that each tag stands on, by its number; each true to its text."""
    bodies = {text.id: text.body for text in rows(database, SourceText)}
    excerpts = {each.id: each for each in rows(database, Excerpt)}
    for each in excerpts.values():
        assert each.quote == bodies[each.text_id][each.start : each.end]
    tags = rows(database, Tag)
    return {each.id: excerpts[each.excerpt_id].quote if each.excerpt_id else None for each in tags}


def test_the_officers_own_tags_go_along_and_those_of_others_stay(database, entry):
    before = content(database)
    changed = do(database, change_excerpt, tag_id=2, start=0, end=8)
    assert quotes(database) == {1: "Skills 😀", 2: "Skills 😀", 3: "Skills"}
    kept = first(database, Tag, Tag.id == 1)
    assert (kept.stance, kept.note, kept.officer) == (Stance.SUPPORT, "One.", DESK.officer)
    take_back(database, changed)
    assert content(database) == before


def test_the_last_to_leave_some_words_takes_the_excerpt_and_its_bookmark_along(database, entry):
    do(database, bookmark_excerpt, excerpt_id=1)
    do(database, change_excerpt, tag_id=1, start=0, end=9)
    do(database, change_excerpt, tag_id=3, start=0, end=9)
    assert quotes(database) == dict.fromkeys((1, 2, 3), "Skills 😀 ")
    [excerpt] = rows(database, Excerpt)
    [mark] = rows(database, Bookmark)
    assert mark.excerpt_id == excerpt.id


def test_an_excerpt_does_not_leave_its_text_nor_take_words_that_are_tagged_so(database, entry):
    tag(database, entry, "P1", quote="Roads")
    for start, end in ((3, 3), (-1, 4), (0, len(LETTER) + 1)):
        assert_refused(database, change_excerpt, tag_id=1, start=start, end=end)
    roads = LETTER.index("Roads")
    refusal = assert_refused(database, change_excerpt, tag_id=2, start=roads, end=roads + 5)
    assert "tagged those words" in refusal.happened
    tag(database, entry, "P4")
    refusal = assert_refused(database, change_excerpt, tag_id=5, start=0, end=2)
    assert "on the whole of" in refusal.happened


def test_moving_an_excerpt_to_where_it_is_changes_nothing(database, entry):
    before = entries(database)
    do(database, change_excerpt, tag_id=1, start=0, end=6)
    assert entries(database) == before


def test_copies_of_a_campaign_follow_the_words_of_their_seed(database, call, entry):
    copy = log(database, call, letter=LETTER)
    ids = [copy.id]
    do(database, confirm_campaign, call_id=1, seed_id=entry.id, submission_ids=ids, name="Skills")
    do(database, change_excerpt, tag_id=1, start=0, end=8)
    inherited = [each.id for each in rows(database, Tag, Tag.submission_id == copy.id)]
    assert sorted(quotes(database)[each] for each in inherited) == ["Skills"] + ["Skills 😀"] * 2
    assert_refused(database, change_excerpt, tag_id=inherited[0], start=0, end=2)


def test_a_bookmark_is_put_on_once_and_taken_off(database, entry):
    put = do(database, bookmark_excerpt, excerpt_id=1)
    assert put.result == entry.reference
    assert_refused(database, bookmark_excerpt, excerpt_id=1)
    do(database, remove_bookmark, excerpt_id=1)
    assert_refused(database, remove_bookmark, excerpt_id=1)
    assert count(database, Bookmark) == 0


def test_a_bookmark_goes_with_its_excerpt_and_comes_back_with_it(database, call):
    entry = log(database, call, letter=LETTER)
    tag(database, entry, "P1", quote="Skills")
    do(database, bookmark_excerpt, excerpt_id=1)
    before = content(database)
    gone = do(database, remove_tag, tag_id=1)
    assert count(database, Bookmark) == count(database, Excerpt) == 0
    take_back(database, gone)
    assert content(database) == before


def test_a_bookmark_on_a_copy_goes_with_the_tag_of_the_seed(database, call):
    entry, copy = (log(database, call, letter=LETTER) for _ in range(2))
    tag(database, entry, "P1", quote="Skills")
    ids = [copy.id]
    do(database, confirm_campaign, call_id=1, seed_id=entry.id, submission_ids=ids, name="Skills")
    [inherited] = rows(database, Tag, Tag.submission_id == copy.id)
    do(database, bookmark_excerpt, excerpt_id=inherited.excerpt_id)
    before = content(database)
    gone = do(database, remove_tag, tag_id=1)
    assert count(database, Bookmark) == 0
    take_back(database, gone)
    assert content(database) == before


def test_a_bookmark_moves_to_the_corrected_text(database, entry):
    do(database, bookmark_excerpt, excerpt_id=1)
    correction = SubmissionCorrection(letter=f"Dear all. {LETTER}")
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    standing = first(database, SourceText, SourceText.is_current)
    moved = first(database, Excerpt, Excerpt.text_id == standing.id)
    assert count(database, Bookmark, Bookmark.excerpt_id == moved.id) == 1


def test_whole_answers_are_tagged_together_and_taken_back_together(database, call):
    logged = [log(database, call, answers={1: f"Answer {number} 😀"}) for number in range(3)]
    texts = [text.id for text in rows(database, SourceText)]
    to = priority(database, 1, "P2").id
    do(database, tag_answers, priority_id=to, text_ids=texts[:1])
    before = content(database)
    marks = TagMarks(Stance.OPPOSE)
    many = do(database, tag_answers, priority_id=to, text_ids=texts, marks=marks)
    assert (many.result.added, many.result.already_here) == (2, 1)
    assert quotes(database) == {number + 1: f"Answer {number} 😀" for number in range(3)}
    assert [each.stance for each in rows(database, Tag)] == [None, Stance.OPPOSE, Stance.OPPOSE]
    take_back(database, many)
    assert content(database) == before
    assert [each.reference for each in logged] == ["LLEP-0001", "LLEP-0002", "LLEP-0003"]


def test_an_answer_that_was_corrected_meanwhile_or_is_of_another_call_is_not_tagged(database, call):
    entry = log(database, call, answers={1: "Old."})
    correction = SubmissionCorrection(answers={1: "New."})
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    to = priority(database, 1, "P2").id
    assert_refused(database, tag_answers, StaleEditError, priority_id=to, text_ids=[1])
    other = open_call(database, prefix="other")
    elsewhere = priority(database, other.id, "P1").id
    assert_refused(database, tag_answers, priority_id=elsewhere, text_ids=[2])


def test_many_answers_take_as_many_statements_as_one(database, call, monkeypatch):
    for number in range(40):
        log(database, call, answers={1: f"Answer {number}"})
    texts = [text.id for text in rows(database, SourceText)]
    written = []
    insert = Work.insert_rows
    monkeypatch.setattr(
        Work, "insert_rows", lambda *given: (written.append(len(given[2])), insert(*given))
    )
    do(database, tag_answers, priority_id=1, text_ids=texts)
    assert [each for each in written if each] == [40, 40]


def test_a_priority_is_added_and_tagged_to_in_one_step(database, entry):
    before = content(database)
    place = TextPlace(1, 20, 25)
    draft = PriorityDraft("", "Roads  and rail")
    made = do(database, tag_to_new_priority, call_id=1, draft=draft, place=place)
    added = first(database, Priority, Priority.id == made.result.priority_id)
    assert (added.name, added.code) == ("Roads and rail", made.result.code)
    assert made.result.tag == "TAG-0004"
    assert quotes(database)[4] == "Roads"
    take_back(database, made)
    assert content(database) == before
    taken = {each.code for each in rows(database, Priority)}
    assert made.result.code not in taken
    assert_refused(database, tag_to_new_priority, call_id=1, draft=PriorityDraft("", " "))
