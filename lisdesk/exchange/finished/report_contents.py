"""What a finished report says, put together from its pieces: tables, facts, and other texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lisdesk.exchange.finished.pieces import Found, Piece
from lisdesk.exchange.finished.reading import READERS
from lisdesk.rules.workbook_changes import SheetCells

REPORT_FORMATS = ("html", "docx")
"""Those whose files can be put together again."""

_CELL = re.compile(r"table ([0-9]+), row ([0-9]+), column ([0-9]+)")
_CAPTION = re.compile(r"table ([0-9]+), (?:caption|tblCaption val)")
_TEXT = re.compile(r"(\w*), text [0-9]+")
_FRAME = frozenset({"style", "title", "Caption"})


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report without its form."""

    tables: dict[str, SheetCells]
    """By caption; of several with one caption the later have a number behind it."""
    facts: dict[str, str]
    """What is told term by term."""
    texts: tuple[str, ...]
    """Whatever else stands in it, paragraph by paragraph."""


def read_report(path: Path, file_format: str) -> ReportContents:
    """Return what a report says, whatever else is in its file; of another file not much."""
    found = (each for each in READERS[file_format](path, 0) if isinstance(each, Piece))
    return _put_together(found)


def _put_together(found: Iterable[Found]) -> ReportContents:
    cells: defaultdict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    captions: dict[int, str] = {}
    facts: dict[str, str] = {}
    texts: list[str] = []
    term = ""
    for each in found:
        if not isinstance(each, Piece):
            continue
        if cell := _CELL.fullmatch(each.place):
            table, row, column = map(int, cell.groups())
            cells[table][row, column] = each.text
        elif caption := _CAPTION.fullmatch(each.place):
            captions[int(caption[1])] = each.text
        elif (text := _TEXT.fullmatch(each.place)) and text[1] not in _FRAME:
            if text[1] == "dt":
                term = each.text
            elif text[1] in ("dd", "Term"):
                name, tab, told = each.text.partition("\t")
                facts[name if tab else term] = told if tab else each.text
            else:
                texts.append(each.text)
    return ReportContents(_tables(captions, cells), facts, tuple(texts))


def _tables(
    captions: dict[int, str], cells: dict[int, dict[tuple[int, int], str]]
) -> dict[str, SheetCells]:
    found: dict[str, SheetCells] = {}
    for number, caption in sorted(captions.items()):
        own = cells.get(number, {})
        width = max((column for _, column in own), default=0)
        height = max((row for row, _ in own), default=0)
        headings, *rows = (
            tuple(own.get((row, column), "") for column in range(1, width + 1))
            for row in range(1, max(height, 1) + 1)
        )
        name = caption if caption not in found else f"{caption} ({number})"
        found[name] = SheetCells(headings, tuple(rows))
    return found
