"""Selections made by mouse and keyboard are stored exactly, whatever the text holds, and leave the
file as they came in.
"""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lisdesk.clock import fixed_clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.store.entities import Excerpt, SourceText, Tag
from lisdesk.store.work import Desk
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import count, do, rows
from tests.gui.test_reading import open_reading
from tests.unit.evidence.reading import sheets_of

SELECTIONS, A_PAGE, RUNS = 200, 25, 50
"""Two hundred for everybody, ten thousand in all."""
EXPORT_DESK = Desk("Ann Officer", fixed_clock(parse_instant("2019-03-01T12:00")))
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = [
    "We cannot find welders ", "\U0001f686 trains ", f"{FAMILY} families ", f"{ENGLAND} flag ",
    "cafe\u0301 re\u0301sume\u0301 ", "café ", "e\u0301\u0323\u0302 ", "\r\n", "\r\n\r\n",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd ", "\u0645\u0631\u062d\u0628\u0627 12 ",
    "12 ≤ 15 % ", "\u202eabc\u202c ", "skills, housing; buses. ", "\tindent ", "a\u00a0b\u2028c ",
    "1\ufdd02 ", "<b>bold</b><img src=x> ", "\U0001f44d\U0001f3fd ", "\U0001d49c\U0001d4b7 ",
    "\u0928\u092e\u0938\u094d\u0924\u0947 ", "a\0b ", "\r", "o\u0308\u0301\u0323 ", "\n\n", "=1+1 ",
    "_x0041_ ", "\u200b\u200e", "\U0001f1ec\U0001f1e7 ",
]  # fmt: skip
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
STEPS = [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End,
         Qt.Key.Key_Home]  # fmt: skip


def some_text(dice, pieces):
    return "\U0001f600 " + "".join(dice.choice(PIECES) for _ in range(pieces)) + "end"


def select_by_mouse(dice, view):
    port = view.viewport()
    here, there = (
        QPoint(dice.randrange(10, port.width() - 20), dice.randrange(10, port.height() - 10))
        for _ in range(2)
    )
    if dice.random() < 0.2:
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, NONE, here)
        return
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, NONE, here)
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, SHIFT, there)


def select_by_keys(dice, view):
    for _ in range(dice.randrange(1, 4)):
        QTest.keyClick(view, dice.choice(STEPS), dice.choice((NONE, CTRL)))
    kind = dice.random()
    if kind < 0.2:
        QTest.keyClick(view, dice.choice((Qt.Key.Key_W, Qt.Key.Key_Period, Qt.Key.Key_G)))
        return
    for _ in range(dice.randrange(1, 6)):
        QTest.keyClick(view, dice.choice(STEPS), dice.choice((SHIFT, SHIFT | CTRL)))


def is_in_one_text(view, shown):
    """Whether the selection holds words of exactly one text and nothing of a heading."""
    cursor = view.textCursor()
    spans = view.selected_spans()
    if len(spans) != 1:
        return False
    place = shown.units_of(spans[0].text_id, spans[0].start, spans[0].end)
    return (place.start, place.end) == (cursor.selectionStart(), cursor.selectionEnd())


def check_workbook(path, edition, stored, texts):
    """See that each quotation in a workbook is what stands at its place of its text."""
    lines = sheets_of(path)["Evidence"]
    by_hash = {text.sha256: text for text in texts.values()}
    quoted = [line for line in lines if line["Text hash"]]
    for line in quoted:
        words = by_hash[line["Text hash"]].body[line["Start"] : line["End"]]
        assert as_read_back(line["Quotation"]) == as_read_back(words)
    if edition is Edition.INTERNAL:
        assert len(quoted) == len(stored)
    else:
        assert 0 < len(quoted) < len(stored)
        assert all(line["Respondent"].startswith("Body ") for line in quoted)


def as_read_back(words):
    """Return words as a workbook can hold them: XML has no noncharacter but by its number."""
    return words.replace("\ufdd0", "\ufffd")


@pytest.mark.parametrize(
    ("run", "selections"),
    [
        (0, 2 * A_PAGE),
        pytest.param(0, SELECTIONS, marks=pytest.mark.thorough),
        *(pytest.param(run, SELECTIONS, marks=pytest.mark.long) for run in range(1, RUNS)),
    ],
)
def test_what_is_stored_and_exported_is_what_was_selected(
    on_one_call, beside, tmp_path, run, selections
):
    dice = random.Random(run)
    database = beside()
    for number in range(selections // A_PAGE):
        answers = {number: some_text(dice, 12) for number in (1, 2, 3)}
        draft = SubmissionDraft(
            respondent=f"Body {number}",
            letter=some_text(dice, 40),
            answers=answers,
            permission=(Permission.NAMED, Permission.NONE)[number % 2],
        )
        do(database, add_submission, call_id=1, draft=draft)
    officer = on_one_call
    screen = open_reading(officer)
    view, seen, made = screen.view, set(), []
    while len(made) < selections:
        dice.choice((select_by_mouse, select_by_keys))(dice, view)
        cursor, key = view.textCursor(), dice.randrange(1, 10)
        place = (screen.turning.submission_id, cursor.selectionStart(), cursor.selectionEnd(), key)
        if place in seen or not is_in_one_text(view, view.shown):
            continue
        seen.add(place)
        shown = cursor.selectedText().replace("\u2029", "\n")
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        made.append(shown)
        if len(made) % A_PAGE == 0:
            officer.settle()
            assert len(view.highlights) == len(screen.tagging.page.tags) == A_PAGE
            officer.press("J", on=view)
            officer.settle()
    officer.settle()
    texts = {text.id: text for text in rows(database, SourceText)}
    excerpts = {excerpt.id: excerpt for excerpt in rows(database, Excerpt)}
    stored = [excerpts[tag.excerpt_id] for tag in rows(database, Tag)]
    assert len(stored) == count(database, Tag) == selections
    for excerpt, shown in zip(stored, made, strict=True):
        assert excerpt.quote == texts[excerpt.text_id].body[excerpt.start : excerpt.end]
        assert excerpt.quote.replace("\ufdd0", "\ufffd") == shown
    for edition in Edition:
        path = tmp_path / f"{edition.key}.xlsx"
        export_evidence(database, EXPORT_DESK, "LLEP-2018-01", path, edition)
        check_workbook(path, edition, stored, texts)
