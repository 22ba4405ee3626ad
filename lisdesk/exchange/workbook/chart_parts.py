"""What every chart of a workbook is made of: the cells it points at, its title, its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter, quote_sheetname

from lisdesk.exchange.charts.looks import LIGHT, place_of_hue
from lisdesk.exchange.workbook.sheet import FIRST_ROW, HEADER_ROW
from lisdesk.exchange.workbook.text import clean_text
from lisdesk.table import CellKind, Column

GRID_COLOUR = "D5DAE1"
WIDTH_CM = 22

_TEXT_COLOUR = "3A4652"
_LINE_WIDTH_EMU = 9_525
_HUNDREDTHS_OF_POINT = 100


@dataclass(frozen=True, slots=True)
class ChartCells:
    """Where on the sheet the charted columns stand."""

    columns: Sequence[Column]
    sheet_name: str
    row_count: int

    def heading(self, heading: str) -> str:
        """Return the address of a column's heading."""
        return f"{self._sheet}${self._letters(heading)}${HEADER_ROW}"

    def values(self, heading: str) -> str:
        """Return the range of a column's charted cells."""
        letters = self._letters(heading)
        last_row = HEADER_ROW + self.row_count
        return f"{self._sheet}${letters}${FIRST_ROW}:${letters}${last_row}"

    def value(self, heading: str, place: int) -> str:
        """Return the address of one charted cell, counted from 0."""
        return f"{self._sheet}${self._letters(heading)}${FIRST_ROW + place}"

    def ranges(self, headings: Sequence[str]) -> str:
        """Return the ranges of several columns on their own sheet, those side by side as one."""
        at = sorted(map(self._index, headings))
        starts = [each for each in at if each - 1 not in at]
        ends = [each for each in at if each + 1 not in at]
        last_row = HEADER_ROW + self.row_count
        return " ".join(
            f"{get_column_letter(start + 1)}{FIRST_ROW}:{get_column_letter(end + 1)}{last_row}"
            for start, end in zip(starts, ends, strict=True)
        )

    def is_day(self, heading: str) -> bool:
        """Say whether the column holds days."""
        return self.columns[self._index(heading)].kind is CellKind.DAY

    @property
    def _sheet(self) -> str:
        return f"{quote_sheetname(self.sheet_name)}!"

    def _letters(self, heading: str) -> str:
        return get_column_letter(self._index(heading) + 1)

    def _index(self, heading: str) -> int:
        for index, column in enumerate(self.columns):
            if column.heading.casefold() == heading.casefold():
                return index
        raise ValueError(f"the chart draws {heading!r}, which is not a column of its table")


def colour_of(name: str, at: int) -> str:
    """Return the colour of a series, the same as in pictures of the chart."""
    return LIGHT.hues[place_of_hue(name, at)].removeprefix("#")


def anchor_of(columns: Sequence[Column]) -> str:
    """Return the cell where a chart begins: at the right of its table."""
    return f"{get_column_letter(len(columns) + 2)}{FIRST_ROW}"


def line_of(colour: str) -> GraphicalProperties:
    """Return a thin line of a colour."""
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=_LINE_WIDTH_EMU))


def title_of(text: str, *, size_points: int, bold: bool) -> Title:
    """Return a title, or the words along an axis, on one line."""
    characters = CharacterProperties(
        sz=size_points * _HUNDREDTHS_OF_POINT, b=bold, solidFill=_TEXT_COLOUR
    )
    run = RegularTextRun(rPr=characters, t=" ".join(clean_text(text).split()))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=characters), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
