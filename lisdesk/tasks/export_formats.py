"""The formats that the evidence is written in, each from one moment of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk import __version__
from lisdesk.errors import RefusedError
from lisdesk.exchange.lists import write_lists
from lisdesk.exchange.refi.writing import write_codebook, write_project
from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.queries.coded_project import coded_project
from lisdesk.queries.evidence import Withheld, evidence_workbook, rows_of_work
from lisdesk.rules.data_dictionary import HOW_IT_IS_WRITTEN
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.wall_time import local_time
from lisdesk.rules.workbook_templates import WorkbookWish
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.export_steps import ExportSteps, HeardProgress, heard_in
from lisdesk.telling import HEARD_BY_NOBODY, Tell, nobody


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported in which format, and the moment that it is to bear."""

    database: Database
    call_reference: str
    edition: Edition
    file_format: str
    """One of `FORMATS`."""
    made_at: datetime
    clock_is_set: bool
    progress: HeardProgress | None
    unsettled_because: str = ""
    """Why suspected personal data may go out unsettled; empty if it may not."""
    wish: WorkbookWish = field(default_factory=WorkbookWish)
    officer: str = ""
    """Whose views are meant."""


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A finished file with what it was made from."""

    call_id: int
    sha256: str
    rows_by_table: Mapping[str, int]
    content_hash: str
    filter: str
    withheld: Withheld
    losses: tuple[str, ...] = ()
    """What the format has no place for, in sentences."""
    waiting: int = 0
    """Suspected personal data that went out unsettled."""


def write_export(order: ExportOrder, path: Path) -> MadeExport:
    """Write what is ordered to `path`; the file is whole when this returns."""
    with order.database.reading() as session, heard_in(session, order.progress):
        call_id = call_by_reference(session, order.call_reference).id
        return _WRITERS[order.file_format](order, session, call_id, path)


def _write_workbook(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    steps = ExportSteps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
    workbook = evidence_workbook(
        session,
        call_id,
        order.edition,
        made_at=order.made_at,
        clock_is_set=order.clock_is_set,
        telling=steps.telling if steps else HEARD_BY_NOBODY,
        wish=order.wish,
        officer=order.officer,
    )
    _refuse_unsettled(order, workbook.waiting)
    if steps:
        steps.begin_to_write(workbook.rows)
    properties = WorkbookProperties(workbook.title, workbook.subject, order.made_at)
    written = write_workbook(
        workbook.tables, path, properties=properties, tell=steps.write if steps else nobody
    )
    return MadeExport(
        call_id,
        written.sha256,
        written.rows_by_table,
        workbook.content_hash,
        workbook.filter,
        workbook.withheld,
        waiting=workbook.waiting,
    )


def _write_project(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    return _write_coded(order, session, call_id, path, is_frame_alone=False)


def _write_codebook(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    return _write_coded(order, session, call_id, path, is_frame_alone=True)


def _write_coded(
    order: ExportOrder, session: Session, call_id: int, path: Path, *, is_frame_alone: bool
) -> MadeExport:
    steps = ExportSteps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
    tell: Tell = steps.read if steps else nobody
    export = coded_project(
        session,
        call_id,
        order.edition,
        made_at=order.made_at,
        tell=tell,
        with_sources=not is_frame_alone,
    )
    _refuse_unsettled(order, export.waiting)
    if steps:
        steps.begin_to_write(export.source_count)
    if is_frame_alone:
        written = write_codebook(export.project.codes, path)
    else:
        written = write_project(export.project, path, steps.write if steps else nobody)
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


def _refuse_unsettled(order: ExportOrder, waiting: int) -> None:
    if waiting and not order.unsettled_because.strip():
        places = "1 place waits" if waiting == 1 else f"{waiting:,} places wait"
        raise RefusedError(
            f"{places} to be settled before {order.call_reference} is published: suspected "
            "personal data, or redactions that a corrected text lost. Nothing was written.",
            do="Settle them with “lisdesk personal-data list” and “settle”, or say why they may "
            "go out with “--unsettled”.",
            do_in_window="Settle them on the screen Evidence: Before you publish (Ctrl+Alt+P).",
        )


def _write_lists(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    steps = ExportSteps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
    workbook = evidence_workbook(
        session,
        call_id,
        order.edition,
        made_at=order.made_at,
        clock_is_set=order.clock_is_set,
        telling=steps.telling if steps else HEARD_BY_NOBODY,
        wish=order.wish,
        officer=order.officer,
    )
    _refuse_unsettled(order, workbook.waiting)
    tables = [table for table in workbook.tables if table.name in LISTS]
    facts = (
        ("Call", workbook.subject),
        ("Generated at", local_time(order.made_at).isoformat(timespec="seconds")),
        ("Filter in force", workbook.filter),
        ("Content hash", workbook.content_hash),
        ("lisdesk version", __version__),
        ("How the files are written", HOW_IT_IS_WRITTEN),
    )
    if steps:
        steps.begin_to_write(sum(workbook.rows_by_table[table.name] for table in tables))
    written = write_lists(tables, path, facts=facts, tell=steps.write if steps else nobody)
    return MadeExport(
        call_id,
        written.sha256,
        written.rows_by_table,
        workbook.content_hash,
        workbook.filter,
        workbook.withheld,
        waiting=workbook.waiting,
    )


_WRITERS: Mapping[str, Callable[[ExportOrder, Session, int, Path], MadeExport]] = {
    "xlsx": _write_workbook,
    "qdpx": _write_project,
    "qdc": _write_codebook,
    "csv": _write_lists,
}
FORMATS = tuple(_WRITERS)
"""What the evidence can be written as."""
ENDINGS = {"xlsx": "xlsx", "qdpx": "qdpx", "qdc": "qdc", "csv": "zip"}
"""The ending of a file of each format: lists stand together in one package."""
LISTS = ("Evidence", "Submissions", "Answers")
"""The tables that are written as lists."""


def format_of_ending(ending: str) -> str:
    """Return the format of files with an ending; empty if there is none."""
    return next((name for name, own in ENDINGS.items() if own == ending), "")
