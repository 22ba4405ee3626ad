"""What was decided about time: late submissions and moved deadlines."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import (
    Heading,
    Sheet,
    listed,
    long_columns,
    number_columns,
)
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.vocabulary import LateChoice, Timing
from lisdesk.rules.wall_time import local_words
from lisdesk.store.entities import LateDecision, Submission
from lisdesk.table import CellKind, Column, Row

_UNDECIDED = "No decision yet"
_WHOLE_DAY = "24:00"


def late_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return the late submissions with the decisions on them; in a publication, their numbers."""
    if evidence.disclosure.is_publication:
        return _late_counts(session, evidence)
    call_id = evidence.call.call_id
    decisions = _newest_decisions(session, call_id)
    deadline = deadline_in_force(evidence)
    chosen = (
        select(
            Submission.id,
            Submission.reference,
            Submission.sent_at,
            Submission.received_at,
            Submission.timing,
        )
        .where(Submission.call_id == call_id, Submission.timing == Timing.LATE)
        .order_by(Submission.received_at, Submission.id)
    )
    rows: list[Row] = []
    holds = evidence.holding
    for submission_id, reference, sent_at, received_at, timing in session.execute(chosen):
        if not holds(submission_id):
            continue
        decision = decisions.get(submission_id)
        decided = _decided_cells(decision) if decision else (_UNDECIDED, None, None, None)
        rows.append((reference, sent_at, received_at, deadline, timing.label, *decided))
    return listed(
        Heading(
            "Late",
            "Late submissions",
            "Submissions received after the deadline in force, and what a person decided.",
            "Unit: submissions, whatever else was decided about them.",
        ),
        [
            Column("Reference", width=14),
            Column("Sent", CellKind.MOMENT),
            Column("Received", CellKind.MOMENT),
            Column("Deadline in force", width=24),
            Column("Computed", width=24),
            Column("Decision", width=28),
            *long_columns("Reason", width=50),
            Column("Decided by", width=20),
            Column("When", CellKind.MOMENT),
        ],
        rows,
    )


def extensions_sheet(evidence: Evidence) -> Sheet:
    """Return the moves of the deadline."""
    deadlines = evidence.call.deadlines
    rows: list[Row] = []
    for earlier, later in zip(deadlines, deadlines[1:], strict=False):
        old, new = earlier.rule, later.rule
        rows.append(
            (
                old.closes_on,
                f"{old.closes_time:%H:%M}" if old.closes_time else _WHOLE_DAY,
                new.closes_on,
                f"{new.closes_time:%H:%M}" if new.closes_time else _WHOLE_DAY,
                later.reason,
                later.decided_at,
                later.notice,
            )
        )
    return listed(
        Heading(
            "Extensions",
            "Extensions",
            "Every time the deadline was moved.",
            f"Unit: extensions. Times in {evidence.call.zone}; 24:00 means the whole day.",
        ),
        [
            Column("From", CellKind.DAY),
            Column("From time", width=11),
            Column("To", CellKind.DAY),
            Column("To time", width=11),
            *long_columns("Reason"),
            Column("Announced", CellKind.MOMENT),
            *long_columns("Notice"),
        ],
        rows,
    )


def deadline_in_force(evidence: Evidence) -> str:
    """Return the deadline in words, with the moment of an earlier closing by hand."""
    words = evidence.call.deadlines[-1].rule.words()
    by_hand = evidence.call.closed_by_hand_at
    if by_hand is None or by_hand > evidence.call.closing_at:
        return words
    return f"{words}; closed by hand on {local_words(by_hand, evidence.call.zone)}"


class _Decision(NamedTuple):
    choice: LateChoice
    reason: str
    officer: str
    decided_at: datetime


def _decided_cells(decision: _Decision) -> Row:
    return decision.choice.label, decision.reason, decision.officer, decision.decided_at


def _newest_decisions(session: Session, call_id: int) -> dict[int, _Decision]:
    chosen = (
        select(
            LateDecision.submission_id,
            LateDecision.choice,
            LateDecision.reason,
            LateDecision.officer,
            LateDecision.decided_at,
        )
        .join(Submission, Submission.id == LateDecision.submission_id)
        .where(Submission.call_id == call_id)
        .order_by(LateDecision.id)
    )
    return {row[0]: _Decision(*row[1:]) for row in session.execute(chosen)}


def _late_counts(session: Session, evidence: Evidence) -> Sheet:
    chosen = select(Submission.id, Submission.late_choice).where(
        Submission.call_id == evidence.call.call_id, Submission.timing == Timing.LATE
    )
    holds = evidence.holding
    counts = Counter(choice for number, choice in session.execute(chosen) if holds(number))
    choices: list[LateChoice | None] = [*LateChoice, None]
    rows: list[Row] = [
        (choice.label if choice else _UNDECIDED, counts[choice])
        for choice in choices
        if counts[choice]
    ]
    return listed(
        Heading(
            "Late",
            "Late submissions",
            "Submissions received after the deadline in force, by what a person decided.",
            "Unit: submissions, whatever else was decided about them.",
        ),
        [Column("Decision", width=28), *number_columns(["Submissions"])],
        rows,
    )
