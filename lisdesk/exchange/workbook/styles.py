"""The looks of a sheet, each registered once in the workbook and then known by its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from lisdesk.table import CellKind

_Side = Literal["left", "right"]

_FONT = "Calibri"
_INK = "1F2A37"
_ACCENT = "1F4E79"
_MUTED = "5B6672"
_LINK = "0B5CAD"
_PLAIN = Font(name=_FONT, size=11, color=_INK)

_WHOLE_NUMBER_FORMAT = "#,##0"
_DAY_FORMAT = "d mmm yyyy"
_MOMENT_FORMAT = "d mmm yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class ColumnStyles:
    """Numbers of the styles of one column: its heading, and each kind of value it may hold."""

    heading: int
    text: int
    link: int
    whole_number: int
    day: int
    moment: int


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the cell styles in the workbook's style sheet."""

    title: int
    description: int
    unit: int
    columns: Mapping[CellKind, ColumnStyles]


def register_styles(sheet: Worksheet) -> Styles:
    """Register every style in the workbook that the sheet belongs to."""
    words = _column_styles(sheet, "left", wraps=False)
    figures = _column_styles(sheet, "right", wraps=False)
    return Styles(
        title=_text_style(sheet, font=Font(name=_FONT, size=16, bold=True, color=_ACCENT)),
        description=_text_style(sheet),
        unit=_text_style(sheet, font=Font(name=_FONT, size=11, italic=True, color=_MUTED)),
        columns={
            CellKind.TEXT: words,
            CellKind.LONG_TEXT: _column_styles(sheet, "left", wraps=True),
            CellKind.WHOLE_NUMBER: figures,
            CellKind.DAY: figures,
            CellKind.MOMENT: figures,
        },
    )


def _column_styles(sheet: Worksheet, side: _Side, *, wraps: bool) -> ColumnStyles:
    indent = 1 if side == "right" else 0  # figures keep clear of the words in the next column
    alignment = Alignment(vertical="top", horizontal=side, wrap_text=wraps, indent=indent)
    link = Font(name=_FONT, size=11, underline="single", color=_LINK)
    return ColumnStyles(
        heading=_text_style(
            sheet,
            font=Font(name=_FONT, size=11, bold=True, color="FFFFFF"),
            alignment=Alignment(vertical="center", horizontal=side, wrap_text=True, indent=indent),
            fill=PatternFill("solid", fgColor=_ACCENT),
        ),
        text=_text_style(sheet, alignment=alignment),
        link=_text_style(sheet, font=link, alignment=alignment),
        whole_number=_figure_style(sheet, alignment, _WHOLE_NUMBER_FORMAT),
        day=_figure_style(sheet, alignment, _DAY_FORMAT),
        moment=_figure_style(sheet, alignment, _MOMENT_FORMAT),
    )


def _text_style(
    sheet: Worksheet,
    *,
    font: Font = _PLAIN,
    alignment: Alignment | None = None,
    fill: PatternFill | None = None,
) -> int:
    cell = WriteOnlyCell(sheet)
    cell.font = font
    cell.alignment = alignment or Alignment(vertical="top")
    if fill is not None:
        cell.fill = fill
    # Somebody who edits the cell in Excel keeps a text, whatever it starts with.
    cell.quotePrefix = True
    return int(cell.style_id)


def _figure_style(sheet: Worksheet, alignment: Alignment, number_format: str) -> int:
    cell = WriteOnlyCell(sheet)
    cell.font = _PLAIN
    cell.alignment = alignment
    cell.number_format = number_format
    return int(cell.style_id)
