"""Coded projects in the window: dropped, seen and counted, let in with one key, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from lisdesk.exchange.refi.reading import read_coded_project
from lisdesk.store.entities import Priority, Submission, Tag
from lisdesk.ui.evidence.losses_dialog import LossesDialog
from lisdesk.ui.exchange.dialog import ProjectDialog
from tests.desk_work import count
from tests.unit.refi.made_projects import (
    BUSES,
    TEXT,
    WELDERS,
    codebook,
    listing,
    packed,
    selection,
    source,
)

pytestmark = pytest.mark.thorough

PROJECTS = ("out.qdpx", "all.qdpx")
EMPTY = selection(4, 4, "", number=7)


def write(folder, inside=WELDERS, name="theirs.qdpx"):
    path = folder / name
    path.write_bytes(packed(listing(source(inside, text=TEXT), origin="NVivo 15")))
    return path


def dialog_of(officer):
    found = []

    def is_open():
        found[:] = [each for each in officer.window.findChildren(ProjectDialog) if each.isVisible()]
        return found

    officer.wait(is_open)
    return found[-1]


def lines(dialog):
    return [dialog.lost.item(row).text() for row in range(dialog.lost.count())]


def test_a_dropped_project_is_counted_let_in_by_enter_and_taken_back(
    on_one_call, beside, tmp_path, journey
):
    officer = on_one_call
    officer.drop(write(tmp_path, WELDERS + EMPTY))
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.go.isEnabled())
    assert dialog.counts.text() == "2 new priorities, 1 new submission, 1 new tag, 1 to know"
    assert "written by NVivo 15" in dialog.origin.text()
    assert "1 of 1 named passages" in dialog.reading.text()
    assert any("The passage at 4 is empty." in line for line in lines(dialog))
    database = beside()
    assert count(database, Submission) == 0
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "1 new submission" in officer.told())
    journey("coded project, drop and Enter", officer.actions, 2)
    officer.settle()
    assert (count(database, Submission), count(database, Tag)) == (1, 1)
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == 0)
    officer.settle()
    assert count(database, Tag) == 0


def test_what_came_in_before_is_left_or_added_to_as_the_officer_says(on_one_call, beside, tmp_path):
    officer = on_one_call
    officer.drop(write(tmp_path))
    officer.wait(lambda: dialog_of(officer).go.isEnabled())
    officer.press("Enter", on=dialog_of(officer))
    officer.wait(lambda: "1 new submission" in officer.told())
    officer.settle()
    officer.drop(write(tmp_path, WELDERS + BUSES))
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.counts.text() == "All of it is here already.")
    assert not dialog.go.isEnabled()
    dialog.known.setFocus()
    officer.type("Add", on=dialog.known)
    officer.wait(lambda: dialog.go.isEnabled())
    assert "1 new tag" in dialog.counts.text()
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "1 added to" in officer.told())
    officer.settle()
    assert count(beside(), Tag) == 2


def test_a_project_that_cannot_be_read_says_why_and_the_next_file_comes(
    on_one_call, beside, tmp_path
):
    officer = on_one_call
    bad, frame = tmp_path / "bad.qdpx", tmp_path / "frame.qdc"
    bad.write_bytes(packed("no"))
    frame.write_text(codebook(), encoding="utf-8")
    officer.drop(bad, frame)
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.fault.isVisible())
    assert "The file is damaged" in dialog.fault.text()
    assert "(then 1 more)" in dialog.name.text()
    officer.press("Enter", on=dialog.cancel)
    second = dialog_of(officer)
    officer.wait(lambda: second.go.isEnabled())
    assert second.counts.text() == "2 new priorities"
    officer.press("Enter", on=second)
    officer.wait(lambda: "2 new priorities" in officer.told())
    officer.settle()
    assert count(beside(), Priority, Priority.name == "Roads") == 1


def test_the_screen_priorities_takes_a_codebook_in_as_a_list(on_one_call, beside, ask, tmp_path):
    officer = on_one_call
    frame = tmp_path / "frame.QDC"
    frame.write_text(codebook(), encoding="utf-8")
    officer.go("priorities")
    ask.open.append([frame])
    officer.press("Ctrl+Shift+O")
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.go.isEnabled())
    assert "*.qdc" in ask.kinds[-1][0]
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "2 new priorities" in officer.told())
    officer.settle()
    assert count(beside(), Priority, Priority.name == "Roads") == 1


def test_the_evidence_goes_out_as_a_coded_project(on_sample, ask, tmp_path):
    officer = on_sample
    officer.go("evidence")
    for name, answers in (("out.qdpx", [False]), ("all.qdpx", [True]), ("frame.qdc", [])):
        target = tmp_path / name
        ask.agree += answers
        ask.save.append(target)
        officer.press("Ctrl+Enter")
        officer.wait(lambda target=target: target.name in officer.told())
        officer.settle()
        assert target.exists()
        assert not ask.agree
    assert "1 submission is confidential" in ask.asked[0].words
    assert ask.asked[0].keep == "Leave it out"
    held = [sum(1 for _ in read_coded_project(tmp_path / name).sources()) for name in PROJECTS]
    assert held == [59, 60]


def test_what_a_project_could_not_hold_is_a_list_that_can_be_copied(on_sample, ask, tmp_path):
    officer = on_sample
    officer.go("evidence")
    ask.save.append(tmp_path / "out.qdpx")
    ask.agree.append(False)
    officer.press("Ctrl+Enter")
    officer.wait(lambda: "out.qdpx" in officer.told())
    assert officer.told().endswith(" Not all of the call is in it.")
    assert len(officer.told()) < 200
    officer.click(officer.window.notices.action)
    [dialog] = officer.window.findChildren(LossesDialog)
    found = lines(dialog)
    assert found[0].startswith("Not for publication: of 59 submissions")
    assert "confidentiality was asked, with" in "".join(found)
    officer.wait(dialog.isActiveWindow)
    officer.press("Ctrl+C", on=dialog.lost)
    assert QGuiApplication.clipboard().text().split("\n") == found
    assert dialog.copy.text() == "Copied"
    officer.press("Enter", on=dialog.close_button)
    assert not dialog.isVisible()
