"""Which submission speaks to which priority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import ROWS_AT_ONCE, Heading, Sheet, streamed
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.cell_text import unique_headings
from lisdesk.rules.vocabulary import Disposition
from lisdesk.store.entities import Submission
from lisdesk.table import CellKind, Column, Row


def matrix_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return which counted submission speaks to which priority."""
    codes = unique_headings((each.code for each in evidence.frame), ("Reference",))
    return streamed(
        Heading(
            "Matrix",
            "Matrix of submissions and priorities",
            "1 where a counted submission is tagged to the priority or to one below it; a column "
            "adds up to the priority's submissions.",
            "Unit: counted submissions.",
        ),
        [Column("Reference"), *(Column(code, CellKind.WHOLE_NUMBER, width=9) for code in codes)],
        _matrix_rows(session, evidence),
        len(evidence.counted),
    )


def _matrix_rows(session: Session, evidence: Evidence) -> Iterator[Row]:
    lineages = {each.priority_id: each.lineage for each in evidence.frame}
    places = {each.priority_id: place for place, each in enumerate(evidence.frame)}
    tagged: defaultdict[int, set[int]] = defaultdict(set)
    for tag in evidence.tags:
        tagged[tag.submission_id].update(places[each] for each in lineages[tag.priority_id])
    chosen = (
        select(Submission.id, Submission.reference)
        .where(
            Submission.call_id == evidence.call.call_id,
            Submission.disposition.in_([each for each in Disposition if each.is_counted]),
        )
        .order_by(Submission.received_at, Submission.id)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    holds = evidence.holding
    for submission_id, reference in session.execute(chosen):
        if not holds(submission_id):
            continue
        cells = [0] * len(evidence.frame)
        for place in tagged.get(submission_id, ()):
            cells[place] = 1
        yield reference, *cells
