"""Suggestions on the screen Answers: for the answer at hand, one key each, never by themselves."""

import shutil

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import Stance, SuggestionChoice
from lisdesk.store.entities import Excerpt, SuggestionDecision, Tag
from lisdesk.ui.suggestions.learner import Learner
from tests.desk_work import count, do, first, rows

ANSWERS = ["We lack skills.", "n/a", "The road to Oakham is full of holes.", "Nothing else."]


@pytest.fixture
def at_answers(open_window, one_call_file, tmp_path, beside):
    """Return an officer before three answers to question 1, the screen, and their file."""
    shutil.copy(one_call_file, tmp_path / "one.lisdesk")
    database = beside()
    for words in ANSWERS:
        do(database, add_submission, call_id=1, draft=SubmissionDraft(answers={1: words}))
    officer = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    officer.settle()
    screen = officer.go("answers")
    officer.wait(lambda: screen.pane.shown is not None and screen.tree.rows)
    officer.wait(lambda: screen.suggestions.suggestions)
    return officer, screen, database


def codes(screen):
    return [each.code for each in screen.suggestions.suggestions]


def current(screen):
    return screen.table.row(screen.table.current_row()).body


def is_for_answer_at_hand(screen):
    found = screen.suggestions._found
    return found is not None and found.span.text_id == screen.pane.shown.id


def test_suggestions_for_the_answer_at_hand_stand_below_the_list_and_tag_nothing(at_answers):
    officer, screen, database = at_answers
    assert codes(screen)[0] == "P2"
    strip = screen.suggestions.strip
    assert strip.isVisible()
    assert strip.slots[0].take.text() == "P2  F6"
    assert strip.slots[0].why.text() == "“skills”"
    assert strip.about.text().startswith("Suggested for this answer.")
    officer.press("Down")
    officer.wait(lambda: codes(screen)[:1] == ["P3"])
    officer.rest()
    assert count(database, Tag) == count(database, SuggestionDecision) == 0


def test_one_key_accepts_for_the_whole_answer_and_goes_on_as_a_number_does(at_answers, journey):
    officer, screen, database = at_answers
    officer.actions = 0
    officer.press("F6")
    officer.wait(lambda: count(database, Tag) == 1)
    journey("accept a suggestion for an answer of the list", officer.actions, 1)
    excerpt = first(database, Excerpt)
    assert (excerpt.start, excerpt.quote) == (0, ANSWERS[0])
    (record,) = rows(database, SuggestionDecision)
    assert (record.choice, record.words) == (SuggestionChoice.ACCEPTED, ["skills"])
    assert current(screen) == ANSWERS[2]
    officer.settle()
    assert screen.table.row(0).tags[0].priority == "P2"
    officer.press("S")
    officer.wait(lambda: first(database, Tag).stance is Stance.SUPPORT)
    officer.press("Ctrl+Z")
    officer.wait(lambda: first(database, Tag).stance is None)
    officer.press("Ctrl+Z")
    officer.wait(lambda: count(database, Tag) == count(database, SuggestionDecision) == 0)


def test_one_key_rejects_and_stays_and_what_is_tagged_is_not_suggested(at_answers):
    officer, screen, database = at_answers
    officer.press("Shift+F6")
    officer.wait(lambda: count(database, SuggestionDecision) == 1)
    assert first(database, SuggestionDecision).choice is SuggestionChoice.REJECTED
    officer.wait(lambda: "P2" not in codes(screen))
    assert current(screen) == ANSWERS[0]
    officer.press("Down")
    officer.wait(lambda: codes(screen)[:1] == ["P3"])
    officer.press("3")
    officer.settle()
    officer.press("Up")
    officer.wait(lambda: current(screen) == ANSWERS[2] and is_for_answer_at_hand(screen))
    officer.wait(lambda: "P3" not in codes(screen))


@pytest.mark.thorough
def test_words_selected_in_the_answer_are_what_a_suggestion_is_for(at_answers):
    officer, screen, database = at_answers
    view = screen.pane.view
    view.setFocus()
    view.go_to(8, 14)
    officer.wait(lambda: "the selected words" in screen.suggestions.strip.about.text())
    officer.press("F6", on=view)
    officer.wait(lambda: count(database, Tag) == 1)
    assert first(database, Excerpt).quote == "skills"
    assert current(screen) == ANSWERS[0]
    officer.press("O", on=view)
    officer.wait(lambda: first(database, Tag).stance is Stance.OPPOSE)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_the_buttons_of_a_suggestion_are_for_the_selected_words_too(at_answers, is_accepted):
    officer, screen, database = at_answers
    view, slot = screen.pane.view, screen.suggestions.strip.slots[0]
    view.setFocus()
    view.go_to(8, 14)
    officer.wait(lambda: "the selected words" in screen.suggestions.strip.about.text())
    officer.click(slot.take if is_accepted else slot.leave)
    officer.wait(lambda: count(database, SuggestionDecision) == 1)
    if is_accepted:
        assert first(database, Excerpt).quote == "skills"
    record = first(database, SuggestionDecision)
    assert (record.start, record.end) == (8, 14)


@pytest.mark.thorough
def test_with_several_answers_selected_there_is_no_suggestion(at_answers):
    officer, screen, database = at_answers
    officer.press("Shift+Down")
    officer.wait(lambda: not screen.suggestions.strip.isVisible())
    officer.press("F6")
    officer.wait(lambda: "for one answer" in officer.told())
    assert count(database, Tag) == 0


@pytest.mark.thorough
def test_a_call_that_is_switched_off_has_no_strip(at_answers):
    officer, screen, database = at_answers
    do(database, edit_call, call_id=1, correction=CallCorrection(suggests_priorities=False))
    officer.wait(lambda: not screen.suggestions.strip.isVisible())
    officer.press("F6")
    officer.wait(lambda: "no such suggestion" in officer.told())
    assert count(database, Tag) == 0


@pytest.mark.thorough
def test_the_words_behind_a_suggestion_are_marked_and_two_screens_learn_once(at_answers):
    officer, screen, _ = at_answers
    officer.press("Shift+H")
    assert [
        screen.pane.view.toPlainText()[each.start : each.end] for each in screen.pane.view._found
    ] == ["skills"]
    reading = officer.go("reading")
    officer.settle()
    assert officer.workspace.findChildren(Learner) == [reading.suggestions.learner]
