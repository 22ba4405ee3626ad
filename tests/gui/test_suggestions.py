"""Suggestions on the screen Reading: one key each, the words behind them, never by themselves."""

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import Learning, SuggestionChoice
from lisdesk.store.entities import Excerpt, SuggestionDecision, Tag
from lisdesk.tasks import learning
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.suggestions.found import begin_words
from tests.desk_work import count, do, first, rows

LETTER = "We cannot find skills here. The road to Oakham is full of holes."


@pytest.fixture
def at_letter(on_one_call, beside):
    officer, database = on_one_call, beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=LETTER))
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.suggestions.suggestions)
    return officer, screen, database


def codes(screen):
    return [each.code for each in screen.suggestions.suggestions]


def test_suggestions_stand_below_the_text_with_their_words_and_tag_nothing(at_letter):
    officer, screen, database = at_letter
    assert codes(screen) == ["P2", "P3"]
    assert screen.suggestions.strip.isVisible()
    slots = screen.suggestions.strip.slots
    assert (slots[0].take.text(), slots[0].name.text()) == ("P2  F6", "People")
    assert slots[0].why.text() == "“skills”"
    assert not slots[2].take.isVisible()
    assert "200 tags" in screen.suggestions.strip.about.text()
    officer.rest()
    assert count(database, Tag) == 0
    assert count(database, SuggestionDecision) == 0


def test_of_a_very_long_letter_the_beginning_counts_and_the_strip_says_so(at_letter):
    officer, screen, database = at_letter
    long = f"{LETTER} " + "Nothing more. " * 4_000 + "Innovation at last."
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=long))
    officer.settle()
    screen.turning.open(2)
    said = screen.suggestions.strip.about
    officer.wait(lambda: "this letter by its first 40,000 characters" in said.text())
    assert codes(screen) == ["P2", "P3"]


@pytest.mark.parametrize(
    ("what", "length", "is_found", "words"),
    [
        ("this letter", 40_000, True, "Suggested for this letter"),
        ("the selected words", 9, False, "Nothing to suggest for the selected words"),
        ("this answer", 40_001, True, "Suggested for this answer by its first 40,000 characters"),
        (
            "the selected words", 40_001, True,
            "Suggested for the selected words by their first 40,000 characters",
        ),
        (
            "this letter", 40_001, False,
            "Nothing to suggest in the first 40,000 characters of this letter",
        ),
    ],
)  # fmt: skip
def test_what_is_suggested_for_is_said_in_a_whole_sentence(what, length, is_found, words):
    assert begin_words(what, length, is_found=is_found) == words


def test_one_key_accepts_for_the_sentence_and_undo_takes_tag_and_record_back(at_letter):
    officer, screen, database = at_letter
    officer.press(".")
    officer.wait(lambda: codes(screen) == ["P2"])
    officer.press("F6")
    officer.wait(lambda: len(screen.view.highlights) == 1)
    (tag,) = rows(database, Tag)
    assert first(database, Excerpt).quote == "We cannot find skills here."
    assert screen.tagging.current == tag.id
    (record,) = rows(database, SuggestionDecision)
    assert (record.choice, record.words) == (SuggestionChoice.ACCEPTED, ["skills"])
    officer.wait(lambda: "P2" not in codes(screen))
    officer.press(".")
    officer.wait(lambda: codes(screen)[:1] == ["P3"])
    officer.press("Ctrl+Z")
    officer.wait(lambda: not screen.view.highlights)
    assert count(database, Tag) == count(database, SuggestionDecision) == 0


def test_one_key_rejects_and_the_suggestion_is_gone_until_undone(at_letter):
    officer, screen, database = at_letter
    officer.press("Shift+F7")
    officer.wait(lambda: codes(screen) == ["P2"])
    (record,) = rows(database, SuggestionDecision)
    assert (record.choice, record.priority_code) == (SuggestionChoice.REJECTED, "P3")
    assert count(database, Tag) == 0
    officer.press("Ctrl+Z")
    officer.wait(lambda: codes(screen) == ["P2", "P3"])


@pytest.mark.thorough
def test_a_click_accepts_and_another_rejects(at_letter):
    officer, screen, database = at_letter
    officer.click(screen.suggestions.strip.slots[1].take)
    officer.wait(lambda: codes(screen) == ["P2"])
    officer.click(screen.suggestions.strip.slots[0].leave)
    officer.wait(lambda: count(database, SuggestionDecision) == 2)
    assert [each.priority_code for each in rows(database, SuggestionDecision)] == ["P3", "P2"]


@pytest.mark.thorough
def test_the_words_behind_each_suggestion_are_marked_on_demand(at_letter):
    officer, screen, _ = at_letter
    marked = []
    for _ in range(3):
        officer.press("H")
        marked.append([screen.view.shown.words[a:b] for a, b in screen.view._found])
    assert marked == [["skills"], ["road"], []]


@pytest.mark.thorough
def test_a_key_without_its_suggestion_says_so(at_letter):
    officer, _, database = at_letter
    officer.press("F8")
    officer.wait(lambda: "no such suggestion" in officer.told())
    assert count(database, Tag) == 0


@pytest.mark.thorough
def test_a_call_is_switched_off_in_its_dialog(at_letter):
    officer, screen, database = at_letter
    calls = officer.go("calls")
    officer.wait(calls.edit_call.isEnabled)
    calls.edit_call.trigger()
    dialog = open_dialog(officer)
    officer.press("Space", on=dialog.suggests)
    officer.click(dialog.go)
    officer.wait(lambda: not officer.window.findChildren(CallDialog))
    officer.go("reading")
    officer.wait(lambda: not screen.suggestions.strip.isVisible())
    assert codes(screen) == []


def open_dialog(officer):
    found = []
    officer.wait(lambda: found.extend(officer.window.findChildren(CallDialog)) or found)
    return found[0]


@pytest.mark.thorough
def test_the_window_learns_by_itself_once_and_only_when_it_is_worth_it(at_letter, monkeypatch):
    officer, screen, _ = at_letter
    learnt = []

    def learn(_database, _clock, call_id, is_awaited):
        assert is_awaited()
        learnt.append(call_id)
        return Learning.LEARNT

    monkeypatch.setattr(learning, "learn", learn)
    monkeypatch.setattr(learning, "is_worth_learning", lambda _session, _call_id: not learnt)
    screen.suggestions.learner._soon.setInterval(0)
    officer.press("F6")
    officer.wait(lambda: learnt == [officer.workspace.call_id])
    officer.press("Ctrl+Z")
    officer.rest()
    assert len(learnt) == 1
    assert not screen.suggestions.learner.is_learning
