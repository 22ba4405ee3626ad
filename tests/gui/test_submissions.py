"""Submissions: the register by keyboard, and the forms that log, correct and decide."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
)
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.register import RegisterFilter
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import Channel, Disposition, LateChoice, Permission, Timing
from lisdesk.store.drafts import kept_draft
from lisdesk.store.entities import Attachment, LateDecision, Stakeholder, Submission
from lisdesk.ui.file_opener import FileOpener
from lisdesk.ui.submissions.bulk_dialog import BulkDialog
from lisdesk.ui.submissions.correct_form import CorrectForm
from lisdesk.ui.submissions.late_list import LateList
from lisdesk.ui.submissions.log_form import LogForm
from lisdesk.ui.submissions.reason_dialog import ReasonDialog
from lisdesk.ui.workspace import edit_with
from tests.desk_work import BEA, count, do, first, rows, standing_texts, submission
from tests.story import incoming
from tests.window_driver import drop_files

LATE = parse_instant("2019-02-03T10:00")
LATE_FLOOD = parse_instant("2019-02-14T09:00")


@pytest.fixture
def on_register(on_sample):
    """Return an officer at the register of the sample call."""
    screen = on_sample.go("submissions")
    on_sample.wait(lambda: screen.preview.shown is not None)
    return on_sample, screen


def tab(officer, times=1):
    """Go to the next field: no action of its own, typing into the field is."""
    for _ in range(times):
        officer.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def dialog(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    asked = QApplication.activeModalWidget()
    officer.wait(asked.isActiveWindow)
    return asked


def references(screen):
    model = screen.model
    return [model.row_at(row).reference for row in range(model.rowCount())]


def listed(officer, screen, expected):
    officer.wait(lambda: screen.model.rowCount() == expected)
    officer.settle()


def test_journey_4_a_telephone_call_is_logged_in_seven_actions(on_one_call, beside, journey):
    officer = on_one_call
    officer.actions = 0
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    officer.type("Bellfield Joinery")
    officer.wait(form.who.email.isVisible)
    assert form.who.respondent.is_new
    tab(officer, 3)
    assert QApplication.focusWidget() is form.who.type
    officer.type("Business: small")
    officer.press("Alt+L")
    officer.wait(lambda: QApplication.focusWidget() is form.texts.fields[0])
    officer.type("Cannot find joiners. Buses stop at six.")
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    journey("J4, log a telephone call", officer.actions, 7)
    logged = submission(beside(), "LLEP-0001")
    assert (logged.channel, logged.timing) == (Channel.TELEPHONE, Timing.IN_TIME)
    assert logged.received_at == parse_instant("2019-01-07T10:00")
    assert standing_texts(beside(), 1) == ["Cannot find joiners. Buses stop at six."]
    assert first(beside(), Stakeholder).name == "Bellfield Joinery"
    assert officer.window.status.last_edit.text() == "Logged LLEP-0001: counted"


def test_journey_9_a_late_one_is_decided_in_three_actions(on_register, beside, journey):
    officer, screen = on_register
    officer.press("End")
    officer.press("Home")
    officer.wait(lambda: screen.preview.shown.page.row.reference == references(screen)[0])
    row = screen.preview.shown.page.row
    assert row.disposition is Disposition.LATE_WAITING
    officer.actions = 0
    officer.press("Ctrl+D")
    asked = dialog(officer, ReasonDialog)
    shown = {label.accessibleName() for label in asked.findChildren(type(asked.fault))}
    assert "Deadline: Fri 8 Feb 2019, 24:00 (Europe/London)" in shown
    assert "Received: 12 Feb 2019, 10:25" in shown
    assert "Sent or postmarked: Not known" in shown
    officer.type("Told us before the close")
    officer.press("Alt+A")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    journey("J9, decide about a late one", officer.actions, 3)
    decided = submission(beside(), row.reference)
    assert decided.disposition is Disposition.LATE_ACCEPTED
    decision = first(beside(), LateDecision, LateDecision.submission_id == row.id)
    assert (decision.choice, decision.reason) == (LateChoice.ACCEPT, "Told us before the close")


def test_a_late_one_that_a_colleague_has_decided_about_meanwhile_is_not_overruled(
    on_register, beside
):
    officer, screen = on_register
    officer.press("Home")
    officer.wait(lambda: screen.preview.shown.page.row.reference == references(screen)[0])
    row = screen.preview.shown.page.row
    theirs = {"choice": LateChoice.REFUSE, "reason": "No postmark."}
    for keys in ("Ctrl+D", "Ctrl+A Ctrl+D"):  # about one, and about several
        for each in keys.split():
            officer.press(each)
        asked = dialog(officer, ReasonDialog)
        do(beside(), decide_late, desk=BEA, submission_id=row.id, **theirs)
        officer.type("Told us before the close")
        officer.press("Alt+A")
        officer.wait(asked.fault.isVisible)
        assert "Bea Officer has decided about LLEP-0037 meanwhile" in asked.fault.text()
        assert asked.reason.text() == "Told us before the close"
        officer.window.ask.agree.append(True)  # what was typed is thrown away
        asked.reject()
        officer.settle()
        assert submission(beside(), row.reference).disposition is Disposition.LATE_NOT_COUNTED
        theirs["choice"] = LateChoice.NOTE


@pytest.fixture
def flood(on_register, beside):
    """Add 620 late submissions, the last of them a day after the others."""
    late = [
        IncomingRow(
            place,
            f"late-{place}",
            "d",
            respondent=f"Late body {place}",
            received_at=LATE_FLOOD + timedelta(days=place == 620),
            answers=[(0, "Too late?")],
        )
        for place in range(1, 621)
    ]
    officer, screen = on_register
    do(beside(), import_rows, call_id=screen.workspace.call_id, file=incoming(iter(late)))
    officer.wait(lambda: screen.model.rowCount() == 680, 20_000)
    return officer, screen


@pytest.mark.thorough
def test_every_late_one_of_a_long_selection_is_shown_and_decided(flood, beside):
    officer, screen = flood
    officer.press("Ctrl+A")
    assert screen.table.selected_count() == 680
    officer.press("Ctrl+D")
    asked = dialog(officer, ReasonDialog)
    assert QApplication.focusWidget() is asked.reason
    shown = {label.accessibleName() for label in asked.findChildren(type(asked.fault))}
    assert "Sent or postmarked: 6 Feb 2019, 12:00; not known of 621" in shown
    said = {label.text() for label in asked.findChildren(type(asked.fault))}
    in_time = 680 - 622
    assert "622 late submissions" in said
    assert (
        "One decision, with one reason, for all 622 of this list. "
        f"Of the 680 selected, {in_time} that came in time stay as they are."
    ) in said
    assert "Received: 11 Feb 2019, 09:50 to 15 Feb 2019, 09:00" in shown
    [listed_ones] = asked.findChildren(LateList)
    officer.wait(lambda: listed_ones.lines.rowCount() == 622)
    assert asked.width() <= 1280
    assert asked.height() <= 720
    listed_ones.setFocus()
    officer.press("End")
    last = listed_ones.lines.index(621, 0)
    officer.wait(lambda: last.data())
    assert listed_ones.viewport().rect().intersects(listed_ones.visualRect(last))
    asked.reason.setFocus()
    officer.type("One flood, one rule")
    officer.press("Alt+N")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.wait(lambda: "622 submissions" in officer.window.status.last_edit.text(), 60_000)
    noted = Submission.disposition == Disposition.LATE_NOT_COUNTED
    assert count(beside(), Submission, noted) >= 622
    assert count(beside(), Submission, Submission.disposition == Disposition.LATE_WAITING) == 0
    assert count(beside(), LateDecision, LateDecision.choice == LateChoice.NOTE) >= 622


def test_a_decision_without_a_reason_is_asked_for_again(on_register):
    officer, screen = on_register
    officer.press("Ctrl+D")
    asked = dialog(officer, ReasonDialog)
    officer.press("Alt+A")
    officer.wait(asked.fault.isVisible)
    assert QApplication.focusWidget() is asked.reason
    officer.press("Esc")
    assert screen.preview.shown.page.row.disposition is Disposition.LATE_WAITING


def test_searching_narrows_while_one_types(on_register):
    officer, screen = on_register
    officer.press("Ctrl+F")
    assert QApplication.focusWidget() is screen.filters.line
    officer.type("hous")
    listed(officer, screen, 12)
    assert screen.rows_told.text() == "12 of 60"
    officer.type("zzz")
    officer.wait(lambda: screen.parts.none_fits.isVisible())
    officer.press("Ctrl+Shift+F")
    listed(officer, screen, 60)
    assert screen.filters.line.text() == ""


def test_a_search_begins_at_its_first_hit_and_clearing_it_stays_with_what_is_in_hand(on_register):
    officer, screen = on_register
    for _ in range(5):
        officer.press("Down")
    officer.press("Ctrl+F")
    officer.type("hous")
    listed(officer, screen, 12)
    officer.settle()
    assert screen.table.currentIndex().row() == 0
    officer.press("Down")
    assert QApplication.focusWidget() is screen.table
    officer.press("Down")
    officer.press("Down")
    found = screen.table.current_id()
    officer.press("Ctrl+F")
    officer.press("Esc")
    listed(officer, screen, 60)
    officer.settle()
    assert QApplication.focusWidget() is screen.filters.line
    assert screen.table.current_id() == found
    assert screen.table.selected_ids() == [found]
    assert (
        screen.table.viewport()
        .rect()
        .intersects(screen.table.visualRect(screen.table.currentIndex()))
    )
    officer.press("Esc")
    assert QApplication.focusWidget() is screen.table


def test_a_search_without_a_hit_keeps_the_keyboard_and_clearing_it_selects_again(on_register):
    officer, screen = on_register
    officer.press("Ctrl+F")
    officer.type("zzzz")
    officer.wait(lambda: screen.parts.none_fits.isVisible())
    officer.press("Enter")
    assert QApplication.focusWidget() is screen.filters.line
    officer.press("Ctrl+Shift+F")
    listed(officer, screen, 60)
    officer.settle()
    assert QApplication.focusWidget() is screen.filters.line
    assert screen.table.selected_ids() == [screen.model.id_at(0)]


def test_chips_narrow_with_counts_and_keep_their_menu_open(on_register):
    officer, screen = on_register
    waiting = screen.filters.waiting
    officer.wait(lambda: waiting.text() == "Late, waiting 1")
    officer.click(waiting)
    listed(officer, screen, 1)
    officer.click(waiting)
    listed(officer, screen, 60)
    officer.wait(lambda: not (screen.is_counting or screen._soon_counts.isActive()))
    chip = screen.filters.lists["channels"]
    chip.setFocus()
    officer.press("Space", on=chip)
    officer.wait(chip.opens.isVisible)
    officer.press("Down", on=chip.opens)
    officer.press("Space", on=chip.opens)
    assert chip.opens.isVisible()
    officer.press("Esc", on=chip.opens)
    assert chip.text().startswith("Channel: Online form")
    officer.wait(lambda: 0 < screen.model.rowCount() < 60)


@pytest.mark.thorough
def test_an_open_menu_keeps_its_lines_while_counts_come_in(on_one_call, beside):
    officer = on_one_call
    for channel in (Channel.POST, Channel.EVENT):
        draft = SubmissionDraft(channel=channel, letter="Come in.")
        do(beside(), add_submission, call_id=1, draft=draft)
    chip = officer.go("submissions").filters.lists["channels"]
    both = [each.label for each in Channel if each in (Channel.POST, Channel.EVENT)]
    officer.wait(lambda: chip_words(chip) == both)
    chip.setFocus()
    officer.press("Space", on=chip)
    officer.wait(chip.opens.isVisible)
    officer.press("Down", on=chip.opens)
    lines, place = chip.opens.actions(), chip.opens.pos()
    in_hand = chip.opens.activeAction()
    assert in_hand in lines
    said, _, _ = in_hand.text().partition("\t")
    for channel in (Channel.EMAIL, Channel.POST, Channel.EVENT):
        draft = SubmissionDraft(channel=channel, letter="Come in.")
        officer.workspace.do(edit_with(add_submission, call_id=1, draft=draft), "Logged")
    officer.wait(lambda: in_hand.text() == f"{said}\t2")
    assert (chip.opens.activeAction(), chip.opens.pos()) == (in_hand, place)
    assert chip.opens.actions() == lines
    officer.press("Space", on=chip.opens)
    assert [each.label for each in chip.chosen()] == [said]
    officer.press("Esc", on=chip.opens)
    officer.press("Space", on=chip)
    officer.wait(lambda: len(chip_words(chip)) == 3)
    assert Channel.EMAIL.label in chip_words(chip)
    officer.press("Esc", on=chip.opens)


def chip_words(chip):
    return [action.text().partition("\t")[0].strip() for action in chip.opens.actions()]


@pytest.mark.thorough
def test_enter_opens_the_line_in_reading(on_register):
    officer, screen = on_register
    officer.press("Down")
    wanted = screen.table.current_id()
    officer.press("Enter")
    officer.comes_to("reading")
    reading = officer.window.current_screen()
    officer.wait(lambda: reading.tagging.page is not None)
    assert reading.tagging.page.head.id == wanted


@pytest.mark.thorough
def test_headings_sort_and_the_columns_are_remembered(on_register, open_window, tmp_path):
    officer, screen = on_register
    header = screen.table.horizontalHeader()
    at = header.sectionViewportPosition(1) + 20
    officer.click(header.viewport(), QPoint(at, 10))
    officer.settle()
    names = [screen.model.row_at(row).respondent.casefold() for row in range(8)]
    assert names == sorted(names)
    screen.parts.columns.setFocus()
    officer.press("Space", on=screen.parts.columns)
    menu = screen.parts.columns.opens
    officer.wait(menu.isVisible)
    area = next(action for action in menu.actions() if action.text() == "Area")
    officer.click(menu, menu.actionGeometry(area).center())
    officer.press("Esc", on=menu)
    place = [column.key for column in screen.model.columns].index("area")
    assert not header.isSectionHidden(place)
    officer.window.close()
    again = open_window(tmp_path / "sample.lisdesk")
    screen = again.go("submissions")
    assert not screen.table.horizontalHeader().isSectionHidden(place)
    assert screen.table.order.column.value == "respondent"


@pytest.mark.thorough
def test_a_form_asked_for_before_its_lists_are_read_opens_once_they_are(on_sample, monkeypatch):
    monkeypatch.setattr("lisdesk.ui.submissions.screen._COUNTS_PAUSE_MS", 400)
    officer = on_sample
    officer.press("Ctrl+2", on=officer.window)
    officer.wait(lambda: getattr(officer.window.current_screen(), "key", "") == "submissions")
    screen = officer.window.current_screen()
    officer.wait(lambda: screen.table.selected_count() == 1)
    assert screen.lists is None
    reference = screen.model.row_at(0).reference
    officer.press("F2")
    assert reference in dialog(officer, CorrectForm).windowTitle()


@pytest.mark.thorough
def test_many_are_marked_and_corrected_in_one_step_each(on_register, beside):
    officer, screen = on_register
    officer.press("Shift+Down")
    officer.press("Shift+Down")
    assert screen.rows_told.text() == "60 · 3 selected"
    ids = screen.table.selected_ids()
    officer.press("Ctrl+R")
    officer.settle()
    assert officer.window.status.last_edit.text() == "Marked 3 submissions as read"
    assert screen.table.selected_ids() == ids
    officer.press("F2")
    bulk = dialog(officer, BulkDialog)
    assert not bulk.save.isEnabled()
    bulk.channel.setFocus()
    officer.type("Meeting")
    officer.press("Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    channels = {each.channel for each in rows(beside(), Submission, Submission.id.in_(ids))}
    assert channels == {Channel.MEETING}
    officer.press("Ctrl+Z")
    officer.settle()
    channels = {each.channel for each in rows(beside(), Submission, Submission.id.in_(ids))}
    assert channels != {Channel.MEETING}


@pytest.mark.thorough
def test_one_is_withdrawn_and_put_back(on_register, beside):
    officer, screen = on_register
    officer.press("Down")
    wanted = screen.table.current_id()
    for keys, key, expected in (
        ("Ctrl+Shift+S", "Alt+W", Disposition.WITHDRAWN),
        ("Ctrl+Shift+P", "Alt+P", None),
    ):
        officer.settle()
        officer.press(keys)
        dialog(officer, ReasonDialog)
        officer.type("They asked")
        officer.press(key)
        officer.wait(lambda: QApplication.activeModalWidget() is None)
        officer.settle()
        standing = first(beside(), Submission, Submission.id == wanted).disposition
        assert (standing is Disposition.WITHDRAWN) == (expected is Disposition.WITHDRAWN)


@pytest.mark.thorough
def test_a_request_for_confidentiality_is_recorded_with_its_reason_and_taken_back(
    on_register, beside
):
    officer, screen = on_register
    officer.press("Down")
    wanted = screen.table.current_id()
    officer.settle()
    officer.press("Ctrl+Shift+Q")
    dialog(officer, ReasonDialog)
    officer.press("Enter")
    officer.type("Trade secret")
    officer.press("Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    assert first(beside(), Submission, Submission.id == wanted).is_confidential
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert not first(beside(), Submission, Submission.id == wanted).is_confidential


@pytest.mark.thorough
def test_other_screens_lead_to_what_is_behind_a_number(on_register, beside):
    officer, screen = on_register
    late = RegisterFilter(timings=(Timing.LATE,), words="Late ones")
    officer.workspace.go_to("submissions", late)
    expected = count(
        beside(), Submission, Submission.call_id == 1, Submission.timing == Timing.LATE
    )
    listed(officer, screen, expected)
    assert screen.filters.lists["timings"].chosen() == (Timing.LATE,)
    someone = first(beside(), Submission, Submission.reference == "LLEP-0007")
    name = first(beside(), Stakeholder, Stakeholder.id == someone.respondent_id).name
    officer.workspace.go_to(
        "submissions", Found(FoundKind.STAKEHOLDER, someone.respondent_id, name, "")
    )
    listed(officer, screen, 1)
    assert screen.filters.elsewhere.text().startswith(name[:20])
    officer.click(screen.filters.elsewhere)
    listed(officer, screen, 60)
    officer.workspace.go_to("submissions", someone.id)
    officer.wait(lambda: screen.table.current_id() == someone.id)


@pytest.mark.thorough
def test_the_type_ahead_takes_a_known_stakeholder(on_register):
    officer, screen = on_register
    officer.press("Ctrl+L")
    form = dialog(officer, LogForm)
    officer.type("quillf")
    field = form.who.respondent
    officer.wait(lambda: field.list.isVisible())
    officer.press("Enter", on=field.line)
    assert field.line.text() == "Quillfeather Games"
    assert form.who.type.currentData() == "business-micro"
    assert not field.is_new
    assert not form.who.email.isVisible()
    officer.press("Enter", on=field.line)
    assert QApplication.activeModalWidget() is form


@pytest.mark.thorough
def test_a_form_that_is_thrown_away_asks_first(on_one_call, ask):
    officer = on_one_call
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    officer.type("Someone")
    ask.agree = [False, True]
    officer.press("Esc")
    assert ask.asked[-1].verb == "Throw it away"
    assert QApplication.activeModalWidget() is form
    officer.press("Esc")
    officer.wait(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.thorough
def test_dropped_files_are_attached(on_one_call, beside, tmp_path):
    officer = on_one_call
    plan = tmp_path / "plan \u202efdp.exe"
    plan.write_bytes(b"MZ")
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    officer.type("Someone")
    drop_files(form, [plan, tmp_path])
    assert form.files.list.count() == 1
    assert "[U+202E]" in form.files.list.item(0).text()
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    kept = first(beside(), Attachment)
    assert (kept.name, kept.size_bytes) == (plan.name, 2)


@pytest.mark.thorough
def test_a_file_that_has_gone_keeps_the_form(on_one_call, beside, tmp_path):
    officer = on_one_call
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF")
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    officer.type("Someone")
    drop_files(form, [plan])
    plan.unlink()
    officer.press("Ctrl+Enter")
    officer.wait(lambda: form.fault.isVisible())
    assert "“plan.pdf” cannot be read" in form.fault.text()
    assert form.who.respondent.name() == "Someone"
    assert count(beside(), Submission) == 0


@pytest.mark.thorough
def test_a_correction_makes_new_texts_and_a_stale_one_is_refused(on_register, beside):
    officer, screen = on_register
    database = beside()
    wanted = first(database, Submission, Submission.reference == "LLEP-0007")
    officer.workspace.go_to("submissions", wanted.id)
    officer.wait(lambda: screen.table.current_id() == wanted.id)
    officer.settle()
    officer.press("F2")
    form = dialog(officer, CorrectForm)
    officer.settle()
    assert not form.has_changed()
    letter = form.texts.fields[0]
    letter.setFocus()
    officer.press("Ctrl+A")
    officer.type("We have moved to Loughborough.")
    other = SubmissionCorrection(area="Oadby", permission=Permission.NONE)
    do(database, edit_submission, submission_id=wanted.id, correction=other)
    officer.press("Ctrl+Enter")
    officer.wait(lambda: form.fault.isVisible())
    assert "Somebody else changed the same thing" in form.fault.text()
    assert letter.toPlainText() == "We have moved to Loughborough."
    officer.click(form.empty)
    officer.settle()
    assert form.who.area.currentText() == "Oadby"
    assert letter.toPlainText() == "We have moved to Loughborough."
    officer.press("Ctrl+Enter", on=letter)
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    assert "We have moved to Loughborough." in standing_texts(database, wanted.id)
    corrected = submission(database, "LLEP-0007")
    assert corrected.permission is Permission.NONE


TYPING = """
import os, signal, sys, time
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from lisdesk.app import build_window
from lisdesk.clock import fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.store.drafts import kept_draft
from lisdesk.ui.workspace import Wish

application = QApplication([])
window = build_window(application, fixed_clock(parse_instant("2019-01-07T10:00")), "Ann Officer")
window.show()
window.open_location(sys.argv[1])

def wait(condition):
    until = time.monotonic() + 30
    while not condition():
        if time.monotonic() > until:
            sys.exit("waited in vain")
        QTest.qWait(20)

wait(lambda: window.desk is not None and window.desk.workspace.call is not None)
window.show_screen("submissions", Wish.LOG_SUBMISSION)
wait(lambda: QApplication.activeModalWidget() is not None)
form = QApplication.activeModalWidget()
QTest.keyClicks(form.who.respondent.line, "Someone with much to say")
QTest.keyClicks(form.texts.fields[0], "First sentence.")
wait(lambda: kept_draft(window.desk.jobs.database, "Ann Officer", "log LLEP-2018-01"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.thorough
def test_what_is_typed_is_kept_when_the_window_takes_the_form_down(on_one_call, beside):
    on_one_call.press("Ctrl+L", on=on_one_call.window)
    form = dialog(on_one_call, LogForm)
    on_one_call.wait(lambda: form.texts.fields)
    on_one_call.settle()
    on_one_call.type("First sentence.", on=form.texts.fields[0])
    on_one_call.window.close()
    kept = kept_draft(beside(), "Ann Officer", "log LLEP-2018-01")
    assert "First sentence." in kept.values()


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_what_is_typed_outlives_a_killed_program_and_goes_when_it_is_saved(
    open_window, one_call_file, beside, tmp_path
):
    path = tmp_path / "one.lisdesk"
    shutil.copy(one_call_file, path)
    killed = subprocess.run(
        [sys.executable, "-c", TYPING, str(path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=90,
        check=False,
    )
    assert killed.returncode == -9
    officer = open_window(path, now="2019-01-07T10:30")
    officer.press("Ctrl+L", on=officer.window)
    form = dialog(officer, LogForm)
    officer.wait(form.told.isVisible)
    assert form.who.respondent.name() == "Someone with much to say"
    assert form.texts.fields[0].toPlainText() == "First sentence."
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()
    assert standing_texts(beside(), 1) == ["First sentence."]
    assert kept_draft(beside(), "Ann Officer", "log LLEP-2018-01") is None


@pytest.fixture
def with_files(on_one_call, beside):
    """Return an officer at the register with one submission that came with three files."""
    officer = on_one_call
    files = [
        AttachedFile("plan.pdf", b"%PDF"),
        AttachedFile("figures.xlsm", b"PK"),
        AttachedFile("photo\u202egnp.exe", b"MZ"),
    ]
    letter = "Our plan: https://plan.example/now (and file:///etc/passwd)"
    do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter=letter, attachments=files))
    officer.settle()
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    screen.preview.tabs.setCurrentIndex(2)
    return officer, screen, screen.preview.files


@pytest.mark.thorough
def test_files_open_as_copies_odd_ones_are_asked_about_and_programs_stay_shut(
    with_files, ask, monkeypatch
):
    officer, _screen, files = with_files
    opened = []
    monkeypatch.setattr(
        FileOpener, "open_file", staticmethod(lambda url: opened.append(url) or True)
    )
    assert "[U+202E]" in files.list.item(2).text()
    files.list.setFocus()
    officer.click(files.open)
    officer.wait(lambda: len(opened) == 1)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("plan.pdf", b"%PDF")
    assert not copy.stat().st_mode & 0o222
    ask.agree = [False, True]
    officer.press("Down", on=files.list)
    officer.click(files.open)
    officer.settle()
    assert len(opened) == 1
    assert ask.asked[-1].verb == "Open it all the same"
    officer.click(files.open)
    officer.wait(lambda: len(opened) == 2)
    officer.press("Down", on=files.list)
    assert not files.open.isEnabled()
    files.list.setFocus()
    officer.press("Enter", on=files.list)
    assert "is not opened from here" in officer.told()
    assert len(opened) == 2
    officer.window.close()
    officer.wait(lambda: not copy.exists())


@pytest.mark.thorough
def test_a_file_is_saved_where_the_officer_says(with_files, ask, tmp_path):
    officer, _screen, files = with_files
    target = tmp_path / "saved.pdf"
    target.write_bytes(b"older")
    ask.save = [None, target]
    officer.click(files.save)
    officer.click(files.save)
    officer.wait(lambda: officer.told().startswith("Saved “saved.pdf”"))
    assert target.read_bytes() == b"%PDF"


@pytest.mark.thorough
def test_links_of_the_texts_are_offered_and_asked_about(with_files, ask, monkeypatch):
    officer, screen, _files = with_files
    screen.preview.tabs.setCurrentIndex(0)
    links = screen.preview.links
    assert links.text() == "1 link in the texts…"
    ask.agree = [False]
    links.setFocus()
    officer.press("Space", on=links)
    officer.wait(links.opens.isVisible)
    officer.press("Down", on=links.opens)
    officer.press("Enter", on=links.opens)
    officer.wait(lambda: ask.asked)
    assert ask.asked[0].detail.startswith("https://plan.example/now\n")


@pytest.mark.thorough
def test_a_line_that_was_chosen_just_before_leaving_is_in_the_preview_on_coming_back(on_sample):
    officer = on_sample
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    officer.press("Down", on=screen.table)
    chosen = screen.table.current_id()
    officer.press("Ctrl+1", on=officer.window)
    officer.qtbot.wait(300)
    officer.go("submissions")
    officer.wait(lambda: screen.preview.shown.page.row.id == chosen)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("key", "field"), [("N", "respondent"), ("R", "received"), ("M", "sent"), ("T", "type")]
)
def test_the_key_of_a_label_in_the_form_leads_to_its_field(on_one_call, key, field):
    officer = on_one_call
    officer.go("submissions")
    officer.press("Ctrl+L", on=officer.window)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), LogForm))
    form = QApplication.activeModalWidget()
    officer.wait(form.isActiveWindow)
    form.texts.fields[0].setFocus()
    officer.press(f"Alt+{key}", on=form)
    meant = getattr(form.who, field)
    officer.wait(
        lambda: (
            meant is QApplication.focusWidget() or meant.isAncestorOf(QApplication.focusWidget())
        )
    )
