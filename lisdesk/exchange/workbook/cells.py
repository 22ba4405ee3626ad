"""Rows of a table as rows of sheet XML.

Cells are written as XML text rather than through openpyxl's cell objects: several times faster, and
a value can become nothing but a text, a number or a date, because nothing else is ever written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from openpyxl.utils import get_column_letter

from lisdesk.exchange.workbook.dimensions import row_height, wrapped_lines
from lisdesk.exchange.workbook.styles import ColumnStyles, Styles
from lisdesk.exchange.workbook.text import cell_xml
from lisdesk.table import Cell, CellKind, Column, Row, SheetLink

LINK_LIMIT = 65_530
"""The most links that Excel keeps on one sheet."""

_LONDON = ZoneInfo("Europe/London")
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so that earlier days would be one off."""
_EXACT_INTEGER = 10**15
_TEXT_END = "</t></is></c>"
_NUMBER_END = "</v></c>"
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of the sheet that leads to the first cell of another sheet."""

    reference: str
    sheet_name: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of the sheet: its letters, and the XML of a cell before and after the row number."""

    letters: str
    start: str
    text: str
    number: str
    day: str
    moment: str
    link: str
    wrap_width: int
    """Width in characters of a column that wraps its text, otherwise 0."""


class RowRenderer:
    """Renders the rows of one sheet and collects its links.

    `sheet_names` leads from the casefolded name of each table of the workbook to its first sheet.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        styles: Styles,
        sheet_names: Mapping[str, str],
    ) -> None:
        self.links: list[Link] = []
        self._sheet_names = sheet_names
        self._places = [
            _place(
                position,
                styles.columns[column.kind],
                wrap_width=width if column.kind is CellKind.LONG_TEXT else 0,
            )
            for position, (column, width) in enumerate(zip(columns, widths, strict=True), 1)
        ]

    def row_xml(self, row: Row, row_number: int) -> str:
        """Return the row as a `row` element; empty cells are left out.

        Raises ValueError for a row of the wrong length, a text too long for a cell, a moment
        without a zone, or a link to a table that is not in the workbook; TypeError for a value of a
        type that a cell does not take.
        """
        if len(row) != len(self._places):
            raise ValueError(f"a row of {len(row)} cells for {len(self._places)} columns")
        number = str(row_number)
        lines = 1
        cells = []
        for place, value in zip(self._places, row, strict=True):
            if type(value) is str:
                if value:
                    if place.wrap_width:
                        lines = max(lines, wrapped_lines(value, place.wrap_width))
                    cells.append(place.start + number + place.text + cell_xml(value) + _TEXT_END)
            elif value is not None:
                cells.append(self._cell_xml(place, number, value))
        return f'<row r="{number}"{row_height(lines)}>{"".join(cells)}</row>'

    def _cell_xml(self, place: _Place, number: str, value: Cell) -> str:
        # A bool is an int to Python, and a datetime a date: the order matters.
        if isinstance(value, int) and not isinstance(value, bool):
            return _whole_number(place, number, value)
        if isinstance(value, datetime):
            return _moment(place, number, value)
        if isinstance(value, date):
            return _day(place, number, value)
        if isinstance(value, SheetLink):
            return self._sheet_link(place, number, value)
        if isinstance(value, str):
            return _text(place, number, value)
        raise TypeError(f"a cell cannot hold a {type(value).__name__}")

    def _sheet_link(self, place: _Place, number: str, value: SheetLink) -> str:
        sheet_name = self._sheet_names.get(value.table_name.casefold())
        if sheet_name is None:
            raise ValueError(f"a link to {value.table_name!r}, which is not in the workbook")
        if len(self.links) >= LINK_LIMIT or not value.text:
            return _text(place, number, value.text)
        self.links.append(Link(place.letters + number, sheet_name))
        return place.start + number + place.link + cell_xml(value.text) + _TEXT_END


def _place(position: int, styles: ColumnStyles, *, wrap_width: int) -> _Place:
    letters = get_column_letter(position)
    return _Place(
        letters=letters,
        start=f'<c r="{letters}',
        text=text_start(styles.text),
        number=f'" s="{styles.whole_number}"><v>',
        day=f'" s="{styles.day}"><v>',
        moment=f'" s="{styles.moment}"><v>',
        link=text_start(styles.link),
        wrap_width=wrap_width,
    )


def text_start(style: int) -> str:
    """Return what stands between the reference of a text cell and its text."""
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'


def text_cell(reference: str, style: int, text: str) -> str:
    """Return a text cell; raises ValueError if the text is too long for it."""
    return f'<c r="{reference}{text_start(style)}{cell_xml(text)}{_TEXT_END}'


def _text(place: _Place, number: str, value: str) -> str:
    return place.start + number + place.text + cell_xml(value) + _TEXT_END


def _whole_number(place: _Place, number: str, value: int) -> str:
    if abs(value) >= _EXACT_INTEGER:
        # Excel keeps fifteen digits of a number; as a text all of them stay.
        return _text(place, number, str(value))
    return f"{place.start}{number}{place.number}{value}{_NUMBER_END}"


def _day(place: _Place, number: str, value: date) -> str:
    if value < _FIRST_DAY:
        return _text(place, number, value.isoformat())
    return f"{place.start}{number}{place.day}{value.toordinal() - _DAY_ZERO}{_NUMBER_END}"


def _moment(place: _Place, number: str, value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("a moment without a zone")
    local = value.astimezone(_LONDON)
    if local.date() < _FIRST_DAY:
        return _text(place, number, local.strftime("%Y-%m-%d %H:%M"))
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    serial = local.toordinal() - _DAY_ZERO + seconds / _SECONDS_A_DAY
    return f"{place.start}{number}{place.moment}{serial!r}{_NUMBER_END}"
