"""The event log of a call as a sheet: for officers, never in a publication."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lisdesk.queries.event_log import event_log
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.table import CellKind, Column, Row

_RECORDED_OUTSIDE = ("record_publication", "retract_publication")
"""Handing a workbook over does not change what it is made from."""


def event_log_sheet(session: Session, evidence: Evidence) -> Sheet:
    """Return what happened to a call in plain words, the oldest first."""
    events = event_log(session, evidence.call.call_id, without=_RECORDED_OUTSIDE)
    rows: list[Row] = [
        (event.at, event.officer, event.words, event.edits, event.until) for event in events
    ]
    return listed(
        Heading(
            "Event log",
            "Event log",
            "What happened to the call, in plain words. Edits of one kind that an officer made one "
            "after the other on a day are one event.",
            "Unit: events. Records of publications are not among them; Changes has every edit of "
            "the call, and not those of its framework.",
        ),
        [
            Column("When", CellKind.MOMENT),
            Column("Who"),
            *long_columns("What", width=90),
            Column("Edits", CellKind.WHOLE_NUMBER),
            Column("Until", CellKind.MOMENT),
        ],
        rows,
    )
