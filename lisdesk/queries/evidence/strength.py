"""How strong the evidence on each priority is, beside how many speak to it."""

from __future__ import annotations

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns, priority_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.evidence_strength import RULE, StrengthCount, strength_counts, strength_words
from lisdesk.rules.vocabulary import Strength
from lisdesk.table import Chart, ChartKind, Column, Row

_GRADE = "Typical grade"
_WORDS = "In words"
_GRADES = tuple(Strength)


def strength_sheet(evidence: Evidence) -> Sheet:
    """Return the graded evidence of each priority, with its chart against the submissions."""
    counts = strength_counts(evidence.submissions, evidence.tags, evidence.nodes)
    levels = {each.priority_id: len(each.lineage) for each in evidence.frame}
    words = strength_words(counts, levels)
    return listed(
        Heading(
            "Evidence strength",
            "Evidence strength by priority",
            "How strong the evidence on each priority is, beside how many submissions speak to it; "
            "the one does not follow from the other.",
            "Unit: counted submissions, each once per priority by its strongest graded tag there, "
            "those below the priority included.",
            further=RULE,
        ),
        [
            Column("Code", width=10),
            *priority_columns(),
            *number_columns(["Submissions", "Graded", *(each.label for each in _GRADES)]),
            *number_columns([_GRADE]),
            Column("Typical evidence", width=18),
            Column(_WORDS, width=18),
        ],
        [
            _row(each, counts[each.priority_id], words[each.priority_id])
            for each in evidence.listed_frame
        ],
        Chart(
            "Evidence strength against submissions",
            "Priority",
            ("Submissions", _GRADE),
            category_axis="Priority",
            value_axis="Submissions",
            kind=ChartKind.POINTS,
            names=("Code", "Priority"),
            words=_WORDS,
            steps=tuple(each.label for each in _GRADES),
            note=RULE,
        ),
    )


def _row(each: PriorityFact, count: StrengthCount, words: str) -> Row:
    typical = count.typical
    return (
        each.code,
        each.name,
        count.submissions,
        count.graded,
        *count.by_grade,
        None if typical is None else _GRADES.index(typical) + 1,
        "" if typical is None else typical.label,
        words,
    )
