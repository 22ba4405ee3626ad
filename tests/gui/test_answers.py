"""Answers side by side: tagged one by one or many at once, by keys alone."""

import shutil

import pytest
from PySide6.QtCore import Qt

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import AuditEntry, Excerpt, Priority, ReadMark, SourceText, Tag
from lisdesk.ui.reading.picker import PriorityPicker
from tests.desk_work import count, do, rows

ANSWERS = ["Skills are short.", "n/a", "Buses stop at six.", "Roads flood.", "Skills 😀 again."]


@pytest.fixture
def at_answers(open_window, one_call_file, tmp_path, beside):
    """Return an officer before four answers to question 1, a non-answer among them left out, and
    one answer to question 2.
    """
    path = tmp_path / "one.lisdesk"
    shutil.copy(one_call_file, path)
    database = beside()
    for number, words in enumerate(ANSWERS):
        answers = {1: words, **({2: "More trains."} if number == 2 else {})}
        draft = SubmissionDraft(respondent=f"Body {number}", answers=answers)
        do(database, add_submission, call_id=1, draft=draft)
    return (*opened(open_window(path, now="2019-01-07T10:00")), database)


def opened(officer):
    officer.settle()
    screen = officer.go("answers")
    officer.wait(lambda: screen.pane.shown is not None and screen.tree.rows)
    officer.settle()
    return officer, screen


def tagged(database):
    """Return the words of each tag with the priority they are tagged to."""
    quotes = {each.id: each for each in rows(database, Excerpt)}
    bodies = {each.id: each.body for each in rows(database, SourceText)}
    codes = {each.id: each.code for each in rows(database, Priority)}
    found = []
    for tag in rows(database, Tag):
        excerpt = quotes[tag.excerpt_id]
        assert excerpt.quote == bodies[excerpt.text_id][excerpt.start : excerpt.end]
        found.append((excerpt.quote, codes[tag.priority_id]))
    return found


def current(screen):
    return screen.table.row(screen.table.current_row()).body


def test_journey_5_one_key_an_answer_and_it_goes_on_by_itself(at_answers, journey):
    officer, screen, database = at_answers
    assert screen.table.rows.rowCount() == 4
    officer.actions = 0
    for key in ("2", "1", "2", "3"):
        officer.press(key)
    officer.settle()
    journey("J5, tag a whole answer", officer.actions / 4, 1)
    assert tagged(database) == [
        ("Skills are short.", "P2"),
        ("Buses stop at six.", "P1"),
        ("Roads flood.", "P2"),
        ("Skills 😀 again.", "P3"),
    ]
    assert "That was the last answer" in officer.told()
    assert officer.window.status.last_edit.text().startswith("Tagged the answer of LLEP-0005 to P3")
    officer.press("Ctrl+Z")
    officer.wait(lambda: count(database, Tag) == 3)


def test_journey_5_by_letters_takes_three_actions(at_answers, journey):
    officer, screen, database = at_answers
    officer.actions = 0
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type("infrastrcture", on=picker.line)
    officer.press("Enter", on=picker.line)
    officer.settle()
    journey("J5, tag a whole answer by letters", officer.actions, 3)
    assert tagged(database) == [("Skills are short.", "P3")]
    assert current(screen) == "Buses stop at six."


def test_many_answers_are_tagged_by_one_key_and_taken_back_by_one(at_answers):
    officer, screen, database = at_answers
    for key in ("Shift+Down", "Shift+Down", "4"):
        officer.press(key)
    officer.settle()
    assert [code for _, code in tagged(database)] == ["P4"] * 3
    assert officer.window.status.last_edit.text().startswith("Tagged 3 answers to P4")
    assert current(screen) == "Skills 😀 again."
    entries = count(database, AuditEntry)
    officer.press("Ctrl+A")
    officer.press("4")
    officer.settle()
    assert count(database, AuditEntry) == entries + 1
    assert "3 of them were tagged to P4" in officer.told()
    officer.press("Ctrl+A")
    officer.press("4")
    officer.settle()
    assert "All of them were tagged to P4" in officer.told()
    for left in (3, 0):
        officer.press("Ctrl+Z")
        officer.wait(lambda left=left: count(database, Tag) == left)


def test_tags_show_in_the_row_and_in_the_answer(at_answers):
    officer, screen, _database = at_answers
    officer.press("2")
    officer.settle()
    officer.press("Up")
    officer.settle()
    assert screen.table.rows.index(0, 4).data() == "P2"
    assert [(each.start, each.end) for each in screen.pane.view.highlights] == [(0, 17)]
    assert screen.pane.view.toPlainText() == "Skills are short."


def test_selected_words_of_the_answer_are_tagged_by_themselves(at_answers):
    officer, screen, database = at_answers
    officer.press("Down")
    officer.click(screen.pane.view.viewport())
    screen.pane.view.setFocus()
    officer.press("Ctrl+Home")
    for _ in range(5):
        officer.press("Shift+Right")
    officer.press("5")
    officer.settle()
    assert tagged(database) == [("Buses", "P5")]
    assert current(screen) == "Buses stop at six."
    officer.press("Esc")
    officer.press("6")
    officer.settle()
    assert len(tagged(database)) == 2
    assert tagged(database)[1][0] == "Buses stop at six."


def test_non_answers_and_tagged_ones_come_and_go_by_key(at_answers):
    officer, screen, _database = at_answers
    officer.press("H")
    officer.wait(lambda: screen.table.rows.rowCount() == 5)
    officer.press("H")
    officer.wait(lambda: screen.table.rows.rowCount() == 4)
    officer.press("2")
    officer.press("Shift+U")
    officer.wait(lambda: screen.line.count.text() == "3 answers")
    assert screen.table.rows.rowCount() == 3
    assert current(screen) == "Buses stop at six."
    for key in ("2", "2", "2"):
        officer.press(key)
    officer.settle()
    assert screen.table.rows.rowCount() == 3
    officer.press("Shift+U")
    officer.press("Shift+U")
    officer.wait(screen.parts.nothing.isVisible)


def test_n_goes_to_the_next_answer_without_a_tag(at_answers):
    officer, screen, _database = at_answers
    officer.press("Down")
    officer.press("2")
    officer.press("Up")
    officer.press("Up")
    officer.press("N")
    officer.wait(lambda: current(screen) == "Roads flood.")
    officer.press("Shift+N")
    officer.wait(lambda: current(screen) == "Skills are short.")
    officer.press("Shift+N")
    officer.wait(lambda: "Every answer before this one has a tag." in officer.told())


def test_questions_are_turned_by_key_and_from_reading(at_answers):
    officer, screen, _database = at_answers
    officer.press("]")
    officer.wait(lambda: screen.pane.shown is not None and screen.pane.shown.body == "More trains.")
    officer.press("V")
    officer.comes_to("reading")
    officer.settle()
    reading = officer.window.current_screen()
    assert reading.tagging.page.head.reference == "LLEP-0003"
    cursor = reading.view.textCursor()
    assert reading.view.toPlainText()[cursor.position() :] == "More trains."
    officer.press("Ctrl+Home")
    officer.press("V")
    officer.wait(lambda: officer.window.current_screen() is screen)
    officer.settle()
    assert current(screen) == "Buses stop at six."
    assert screen.line.question.currentText().startswith("Q1 ")
    officer.press("[")
    assert "That is the first question." in officer.told()


@pytest.mark.thorough
def test_a_letter_leads_nowhere_and_says_so(on_one_call, beside):
    database = beside()
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter="Dear all."))
    on_one_call.settle()
    reading = on_one_call.go("reading")
    on_one_call.wait(lambda: reading.tagging.page is not None)
    on_one_call.press("V")
    on_one_call.wait(lambda: "it answers no question" in on_one_call.told())


@pytest.mark.thorough
def test_a_priority_is_added_from_the_picker_and_tagged_to_in_one_step(at_answers):
    officer, _screen, database = at_answers
    before = count(database, Priority)
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type("Hydrogen hub", on=picker.line)
    last = picker.list.item(picker.list.count() - 1).text()
    assert last == "Add priority “Hydrogen hub”"
    officer.press("Enter", on=picker.line)
    officer.settle()
    [(words, code)] = tagged(database)
    assert words == "Skills are short."
    assert officer.window.status.last_edit.text().startswith(f"Added {code} Hydrogen hub and ")
    officer.press("Ctrl+Z")
    officer.wait(lambda: count(database, Priority) == before)
    assert count(database, Tag) == 0


@pytest.mark.thorough
def test_the_priority_used_last_is_on_0_on_both_screens(at_answers):
    officer, _screen, database = at_answers
    officer.press("0")
    assert "No priority was used yet" in officer.told()
    officer.press("3")
    officer.press("0")
    officer.settle()
    assert [code for _, code in tagged(database)] == ["P3", "P3"]
    reading = officer.go("reading")
    officer.wait(lambda: reading.tagging.page is not None and reading.tree.rows)
    officer.settle()
    officer.press("0")
    officer.settle()
    assert rows(database, Tag)[-1].excerpt_id is None


@pytest.mark.thorough
def test_keys_typed_into_the_picker_or_pressed_in_the_question_box_do_nothing_else(at_answers):
    officer, screen, database = at_answers
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    officer.type("12nu/hv0[]", on=picker.line)
    assert picker.line.text() == "12nu/hv0[]"
    officer.press("Esc", on=picker.line)
    officer.settle()
    assert count(database, Tag) == 0 == count(database, ReadMark)
    assert screen.table.current_row() == 0
    assert not screen.untagged.isChecked()


@pytest.mark.thorough
def test_an_empty_call_says_that_there_are_no_answers(on_one_call):
    on_one_call.settle()
    screen = on_one_call.go("answers")
    on_one_call.wait(screen.parts.nothing.isVisible)
    assert "Nobody has answered this question" in screen.parts.nothing.words.text()
    on_one_call.press("2")
    assert "No answer is selected." in on_one_call.told()
    assert screen.table.selectionMode() == screen.table.SelectionMode.ExtendedSelection
    assert screen.table.model().index(0, 0).flags() == Qt.ItemFlag.NoItemFlags
