"""What an officer saw wrong at the real window, held right from then on."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtWidgets import QApplication

import lisdesk.ui
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.opening import create_database
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.theme import LIGHT, apply_theme
from tests.desk_work import do, set_up


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
    plain = [
        name for name, words in sources.items() if re.search(r"QComboBox\(\)|\(QComboBox\):", words)
    ]
    assert plain == ["choice_box.py"]
