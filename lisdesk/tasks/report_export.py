"""Write the report of a call: as a page for the web, as a document to be edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.exchange.report.written import WrittenReport
from lisdesk.queries.evidence import rows_of_work
from lisdesk.queries.report.composing import evidence_report
from lisdesk.rules.report import Report
from lisdesk.tasks.export_orders import ExportOrder, MadeExport, refuse_unsettled
from lisdesk.tasks.export_steps import ExportSteps
from lisdesk.telling import HEARD_BY_NOBODY, Tell, nobody


def write_page_report(order: ExportOrder, session: Session, call_id: int, path: Path) -> MadeExport:
    """Write it as one page of HTML."""
    from lisdesk.exchange.report.page import write_page

    return _write_report(order, session, call_id, path, write_page)


def write_document_report(
    order: ExportOrder, session: Session, call_id: int, path: Path
) -> MadeExport:
    """Write it as a document (.docx)."""
    from lisdesk.exchange.report.document import write_document

    return _write_report(order, session, call_id, path, write_document)


def _write_report(
    order: ExportOrder,
    session: Session,
    call_id: int,
    path: Path,
    write: Callable[[Report, Path, Tell], WrittenReport],
) -> MadeExport:
    steps = ExportSteps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
    made = evidence_report(
        session,
        call_id,
        order.edition,
        made_at=order.made_at,
        clock_is_set=order.clock_is_set,
        telling=steps.telling if steps else HEARD_BY_NOBODY,
    )
    refuse_unsettled(order, made.workbook.waiting)
    if steps:
        steps.begin_to_write(made.report.row_count())
    written = write(made.report, path, steps.write if steps else nobody)
    return MadeExport(
        call_id,
        written.sha256,
        written.counts,
        made.workbook.content_hash,
        made.workbook.filter,
        made.workbook.withheld,
        waiting=made.workbook.waiting,
    )
