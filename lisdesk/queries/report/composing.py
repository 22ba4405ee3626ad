"""The whole report of a call, in the order of the reports that councils publish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from lisdesk.queries.evidence import EvidenceWorkbook, evidence_workbook
from lisdesk.queries.evidence.call_facts import read_call
from lisdesk.queries.report.found import (
    answered_section,
    frame_section,
    grid_section,
    priorities_section,
    questions_section,
    quotations_section,
)
from lisdesk.queries.report.received import (
    about_section,
    call_section,
    joint_sections,
    ledger_section,
    made_from,
    method_section,
    received_section,
    summary_section,
    summary_words,
    who_section,
)
from lisdesk.queries.report.taken import TAKEN
from lisdesk.rules.feedback import response_due
from lisdesk.rules.report import Report
from lisdesk.rules.vocabulary import Edition
from lisdesk.telling import HEARD_BY_NOBODY, Telling


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """A report about to be written, and the workbook from whose tables it was made."""

    report: Report
    workbook: EvidenceWorkbook


def evidence_report(
    session: Session,
    call_id: int,
    edition: Edition,
    *,
    made_at: datetime,
    clock_is_set: bool,
    telling: Telling = HEARD_BY_NOBODY,
) -> EvidenceReport:
    """Return the report of a call for an edition, in one moment of the file.

    Whatever it shows is a cell of that edition's evidence workbook, or a sum of such cells. The
    arguments are those of `evidence_workbook`.
    """
    workbook = evidence_workbook(
        session, call_id, edition, made_at=made_at, clock_is_set=clock_is_set, telling=telling
    )
    sheets = {
        table.name: table if table.name == "Quotations" else replace(table, rows=tuple(table.rows))
        for table in workbook.tables
        if table.name in TAKEN
    }
    call = read_call(session, call_id)
    about = summary_words(sheets)
    questions = call.questions
    names = frozenset(f"Q{number}" for number, _ in questions.values())
    due_on = response_due(call.deadlines[-1].rule, call.closed_by_hand_at)
    sections = (
        summary_section(sheets, about),
        call_section(sheets, questions),
        received_section(sheets),
        ledger_section(sheets),
        who_section(sheets),
        *joint_sections(sheets),
        method_section(sheets, names),
        priorities_section(sheets),
        questions_section(sheets, questions),
        grid_section(sheets),
        quotations_section(sheets),
        answered_section(sheets, due_on),
        frame_section(sheets),
        about_section(sheets),
    )
    report = Report(
        title=call.title,
        subtitle=f"Summary of responses. {edition.label}",
        reference=call.reference,
        made_at=made_at,
        summary=about,
        facts=made_from(sheets),
        sections=sections,
    )
    return EvidenceReport(report, workbook)
