"""All sheets of the evidence workbook, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from lisdesk.queries.content_hash import content_hash, content_rows
from lisdesk.queries.evidence.answered import you_said_sheet
from lisdesk.queries.evidence.answers import answers_sheet
from lisdesk.queries.evidence.breakdowns import (
    areas_sheet,
    arrivals_sheet,
    ledger_sheet,
    respondents_sheet,
)
from lisdesk.queries.evidence.campaigns import campaign_sheets
from lisdesk.queries.evidence.changes import changes_sheet
from lisdesk.queries.evidence.decisions import extensions_sheet, late_sheet
from lisdesk.queries.evidence.frame_sheets import coding_frame_sheet, frame_history_sheet
from lisdesk.queries.evidence.front import Making, contents_sheet, cover_sheet
from lisdesk.queries.evidence.grid import framework_grid_sheet
from lisdesk.queries.evidence.matrix import matrix_sheet
from lisdesk.queries.evidence.notes import notes_sheet
from lisdesk.queries.evidence.personal_data import to_settle
from lisdesk.queries.evidence.priorities import (
    numbers_of_priorities,
    priorities_sheet,
    priority_by_question_sheet,
    priority_by_type_sheet,
)
from lisdesk.queries.evidence.quotations import quotations_sheet
from lisdesk.queries.evidence.redactions import redactions_sheet
from lisdesk.queries.evidence.register import submissions_sheet
from lisdesk.queries.evidence.sheets import FILTER, Sheet
from lisdesk.queries.evidence.snapshot import Evidence, evidence_rows, read_evidence
from lisdesk.queries.evidence.tagged import evidence_sheet
from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.rules.vocabulary import Edition
from lisdesk.table import Table
from lisdesk.telling import Tell, nobody


@dataclass(frozen=True, slots=True)
class EvidenceWorkbook:
    """A workbook about to be written; it can be written once, while its session lives."""

    tables: list[Table]
    rows_by_table: Mapping[str, int]
    title: str
    subject: str
    filter: str
    content_hash: str
    withheld: Withheld
    waiting: int = 0
    """What a publication has in it that nobody settled; see `personal_data.to_settle`."""

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(self.rows_by_table.values())


def evidence_tables(
    session: Session, call_id: int, edition: Edition, *, made_at: datetime, clock_is_set: bool
) -> list[Table]:
    """Return every sheet of a call's evidence workbook; see `evidence_workbook`."""
    workbook = evidence_workbook(
        session, call_id, edition, made_at=made_at, clock_is_set=clock_is_set
    )
    return workbook.tables


def evidence_workbook(
    session: Session,
    call_id: int,
    edition: Edition,
    *,
    made_at: datetime,
    clock_is_set: bool,
    tell: Tell = nobody,
) -> EvidenceWorkbook:
    """Return a call's evidence for an edition, in one moment of the file.

    The rows of the long tables are read from the session while they are taken, each table once.
    The same content, edition and arguments give the same rows. `made_at` must carry its zone.
    `tell` hears of the rows that are read for the numbers and the hash; see `rows_of_work`. Raises
    sqlalchemy.exc.NoResultFound if there is no such call.
    """
    evidence = read_evidence(session, call_id, edition, tell)
    making = Making(made_at, clock_is_set, content_hash(session, call_id, tell))
    sheets, withheld = evidence_sheets(session, evidence, making)
    is_publication = evidence.disclosure.is_publication
    return EvidenceWorkbook(
        tables=[sheet.table for sheet in sheets],
        rows_by_table={sheet.table.name: sheet.row_count for sheet in sheets},
        title=f"Evidence: {evidence.call.title}",
        subject=f"{evidence.call.reference}. {edition.label}",
        filter=FILTER,
        content_hash=making.content_hash,
        withheld=withheld,
        waiting=to_settle(session, evidence).count if is_publication else 0,
    )


def rows_of_work(session: Session, call_id: int) -> tuple[int, int]:
    """Return how many rows are read for a workbook, and about how many it will have."""
    submissions, tags, texts = evidence_rows(session, call_id)
    read = submissions + tags + texts + content_rows(session, call_id)
    return read, 2 * submissions + tags + texts


def evidence_sheets(
    session: Session, evidence: Evidence, making: Making
) -> tuple[list[Sheet], Withheld]:
    """Return every sheet in its order, and what they withhold together.

    The rows of those in `STREAMED` are read while they are taken.
    """
    counts = numbers_of_priorities(evidence)
    is_publication = evidence.disclosure.is_publication
    respondents, in_respondents = respondents_sheet(evidence)
    areas, in_areas = areas_sheet(evidence)
    by_type, in_types = priority_by_type_sheet(evidence, counts)
    campaigns, in_campaigns = campaign_sheets(evidence)
    numbers = in_respondents + in_areas + in_types + in_campaigns
    withheld = replace(evidence.withheld, numbers=numbers)
    others = [
        ledger_sheet(evidence),
        respondents,
        areas,
        arrivals_sheet(evidence),
        priorities_sheet(evidence, counts),
        by_type,
        priority_by_question_sheet(evidence),
        framework_grid_sheet(session, evidence, counts),
        *(_streamed(session, evidence, name) for name in _BEFORE_DECISIONS),
        *campaigns,
        late_sheet(session, evidence),
        extensions_sheet(evidence),
        coding_frame_sheet(session, evidence, counts),
        *(() if is_publication else frame_history_sheet(session, evidence)),
        *(() if is_publication else redactions_sheet(session, evidence)),
        you_said_sheet(evidence),
        notes_sheet(evidence, withheld),
    ]
    if not is_publication:
        others.append(_streamed(session, evidence, "Changes"))
    cover = cover_sheet(evidence, making)
    return [cover, contents_sheet(cover, others), *others], withheld


STREAMED: Mapping[str, Callable[[Session, Evidence], Sheet]] = {
    "Evidence": evidence_sheet,
    "Submissions": submissions_sheet,
    "Answers": answers_sheet,
    "Matrix": matrix_sheet,
    "Quotations": quotations_sheet,
    "Changes": changes_sheet,
}
"""The sheets of any length, by name; each makes its sheet anew, to be read from its beginning."""

_BEFORE_DECISIONS = ("Evidence", "Submissions", "Answers", "Matrix", "Quotations")


def _streamed(session: Session, evidence: Evidence, name: str) -> Sheet:
    return STREAMED[name](session, evidence)
