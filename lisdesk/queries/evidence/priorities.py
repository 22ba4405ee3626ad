"""The priorities with their numbers: the list, by stakeholder type, by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.one_group import one_groups
from lisdesk.queries.evidence.sheets import (
    Heading,
    Sheet,
    listed,
    long_columns,
    number_columns,
    priority_columns,
)
from lisdesk.queries.evidence.snapshot import Evidence, in_base
from lisdesk.rules.cell_text import unique_headings
from lisdesk.rules.counting import (
    PriorityCount,
    base_of_priorities,
    priority_counts,
)
from lisdesk.rules.quantifiers import quantifier, share
from lisdesk.rules.suppression import WITHHELD, suppress_row
from lisdesk.table import Cell, Chart, ChartKind, Column, Row

TOTAL = "Total"
NO_QUESTION = "No question"
"""Tags on a letter or on a whole submission."""
_BASE = "Base"
_LEVEL_COLUMNS = ("Level 1", "Level 2", "Level 3")
_STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")


def numbers_of_priorities(evidence: Evidence) -> dict[int, PriorityCount]:
    """Return the numbers of every priority, by its id."""
    return priority_counts(evidence.submissions, evidence.tags, evidence.nodes)


def priorities_sheet(evidence: Evidence, counts: Mapping[int, PriorityCount]) -> Sheet:
    """Return the list of priorities with their numbers, stances and shares, and its chart."""
    base, conclusions = base_of_priorities(evidence.submissions), evidence.conclusions
    is_part, is_published = evidence.is_published_part, evidence.disclosure.is_publication
    found = {} if is_published else one_groups(evidence)
    groups = {key: each.words for key, each in found.items()}
    based = priority_counts(in_base(evidence.submissions), evidence.tags, evidence.nodes)
    rows = [
        (
            *_priority_row(each, counts[each.priority_id], hides_stakeholders=is_part),
            WITHHELD if is_part else share(based[each.priority_id].submissions, base),
            WITHHELD
            if is_part
            else quantifier(based[each.priority_id].submissions, base, conclusions.scale),
            _finding(evidence, each.priority_id),
            *([] if is_published else [groups.get(each.priority_id, "")]),
        )
        for each in evidence.listed_frame
    ]
    return listed(
        Heading(
            "Priorities",
            "Priorities",
            "How many submissions speak to each priority, and how. A priority includes those "
            "below it; “own” does not.",
            "Unit: counted submissions, each once per priority"
            + ("." if is_part else f"; base of shares: {base:,} with content."),
        ),
        _list_columns(evidence),
        rows,
        Chart(
            "Submissions by priority and stance",
            "Priority",
            _STANCES,
            horizontal=True,
            stacked=True,
            category_axis="Priority",
            value_axis="Submissions",
            names=("Code", "Priority"),
        ),
    )


def _list_columns(evidence: Evidence) -> list[Column]:
    """Return the columns of the list; officers name the one of headings, perhaps as another is."""
    before = [
        Column("Code", width=10),
        *priority_columns(_LEVEL_COLUMNS),
        Column("Status", width=12),
    ]
    after = [
        *number_columns(["Submissions", "Own submissions", "Stakeholders", "Excerpts", *_STANCES]),
        Column("Strongest evidence", width=18),
        Column("Share of base", width=16),
        Column("Quantifier", width=16),
        *long_columns("Finding", width=70),
        *([] if evidence.disclosure.is_publication else long_columns("One group", width=40)),
    ]
    taken = [each.heading for each in (*before, *after)]
    own = unique_headings([evidence.call.heading_word], taken)
    return [*before, *long_columns(*own, width=24), *after]


def _priority_row(each: PriorityFact, count: PriorityCount, *, hides_stakeholders: bool) -> Row:
    return (
        each.code,
        *each.levels,
        each.name,
        each.status.label,
        each.foundations,
        count.submissions,
        count.own_submissions,
        WITHHELD if hides_stakeholders else count.stakeholders,
        count.excerpts,
        count.support,
        count.oppose,
        count.mixed,
        count.neutral,
        count.unstated,
        count.strongest.label if count.strongest else "",
    )


def _finding(evidence: Evidence, priority_id: int) -> str:
    """Return what is concluded for a priority, as this edition shows it."""
    found = evidence.conclusions.findings.get((priority_id, None))
    if found is None or not evidence.disclosure.is_publication:
        return found.text if found else ""
    return evidence.conclusions.published_finding((priority_id, None))


def priority_by_type_sheet(
    evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> tuple[Sheet, int]:
    """Return the priorities by stakeholder type, and how many numbers are withheld in it."""
    keys = evidence.types.lines()
    by_type = shown_by_type(evidence, counts)
    withheld = sum(
        not isinstance(cell, int)
        for each in evidence.listed_frame
        for cell in by_type[each.priority_id][0]
    )
    rows: list[Row] = [
        (each.code, each.name, *shown, total)
        for each in evidence.listed_frame
        for shown, total in [by_type[each.priority_id]]
    ]
    labels = unique_headings(map(evidence.types.label, keys), ("Code", "Priority", TOTAL))
    sheet = listed(
        Heading(
            "Priority × type",
            "Priorities by stakeholder type",
            "Counted submissions on each priority, those below it included, by the sector that "
            "the respondent speaks from.",
            "Unit: counted submissions, each once per priority.",
        ),
        _cross_columns([*labels, TOTAL]),
        rows,
        Chart(
            "Submissions by priority and stakeholder type",
            "Priority",
            tuple(labels),
            category_axis="Priority",
            value_axis="Submissions",
            kind=ChartKind.HEAT_MAP,
            names=("Code", "Priority"),
        ),
    )
    return sheet, withheld


def shown_by_type(
    evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> dict[int, tuple[list[Cell], Cell]]:
    """Return the numbers of each priority by stakeholder type, and its total, as this edition shows
    them; texts stand in place of what it withholds.
    """
    cells = evidence.cross_tables.by_type
    keys = evidence.types.lines()
    return {
        each.priority_id: _disclosed(
            evidence,
            [cells.get((each.priority_id, key), 0) for key in keys],
            counts[each.priority_id].submissions,
        )
        for each in evidence.frame
    }


def _disclosed(evidence: Evidence, numbers: Sequence[int], total: int) -> tuple[list[Cell], Cell]:
    """Return a row as it is shown, with its total, which may give away what it adds up."""
    if not evidence.disclosure.is_publication:
        return list(numbers), total
    shown = suppress_row(numbers, evidence.disclosure.threshold)
    return ([WITHHELD] * len(numbers), WITHHELD) if shown is None else (list(shown), total)


def priority_by_question_sheet(evidence: Evidence) -> Sheet:
    """Return the priorities by question, with the base of each question."""
    cells = evidence.cross_tables.by_question
    questions = evidence.call.questions
    keys: list[int | None] = [*questions, None]
    rows: list[Row] = [
        (each.code, each.name, *(cells.get((each.priority_id, key), 0) for key in keys))
        for each in evidence.listed_frame
    ]
    if bases_rows(evidence):
        bases = [evidence.texts.question_bases.get(question_id, 0) for question_id in questions]
        rows.append((_BASE, "Submissions that answered the question", *bases, None))
    asked = " ".join(f"Q{number}: {text}" for number, text in questions.values())
    return listed(
        Heading(
            "Priority × question",
            "Priorities by question",
            "Counted submissions on each priority, those below it included, by the question "
            f"whose answer was tagged; “{NO_QUESTION}” are letters and whole submissions.",
            "Unit: counted submissions, each once per priority and question"
            + ("; last row: the base." if bases_rows(evidence) else "."),
            further=asked,
        ),
        _cross_columns([*(f"Q{number}" for number, _ in questions.values()), NO_QUESTION]),
        rows,
    )


def bases_rows(evidence: Evidence) -> int:
    """Return how many rows at the end of “Priority × question” are of bases, not of priorities."""
    return 0 if evidence.is_published_part else 1


def _cross_columns(headings: Sequence[str]) -> list[Column]:
    return [
        Column("Code", width=10),
        *priority_columns(),
        *number_columns(headings),
    ]
