"""Stance and strength by key in Answers: of the tags just made, of many, of words."""

import shutil

import pytest

from lisdesk.edits.answers import tag_answers
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import AuditEntry, Tag
from lisdesk.ui.reading.picker import PriorityPicker
from tests.desk_work import BOB, content, count, do, rows

pytestmark = pytest.mark.thorough

ANSWERS = ["Skills are short.", "Buses stop at six.", "Roads flood.", "Skills 😀 again."]


@pytest.fixture
def at_answers(open_window, one_call_file, tmp_path, beside):
    """Return an officer before four answers to question 1, with the screen and the file."""
    path = tmp_path / "one.lisdesk"
    shutil.copy(one_call_file, path)
    database = beside()
    for number, words in enumerate(ANSWERS):
        draft = SubmissionDraft(respondent=f"Body {number}", answers={1: words})
        do(database, add_submission, call_id=1, draft=draft)
    officer = open_window(path, now="2019-01-07T10:00")
    officer.settle()
    screen = officer.go("answers")
    officer.wait(lambda: screen.pane.shown is not None and screen.tree.rows)
    officer.settle()
    return officer, screen, database


def press(officer, *keys):
    for key in keys:
        officer.press(key)
    officer.settle()


def marks(database):
    return [(each.stance, each.strength) for each in rows(database, Tag)]


def told(officer):
    return officer.window.status.last_edit.text()


def about(screen):
    screen.parts.aim.show_aim()
    return screen.parts.aim.about.text()


def checked(screen):
    return [
        each.text()
        for each in screen.parts.aim.findChildren(type(screen.untagged))
        if each.isChecked()
    ]


def test_what_is_said_goes_to_the_tag_just_made_although_the_next_answer_is_at_hand(at_answers):
    officer, screen, database = at_answers
    press(officer, "2", "S", "E")
    assert screen.table.current_row() == 1
    assert marks(database) == [(Stance.SUPPORT, Strength.EXPERIENCE)]
    assert told(officer).startswith("“experience” on P2, the answer of LLEP-0001")
    assert about(screen).endswith("the answer of LLEP-0001, just tagged")
    assert checked(screen) == ["Support  S", "Experience  E"]
    assert screen.table.rows.index(0, 4).data() == "P2 + E"
    press(officer, "S")
    assert marks(database) == [(None, Strength.EXPERIENCE)]
    assert told(officer).startswith("No longer “support” on P2")


def test_many_selected_answers_are_said_of_in_one_step_and_taken_back_in_one(at_answers):
    officer, screen, database = at_answers
    press(officer, "Ctrl+A", "4")
    before, entries = content(database), count(database, AuditEntry)
    press(officer, "U")
    assert marks(database) == [(Stance.NEUTRAL, None)] * 4
    assert count(database, AuditEntry) == entries + 1
    assert told(officer).startswith("“neutral” on 4 tags to P4")
    assert not screen.untagged.isChecked()
    officer.press("Ctrl+Z")
    officer.wait(lambda: content(database) == before)


def test_answers_tagged_before_are_selected_and_said_of_by_the_priority_used_last(at_answers):
    officer, screen, database = at_answers
    press(officer, "2", "2", "3", "Home", "Ctrl+Home", "Shift+Down", "Shift+Down")
    press(officer, "O")
    assert "several priorities" not in officer.told()
    press(officer, "Ctrl+Home", "Shift+Down", "O")
    assert marks(database)[:2] == [(Stance.OPPOSE, None)] * 2
    press(officer, "Ctrl+A", "T")
    assert marks(database) == [
        (Stance.OPPOSE, None),
        (Stance.OPPOSE, None),
        (Stance.OPPOSE, Strength.STATISTIC),
    ]
    assert "3 of the 4 answers have no tag to P3 by you." in officer.told()


def test_where_nothing_says_which_priority_is_meant_it_is_asked_for(at_answers):
    officer, screen, database = at_answers
    press(officer, "S")
    assert "There is no tag of yours. Press a number first." in officer.told()
    for code in (2, 3):
        do(database, tag_answers, priority_id=code, text_ids=[1])
    do(database, tag_answers, desk=BOB, priority_id=4, text_ids=[2])
    screen.workspace.jobs.changed.emit(frozenset(screen.shows))
    officer.settle()
    press(officer, "S")
    assert "Press the number of the one you mean first" in officer.told()
    press(officer, "3", "S")
    assert [stance for stance, _ in marks(database)] == [None, Stance.SUPPORT, None]
    press(officer, "Down", "Up", "S")
    assert "There is no tag of yours." in officer.told()
    assert marks(database)[2] == (None, None)


def test_what_is_said_of_selected_words_goes_to_their_tag_alone(at_answers):
    officer, screen, database = at_answers
    press(officer, "2", "Up")
    officer.click(screen.pane.view.viewport())
    screen.pane.view.setFocus()
    press(officer, "Ctrl+Home", *["Shift+Right"] * 6, "5", "A", "X")
    assert marks(database) == [(None, None), (Stance.MIXED, Strength.ANECDOTE)]
    assert told(officer).startswith("“mixed” on P5, “Skills”")
    press(officer, "Ctrl+Home", *["Shift+Right"] * 6, "X")
    assert marks(database)[1] == (None, Strength.ANECDOTE)
    press(officer, "Esc", "2", "C")
    assert marks(database) == [(None, Strength.CASE_DATA), (None, Strength.ANECDOTE)]


def test_a_key_pressed_twice_on_selected_words_says_it_and_takes_it_off_again(at_answers):
    officer, screen, database = at_answers
    officer.click(screen.pane.view.viewport())
    screen.pane.view.setFocus()
    words = ["Ctrl+Home", *["Shift+Right"] * 6]
    press(officer, *words, "5")
    press(officer, "Ctrl+End", *words, "X", "X")
    assert marks(database) == [(None, None)]
    press(officer, "X", "A", "X", "X")
    assert marks(database) == [(Stance.MIXED, Strength.ANECDOTE)]


def test_what_is_said_of_tags_to_a_new_priority_waits_for_it(at_answers):
    officer, screen, database = at_answers
    press(officer, "Ctrl+A", "/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type("Hydrogen hub", on=picker.line)
    officer.press("Enter", on=picker.line)
    officer.press("P")
    officer.settle()
    assert marks(database) == [(None, Strength.STUDY)] * 4
    assert "Hydrogen hub" in told(officer)


def test_the_buttons_do_what_the_keys_do(at_answers):
    officer, screen, database = at_answers
    press(officer, "2")
    [button] = [
        each
        for each in screen.parts.aim.findChildren(type(screen.untagged))
        if each.accessibleName() == "Stance: oppose"
    ]
    officer.click(button)
    officer.settle()
    assert marks(database) == [(Stance.OPPOSE, None)]
