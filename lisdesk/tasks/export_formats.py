"""The formats that the evidence is written in, each from one moment of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk import __version__
from lisdesk.exchange.lists import write_lists
from lisdesk.exchange.refi.writing import write_codebook, write_project
from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.queries.coded_project import coded_project
from lisdesk.rules.data_dictionary import HOW_IT_IS_WRITTEN
from lisdesk.rules.wall_time import local_time
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.export_heads import asked_by, made_from, settled_workbook
from lisdesk.tasks.export_orders import ExportOrder, MadeExport, refuse_unsettled
from lisdesk.tasks.export_steps import heard_in
from lisdesk.tasks.report_export import write_document_report, write_page_report
from lisdesk.telling import nobody


def write_export(order: ExportOrder, path: Path) -> MadeExport:
    """Write what is ordered to `path`; the file is whole when this returns."""
    with order.database.reading() as session, heard_in(session, order.progress):
        call_id = call_by_reference(session, order.call_reference).id
        return _WRITERS[order.file_format](order, session, call_id, path)


def _write_workbook(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    workbook, asked = settled_workbook(order, session, call_id)
    tell = asked.begin_to_write(workbook.rows)
    properties = WorkbookProperties(workbook.title, workbook.subject, order.made_at)
    written = write_workbook(workbook.tables, path, properties=properties, tell=tell)
    return made_from(workbook, call_id, written.sha256, written.rows_by_table)


def _write_project(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    return _write_coded(order, session, call_id, path, is_frame_alone=False)


def _write_codebook(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    return _write_coded(order, session, call_id, path, is_frame_alone=True)


def _write_coded(
    order: ExportOrder, session: Session, call_id: int, path: Path, *, is_frame_alone: bool
) -> MadeExport:
    asked = asked_by(order, session, call_id)
    export = coded_project(
        session,
        call_id,
        order.edition,
        made_at=order.made_at,
        tell=asked.steps.read if asked.steps else nobody,
        with_sources=not is_frame_alone,
        with_confidential=order.with_confidential,
    )
    refuse_unsettled(order, export.waiting)
    tell = asked.begin_to_write(export.source_count)
    if is_frame_alone:
        written = write_codebook(export.project.codes, path)
    else:
        written = write_project(export.project, path, tell)
    return MadeExport(
        call_id,
        written.sha256,
        written.counts,
        export.content_hash,
        export.filter,
        export.withheld,
        export.losses,
        export.waiting,
    )


def _write_lists(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    workbook, asked = settled_workbook(order, session, call_id)
    tables = [table for table in workbook.tables if table.name in LISTS]
    facts = (
        ("Call", workbook.subject),
        ("Generated at", local_time(order.made_at).isoformat(timespec="seconds")),
        ("Filter in force", workbook.filter),
        ("Content hash", workbook.content_hash),
        ("lisdesk version", __version__),
        ("How the files are written", HOW_IT_IS_WRITTEN),
    )
    tell = asked.begin_to_write(sum(workbook.rows_by_table[table.name] for table in tables))
    written = write_lists(tables, path, facts=facts, tell=tell)
    return made_from(workbook, call_id, written.sha256, written.rows_by_table)


_WRITERS: Mapping[str, Callable[[ExportOrder, Session, int, Path], MadeExport]] = {
    "xlsx": _write_workbook,
    "qdpx": _write_project,
    "qdc": _write_codebook,
    "csv": _write_lists,
    "html": write_page_report,
    "docx": write_document_report,
}
FORMATS = tuple(_WRITERS)
"""What the evidence can be written as."""
ENDINGS = {
    "xlsx": "xlsx",
    "qdpx": "qdpx",
    "qdc": "qdc",
    "csv": "zip",
    "html": "html",
    "docx": "docx",
}
"""The ending of a file of each format: lists stand together in one package."""
LISTS = ("Evidence", "Submissions", "Answers")
"""The tables that are written as lists."""


def format_of_ending(ending: str) -> str:
    """Return the format of files with an ending; empty if there is none."""
    return next((name for name, own in ENDINGS.items() if own == ending), "")
