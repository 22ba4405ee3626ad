"""An import says which words for stakeholder types are not known, and takes what they mean."""

from PySide6.QtWidgets import QApplication

from lisdesk.store.entities import StakeholderType, Submission
from lisdesk.ui.importing.types_dialog import TypeWordsDialog
from lisdesk.ui.stakeholders.type_dialog import NewTypeDialog
from tests.desk_work import count, rows
from tests.gui.test_importing import counted, dialog_of, write_export

HEADINGS = ["Response ID", "Organisation", "Type", "Skills"]
LINES = [
    ["1", "Acme Ltd", "SME (under 250)", "We cannot find welders."],
    ["2", "Bolt Ltd", "sme (under 250)", "Nor can we."],
    ["3", "Oadby", "Parish", "Young people leave."],
    ["4", "Kite Club", "Kite flyers", "More wind."],
]


def top(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    officer.wait(dialog.isActiveWindow)
    return dialog


def types_of(database):
    keys = {each.id: each.key for each in rows(database, StakeholderType)}
    return [keys.get(each.type_id) for each in rows(database, Submission)]


def test_words_for_types_are_explained_by_keyboard_and_known_on_the_next_day(
    on_one_call, beside, tmp_path
):
    officer, database = on_one_call, beside()
    known = count(database, StakeholderType)
    officer.drop(write_export(tmp_path, LINES, HEADINGS))
    dialog = dialog_of(officer)
    assert counted(officer, dialog).endswith("4 problems")
    assert "“SME (under 250)” (2), “Parish” (1)" in dialog.types_line.words.text()
    officer.press("Alt+M", on=dialog)
    said = top(officer, TypeWordsDialog)
    assert QApplication.focusWidget() is said.boxes[0]
    officer.type("small")
    officer.press("Tab")
    assert QApplication.focusWidget() is said.boxes[1]
    officer.type("local gov")
    officer.press("Tab")
    officer.type("new")
    officer.press("Ctrl+Enter")
    named = top(officer, NewTypeDialog)
    assert named.label.text() == "Kite flyers"
    officer.type("Clubs", on=named.label)
    officer.press("Enter", on=named)
    officer.wait(lambda: QApplication.activeModalWidget() is said)
    said.activateWindow()  # as a window manager does when a dialog has gone
    officer.wait(said.isActiveWindow)
    assert [box.currentText().strip() for box in said.boxes][2] == "Clubs"
    officer.press("Ctrl+Enter", on=said.boxes[2])
    officer.wait(lambda: not said.isVisible())
    officer.wait(lambda: not dialog.go.isEnabled())
    assert counted(officer, dialog) == "4 new, 0 changed, 0 already here, 0 problems"
    assert (
        "3 words for types of stakeholder are read as you said." in dialog.types_line.words.text()
    )
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "4 new" in officer.told())
    officer.settle()
    assert types_of(database) == ["business-small", "business-small", "local-government", "clubs"]
    assert count(database, StakeholderType) == known + 1
    later = [*LINES, ["5", "New Ltd", "SME (under 250)", "Yes."]]
    officer.drop(write_export(tmp_path, later, HEADINGS, day=1))
    again = dialog_of(officer)
    assert counted(officer, again) == "1 new, 0 changed, 4 already here, 0 problems"
    officer.press("Esc", on=again)
    officer.settle()
