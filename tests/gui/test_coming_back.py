"""Where an officer left off is where the window begins: the call, the form that was not saved."""

import shutil
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.drafts import keep_draft, kept_forms
from lisdesk.ui.draft_keeper import DraftKeeper
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.reading.recent import recent_of
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import DESK, do

pytestmark = pytest.mark.thorough


def at_hand(officer):
    return officer.workspace.call.reference


def test_the_window_comes_back_to_the_call_that_was_at_hand(
    on_sample, open_window, sample_file, tmp_path
):
    assert at_hand(on_sample) == "LLEP-2018-01"
    assert on_sample.workspace.calls[-1].reference != "LLEP-2018-01"
    on_sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk")
    assert at_hand(again) == "LLEP-2018-01"
    other = tmp_path / "other.lisdesk"
    shutil.copy(sample_file, other)
    again.window.close()
    fresh = open_window(other)
    assert at_hand(fresh) == fresh.workspace.calls[-1].reference


def test_the_sample_opens_with_its_sixty_submissions(open_window, tmp_path, monkeypatch):
    monkeypatch.setattr("lisdesk.paths.default_file", lambda: tmp_path / "files" / "x.lisdesk")
    officer = open_window(None)
    officer.click(officer.window.welcome.buttons[0])
    officer.wait(lambda: officer.window.desk and officer.window.desk.workspace.calls, 60_000)
    officer.settle()
    assert (at_hand(officer), officer.workspace.call.submissions) == ("LLEP-2018-01", 60)


def test_a_form_that_is_cancelled_is_forgotten_though_it_was_looked_for_late(on_one_call):
    jobs, free, found = on_one_call.window.desk.jobs, Event(), []
    typed = {"respondent": ""}
    keeper = DraftKeeper(on_one_call.workspace, "log LLEP-2018-01", lambda: typed, jobs)
    jobs.call_beside(lambda: free.wait(20), owner=jobs, then=lambda _done: None)  # as an import
    keeper.begin()
    keeper.find(found.append)
    typed["respondent"] = "Bellfield Joinery"
    keeper.keep()
    free.set()
    on_one_call.settle()
    assert found == [None]  # nothing was kept when it was looked for
    assert kept_forms(jobs.database, on_one_call.workspace.officer) == ["log LLEP-2018-01"]
    keeper.drop()
    on_one_call.settle()
    assert kept_forms(jobs.database, on_one_call.workspace.officer) == []


def test_a_form_that_was_not_saved_is_told_of_and_opened(on_sample, open_window, beside, tmp_path):
    keep_draft(beside(), DESK, "log LLEP-2018-01", {"respondent": "Bellfield Joinery"})
    other = next(each for each in on_sample.workspace.calls if each.reference != "LLEP-2018-01")
    on_sample.workspace.choose_call(other.id)
    on_sample.settle()
    on_sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk", officer=DESK.officer)
    assert at_hand(again) == other.reference
    again.wait(lambda: "to log a submission to LLEP-2018-01, and had not saved" in again.told())
    again.click(again.window.notices.action)
    again.wait(lambda: isinstance(QApplication.activeModalWidget(), LogForm))
    form = QApplication.activeModalWidget()
    again.wait(lambda: form.who.respondent.name() == "Bellfield Joinery")
    assert at_hand(again) == "LLEP-2018-01"


def test_a_correction_that_was_not_saved_is_told_of_and_shown(
    on_sample, open_window, beside, tmp_path
):
    keep_draft(beside(), DESK, "log LLEP-1999-01", {"respondent": "of a call that is gone"})
    keep_draft(beside(), DESK, "correct LLEP-0007", {"area": "Oadby"})
    on_sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk", officer=DESK.officer)
    again.wait(lambda: "to correct LLEP-0007, and had not saved, is kept." in again.told())
    again.click(again.window.notices.action)
    again.comes_to("submissions")
    screen = again.window.current_screen()
    again.wait(lambda: screen.preview.shown is not None)
    again.wait(lambda: screen.preview.shown.page.row.reference == "LLEP-0007")


def test_top_priorities_say_that_nothing_is_tagged(on_one_call, beside):
    do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter="Dear all"))
    home = on_one_call.go("home")
    on_one_call.wait(home.body.no_tags.isVisible)
    assert "Nothing is tagged yet" in home.body.no_tags.text()


def test_priorities_used_last_come_first_again_after_a_restart(on_sample, open_window, tmp_path):
    reading = on_sample.go("reading")
    on_sample.wait(lambda: reading.tagging.page is not None and reading.tree.rows)
    used = [reading.tree.by_key(number) for number in (4, 2)]
    for number in ("4", "2"):
        on_sample.press(".")
        on_sample.press(number)
        on_sample.settle()
    on_sample.window.close()
    again = open_window(tmp_path / "sample.lisdesk", officer=DESK.officer)
    assert first_offered(again, 2) == [row.id for row in reversed(used)]
    other = open_window(tmp_path / "sample.lisdesk", officer="Ben Other")
    assert recent_of(other.workspace).of_call(other.workspace.call_id) == []


def first_offered(officer, count):
    """Return the priorities that stand first in the list of / on Reading."""
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    officer.press(".")
    officer.press("/")
    picker = officer.window.findChild(PriorityPicker)
    officer.wait(picker.isVisible)
    items = [picker.list.item(place) for place in range(count)]
    assert all(each.text().endswith("used last") for each in items)
    ids = [each.data(Qt.ItemDataRole.UserRole) for each in items]
    picker.reject()
    return ids
