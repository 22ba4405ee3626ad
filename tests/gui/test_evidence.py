"""Evidence: the export's own tables, numbers that lead to their submissions, and the export."""

import shutil
from contextlib import closing

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import RefusedError
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.vocabulary import Disposition, Edition
from lisdesk.store.entities import AuditEntry
from lisdesk.table import CellKind, Column
from lisdesk.ui.charts import figure_picture
from lisdesk.ui.evidence.comparer import ComparedDialog
from lisdesk.ui.evidence.sheet_model import SheetModel, shade
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.theme import THEMES, apply_theme, contrast
from tests.desk_work import do

J13_MOST = 3


def evidence(officer):
    screen = officer.go("evidence")
    officer.wait(lambda: screen.preview is not None and screen.pane.model.rowCount())
    officer.wait(officer.window.isActiveWindow)
    return screen


def choose_sheet(officer, screen, name):
    """Go down or up the list of sheets by its arrow keys."""
    names = [sheet.name for sheet in screen.preview.sheets]
    screen.sheets.setFocus()
    while screen.sheets.currentRow() != names.index(name):
        is_below = screen.sheets.currentRow() < names.index(name)
        officer.press("Down" if is_below else "Up", on=screen.sheets)
    officer.settle()
    sheet = screen.preview.sheets[names.index(name)]
    officer.wait(lambda: screen.pane.title.text() == sheet.title)
    return sheet


def asked(officer):
    seen = []
    officer.workspace.asked_for.connect(lambda key, target: seen.append((key, target)))
    return seen


def behind(officer, chosen):
    with officer.window.desk.jobs.database.reading() as session:
        call_id, name = officer.workspace.call_id, officer.workspace.officer
        return register_ids(session, call_id, name, chosen)


def cell_of(screen, row, column):
    return screen.pane.model.index(row, column)


def test_the_ledger_adds_up_on_top(on_sample):
    screen = evidence(on_sample)
    assert screen.head.ledger.text() == (
        "60 received = 58 counted + 1 late, waiting for a decision + 1 withdrawn"
    )
    assert screen.sheets.currentItem().text() == "Ledger  12"
    received = cell_of(screen, 11, 2)
    assert received.data() == "60"


def test_enter_and_double_click_on_a_number_lead_to_its_submissions(on_sample):
    officer = on_sample
    seen = asked(officer)
    screen = evidence(officer)
    table = screen.pane.table
    officer.press("Tab", on=screen.sheets)
    assert QApplication.focusWidget() is table
    for key in ("Down", "Down", "Right", "Right"):
        officer.press(key, on=table)
    assert table.currentIndex().data() == "1"
    officer.press("Enter", on=table)
    assert seen[-1] == ("submissions", RegisterFilter(dispositions=(Disposition.LATE_WAITING,)))
    screen = evidence(officer)
    spot = table.visualRect(cell_of(screen, 11, 2)).center()
    officer.click(table.viewport(), spot)
    officer.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert seen[-1][0] == "submissions"
    assert seen[-1][1].is_empty
    assert len(behind(officer, seen[-1][1])) == 60


def test_a_word_leads_nowhere(on_sample):
    seen = asked(on_sample)
    screen = evidence(on_sample)
    screen.pane.table.setCurrentIndex(cell_of(screen, 0, 0))
    assert not screen.pane.show_behind.isEnabled()
    on_sample.press("Enter", on=screen.pane.table)
    assert seen == []


def test_every_number_that_is_shown_as_a_link_counts_what_it_leads_to(on_sample):
    officer = on_sample
    screen = evidence(officer)
    tried = 0
    for name in ("Respondents", "Areas", "Arrivals", "Priorities", "Priority × type"):
        sheet = choose_sheet(officer, screen, name)
        for row, column in sheet.behind:
            index = cell_of(screen, row, column)
            found = behind(officer, screen.pane.model.behind(index))
            assert index.data() == f"{len(found):,}", (name, row, column)
            assert screen.pane.model.data(index, Qt.ItemDataRole.FontRole).underline()
            tried += 1
    assert tried > 200


def test_charts_show_their_numbers_as_a_table_by_keyboard(on_sample):
    screen = evidence(on_sample)
    sheet = choose_sheet(on_sample, screen, "Priorities")
    pane = screen.pane
    on_sample.wait(pane.picture.is_drawn, 30_000)
    assert pane.picture.isVisible()
    assert not pane.table.isVisible()
    assert [each.split(" ")[0] for each in pane.picture.figure.categories] == [
        row[0] for row in sheet.rows
    ]
    assert "the longest is P2 People with 18" in pane.picture.accessibleDescription()
    on_sample.press("Space", on=pane.chart_chip)
    assert pane.table.isVisible()
    choose_sheet(on_sample, screen, "Arrivals")
    assert pane.table.isVisible()  # as the officer likes it
    on_sample.press("Space", on=pane.chart_chip)
    assert pane.picture.isVisible()
    assert pane.picture.accessibleName() == "Counted submissions by day of receipt"
    choose_sheet(on_sample, screen, "Priority × type")
    assert pane.table.isVisible()  # a heat map in which numbers lead to their submissions
    on_sample.press("Space", on=pane.chart_chip)
    on_sample.wait(pane.picture.is_drawn, 30_000)
    assert pane.picture.isVisible()
    choose_sheet(on_sample, screen, "Ledger")
    assert pane.table.isVisible()
    assert not pane.chart_chip.isVisible()


def test_a_chart_is_copied_as_a_picture_and_as_numbers(on_sample):
    officer = on_sample
    screen = evidence(officer)
    clipboard = QApplication.clipboard()
    choose_sheet(officer, screen, "Evidence strength")
    officer.press("Ctrl+Alt+C", on=screen.sheets)
    officer.wait(lambda: "as a picture" in officer.told(), 30_000)
    assert clipboard.image().width() == 1440
    assert bytes(clipboard.mimeData().data("image/svg+xml")).startswith(b"<?xml")
    assert "Loud but thin: P3 Infrastructure." in clipboard.text()
    officer.press("Ctrl+Alt+N", on=screen.sheets)
    lines = clipboard.text().splitlines()
    assert lines[0] == "Evidence strength against submissions"
    assert "Unit: counted submissions" in lines[2]
    assert lines[3] == "Priority\tSubmissions\tTypical grade\tIn words"
    assert "P3 Infrastructure\t17\t2\tloud but thin" in lines
    choose_sheet(officer, screen, "Ledger")
    assert not screen._copier.picture.isEnabled()


def test_a_chart_that_could_not_be_drawn_says_so_and_is_drawn_on_the_next_visit(
    on_sample, monkeypatch
):
    screen = evidence(on_sample)
    picture = screen.pane.picture

    def refuse(*_):
        raise RefusedError("The fonts of the charts cannot be read.", do="Install lisdesk again.")

    with monkeypatch.context() as broken:
        broken.setattr(figure_picture, "_drawn", refuse)
        choose_sheet(on_sample, screen, "Questions")
        on_sample.wait(lambda: "fonts" in on_sample.told(), 30_000)
    (said,) = (each.text() for each in picture.findChildren(PlainLabel) if each.isVisible())
    assert said.startswith("The chart could not be drawn. “Show as table” has every number")
    choose_sheet(on_sample, screen, "Arrivals")
    choose_sheet(on_sample, screen, "Questions")
    on_sample.wait(picture.is_drawn, 30_000)


@pytest.mark.thorough
def test_the_picture_follows_the_theme_and_the_last_sheet_that_was_chosen(on_sample, qapp):
    screen = evidence(on_sample)
    choose_sheet(on_sample, screen, "Arrivals")
    choose_sheet(on_sample, screen, "Questions")
    picture = screen.pane.picture
    on_sample.wait(picture.is_drawn, 30_000)
    light = picture.grab().toImage().pixelColor(4, 4)
    try:
        apply_theme(qapp, THEMES["dark"])
        on_sample.wait(picture.is_drawn, 30_000)
        assert picture.grab().toImage().pixelColor(4, 4) != light
        assert picture.figure.table_name == "Questions"
    finally:
        apply_theme(qapp, THEMES["light"])


def test_a_priority_with_the_code_base_is_shaded_and_the_line_of_the_bases_is_not(qapp):
    columns = [Column("Code"), *(Column(each, CellKind.WHOLE_NUMBER) for each in ("Total", "Q1"))]
    model, rows = SheetModel(), [("Base", 4, 4), ("Base", 9, 9)]
    model.show_rows(columns, rows, behind={}, zone="Europe/London", heat_ends=(1, 3))
    shades = [
        [model.data(model.index(row, column), Qt.ItemDataRole.BackgroundRole) for column in (1, 2)]
        for row in (0, 1)
    ]
    assert shades == [[shade(1.0), shade(1.0)], [None, None]]


@pytest.mark.thorough
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_numbers_on_the_deepest_shade_stay_legible(qapp, theme):
    try:
        apply_theme(qapp, theme)
        assert contrast(theme.text, shade(1.0).name()) >= 4.5
        assert shade(0.0) == QColor(theme.surface)
    finally:
        apply_theme(qapp, THEMES["light"])


@pytest.mark.thorough
def test_the_publication_edition_is_one_click_away_and_says_what_it_withholds(on_sample):
    screen = evidence(on_sample)
    on_sample.click(screen.head.editions[Edition.PUBLICATION])
    on_sample.wait(lambda: screen.preview.edition is Edition.PUBLICATION)
    assert screen.head.withheld.text().startswith("Withheld: the words of 15 submissions")
    assert "Changes" not in [sheet.name for sheet in screen.preview.sheets]
    choose_sheet(on_sample, screen, "Late")
    headings = [screen.pane.model.headerData(at, Qt.Orientation.Horizontal) for at in range(2)]
    assert headings == ["Decision", "Submissions"]


@pytest.mark.thorough
def test_each_obstacle_leads_to_what_is_in_the_way(on_sample):
    officer = on_sample
    seen = asked(officer)
    names = [button.text() for button in evidence(officer).head.obstacles]
    assert names == [
        "Permission not answered: 6",
        "Confidentiality requested: 1",
        "Late, waiting for a decision: 1",
        "Findings beyond the numbers: 1",
    ]
    for place, number in enumerate((6, 1, 1)):
        officer.click(evidence(officer).head.obstacles[place])
        assert seen[-1][0] == "submissions"
        assert len(behind(officer, seen[-1][1])) == number


@pytest.mark.thorough
def test_what_others_write_appears_and_the_sheet_stays(on_sample, beside):
    screen = evidence(on_sample)
    choose_sheet(on_sample, screen, "Submissions")
    draft = SubmissionDraft(letter="One more", respondent="Late & <b>bold</b> Ltd")
    do(beside(), add_submission, call_id=1, draft=draft)
    on_sample.wait(lambda: screen.head.ledger.text().startswith("61 received"))
    assert screen.sheets.currentItem().text() == "Submissions  61"
    on_sample.wait(lambda: screen.pane.model.rowCount() == 61)


@pytest.mark.thorough
def test_a_long_sheet_goes_on_by_the_page(on_sample, monkeypatch):
    monkeypatch.setattr("lisdesk.queries.evidence.preview.PAGE_ROWS", 50)
    screen = evidence(on_sample)
    choose_sheet(on_sample, screen, "Answers")
    pane = screen.pane
    assert pane.counts.text() == "Rows 1 to 50 of 121"
    assert not pane.earlier.isEnabled()
    on_sample.click(pane.later)
    on_sample.wait(lambda: pane.counts.text() == "Rows 51 to 100 of 121")
    on_sample.press("Space", on=pane.later)
    on_sample.wait(lambda: pane.counts.text() == "Rows 101 to 121 of 121")
    assert not pane.later.isEnabled()
    assert pane.model.rowCount() == 21
    assert pane.model.headerData(0, Qt.Orientation.Vertical) == "101"


def test_j13_export_the_internal_edition(on_sample, ask, tmp_path, journey):
    officer = on_sample
    officer.settle()
    target = tmp_path / "evidence.xlsx"
    ask.save = [target]
    officer.actions = 0
    officer.press("Ctrl+E", on=officer.window)
    officer.wait(lambda: "Wrote “evidence.xlsx”" in officer.told(), 30_000)
    foot = officer.window.status.last_edit.text()
    assert foot == "Exported the internal edition to “evidence.xlsx”"
    actions = officer.actions + 1  # Enter in the dialog of the system
    journey("J13, export the internal edition", actions, J13_MOST)
    with closing(openpyxl.load_workbook(target, read_only=True)) as workbook:
        assert workbook.sheetnames[:3] == ["Cover", "Contents", "Ledger"]
    assert officer.window.current_screen().key == "evidence"


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_name_with_the_ending_of_a_report_writes_one(on_sample, ask, tmp_path, ending):
    officer = on_sample
    officer.settle()
    target = tmp_path / f"report.{ending}"
    ask.save = [target]
    officer.press("Ctrl+E", on=officer.window)
    officer.wait(lambda: f"Wrote “report.{ending}”: " in officer.told(), 60_000)
    assert "tables" in officer.told()
    assert target.stat().st_size > 10_000


def test_j13_export_the_publication_edition_after_a_second_look(
    on_sample, ask, tmp_path, beside, journey
):
    officer = on_sample
    officer.settle()
    target = tmp_path / "published.xlsx"
    ask.save, ask.agree = [target], [True]
    officer.actions = 0
    officer.press("Ctrl+Alt+E", on=officer.window)
    officer.wait(lambda: "It is on record." in officer.told(), 30_000)
    actions = officer.actions + 2  # the answer, and Enter in the dialog of the system
    journey("J13, export for publication", actions, J13_MOST)
    [question] = ask.asked
    assert "Withheld: the words of 15 submissions" in question.words
    assert "permission not answered: 6" in question.words
    assert question.verb == "Export for publication"
    with beside().reading() as session:
        newest = select(AuditEntry.verb).order_by(AuditEntry.id.desc()).limit(1)
        assert session.scalar(newest) == "record_publication"


@pytest.mark.thorough
def test_a_publication_that_is_thought_better_of_is_not_written(on_sample, ask):
    officer = on_sample
    screen = evidence(officer)
    ask.agree = [False]
    officer.press("Ctrl+Alt+E", on=officer.window)
    officer.wait(lambda: ask.asked)
    officer.settle()
    assert not officer.window.progress.isVisible()
    assert screen.edition is Edition.PUBLICATION


@pytest.mark.thorough
def test_a_target_that_cannot_be_written_is_told_in_a_sentence_and_nothing_is_lost(
    on_sample, ask, tmp_path
):
    officer = on_sample
    blocked = tmp_path / "evidence.xlsx"
    blocked.mkdir()
    kept = blocked / "kept.txt"
    kept.write_text("kept", encoding="utf-8")
    ask.save = [blocked]
    screen = evidence(officer)
    officer.click(screen.head.export)
    officer.wait(lambda: "evidence.xlsx" in officer.told(), 30_000)
    assert "Wrote" not in officer.told()
    assert officer.told().endswith(".")
    assert kept.read_text(encoding="utf-8") == "kept"
    ask.save = [tmp_path / "other.xlsx"]
    officer.click(screen.head.export)
    officer.wait(lambda: "Wrote “other.xlsx”" in officer.told(), 30_000)


@pytest.mark.thorough
def test_a_name_without_its_ending_replaces_no_file_unasked(on_sample, ask, tmp_path):
    officer = on_sample
    standing = tmp_path / "evidence.xlsx"
    standing.write_text("before", encoding="utf-8")
    ask.save, ask.agree = [tmp_path / "evidence", tmp_path / "evidence"], [False, True]
    screen = evidence(officer)
    officer.click(screen.head.export)
    officer.settle()
    [question] = ask.asked
    assert question.words == "“evidence.xlsx” is there already. Replace it with the new one?"
    assert standing.read_text("utf-8") == "before"
    officer.click(screen.head.export)
    officer.wait(lambda: "Wrote “evidence.xlsx”" in officer.told(), 30_000)


@pytest.mark.thorough
def test_a_name_with_a_point_in_it_gets_its_ending_too(on_sample, ask, tmp_path):
    officer = on_sample
    ask.save = [tmp_path / "evidence v1.2"]
    officer.click(evidence(officer).head.export)
    officer.wait(lambda: "Wrote “evidence v1.2.xlsx”" in officer.told(), 30_000)
    assert (tmp_path / "evidence v1.2.xlsx").exists()


@pytest.mark.thorough
def test_an_export_can_be_cancelled_and_leaves_the_file_before(on_sample, ask, tmp_path):
    officer = on_sample
    target = tmp_path / "evidence.xlsx"
    shutil.copy(tmp_path / "sample.lisdesk", target)
    before = target.read_bytes()
    ask.save = [target]
    screen = evidence(officer)
    officer.click(screen.head.export)
    officer.wait(officer.window.progress.isVisible)
    officer.click(officer.window.progress.cancel)
    officer.wait(lambda: "Cancelled" in officer.told(), 30_000)
    assert target.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.thorough
def test_the_register_shows_exactly_what_a_number_counts(on_sample):
    officer = on_sample
    screen = evidence(officer)
    sheet = choose_sheet(officer, screen, "Priorities")
    officer.press("Space", on=screen.pane.chart_chip)
    headings = [column.heading for column in sheet.columns]
    for heading in ("Oppose", "Own submissions"):
        row = next(at for at, cells in enumerate(sheet.rows) if cells[0] == "P3")
        number = sheet.rows[row][headings.index(heading)]
        screen = evidence(officer)
        table = screen.pane.table
        table.setCurrentIndex(cell_of(screen, row, headings.index(heading)))
        officer.press("Enter", on=table)
        register = officer.window.current_screen()
        assert register.key == "submissions"
        officer.settle()
        officer.wait(lambda register=register, number=number: register.model.rowCount() == number)
        assert register.filters.elsewhere.isVisible()
        assert register.filters.elsewhere.accessibleName() == (
            f"Stop showing only: P3 Infrastructure: {heading.lower()}"
        )


@pytest.mark.thorough
def test_a_workbook_is_compared_with_the_call(on_sample, ask, tmp_path, beside):
    officer = on_sample
    screen = evidence(officer)
    target = tmp_path / "evidence.xlsx"
    ask.save = [target]
    officer.click(screen.head.export)
    officer.wait(lambda: "Wrote “evidence.xlsx”" in officer.told(), 30_000)
    ask.open = [[target]]
    (compare,) = (each for each in screen.commands() if each.text().startswith("Compare"))
    compare.trigger()
    officer.wait(lambda: screen.findChild(ComparedDialog) is not None, 30_000)
    dialog = screen.findChild(ComparedDialog)
    assert "says what the call says now" in dialog.verdict.text()
    assert dialog.list.count() == 0
    dialog.accept()
