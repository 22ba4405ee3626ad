"""Write the report of a call: as a page for the web, as a document to be edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.exchange.report.written import WrittenReport
from lisdesk.queries.report.composing import evidence_report
from lisdesk.rules.report import Report
from lisdesk.tasks.export_heads import asked_by, made_from
from lisdesk.tasks.export_orders import ExportOrder, MadeExport, refuse_unsettled
from lisdesk.telling import Tell


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
    asked = asked_by(order, session, call_id)
    made = evidence_report(session, call_id, order.edition, **asked.words)
    refuse_unsettled(order, made.workbook.waiting)
    written = write(made.report, path, asked.begin_to_write(made.report.row_count()))
    return made_from(made.workbook, call_id, written.sha256, written.counts)
