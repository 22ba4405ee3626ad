"""What the window says when something cannot be done, and where the keyboard is."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from lisdesk.errors import RefusedError, TargetError
from lisdesk.ui.commands import SCREENS
from lisdesk.ui.go_to import GoToBox
from lisdesk.ui.submissions.log_form import LogForm

pytestmark = pytest.mark.thorough

SubElement = QStyle.SubElement
_LINE_EDGE_PX = 2
"""What Qt leaves free at either end of a line, whatever its style."""
COMMAND_LINE = ("“lisdesk ", "--", "in a map", "header_rows")


def speaks_of_the_command_line(words):
    return [each for each in COMMAND_LINE if each in words]


def tried(open_window, path):
    officer = open_window(None)
    officer.window.open_location(str(path))
    officer.wait(officer.told)
    return officer


def test_a_text_with_the_ending_of_a_consultation_file_is_not_called_damaged(open_window, tmp_path):
    path = tmp_path / "notes.lisdesk"
    path.write_text("hello\n", encoding="utf-8")
    officer = tried(open_window, path)
    assert "“notes.lisdesk” is not a consultation file of lisdesk." in officer.told()
    assert "backup" not in officer.told()


@pytest.mark.parametrize("body", [b"", b"SQLite format 3\x00" + bytes(30)])
def test_a_damaged_file_is_told_of_in_the_words_of_the_window(open_window, tmp_path, body):
    path = tmp_path / "cut.lisdesk"
    path.write_bytes(body)
    officer = tried(open_window, path)
    assert "“cut.lisdesk” is damaged" in officer.told()
    assert "Open the newest backup" in officer.told()
    assert not speaks_of_the_command_line(officer.told())


def test_a_file_that_is_gone_is_told_of_in_the_words_of_the_window(open_window, tmp_path):
    officer = tried(open_window, tmp_path / "gone.lisdesk")
    assert "There is no consultation file “gone.lisdesk”" in officer.told()
    assert not speaks_of_the_command_line(officer.told())


@pytest.mark.parametrize(
    ("name", "body", "do"),
    [
        ("words.csv", b"Welders\nare scarce\n", "Say which under Headings"),
        ("map.png.csv", b"\x89PNG\r\n\x1a\n", "Attach it to a submission"),
    ],
)
def test_what_cannot_be_imported_is_told_of_in_the_words_of_the_window(
    on_one_call, tmp_path, name, body, do
):
    officer = on_one_call
    (tmp_path / name).write_bytes(body)
    officer.window.file_commands.import_files([tmp_path / name])

    def said():
        dialog = QApplication.activeModalWidget() or QWidget()
        shown = [each for each in dialog.findChildren(QWidget) if each.isVisible()]
        listed = [each for each in shown if isinstance(each, QListWidget)]
        words = [each.item(row).text() for each in listed for row in range(each.count())]
        return "\n".join([*words, *(each.text() for each in shown if hasattr(each, "text"))])

    officer.wait(lambda: do in said(), 20_000)
    assert not speaks_of_the_command_line(said())


@pytest.mark.skipif(sys.platform == "win32", reason="rights do not hold back who owns a folder")
def test_a_folder_that_cannot_be_written_is_told_with_the_name_that_was_chosen(
    open_window, tmp_path, ask
):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    if os.geteuid() == 0 and sys.platform == "linux":  # whom no rights of a folder hold back
        folder = Path("/sys")
    ask.save = [folder / "mine.lisdesk"]
    officer = open_window(None)
    officer.click(officer.window.welcome.buttons[1])
    officer.wait(officer.told)
    assert "“mine.lisdesk” cannot be made" in officer.told()


def test_a_name_that_is_left_empty_is_refused_kindly(on_one_call, ask):
    ask.lines = ["  "]
    on_one_call.window.commands["officer"].trigger()
    assert f"yours stays “{on_one_call.window.officer}”" in on_one_call.told()


def test_what_was_refused_is_told_until_something_is_saved(on_one_call):
    officer, notices = on_one_call, on_one_call.window.notices
    notices.explain(TargetError("There is no room left.", do="Free some space."))
    log(officer, "Bellfield Joinery")
    assert officer.told() == ""
    notices.explain(RefusedError("The two dates do not fit.", do="Check them."))
    log(officer, "Other Joinery")
    assert officer.told() == ""
    notices.warn("1 document filed, 1 left out (“map.png”).")
    log(officer, "Third Joinery")
    assert "1 left out" in officer.told()


def log(officer, name):
    officer.press("Ctrl+L", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), LogForm))
    officer.wait(QApplication.activeModalWidget().isActiveWindow)
    officer.type(name)
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


def test_what_was_logged_is_selected(on_sample):
    officer = on_sample
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    log(officer, "Bellfield Joinery")
    officer.wait(lambda: screen.preview.shown.page.row.respondent == "Bellfield Joinery")
    assert len(screen.table.selected_ids()) == 1


def test_enter_presses_the_first_offer_of_the_welcome(open_window, ask, tmp_path):
    officer = open_window(None)
    welcome = officer.window.welcome
    officer.wait(lambda: QApplication.focusWidget() is welcome.buttons[0])
    officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is welcome.buttons[1]
    ask.save = [tmp_path / "new.lisdesk"]
    officer.press("Enter")
    officer.wait(lambda: officer.window.desk is not None)
    assert (tmp_path / "new.lisdesk").exists()


def test_enter_on_the_welcome_opens_the_file_that_was_opened_last(
    open_window, one_call_file, tmp_path
):
    for name in ("older", "last", "gone"):
        shutil.copy(one_call_file, tmp_path / f"{name}.lisdesk")
        open_window(tmp_path / f"{name}.lisdesk").window.close()
    (tmp_path / "gone.lisdesk").unlink()
    officer = open_window(None)
    welcome = officer.window.welcome
    officer.wait(lambda: QApplication.focusWidget() is welcome.recent_buttons[0])
    officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is welcome.recent_buttons[1]
    officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is welcome.buttons[0]
    welcome.recent_buttons[0].setFocus()
    officer.press("Enter")
    officer.wait(lambda: officer.window.desk is not None)
    assert officer.workspace.path.name == "last.lisdesk"


def test_a_new_file_is_offered_where_the_last_one_lies_or_among_the_officers_documents(
    open_window, one_call_file, ask, tmp_path, monkeypatch
):
    documents = tmp_path / "Documents"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: documents)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    def offered():
        ask.save = [None]
        officer = open_window(None)
        officer.window.commands["new_file"].trigger()
        return ask.suggested[-1]

    assert offered() == tmp_path / "consultation.lisdesk"
    documents.mkdir()
    assert offered() == documents / "consultation.lisdesk"
    (documents / "lisdesk").mkdir()
    assert offered() == documents / "lisdesk" / "consultation.lisdesk"
    shared = tmp_path / "shared"
    shared.mkdir()
    shutil.copy(one_call_file, shared / "llep.lisdesk")
    open_window(shared / "llep.lisdesk").window.close()
    assert offered() == shared / "consultation.lisdesk"
    (shared / "consultation.lisdesk").touch()
    assert offered() == shared / "consultation 2.lisdesk"


def test_another_call_is_taken_by_keys_alone_at_the_first_visit_to_calls(on_sample):
    officer = on_sample
    before = officer.workspace.call.reference
    officer.go("calls")
    officer.press("Up")
    officer.press("Enter")
    officer.settle()
    assert officer.workspace.call.reference != before


def test_ctrl_k_finds_calls_and_says_when_there_is_nothing(on_sample):
    officer = on_sample
    other = next(each for each in officer.workspace.calls if each.reference != "LLEP-2018-01")
    officer.press("Ctrl+K", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), GoToBox))
    box = QApplication.activeModalWidget()
    officer.type("zzzz", on=box.line)
    officer.wait(lambda: box.list.topLevelItemCount() == 1)
    assert box.list.topLevelItem(0).text(0) == "Nothing found"
    officer.press("Enter", on=box.line)
    assert box.isVisible()
    box.line.selectAll()
    officer.type(other.reference.casefold(), on=box.line)
    officer.wait(lambda: any(other.reference in each for each in box.lines()))
    officer.press("Enter", on=box.line)
    officer.wait(lambda: officer.workspace.call.reference == other.reference)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)])
def test_what_an_empty_line_says_of_itself_has_room(on_sample, size):
    on_sample.window.resize(*size)
    seen, cut = 0, []
    for key, _ in SCREENS:
        screen = on_sample.go(key)
        for line in screen.findChildren(QLineEdit):
            if line.isVisible() and line.placeholderText():
                seen += 1
                option = QStyleOptionFrame()
                line.initStyleOption(option)
                room = line.style().subElementRect(SubElement.SE_LineEditContents, option, line)
                if words_px(line) > room.width():
                    cut.append((key, line.placeholderText()))
    assert seen >= 3
    assert cut == []


def words_px(line):
    """Return what the words need, beside the cross that clears the line: its room is kept free."""
    crosses = sum(button.width() for button in line.findChildren(QToolButton))
    words = line.fontMetrics().horizontalAdvance(line.placeholderText())
    return words + crosses + 2 * _LINE_EDGE_PX
