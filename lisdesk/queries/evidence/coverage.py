"""How many answered each question."""

from __future__ import annotations

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.counting import base_of_priorities
from lisdesk.rules.quantifiers import share
from lisdesk.table import Chart, Column, Row


def questions_sheet(evidence: Evidence) -> Sheet:
    """Return how many of the counted submissions with content answered each question."""
    base = base_of_priorities(evidence.submissions)
    rows: list[Row] = []
    for question_id, (number, text) in evidence.call.questions.items():
        answered = evidence.texts.question_bases.get(question_id, 0)
        rows.append((f"Q{number}", text, answered, base - answered, share(answered, base)))
    return listed(
        Heading(
            "Questions",
            "Questions answered",
            "How many submissions answered each question with more than a non-answer. A letter "
            "may speak to a question without answering it.",
            f"Unit: counted submissions; base: the {base:,} with content.",
        ),
        [
            Column("Question", width=12),
            *long_columns("Text", width=70),
            *number_columns(["Answered", "Not answered"]),
            Column("Share", width=18),
        ],
        rows,
        Chart(
            "Submissions that answered each question",
            "Question",
            ("Answered", "Not answered"),
            horizontal=True,
            stacked=True,
            category_axis="Question",
            value_axis="Submissions",
            names=("Question", "Text"),
        ),
    )
