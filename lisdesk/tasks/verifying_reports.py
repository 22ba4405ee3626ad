"""Compare a report that was made earlier with its call as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.clock import Clock
from lisdesk.errors import RefusedError
from lisdesk.exchange.finished.report_contents import ReportContents, read_report
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_changes import SheetCells, WorkbookChange, line_changes
from lisdesk.store.database import Database
from lisdesk.tasks.export_formats import write_export
from lisdesk.tasks.export_orders import ExportOrder

TEXT = "Text"
"""Where a paragraph or a quotation stands that differs."""
_OF_ITS_MAKING = frozenset({"Generated at", "lisdesk version", "Content hash", "Closed"})
"""What differs whenever a report is made again."""
_UNSETTLED = "It is only compared."
_NEEDED = ("Reference", "Edition", "Database id", "Content hash")


def read_earlier_report(path: Path, file_format: str) -> ReportContents:
    """Return what a report says; RefusedError if the file is none of ours."""
    found = read_report(path, file_format)
    editions = {each.label for each in Edition}
    if not all(found.facts.get(each) for each in _NEEDED) or found.facts["Edition"] not in editions:
        raise RefusedError(
            f"“{path.name}” is no report of lisdesk.",
            kept="It was only read.",
            do="Name a report (.html, .docx) or a workbook (.xlsx) that “lisdesk export” wrote.",
        )
    return found


def report_now(
    database: Database, clock: Clock, earlier: ReportContents, file_format: str
) -> tuple[ReportContents, str]:
    """Return what the same report would say now, and the hash of the call's content."""
    order = ExportOrder(
        database,
        earlier.facts["Reference"],
        next(each for each in Edition if each.label == earlier.facts["Edition"]),
        file_format,
        clock.now(),
        clock.is_set,
        None,
        _UNSETTLED,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"now.{file_format}"
        made = write_export(order, path)
        return read_report(path, file_format), made.content_hash


def report_changes(then: ReportContents, now: ReportContents) -> Iterator[WorkbookChange]:
    """Yield what differs: cells by table, line and column; facts; paragraphs and quotations."""
    empty = SheetCells((), ())
    for caption in dict.fromkeys([*then.tables, *now.tables]):
        yield from line_changes(
            caption, then.tables.get(caption, empty), now.tables.get(caption, empty)
        )
    for name in dict.fromkeys([*then.facts, *now.facts]):
        pair = then.facts.get(name, ""), now.facts.get(name, "")
        if pair[0] != pair[1] and name not in _OF_ITS_MAKING:
            yield WorkbookChange(TEXT, name, "", *pair)
    before, after = _texts(then), _texts(now)
    for words in (before - after).elements():
        yield WorkbookChange(TEXT, "", "", words, "")
    for words in (after - before).elements():
        yield WorkbookChange(TEXT, "", "", "", words)


def _texts(contents: ReportContents) -> Counter[str]:
    made = f"{contents.facts['Reference']}. Made with lisdesk on "
    return Counter(each for each in contents.texts if not each.startswith(made))
