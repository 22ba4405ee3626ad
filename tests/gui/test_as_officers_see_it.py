"""What an officer saw wrong at the real window, held right from then on."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication

import lisdesk.ui
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.opening import create_database
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.importing.dialog import ImportDialog
from lisdesk.ui.intake.model import SECOND_LINE
from lisdesk.ui.theme import LIGHT, apply_theme
from tests.desk_work import do, set_up
from tests.window_driver import open_dialogs


def bold_words(view):
    """Return the words that stand in a heavier weight than the text has."""
    bold, block = [], view.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().fontWeight() > QFont.Weight.Normal:
                bold.append(fragment.text())
            fragments += 1
        block = block.next()
    return bold


def test_answers_are_not_bold_because_the_cursor_stood_in_a_heading(on_one_call, beside):
    database = beside()
    for words in ("Rents rose.", "Trains are late."):
        draft = SubmissionDraft(answers={1: words, 2: "Welders."})
        do(database, add_submission, call_id=1, draft=draft)
    officer = on_one_call
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None)
    heading = screen.view.shown.headings[1]
    screen.view.go_to(heading.start, heading.start + 5)
    before = screen.view.shown
    officer.press("M", on=screen.view)
    officer.wait(lambda: screen.view.shown is not before)
    officer.settle()
    bold = bold_words(screen.view)
    assert len(bold) == 2
    assert not {"Trains are late.", "Welders."} & set(bold)


def test_the_screens_are_listed_with_room_between_them_also_before_anything_came_in(
    open_window, tmp_path
):
    apply_theme(QApplication.instance(), LIGHT)
    path = tmp_path / "new.lisdesk"
    set_up(create_database(path)).close()
    officer = open_window(None)
    officer.window.open_location(str(path))
    officer.wait(lambda: officer.window.desk is not None)
    officer.settle()
    navigation = officer.window.navigation
    tops = [navigation.visualItemRect(navigation.item(row)) for row in range(navigation.count())]
    for upper, lower in zip(tops, tops[1:], strict=False):
        assert lower.top() > upper.bottom()
        assert lower.height() >= 30


def test_a_list_tells_by_dots_that_its_choice_goes_on(qtbot):
    apply_theme(QApplication.instance(), LIGHT)
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["What are the main barriers to growth and productivity?", "Area"])
    box.setFixedWidth(160)
    box.show()
    assert box.shown_words().endswith("…")
    assert box.fontMetrics().horizontalAdvance(box.shown_words()) < 130
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), QPoint(4, 4)))
    assert "productivity" in box.toolTip()
    box.setCurrentIndex(1)
    assert box.shown_words() == "Area"


def test_every_list_of_the_window_tells_where_it_is_cut():
    ui = Path(lisdesk.ui.__file__).parent
    sources = {path.name: path.read_text(encoding="utf-8") for path in ui.rglob("*.py")}
    made = re.compile(r"QComboBox\(\)|\(QComboBox\):")
    assert [name for name, words in sources.items() if made.search(words)] == ["choice_box.py"]


def test_a_list_as_wide_as_it_asks_to_be_shows_the_whole_of_its_choice(qtbot):
    apply_theme(QApplication.instance(), LIGHT)
    for words in ("Found by itself", "Online form", "Count each copy"):
        box = ChoiceBox()
        qtbot.addWidget(box)
        box.addItem(words)
        box.show()
        box.setFixedWidth(box.sizeHint().width())
        assert box.shown_words() == words


def test_respondents_and_priorities_can_be_read_in_a_small_window(on_sample):
    apply_theme(QApplication.instance(), LIGHT)
    window = on_sample.window
    window.resize(1280, 720)
    screen = on_sample.go("reading")
    on_sample.wait(lambda: screen.tree.rows)
    on_sample.settle()
    table = screen.list.table
    names = QFont(table.font())
    names.setWeight(QFont.Weight.DemiBold)
    assert (
        QFontMetrics(names).horizontalAdvance("Pellwether Gauges Ltd") < table.columnWidth(1) - 16
    )
    assert table.model().data(table.model().index(0, 1), SECOND_LINE) == "LLEP-0001"
    tree, line = screen.tree, screen.tree.fontMetrics().lineSpacing()
    buses = tree.topLevelItem(2).child(0)
    assert buses.text(0).endswith("Buses and the journey to work")
    assert tree.visualItemRect(buses).height() >= 2 * line
    assert tree.visualItemRect(tree.topLevelItem(0)).height() < 2 * line
    assert tree.fontMetrics().horizontalAdvance(buses.text(0)) < 2 * (tree.columnWidth(0) - 60)


def test_problems_of_many_rows_are_told_once_and_in_the_words_of_the_window(on_one_call, tmp_path):
    rows = "".join(f"R{n},2019-01-0{n},Business (10-49),Rents rose.\n" for n in range(1, 8))
    sheet = tmp_path / "portal.csv"
    sheet.write_text(
        "Response ID,Submitted,Type of organisation,"
        "What are the main barriers to growth and productivity in our area?\n" + rows,
        encoding="utf-8",
    )
    officer = on_one_call
    officer.settle()
    officer.drop(sheet)
    officer.wait(lambda: any(isinstance(each, ImportDialog) for each in open_dialogs()))
    [dialog] = open_dialogs()
    officer.wait(lambda: dialog.go.isEnabled())
    listed = dialog.problems
    lines = [listed.item(place).text() for place in range(listed.count())]
    [told] = [line for line in lines if "types of stakeholder" in line]
    assert told.startswith("Type of organisation, in 7 rows: 2, 3, 4, 5, 6, 7, 8: ")
    assert "Say what they mean" in told
    assert "[values" not in told
    officer.window.ask.agree.append(True)
    dialog.reject()


def share_read(table, column):
    """Return of how many of a column's first ten cells the whole can be read."""
    model, metrics = table.model(), QFontMetrics(table.font())
    cells = [model.index(row, column) for row in range(min(model.rowCount(), 10))]
    room = table.columnWidth(column) - 24
    read = [metrics.horizontalAdvance(str(cell.data())) <= room for cell in cells]
    return sum(read) / len(read)


def test_in_answers_names_have_the_room_that_there_is(on_sample):
    on_sample.window.resize(1366, 768)
    screen = on_sample.go("answers")
    on_sample.wait(lambda: screen.table.rows.row_at(9) is not None)
    assert share_read(screen.table, 1) >= 0.6
    assert screen.table.columnWidth(2) >= 130
    assert screen.table.columnWidth(3) >= 200
    assert not screen.table.isColumnHidden(2)


def test_the_history_tells_what_was_done_in_a_small_window(on_sample):
    on_sample.window.resize(1280, 720)
    on_sample.window.commands["history"].trigger()
    on_sample.settle()
    [dialog] = open_dialogs()
    on_sample.wait(lambda: dialog.table.edits.row_at(9) is not None)
    assert dialog.width() <= 1280
    assert share_read(dialog.table, 2) == 1
    dialog.close()


def test_headings_of_the_findings_are_read_whole_in_a_small_window(on_sample):
    on_sample.window.resize(1280, 720)
    grid = on_sample.go("findings").grid
    types = [" ".join(grid.horizontalHeaderItem(at).text().split()) for at in range(2, 6)]
    assert "Business: micro (0–9 employees)" in types
    assert not [words for words in types if "…" in words]
    names = [grid.verticalHeaderItem(at).text() for at in range(grid.rowCount())]
    assert not [words for words in names if "…" in words]
