"""The coding frame with its definitions, and how it came to be what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.frame_lineage import MergedRow, frame_history, merged_priorities
from lisdesk.rules.counting import PriorityCount
from lisdesk.table import CellKind, Column, Row

MERGED = "Merged"
"""The status of a priority that was merged into another."""


def coding_frame_sheet(
    session: Session, evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> Sheet:
    """Return the coding frame with its definitions; behind it the priorities that were merged.

    Examples may be respondents' words, so that no publication has them.
    """
    is_publication = evidence.disclosure.is_publication
    rows: list[Row] = [
        (
            each.code,
            " > ".join(each.path),
            each.definition,
            each.include,
            each.exclude,
            *([] if is_publication else [each.examples]),
            each.status.label,
            None,
            counts[each.priority_id].own_submissions,
        )
        for each in evidence.listed_frame
    ]
    return listed(
        Heading(
            "Coding frame",
            "Coding frame",
            "The priorities with the definitions by which submissions were tagged to them. Those "
            "that were merged into others stand at the end, as they were then.",
            "Unit: priorities. Used by: counted submissions tagged to the priority itself.",
        ),
        [
            Column("Code", width=10),
            *long_columns("Path", width=40),
            *long_columns("Definition", width=50),
            *long_columns("Include", "Exclude", width=40),
            *([] if is_publication else long_columns("Examples", width=40)),
            Column("Status", width=12),
            Column("Merged into", width=14),
            *number_columns(["Used by"]),
        ],
        [*rows, *_merged_rows(evidence, merged_priorities(session, evidence.call.call_id))],
    )


def frame_history_sheet(session: Session, evidence: Evidence) -> Iterator[Sheet]:
    """Yield the sheet of what happened to the frame, if anything did, the oldest first."""
    rows: list[Row] = [
        (row.at, row.priority, row.words, row.tags, row.reason, row.officer)
        for row in reversed(frame_history(session, evidence.call.call_id))
    ]
    if rows:
        yield listed(
            Heading(
                "Frame history",
                "Frame history",
                "What happened to the priorities, since it is kept. What was taken back is not "
                "in it.",
                "Unit: changes of the coding frame. Tags: those that went over to another "
                "priority.",
            ),
            [
                Column("When", CellKind.MOMENT),
                *long_columns("Priority then", width=32),
                *long_columns("What", width=60),
                *number_columns(["Tags"]),
                *long_columns("Reason", width=40),
                Column("Officer"),
            ],
            rows,
        )


def _merged_rows(evidence: Evidence, merged: Sequence[MergedRow]) -> Iterator[Row]:
    codes = {each.priority_id: each.code for each in merged}
    codes |= {each.priority_id: each.code for each in evidence.frame}
    for each in merged:
        examples = () if evidence.disclosure.is_publication else (each.examples,)
        texts = (each.definition, each.include, each.exclude, *examples)
        yield (each.code, each.name, *texts, MERGED, codes.get(each.into_id), None)
