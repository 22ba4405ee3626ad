"""A joint call from beginning to end at the window, as the West Midlands ran one."""

import csv

from PySide6.QtWidgets import QApplication

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.store.entities import Area, Call, HandOver, SetRelevance, Submission
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.files import opened
from lisdesk.ui.calls.call_dialog import CallDialog
from lisdesk.ui.calls.hand_over_dialog import HandOverDialog
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.evidence.part_dialog import PartDialog
from lisdesk.ui.submissions.relevant_dialog import RelevantDialog
from tests.desk_work import count, do, first, rows
from tests.gui.test_evidence import evidence
from tests.gui.test_importing import column, counted
from tests.gui.test_importing import dialog_of as import_dialog_of
from tests.joint_call import AREAS, SUBMISSIONS
from tests.unit.evidence.reading import facts_of, sheets_of

HEADINGS = ["Ref", "Organisation", "Area", "Skills"]
BLACK_COUNTRY = "Black Country"


def dialog_of(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    officer.settle()
    return QApplication.activeModalWidget()


def _make_the_call(officer):
    screen = officer.go("programme")
    screen.take_in.trigger()
    officer.wait(lambda: screen.table.rowCount() == 33)
    officer.settle()
    screen.table.point_at(next(row.id for row in screen.rows if row.name == "West Midlands"))
    officer.press("F3", on=screen.table)
    dialog = dialog_of(officer, NewCallDialog)
    assert "West Midlands Combined Authority" in dialog.partners.text()
    officer.wait(lambda: dialog.template.count() > 1)
    dialog.opens.line.setText("1 Jan 2019")
    dialog.closes.line.setText("30 Apr 2030")
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: count(officer.window.desk.jobs.database, Call) == 2)
    officer.settle()


def _import_twelve(officer, folder):
    path = folder / "portal.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = [
            [f"{place}", f"Body {place}", area, f"We need skills, {place}."]
            for place, area in enumerate(SUBMISSIONS, 1)
        ]
        csv.writer(file).writerows([HEADINGS, *lines])
    officer.drop(path)
    dialog = import_dialog_of(officer)
    officer.wait(lambda: dialog.columns.rowCount() == len(HEADINGS))
    box = column(dialog, "Skills")
    box.setCurrentIndex(next(i for i in range(box.count()) if box.itemText(i).startswith("Q2")))
    assert counted(officer, dialog).startswith("12 new")
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "12 new" in officer.told())
    officer.settle()


def test_a_joint_call_is_run_counted_exported_and_handed_over(on_one_call, beside, ask, tmp_path):
    officer = on_one_call
    _make_the_call(officer)
    _import_twelve(officer, tmp_path)
    database = beside()
    call = rows(database, Call)[-1]
    for name, bodies in AREAS.items():
        area = first(database, Area, Area.name == name)
        lead, second = (*bodies, "", "")[:2]
        do(database, edit_area, area_id=area.id, correction=AreaCorrection(None, lead, second))
    _set_one_by_hand(officer, database, call)
    _export_one_body(officer, ask, tmp_path / "black-country.xlsx")
    _hand_over_one_part(officer, ask, database, tmp_path / "part" / "bc.lisdesk")
    _take_partners_off(officer, database)


def _set_one_by_hand(officer, database, call):
    screen = officer.go("submissions")
    officer.wait(lambda: screen.lists is not None and len(screen.lists.bodies) == 3)
    officer.wait(lambda: screen.filters.lists["relevant_body_ids"].isVisible())
    second = rows(database, Submission, Submission.call_id == call.id)[1]
    screen.go_to_line(second.id)
    officer.wait(lambda: screen.table.current_id() == second.id)
    officer.press("Ctrl+Shift+L", on=screen.table)
    dialog = dialog_of(officer, RelevantDialog)
    officer.wait(lambda: "Dudley lies in Black Country" in dialog.words.text())
    for box in dialog.boxes.values():
        box.click()  # off what its area says, on the two others
    officer.click(dialog.go)
    officer.wait(lambda: count(database, SetRelevance) == 2)
    officer.wait(
        lambda: (
            screen.preview.shown is not None and "set by hand" in screen.preview.shown.page.relevant
        )
    )
    body_id = next(key for key, name in screen.lists.bodies if name == BLACK_COUNTRY)
    chip = screen.filters.lists["relevant_body_ids"]
    chip.choose((body_id,))
    chip.changed.emit()
    officer.wait(lambda: screen.model.rowCount() == 4)
    officer.wait(lambda: all(screen.model.row_at(row) for row in range(4)))
    shown = sorted(screen.model.row_at(row).relevant for row in range(4))
    assert shown[0] == "All 3"
    assert shown.count(BLACK_COUNTRY) == 2


def _export_one_body(officer, ask, target):
    ask.save = [target]
    sheets = evidence(officer)
    assert "Joint" in [sheet.name for sheet in sheets.preview.sheets]
    officer.press("Ctrl+Shift+Return", on=sheets)
    part = dialog_of(officer, PartDialog)
    part.template.setCurrentIndex(3)
    part.subject.setCurrentIndex(part.subject.findText(BLACK_COUNTRY))
    officer.click(part.go)
    officer.wait(lambda: "Wrote “black-country.xlsx”" in officer.told(), 30_000)
    facts, book = facts_of(target), sheets_of(target)
    assert facts["Submissions in the filter"] == "4 of 12 received"
    assert facts["Relevant to others too"].startswith("2 of 4: ")
    assert len(book["Submissions"]) == 4
    recounted = [line for line in book["Submissions"] if line["Area"] in ("Dudley", "Border")]
    assert len(recounted) == 3  # two of Dudley, one of the border; England is the fourth


def _hand_over_one_part(officer, ask, database, out):
    calls = officer.go("calls")
    officer.wait(calls.hand_over.isVisible)
    out.parent.mkdir()
    ask.save = [out]
    calls.hand_over.trigger()
    hand = dialog_of(officer, HandOverDialog)
    officer.wait(lambda: hand.to.count() == 3)
    hand.to.setCurrentIndex(hand.to.findText(BLACK_COUNTRY))
    officer.wait(lambda: hand.ledger.text().startswith("4 of 12 submissions are in it"))
    officer.click(hand.go)
    officer.wait(lambda: "It is on record." in officer.told(), 30_000)
    assert first(database, HandOver).submissions == 4
    with opened(out) as handed:
        assert check_file(handed).is_sound
        assert count(handed, Submission) == 4
        assert count(handed, Call) == 1


def _take_partners_off(officer, database):
    calls = officer.go("calls")
    calls.edit_call.trigger()
    edit = dialog_of(officer, CallDialog)
    edit.partners.setText("Cumbria")
    officer.click(edit.go)
    officer.wait(lambda: "follow from their areas again" in officer.told())
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: count(database, SetRelevance) == 2)
