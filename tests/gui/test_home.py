"""Home: the numbers of the call, each leading to what it counts; a copy for the steering group."""

from datetime import date

import pytest
from pyqtgraph import AxisItem
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from lisdesk.edits.call_dates import DateDraft, add_call_date
from lisdesk.edits.calls import extend_call
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.call_dates import DateKind
from lisdesk.rules.deadlines import parse_deadline, parse_instant
from lisdesk.rules.vocabulary import COUNTED, Disposition
from lisdesk.ui.charts.plots import StillPlot
from lisdesk.ui.home.deadline_band import Sign
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import edit_with
from tests.desk_work import do


def home(officer):
    screen = officer.go("home")
    officer.wait(lambda: screen.page is not None and screen.body.arrivals.is_drawn())
    return screen


def asked(officer):
    """Return the list of what the window is asked to show from now on."""
    seen = []
    officer.workspace.asked_for.connect(lambda key, target: seen.append((key, target)))
    return seen


def behind(officer, chosen):
    with officer.window.desk.jobs.database.reading() as session:
        return register_ids(session, officer.workspace.call_id, officer.workspace.officer, chosen)


def test_the_numbers_of_the_sample_are_on_home(on_sample):
    body = home(on_sample).body
    assert body.received.number.text() == "60"
    assert body.waiting.number.text() == "1"
    assert body.received.detail.text() == "58 counted, 2 not"
    words = body.band.accessibleDescription()
    assert "First deadline, moved: Thu 31 Jan 2019, 24:00" in words
    assert "Closes: Fri 8 Feb 2019, 24:00" in words
    assert "Today: Mon 18 Feb 2019" in words
    lines = [line.accessibleName() for line in body.priority_lines]
    assert lines[0] == "P2 People: 18 submissions. Show them."


def test_nothing_on_home_moves_when_numbers_arrive(on_sample):
    body = home(on_sample).body
    assert body.received.height() == body.received.sizeHint().height() > 60
    for card in body.cards:
        assert card.minimumHeight() == card.height()
    for button in (body.oldest, body.calendar, body.stage, body.coverage):
        assert button.property("look") is None  # it looks like a button


def test_what_changes_no_number_draws_nothing_anew(on_sample, theme_after):
    screen = home(on_sample)
    on_sample.settle()
    before = list(screen.body.priority_lines)
    screen.load()
    on_sample.settle()
    assert screen.body.priority_lines == before
    on_sample.window.choose_theme("dark")
    screen.load()
    on_sample.settle()
    assert not set(before) & set(screen.body.priority_lines)


def test_every_number_leads_to_exactly_what_it_counts(on_sample):
    officer = on_sample
    seen = asked(officer)
    for card in home(officer).body.cards:
        screen = home(officer)
        officer.click(card)
        key, chosen = seen[-1]
        if card is screen.body.waiting:
            assert (key, chosen) == ("late", Wish.LATE_WAITING)
            chosen = RegisterFilter(dispositions=(Disposition.LATE_WAITING,))
        else:
            assert key == "submissions"
        count = len(behind(officer, chosen))
        if card in (screen.body.received, screen.body.waiting):
            assert f"{count:,}" == card.number.text()
        else:
            assert f"{count:,}" in card.detail.text()
    screen = home(officer)
    officer.click(screen.body.priority_lines[0])
    assert seen[-1][1].dispositions == COUNTED
    assert len(behind(officer, seen[-1][1])) == 18


def test_the_oldest_unread_opens_in_reading(on_sample):
    seen = asked(on_sample)
    screen = home(on_sample)
    on_sample.click(screen.body.oldest)
    assert seen == [("reading", screen.page.oldest_unread.submission_id)]
    assert screen.body.oldest.text() == "LLEP-0001"


def test_home_goes_by_keyboard_from_its_first_number(on_sample):
    seen = asked(on_sample)
    screen = home(on_sample)
    on_sample.wait(on_sample.window.isActiveWindow)
    assert QApplication.focusWidget() is screen.body.received
    on_sample.press("Tab")
    on_sample.press("Space")
    assert seen[-1] == ("submissions", RegisterFilter(is_unread=True))


@pytest.mark.thorough
def test_a_chart_shows_its_numbers_as_a_table(on_sample):
    screen = home(on_sample)
    card = screen.body.types
    screen.body.ensureWidgetVisible(card)
    card.toggle.setFocus()
    on_sample.press("Space", on=card.toggle)
    assert card.table.isVisible()
    shown = {
        card.table.item(row, 0).text(): card.table.item(row, 1).text()
        for row in range(card.table.rowCount())
    }
    assert shown == {
        each.label: f"{each.submissions:,}" for each in screen.page.types if each.submissions
    }
    on_sample.press("Space", on=card.toggle)
    assert not card.table.isVisible()


@pytest.mark.thorough
def test_the_wheel_over_a_chart_is_the_pages_and_changes_no_range(on_sample):
    screen = home(on_sample)
    plot = screen.body.arrivals.findChild(StillPlot)
    before = plot.view.viewRange()
    window = on_sample.window
    under = window.childAt(plot.mapTo(window, plot.rect().center()))
    middle = QPointF(under.rect().center())
    event = QWheelEvent(
        middle, under.mapToGlobal(middle), QPoint(), QPoint(0, -240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(under, event)
    assert plot.view.viewRange() == before
    assert not event.isAccepted()
    assert not plot.isAncestorOf(under)


@pytest.mark.thorough
def test_the_arrivals_of_a_single_day_are_counted_in_ones(on_one_call, beside):
    do(beside(), add_submission, call_id=1, draft=SubmissionDraft(letter="Dear all"))
    screen = home(on_one_call)
    on_one_call.wait(lambda: screen.body.arrivals.findChild(StillPlot) is not None)
    plot = screen.body.arrivals.findChild(StillPlot)
    axes = [each for each in plot.scene().items() if isinstance(each, AxisItem)]
    words = {each.label.toPlainText().strip() for each in axes}
    assert words == {"Day", "Counted submissions"}


def test_j10_a_copy_for_the_steering_group_takes_one_action_on_any_screen(
    on_sample, beside, journey
):
    draft = PriorityDraft(code="=X", name="Clubs & <b>societies</b>")
    do(beside(), add_priority, call_id=1, draft=draft)
    on_sample.go("submissions")
    on_sample.actions = 0
    on_sample.press("Ctrl+Shift+G", on=on_sample.window)
    on_sample.wait(lambda: "Copied LLEP-2018-01" in on_sample.told(), 30_000)
    journey("J10, copy for the steering group", on_sample.actions, 3)
    assert on_sample.actions == 1
    data = QGuiApplication.clipboard().mimeData()
    assert "Received\tReceived\t60\t" in data.text()
    assert "Top priorities\tP2 People\t18\t18\t0" in data.text()
    assert "\t'=X Clubs & <b>societies</b>\t0" in data.text()
    markup = bytes(data.data("text/html")).decode()
    assert "<td>Received</td><td align='right'>60</td>" in markup
    assert "<td>=X Clubs &amp; &lt;b&gt;societies&lt;/b&gt;</td>" in markup
    picture = data.imageData()
    assert picture.width() >= 1000
    assert picture.height() > picture.width() / 2  # both charts, below each other


@pytest.mark.thorough
def test_the_page_for_publication_withholds_small_numbers_and_is_saved_as_a_workbook(
    on_sample, tmp_path
):
    home(on_sample)
    for key in ("steering_public", "steering_public_file"):
        on_sample.window.ask.save = [tmp_path / "page"]
        on_sample.window.commands[key].trigger()
        words = "small numbers withheld" if key == "steering_public" else "Saved the page"
        on_sample.wait(lambda words=words: words in on_sample.told(), 30_000)
    assert "Fewer than 5 each, or none" in QGuiApplication.clipboard().mimeData().text()
    assert "Still to do" not in QGuiApplication.clipboard().mimeData().text()
    assert (tmp_path / "page.xlsx").exists()


@pytest.mark.thorough
def test_an_empty_call_offers_to_log_the_first_submission(on_one_call):
    screen = on_one_call.go("home")
    on_one_call.wait(lambda: screen.empty.isVisible())
    assert screen.empty.heading.text() == "Nothing received yet"


def test_no_words_of_the_time_line_are_lost_in_a_narrow_window(on_sample):
    on_sample.window.resize(1280, 720)
    band = home(on_sample).body.band
    on_sample.wait(lambda: "Response due" in band.accessibleDescription())
    assert band.unwritten() == []
    assert band.legend() == [(Sign.DASHES, "since the close"), (Sign.TICK, "bank holiday")]
    assert "Dashed: since the close" in band.accessibleDescription()
    assert "marked below the line: Christmas Day" in band.accessibleDescription()
    assert "marked below the line" in band.toolTip()
    band.resize(360, band.height())
    left = band.unwritten()
    assert left
    assert [words for sign, words in band.legend() if sign is Sign.NONE] == left
    assert all(each in band.accessibleDescription() for each in left)


def test_the_time_line_is_there_before_anything_is_received(on_one_call, beside):
    screen = on_one_call.go("home")
    on_one_call.wait(lambda: screen.empty.isVisible())
    body = screen.body
    assert screen.start_with() is body.calendar
    assert body.band.isVisible()
    assert body.happens.isVisible()
    assert not body.received.isVisible()
    assert not body.arrivals.isVisible()
    came = DateDraft(DateKind.INFORMATION_REQUEST, "Trust", date(2019, 1, 7))
    period = DateDraft(DateKind.PRE_ELECTION, "Election", date(2019, 3, 27), date(2019, 5, 2))
    for draft in (came, period):
        do(beside(), add_call_date, call_id=1, draft=draft)
    moved = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for."}
    on_one_call.workspace.do(edit_with(extend_call, call_id=1, **moved), "Extended")
    telling = body.band.accessibleDescription
    on_one_call.wait(lambda: "Pre-election period" in telling() and "3 May 2019" in telling())
    words = telling()
    for said in (
        "Opens: Thu 6 Dec 2018",
        "First deadline, moved: Thu 31 Jan 2019, 24:00",
        "Closes: Fri 8 Feb 2019, 24:00",
        "Information request due: Trust, Mon 4 Feb 2019",  # 20 working days
        "Response due: Fri 3 May 2019",  # 12 weeks
        "Christmas Day",
        "Easter Monday",
    ):
        assert said in words
    assert "Trust" in body.coming.text()
    draft = SubmissionDraft(received_at=parse_instant("2019-01-07T09:00"), letter="Buses!")
    do(beside(), add_submission, call_id=1, draft=draft)
    on_one_call.wait(body.received.isVisible)
    assert not screen.empty.isVisible()
    assert screen.start_with() is body.received
