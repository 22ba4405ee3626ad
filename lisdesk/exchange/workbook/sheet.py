"""One sheet as XML: what stands before its rows, and what follows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from lisdesk.exchange.workbook.cells import Link, text_cell
from lisdesk.exchange.workbook.dimensions import column_widths, heading_lines, row_height
from lisdesk.exchange.workbook.printing import PrintLayout, layout_xml
from lisdesk.exchange.workbook.styles import Styles
from lisdesk.table import Column, Table

HEADER_ROW = 4
"""Title, description and unit stand above it."""
FIRST_ROW = HEADER_ROW + 1
NO_ROWS = "None."

_TITLE_HEIGHT_POINTS = 24
_FROZEN_HEADER = (
    f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{FIRST_ROW}" activePane="bottomLeft"'
    f' state="frozen"/><selection pane="bottomLeft" activeCell="A{FIRST_ROW}"'
    f' sqref="A{FIRST_ROW}"/>'
)
_FROZEN_HEADER_AND_FIRST_COLUMN = (
    f'<pane xSplit="1" ySplit="{HEADER_ROW}" topLeftCell="B{FIRST_ROW}" activePane="bottomRight"'
    ' state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/>'
    f'<selection pane="bottomRight" activeCell="B{FIRST_ROW}" sqref="B{FIRST_ROW}"/>'
)


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids of the sheet's relations to its drawing and its table; None where it has none."""

    drawing: str | None
    table: str | None


def sheet_start(
    table: Table,
    headings: Sequence[str],
    styles: Styles,
    layout: PrintLayout,
    *,
    is_first: bool,
    has_rows: bool,
) -> str:
    """Return the sheet up to its first row of data: looks, column widths, head and headings."""
    widths = column_widths(table.columns, headings)
    frozen = _FROZEN_HEADER_AND_FIRST_COLUMN if layout.goes_on else _FROZEN_HEADER
    selected = ' tabSelected="1"' if is_first else ""
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
            f'<worksheet xmlns="{SHEET_MAIN_NS}" xmlns:r="{REL_NS}">',
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if layout.percent is None else "",
            f'<sheetViews><sheetView{selected} workbookViewId="0">',
            frozen if has_rows else "",
            "</sheetView></sheetViews>",
            '<sheetFormatPr defaultRowHeight="15"/>',
            _columns_xml(widths),
            "<sheetData>",
            _head_row(1, styles.title, table.title, height_points=_TITLE_HEIGHT_POINTS),
            _head_row(2, styles.description, table.description),
            _head_row(3, styles.unit, table.unit),
            _header_row(table.columns, headings, widths, styles)
            if has_rows
            else _head_row(HEADER_ROW, styles.description, NO_ROWS),
        )
    )


def sheet_end(
    links: Sequence[Link], relations: Relations, layout: PrintLayout, shading: str = ""
) -> str:
    """Return the sheet after its last row: shading, links, print set-up, chart and table."""
    parts = ["</sheetData>", shading]
    if links:
        parts.append("<hyperlinks>")
        parts.extend(
            f'<hyperlink ref="{link.reference}" location={_location(link.sheet_name)}/>'
            for link in links
        )
        parts.append("</hyperlinks>")
    parts.append(layout_xml(layout))
    if relations.drawing is not None:
        parts.append(f'<drawing r:id="{relations.drawing}"/>')
    if relations.table is not None:
        parts.append(f'<tableParts count="1"><tablePart r:id="{relations.table}"/></tableParts>')
    parts.append("</worksheet>")
    return "".join(parts)


def _location(sheet_name: str) -> str:
    quoted = sheet_name.replace("'", "''")
    return quoteattr(f"'{quoted}'!A1")


def _columns_xml(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{position}" max="{position}" width="{width}" customWidth="1"/>'
        for position, width in enumerate(widths, 1)
    )
    return f"<cols>{columns}</cols>"


def _head_row(row_number: int, style: int, text: str, height_points: int | None = None) -> str:
    height = "" if height_points is None else f' ht="{height_points}" customHeight="1"'
    one_line = " ".join(text.split())
    cell = text_cell(f"A{row_number}", style, one_line) if one_line else ""
    return f'<row r="{row_number}"{height}>{cell}</row>'


def _header_row(
    columns: Sequence[Column], headings: Sequence[str], widths: Sequence[int], styles: Styles
) -> str:
    cells = "".join(
        text_cell(
            f"{get_column_letter(position)}{HEADER_ROW}",
            styles.columns[column.kind].heading,
            heading,
        )
        for position, (column, heading) in enumerate(zip(columns, headings, strict=True), 1)
    )
    lines = max(heading_lines(*pair) for pair in zip(headings, widths, strict=True))
    return f'<row r="{HEADER_ROW}"{row_height(lines)}>{cells}</row>'
