"""What is kept out of publications, for the officers' own edition."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.redactions import redactions_of_call
from lisdesk.table import CellKind, Column


def redactions_sheet(session: Session, evidence: Evidence) -> list[Sheet]:
    """Return the words that publications leave out, marked as what they are; no sheet if there are
    none.
    """
    rows = redactions_of_call(session, evidence.call.call_id)
    if not rows:
        return []
    heading = Heading(
        "Redactions",
        "Words kept out of publications",
        "Redacted and confidential words, which no publication shows, and what was lifted again.",
        "Unit: redactions. Start and end count characters of the text, the end not included.",
    )
    columns = [
        Column("Reference", width=14),
        Column("Question", width=12),
        Column("Kind", width=14),
        *long_columns("Reason", width=30),
        *long_columns("Words", width=60),
        Column("Start", CellKind.WHOLE_NUMBER, width=10),
        Column("End", CellKind.WHOLE_NUMBER, width=10),
        Column("Officer"),
        Column("When", CellKind.MOMENT),
        Column("Lifted", CellKind.MOMENT),
        Column("Lifted by"),
        *long_columns("Lifted because", width=40),
    ]
    cells = [
        (
            row.reference,
            row.place,
            row.kind.label,
            row.reason,
            row.words,
            row.start,
            row.end,
            row.officer,
            row.redacted_at,
            row.lifted_at,
            row.lifted_by or None,
            row.lifted_because or None,
        )
        for row in rows
    ]
    return [listed(heading, columns, cells)]
