"""What officers noted on words and on whole submissions, for their own edition."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.answers import marked, not_for_publication
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.memos import MemoRow, memos_of_call
from lisdesk.rules.cell_text import cut_text
from lisdesk.table import CellKind, Column, Row


def memos_sheet(session: Session, evidence: Evidence) -> list[Sheet]:
    """Return the memos on submissions of the edition, with what they stand on; no sheet if there
    are none.
    """
    held = {each.submission_id for each in evidence.submissions}
    rows = [
        row for row in memos_of_call(session, evidence.call.call_id) if row.submission_id in held
    ]
    if not rows:
        return []
    heading = Heading(
        "Memos",
        "Memos of officers",
        "What officers noted on words that carry no tag, or on a whole submission. No publication "
        "holds them.",
        "Unit: memos. Start and end count characters of the text, the end not included.",
    )
    columns = [
        Column("Reference", width=14),
        Column("Question", width=18),
        *long_columns("Words", width=60),
        *long_columns("Memo", width=60),
        Column("Officer"),
        Column("When", CellKind.MOMENT),
        Column("Changed", CellKind.MOMENT),
        not_for_publication(),
        *number_columns(["Start", "End"]),
        Column("Earlier text", width=12),
    ]
    return [listed(heading, columns, [_cells(evidence, row) for row in rows])]


def _cells(evidence: Evidence, row: MemoRow) -> Row:
    is_on_words = row.text_id is not None
    return (
        row.reference,
        row.place,
        cut_text(row.quote) or None,
        cut_text(row.words),
        row.officer,
        row.written_at,
        row.changed_at,
        marked(evidence, row.submission_id, row.text_id, row.quote, row.start),
        row.start if is_on_words else None,
        row.end if is_on_words else None,
        "yes" if row.is_on_earlier_text else None,
    )
