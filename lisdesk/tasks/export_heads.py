"""What writers of the evidence begin and end with: what is read for them, and what was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from lisdesk.queries.evidence import EvidenceWorkbook, evidence_workbook, rows_of_work
from lisdesk.rules.workbook_templates import selection_words
from lisdesk.tasks.export_orders import ExportOrder, MadeExport, refuse_unsettled
from lisdesk.tasks.export_steps import ExportSteps
from lisdesk.telling import HEARD_BY_NOBODY, Tell, nobody


class Asked(NamedTuple):
    """What a query is asked for by an order, and who hears how far the work is."""

    words: Mapping[str, Any]
    """The arguments that evidence and reports are made by."""
    steps: ExportSteps | None

    def begin_to_write(self, rows: int) -> Tell:
        """Note that so many rows are written from now on; return who hears of each."""
        if self.steps is None:
            return nobody
        self.steps.begin_to_write(rows)
        return self.steps.write


def asked_by(order: ExportOrder, session: Session, call_id: int) -> Asked:
    """Return what an order asks for."""
    steps = ExportSteps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
    words = {
        "made_at": order.made_at,
        "clock_is_set": order.clock_is_set,
        "telling": steps.telling if steps else HEARD_BY_NOBODY,
    }
    return Asked(words, steps)


def settled_workbook(
    order: ExportOrder, session: Session, call_id: int
) -> tuple[EvidenceWorkbook, Asked]:
    """Return the workbook that an order asks for; RefusedError while anything in it waits to be
    settled.
    """
    asked = asked_by(order, session, call_id)
    made = evidence_workbook(
        session, call_id, order.edition, **asked.words, wish=order.wish, officer=order.officer
    )
    refuse_unsettled(order, made.waiting)
    return made, asked


def made_from(
    workbook: EvidenceWorkbook, call_id: int, sha256: str, counts: Mapping[str, int]
) -> MadeExport:
    """Return what there is to say of a file that was made from a workbook's tables."""
    return MadeExport(
        call_id,
        sha256,
        counts,
        workbook.content_hash,
        selection_words(workbook.template, workbook.filter),
        workbook.withheld,
        waiting=workbook.waiting,
    )
