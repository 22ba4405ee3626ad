"""Tables to an Excel workbook: streamed, the same bytes for the same input, and never a formula."""

from lisdesk.exchange.workbook.text import CELL_LIMIT, clean_text, split_long_text
from lisdesk.exchange.workbook.writer import WorkbookProperties, WrittenWorkbook, write_workbook

__all__ = [
    "CELL_LIMIT",
    "WorkbookProperties",
    "WrittenWorkbook",
    "clean_text",
    "split_long_text",
    "write_workbook",
]
