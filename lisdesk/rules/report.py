"""A report of a call as every format of it holds it: sections of words, tables and quotations.

All texts are plain: a writer shows their line ends, and nothing else in them means anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from lisdesk.rules.charts import Figure
from lisdesk.rules.wall_time import day_words, local_words
from lisdesk.table import Cell, SheetLink, Table


class Paragraph(NamedTuple):
    """Words of ours or of an officer, divided by their line ends."""

    text: str


class Term(NamedTuple):
    """A word or two, and what there is to say of it."""

    name: str
    text: str


class Terms(NamedTuple):
    """A list of what is to be said, term by term."""

    items: tuple[Term, ...]


class Quotation(NamedTuple):
    """What somebody said, and the name that may be given; empty if none may."""

    words: str
    attribution: str


Block = Paragraph | Terms | Quotation | Table | Figure
"""Of a table the title is its caption, the unit stands below it, and the first column names each
row. None is without rows, and behind each chart there is one that has all its numbers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its own heading."""

    anchor: str
    """Unique in its report: letters, digits and hyphens."""
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    lists_sections: bool = False
    """Whether the contents name its sections too."""

    def row_count(self) -> int:
        """Return how many rows of tables and quotations it has, those of its sections apart."""
        rows = sum(len(tuple(each.rows)) for each in self.blocks if isinstance(each, Table))
        return rows + sum(isinstance(each, Quotation) for each in self.blocks)

    def all_sections(self) -> Iterator[Section]:
        """Yield it, and every section in it, those within others behind them."""
        yield self
        for section in self.sections:
            yield from section.all_sections()


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, about to be written."""

    title: str
    subtitle: str
    reference: str
    """Of the call."""
    made_at: datetime
    summary: str
    """In one sentence, for whoever lists the file."""
    facts: tuple[Term, ...]
    """What it was made from, by which it is known again."""
    sections: tuple[Section, ...]

    def row_count(self) -> int:
        """Return how many rows of tables and quotations there are to be written."""
        return sum(each.row_count() for each in self.all_sections())

    def figures(self) -> list[Figure]:
        """Return its charts, in their order."""
        return [
            block
            for section in self.all_sections()
            for block in section.blocks
            if isinstance(block, Figure)
        ]

    def all_sections(self) -> Iterator[Section]:
        """Yield every section, those within others behind them."""
        for section in self.sections:
            yield from section.all_sections()


def shown(cell: Cell) -> str:
    """Return a cell in words: thousands are divided by commas, days are "31 Jan 2019"."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, datetime):
        return local_words(cell)
    if isinstance(cell, date):
        return day_words(cell)
    return cell.text if isinstance(cell, SheetLink) else cell
