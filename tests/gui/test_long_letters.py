"""Very long letters in Reading: put in by pieces, painted by the lines that are seen."""

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, tag_span
from lisdesk.ui.charts.library import chart_library
from lisdesk.ui.reading.filling import Filling
from lisdesk.ui.reading.highlights import Highlight, _runs, _x, seen_units, stretches, within
from lisdesk.ui.reading.place_finder import places
from lisdesk.ui.reading.positions import Passage, ShownTexts, UnitSpan
from lisdesk.ui.reading.text_view import ReadingView
from tests.bench.heartbeat import Heartbeat
from tests.desk_work import do
from tests.gui.test_reading_positions import texts

LONGEST_MS = 400
"""Of own time, on a machine that others use as well: a quarter of what it once was."""
WORD, RIGHT_TO_LEFT = "bridge ", "גשר 😀 גשר "


@pytest.fixture
def view(qtbot):
    shown = ReadingView()
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    return shown


def show(view, body):
    view.show_texts([Passage(1, "", body)])
    QApplication.processEvents()


def of_all_lines(block, start, end):
    """Return the stretches of a span by looking at every line of a block."""
    layout, found = block.layout(), []
    turns = any("\u0590" <= letter <= "\u05ff" for letter in block.text())
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            runs = _runs(line, first, last) if turns else [(_x(line, first), _x(line, last))]
            found += [(left, line.y(), max(right - left, 2.0)) for left, right in runs]
    return found


@pytest.mark.parametrize("word", [WORD, RIGHT_TO_LEFT])
def test_a_paragraph_of_many_lines_is_painted_as_if_each_of_them_were_looked_at(view, word):
    show(view, word * 400)
    block = view.document().firstBlock()
    lines, length = block.layout().lineCount(), block.length() - 1
    assert lines > 50
    spans = [(0, length), (0, 1), (length - 1, length), (3, 3), (100, 101), (40, 900), (700, 760)]
    for start, end in spans:
        whole = list(stretches(block, QPointF(), start, end))
        assert [(r.x(), r.y(), r.width()) for r in whole] == of_all_lines(block, start, end)
        for top in range(-10, round(view.blockBoundingRect(block).height()) + 10, 97):
            bottom = top + 150
            seen = seen_units(block, QPointF(), top, bottom)
            parts = list(stretches(block, QPointF(), *within(seen, start, end)))
            assert all(part in whole for part in parts)
            missed = [rect for rect in whole if rect not in parts]
            assert not any(r.bottom() + 9 > top and r.top() < bottom for r in missed)


def test_a_long_paragraph_with_many_excerpts_paints_no_line_that_is_not_seen(view, monkeypatch):
    show(view, WORD * 20_000)
    asked = []
    monkeypatch.setattr(
        "lisdesk.ui.reading.highlights._x",
        lambda line, at, *e: asked.append(at) or _x(line, at, *e),
    )
    marks = [Highlight(n, n * 700, n * 700 + 90, QColor("teal")) for n in range(200)]
    view.show_tags(marks, [])
    view.show_found([UnitSpan(n * 70, n * 70 + 6) for n in range(2_000)])
    view.viewport().repaint()
    assert 0 < len(asked) < 400
    asked.clear()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().repaint()
    assert 0 < len(asked) < 400
    assert all(50_000 < at < 90_000 for at in asked)


@given(
    st.lists(st.tuples(st.sampled_from(["", "1  Was?"]), texts), min_size=1, max_size=4),
    st.integers(1, 3),
)
def test_a_document_filled_by_pieces_is_the_one_that_is_filled_at_once(passages, piece):
    shown = ShownTexts([Passage(at, heading, body) for at, (heading, body) in enumerate(passages)])
    at_once, by_pieces = QTextDocument(), QTextDocument()
    owner = QObject()
    Filling(at_once, owner).begin(shown.words, shown.headings, at_once.setPlainText)
    at_once_whole = at_once.toRawText()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lisdesk.ui.reading.filling.PIECE_PARAGRAPHS", piece)
        filling = Filling(by_pieces, owner)
        filling.begin(shown.words, shown.headings, by_pieces.setPlainText)
        filling.complete()
    assert by_pieces.toRawText() == at_once_whole
    assert looks(by_pieces) == looks(at_once)


def looks(document):
    """Return of each paragraph whether it is a heading, and which of its units are bold."""
    found, block = [], document.begin()
    while block.isValid():
        runs = [(run.start, run.length, run.format.fontWeight()) for run in block.textFormats()]
        found.append((block.userState(), runs))
        block = block.next()
    return found


def test_the_end_of_a_very_long_text_is_there_when_it_is_asked_for(view, qtbot):
    letter = "\n".join(f"Paragraph {number} 😀" for number in range(30_000))

    def is_whole():
        return view.document().blockCount() == 30_000

    def last_words():
        return view.document().lastBlock().text()

    view.show_texts([Passage(1, "", letter)])
    assert not is_whole()
    end = view.shown.units_of(1, len(letter) - 9, len(letter))
    view.go_to(*end)
    assert is_whole()
    assert view.selected_words() == letter[-9:]
    view.show_texts([Passage(1, "", letter)])
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_words() == letter
    view.show_texts([Passage(1, "", letter)])
    qtbot.waitUntil(is_whole)
    assert last_words() == "Paragraph 29999 😀"
    assert view.textCursor().position() == 0
    view.show_texts([Passage(1, "", letter)])
    view.show_texts([Passage(2, "", "Short.")])
    qtbot.wait(50)
    assert view.toPlainText() == "Short."


LETTER = "\n".join(f"Paragraph {number}" for number in range(5_000))


def begun(view):
    """Show a very long letter and return where its part that is there already ends."""
    view.show_texts([Passage(1, "", LETTER)])
    end = view.document().characterCount() - 1
    assert end < len(LETTER)
    return end


@pytest.mark.parametrize(("back", "on"), [(60, 0), (0, 60), (0, 0), (60, 1)])
def test_what_is_selected_stays_so_while_the_rest_of_a_letter_comes(view, qtbot, back, on):
    end = begun(view)
    cursor = view.textCursor()
    cursor.setPosition(end - back)
    cursor.setPosition(end - on, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    told = []
    for signal in (view.cursorPositionChanged, view.selectionChanged):
        signal.connect(lambda: told.append(view.textCursor().position()))
    qtbot.waitUntil(lambda: view.document().blockCount() == 5_000)
    assert not told
    assert (view.textCursor().anchor(), view.textCursor().position()) == (end - back, end - on)


def test_what_is_in_view_stays_so_while_the_rest_of_a_letter_comes(view, qtbot):
    begun(view)
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(7)
    qtbot.waitUntil(lambda: view.document().blockCount() == 5_000)
    assert view.verticalScrollBar().value() == 7


@pytest.mark.parametrize("verb", ["select_word", "select_sentence", "select_paragraph"])
def test_keys_select_on_from_the_end_of_the_part_of_a_letter_that_is_there(view, verb):
    end = begun(view)
    cursor = view.textCursor()
    cursor.setPosition(end - 14)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    getattr(view, verb)()
    assert view.document().blockCount() > 1_001
    chosen = view.textCursor()
    assert chosen.selectionStart() == end - 14
    assert end < chosen.selectionEnd() <= end + 20


@pytest.fixture
def let_go(monkeypatch):
    """Hold up who looks for places in long letters, until this is set."""
    may_go = Event()

    def held_up(*arguments):
        assert may_go.wait(60)
        return places(*arguments)

    monkeypatch.setattr("lisdesk.ui.reading.place_finder.places", held_up)
    yield may_go
    may_go.set()


def reading_of(officer, database, *letters):
    """Return Reading with letters, the first of them in view."""
    for letter in letters:
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    turn(officer, screen, 1)
    return screen


def turn(officer, screen, wanted):
    screen.turning.open(wanted)
    officer.wait(lambda: screen.tagging.page.head.id == wanted)


def test_places_in_a_long_letter_are_looked_for_beside_the_window(on_one_call, beside, let_go):
    officer = on_one_call
    many, one = "The bus stops here.\n" * 2_000, "A train.\n" * 4_000 + "A bus."
    screen = reading_of(officer, beside(), many, one)
    bar = screen.finder
    officer.press("Ctrl+F")
    officer.type("bus", on=bar.line)
    assert bar.told.text() == "Looking…"
    for key in ("Enter", "Enter", "Shift+Enter"):
        officer.press(key, on=bar.line)
    assert not screen.view.textCursor().hasSelection()
    let_go.set()
    officer.settle()
    assert bar.told.text() == "2 of 2,000"
    assert screen.view.textCursor().position() == 20 + len("The bus")
    let_go.clear()
    bar.search()
    turn(officer, screen, 2)
    let_go.set()  # those of the other letter come late
    officer.settle()
    assert bar.told.text() == "1 place"
    let_go.clear()
    bar.show_search("bus")
    screen.view.setFocus()
    officer.press("Right")  # the keys of the text go on, and it stays where they lead
    let_go.set()
    officer.settle()
    assert bar.told.text() == "1 place"
    assert screen.view.textCursor().position() == 1
    let_go.clear()
    bar.show_search("train")
    officer.press("Esc")
    let_go.set()
    officer.settle()
    assert not bar.isVisible()
    officer.press("F3")
    assert screen.view.selected_words() == "train"
    let_go.clear()
    bar.show_search("bus")
    officer.press("Esc")
    officer.press("F3")  # asked for before it is known where
    let_go.set()
    officer.settle()
    assert not bar.isVisible()
    assert screen.view.selected_words() == "bus"


def test_looking_in_a_long_letter_that_fails_ends_and_can_be_done_again(
    on_one_call, beside, monkeypatch
):
    officer = on_one_call
    screen = reading_of(officer, beside(), "The bus stops here.\n" * 2_000)
    bar, failed = screen.finder, []
    officer.workspace.jobs.failed.disconnect()
    officer.workspace.jobs.failed.connect(failed.append)

    def broken(*_arguments):
        raise OSError("Not now.")

    with monkeypatch.context() as patch:
        patch.setattr("lisdesk.ui.reading.place_finder.places", broken)
        bar.show_search("bus")
        assert bar.told.text() == "Looking…"
        officer.press("F3")
        officer.wait(lambda: failed)
    assert bar.told.text() == "Not looked for: F3 tries again"
    officer.press("F3")
    officer.wait(lambda: bar.told.text() == "1 of 2,000")
    assert screen.view.selected_words() == "bus"


@pytest.mark.thorough
def test_finding_in_very_long_letters_does_not_hold_the_window_up(on_one_call, beside):
    officer = on_one_call
    many = "\n".join(f"Paragraph {number} on the bus" for number in range(100_000))
    screen = reading_of(officer, beside(), many, ("on a bus to Melton " * 8_000)[:140_000])
    officer.wait(lambda: screen.view.document().blockCount() == 100_000, 60_000)
    heart, bar = Heartbeat(officer.window), screen.finder
    for wanted, told in ((1, "100,000"), (2, "7,369")):
        turn(officer, screen, wanted)
        officer.qtbot.wait(300)
        officer.settle()
        heart.begin()
        bar.show_search("bus")
        officer.wait(lambda told=told: bar.told.text() == f"1 of {told}", 60_000)
        officer.type("us", on=bar.line)
        officer.settle()
        assert heart.figures()["own_ms"] < LONGEST_MS / 2


@pytest.mark.thorough
def test_reading_opens_very_long_letters_without_holding_the_window_up(on_one_call, beside):
    officer, database = on_one_call, beside()
    many = "\n".join(f"Paragraph {number} on the bus" for number in range(100_000))
    single = WORD * 20_000
    for letter in ("Short.", many, single):
        do(database, add_submission, call_id=1, draft=SubmissionDraft(letter=letter))
    for at in range(0, 200 * 600, 600):
        do(database, tag_span, text_id=3, start=at, end=at + 90, priority_id=1, draft=TagDraft())
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.tree.rows)
    officer.wait(lambda: chart_library().plots() is not None)  # Home's; it is loaded once
    heart = Heartbeat(officer.window)
    for wanted in (2, 1, 3, 1):
        heart.begin()
        screen.turning.open(wanted)
        officer.wait(lambda wanted=wanted: screen.tagging.page.head.id == wanted)
        officer.qtbot.wait(100)
        assert heart.figures()["own_ms"] < LONGEST_MS
