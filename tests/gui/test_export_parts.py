"""A part of the evidence is exported from the window: which sheets, and which submissions."""

from PySide6.QtWidgets import QApplication

from lisdesk.edits.views import save_view
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Channel
from lisdesk.ui.evidence.part_dialog import PartDialog
from tests.desk_work import do
from tests.gui.test_evidence import evidence
from tests.unit.evidence.reading import facts_of, sheets_of


def dialog_of(officer):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), PartDialog))
    return QApplication.activeModalWidget()


def test_a_board_pack_of_a_view_is_exported_by_keyboard(on_sample, ask, tmp_path, beside):
    officer = on_sample
    view = View(RegisterFilter(channels=(Channel.ONLINE,)))
    do(beside(), save_view, call_id=1, name="Online", definition=written_view(view))
    target = tmp_path / "board.xlsx"
    ask.save = [target]
    screen = evidence(officer)
    officer.press("Ctrl+Shift+Return", on=screen)
    dialog = dialog_of(officer)
    officer.wait(dialog.template.hasFocus)
    assert not dialog.subject.isEnabled()
    officer.press("Down", on=dialog.template)
    officer.wait(lambda: dialog.view.count() == 2)
    officer.press("Tab", on=dialog.template)
    officer.wait(dialog.view.hasFocus)
    officer.press("Down", on=dialog.view)
    officer.click(dialog.go)
    officer.wait(lambda: "Wrote “board.xlsx”" in officer.told(), 30_000)
    facts = facts_of(target)
    assert facts["Template"] == "Board pack"
    assert facts["Filter in force"] == f"Only submissions with: channel {Channel.ONLINE.label}"
    assert "Framework grid" in sheets_of(target)


def test_one_foundation_is_chosen_from_those_of_the_call(on_sample, ask, tmp_path):
    officer = on_sample
    target = tmp_path / "people.xlsx"
    ask.save = [target]
    screen = evidence(officer)
    officer.press("Ctrl+Shift+Return", on=screen)
    dialog = dialog_of(officer)
    officer.press("Down", on=dialog.template)
    officer.press("Down", on=dialog.template)
    names = [dialog.subject.itemText(place) for place in range(dialog.subject.count())]
    assert "People" in names
    assert names == sorted(names)
    dialog.subject.setCurrentIndex(names.index("People"))
    officer.click(dialog.go)
    officer.wait(lambda: "Wrote “people.xlsx”" in officer.told(), 30_000)
    assert facts_of(target)["Template"] == "One foundation: People"


def test_an_lep_that_no_area_lies_in_cannot_be_chosen(on_sample):
    officer = on_sample
    screen = evidence(officer)
    screen.preview.evidence.areas.by_id.clear()
    officer.press("Ctrl+Shift+Return", on=screen)
    dialog = dialog_of(officer)
    for _ in range(3):
        officer.press("Down", on=dialog.template)
    officer.click(dialog.go)
    assert "No LEP is known" in dialog.fault.text()
    officer.press("Escape", on=dialog)
    officer.settle()
