"""Selections made by mouse and keyboard are stored exactly, whatever the text holds, and leave the
file as they came in.
"""

import random
from collections import Counter
from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lisdesk.clock import fixed_clock
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.store.entities import Excerpt, Priority, SourceText, Submission, Tag
from lisdesk.store.work import Desk
from lisdesk.tasks.export_formats import ENDINGS, FORMATS
from lisdesk.tasks.exporting import export_evidence
from tests.conftest import FIGURES
from tests.desk_work import count, do, rows
from tests.exported_excerpts import READERS, REPORTS, excerpts_in
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


def quoted(database, excerpts):
    """Return the reference, the respondent, the code and the words of each tag, in their order."""
    references = {each.id: each.reference for each in rows(database, Submission)}
    names = {each.id: f"Body {each.id - 1}" for each in rows(database, Submission)}
    codes = {each.id: each.code for each in rows(database, Priority)}
    return [
        (references[tag.submission_id], names[tag.submission_id], codes[tag.priority_id],
         excerpts[tag.excerpt_id].quote)
        for tag in rows(database, Tag)
    ]  # fmt: skip


def expected_in(tags, permitted, edition, file_format):
    """Return the excerpts that a file has to hold: a project has the texts as they are, all else
    what XML can hold; a report quotes what may be published, whatever its edition.
    """
    is_report = file_format in REPORTS
    as_it_comes = str if file_format == "qdpx" else as_read_back
    return Counter(
        (name if is_report else reference, "" if is_report else code, as_it_comes(words))
        for reference, name, code, words in tags
        if reference in permitted or (edition is Edition.INTERNAL and not is_report)
    )


def as_read_back(words):
    """Return words as a workbook can hold them: XML has no noncharacter but by its number."""
    return words.replace("\ufdd0", "\ufffd")


def check_places(path, texts):
    """See that each quotation of a workbook is what stands at its place of its text."""
    by_hash = {text.sha256: text for text in texts.values()}
    for line in sheets_of(path)["Evidence"]:
        if line["Text hash"]:
            words = by_hash[line["Text hash"]].body[line["Start"] : line["End"]]
            assert line["Quotation"] == as_read_back(words)
            assert line["Respondent"].startswith("Body ")


@pytest.mark.parametrize(
    ("run", "selections", "formats"),
    [
        (0, 2 * A_PAGE, ("xlsx", "qdpx")),
        pytest.param(0, SELECTIONS, tuple(READERS), marks=pytest.mark.thorough),
        *(
            pytest.param(run, SELECTIONS, tuple(READERS), marks=pytest.mark.long)
            for run in range(1, RUNS)
        ),
    ],
)
def test_what_is_stored_and_exported_is_what_was_selected(
    on_one_call, beside, tmp_path, monkeypatch, record_property, run, selections, formats
):
    monkeypatch.setattr("lisdesk.queries.report.found.MOST_QUOTATIONS", selections)
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
    tags = quoted(database, excerpts)
    permitted = {
        each.reference
        for each in rows(database, Submission, Submission.permission == Permission.NAMED)
    }
    compared = 0
    for edition, file_format in product(Edition, formats):
        path = tmp_path / f"{edition.key}.{ENDINGS[file_format]}"
        export_evidence(
            database, EXPORT_DESK, "LLEP-2018-01", path, edition, file_format=file_format
        )
        expected = expected_in(tags, permitted, edition, file_format)
        found = excerpts_in(path, file_format)
        lost, added = (list((a - b).elements()) for a, b in ((expected, found), (found, expected)))
        assert (lost[:2], added[:2]) == ([], []), f"{edition.key} {file_format}"
        assert 0 < expected.total() <= selections
        compared += expected.total()
        if file_format == "xlsx":
            check_places(path, texts)
    record_property(
        FIGURES,
        f"excerpts: {selections} made through the window, {compared} read back from "
        f"{len(formats)} formats in both editions, 0 shifted",
    )


def test_every_format_but_the_codebook_is_read_back():
    assert {*READERS, "qdc"} == set(FORMATS)
