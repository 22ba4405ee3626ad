"""The targets of a call with what was heard: for officers, never in a publication."""

from __future__ import annotations

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.coverage import coverage_words
from lisdesk.table import Chart, Column, Row


def targets_sheet(evidence: Evidence) -> Sheet:
    """Return each target with what was heard, in the order of types, areas and questions."""
    rows: list[Row] = [
        (
            line.who,
            line.type or "All",
            line.area or "All",
            line.question or "All",
            line.heard,
            line.wanted,
            line.gap,
            line.reached.value,
        )
        for line in evidence.coverage
    ]
    return listed(
        Heading(
            "Coverage",
            "Coverage",
            f"Who was heard against who is to be heard. {coverage_words(evidence.coverage)}",
            "Unit: counted submissions. A type counts with the types below it; a question counts "
            "those who answered it with more than a non-answer.",
        ),
        [
            *long_columns("Who", width=44),
            *long_columns("Type", width=32),
            *long_columns("Area", width=24),
            Column("Question", width=12),
            *number_columns(["Heard", "Target", "Gap"]),
            Column("In words", width=18),
        ],
        rows,
        Chart(
            "Heard against target",
            "Who",
            ("Heard",),
            horizontal=True,
            category_axis="Who",
            value_axis="Submissions",
            target="Target",
        ),
    )
