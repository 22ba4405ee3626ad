"""One sheet of a finished workbook: what its cells say, and whether anything in it is hidden.

Cells that are written plainly are taken by a pattern, which is fast; all that the pattern leaves,
such as rows, other cells and whatever stands around them, goes through the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from lisdesk.exchange.finished.layout import SheetLayout
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.exchange.finished.xml_parts import reading_xml
from lisdesk.rules.shown_once import single_texts

_PLAIN_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})" s="[0-9]+"'
    r'(?: t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is>|><v>([0-9.eE+-]*)</v>)</c>'
)
_PLAIN_ROW = re.compile(
    r'<row r="[0-9]+"(?: ht="[1-9][0-9]*(?:\.[0-9]+)?")?(?: customHeight="1")?></row>'
)
_ROW_END = "</row>"
_NUMBER = re.compile("[0-9.eE+-]+")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CELL_PARTS = 5
"""What stands before a cell, and the four things that the pattern takes of it."""
_REFERENCE = re.compile(r"([A-Z]*)([0-9]*)")
_MOST_SEEN = 100_000
_SEEN_LETTERS = 80
_MANY_DIGITS = 7
"""A number of so many may be that of a telephone; of fewer digits it tells nothing."""
_LONGEST_UNPARSED = 8_000_000
_UNWANTED = frozenset(
    {
        "f", "mergeCell", "dataValidation", "formula", "legacyDrawing", "oleObject",
        "control", "picture", "filterColumn", "customSheetView", "protectedRange", "scenario",
        "sheetProtection", "dataConsolidate", "webPublishItem", "extLst", "phoneticPr", "rPh",
        "legacyDrawingHF", "drawingHF", "smartTag", "cellWatch", "ignoredError",
    }
)  # fmt: skip
_SHADES = "colorScale"
"""The rule that gives cells a ground by their number; it hides nothing."""
_HIDING = frozenset({"hidden", "zeroHeight", "collapsed", "zeroWidth", "veryHidden"})
_SAYING = frozenset({"location", "display", "tooltip", "codeName", "name"})
_SIZES = frozenset({"width", "ht", "defaultRowHeight", "defaultColWidth", "baseColWidth"})


Cell = tuple[str, str, str | None, str | None]
"""Column, row, text as it is written, or number."""


class SheetReader:
    """Hears of a sheet's cells, and of everything else in it; `taken` gives what was heard."""

    def __init__(self, part: str, sheet: str, layout: SheetLayout, seen: set[str]) -> None:
        self._part, self._sheet, self._layout = part, sheet, layout
        self._found: list[Found] = []
        self._seen = seen
        self._reference = ("", "")
        self._about: dict[str, str] = {}

    def taken(self) -> list[Found]:
        """Return what was heard since it was last asked for."""
        found, self._found = self._found, []
        return found

    def cells(self, found: Iterable[Cell], texts: Iterable[str | None]) -> None:
        """Take in many cells, with all their texts once more; those that say what was said before
        in such a place are passed over.
        """
        layout, seen, cell = self._layout, self._seen, self.cell
        telling, heads, is_every_one = (
            layout.telling_columns,
            layout.head_rows,
            layout.looks_at_numbers,
        )
        new = set(texts).difference(seen)
        new.discard(None)
        for column, row, text, number in found:
            if column in telling:
                if column in layout.said_columns and row not in heads:
                    self._said(column, row, text or "", number or "")
                elif column == layout.reference_column and text in seen:
                    self._about = {row: text or ""}
                else:
                    cell(column, row, text or "", number or "")
            elif (
                text in new
                or (number and len(number) >= _MANY_DIGITS)
                or is_every_one
                or row in heads
            ):
                cell(column, row, text or "", number or "")

    def cell(self, column: str, row: str, written: str, number: str) -> None:
        """Take in a cell."""
        layout, text = self._layout, _as_read(written)
        if layout.heading_row_is(row):
            layout.learn(column, text)
        elif column in layout.said_columns and row not in layout.head_rows:
            self._said(column, row, written, number)
            return
        role = layout.role(column, row)
        if column == layout.reference_column:
            self._about = {row: text}
        if layout.is_small(column, row, number, text):
            self._flaw(f"{column}{row}", "a small number that is withheld")
        if role is Role.OTHER:
            if (number and len(number) < _MANY_DIGITS) or written in self._seen:
                return
            if written and len(written) <= _SEEN_LETTERS and len(self._seen) < _MOST_SEEN:
                self._seen.add(written)
        if text or number:
            about = self._about.get(row, "") if layout.is_about_submissions else None
            place = f"{self._sheet} {column}{row}"
            self._found.append(Piece(self._part, place, role, text or number, about))

    def _said(self, column: str, row: str, written: str, number: str) -> None:
        """Take in a cell, below the head of a sheet, that says something of a submission."""
        said = _as_read(written) or number
        if said:
            layout = self._layout
            about = self._about.get(row, "") if layout.quotes_submissions else None
            place, role = f"{self._sheet} {column}{row}", layout.said_columns[column]
            texts = single_texts(said) if column in layout.joined_columns else (said,)
            self._found += (Piece(self._part, place, role, text, about) for text in texts)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element that was not taken as a cell."""
        if name in _UNWANTED:
            self._flaw(name, "an element that no publication has")
        if name == "cfRule" and attributes.get("type") != _SHADES:
            self._flaw(name, "a rule that may change how cells look, other than shading")
        if name == "c":
            found = _REFERENCE.match(attributes.get("r", ""))
            self._reference = (found[1], found[2]) if found else ("", "")
        for key, value in attributes.items():
            is_hidden = key in _HIDING and value not in ("0", "false")
            if is_hidden or (key in _SIZES and _is_nothing(value)):
                self._flaw(f"{name} {attributes.get('r', attributes.get('min', ''))}", "hidden")
            elif key in _SAYING:
                self._found.append(Piece(self._part, f"{name} {key}", Role.ABOUT_FILE, value))

    def end(self, name: str, text: str) -> None:
        """Take in the words of an element that was not taken as a cell."""
        if not text.strip():
            return
        column, row = self._reference
        if name == "v" and _NUMBER.fullmatch(text):
            self.cell(column, row, "", text)
        elif name in ("t", "v"):
            self.cell(column, row, text, "")
        else:
            self._found.append(Piece(self._part, f"{self._sheet} {name}", Role.ABOUT_FILE, text))

    def flaw(self, what: str) -> None:
        """Take in what no finished file has."""
        self._flaw("", what)

    def _flaw(self, place: str, what: str) -> None:
        self._found.append(Flaw(self._part, f"{self._sheet} {place}".strip(), what))


def sheet_pieces(
    part: str, sheet: str, layout: SheetLayout, chunks: Iterable[bytes], seen: set[str]
) -> Iterator[Found]:
    """Yield everything that a sheet says, and what no sheet of a publication has.

    `seen` are short texts of no telling role that were told already; more are put into it.
    """
    reader = SheetReader(part, sheet, layout, seen)
    try:
        for _ in reading_xml(_without_plain_cells(chunks, reader), reader):
            yield from reader.taken()
    except UnicodeDecodeError:
        reader.flaw("letters that are not UTF-8")
    yield from reader.taken()


def _without_plain_cells(chunks: Iterable[bytes], reader: SheetReader) -> Iterator[bytes]:
    """Yield what is left of a sheet when its plain cells were taken."""
    for text in _by_rows(chunks):
        parts = _PLAIN_CELL.split(text)
        columns, rows, texts, numbers = (parts[place::_CELL_PARTS] for place in range(1, 5))
        reader.cells(zip(columns, rows, texts, numbers, strict=True), texts)
        yield _PLAIN_ROW.sub("", "".join(parts[::_CELL_PARTS])).encode()


def _by_rows(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield a sheet in pieces that end with a row."""
    left = b""
    for chunk in chunks:
        left += chunk
        end = left.rfind(_ROW_END.encode()) + len(_ROW_END)
        if end >= len(_ROW_END):
            yield left[:end].decode()
            left = left[end:]
        elif len(left) > _LONGEST_UNPARSED:
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "a row without an end")
    yield left.decode()


def _as_read(written: str) -> str:
    """Return what a reader sees of a text as it is written."""
    if "&" in written:
        written = unescape(written)
    if "_x" in written:
        written = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)
    return written


def _is_nothing(value: str) -> bool:
    try:
        return float(value) <= 0
    except ValueError:
        return True
