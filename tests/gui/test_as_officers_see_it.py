"""What an officer saw wrong at the real window, held right from then on."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.opening import create_database
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
