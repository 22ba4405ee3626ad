"""What was found: by priority, by question, by stakeholder type, in words of respondents, and what
becomes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from lisdesk.queries.report.by_type import by_type_blocks
from lisdesk.queries.report.taken import (
    NAME,
    Line,
    chart,
    lines,
    made,
    many,
    named,
    numbers,
    taken,
    text_of,
    texts,
    unit,
    whole,
)
from lisdesk.rules.feedback import RESPONSE_WEEKS
from lisdesk.rules.report import Block, Paragraph, Quotation, Section
from lisdesk.rules.wall_time import day_words
from lisdesk.table import Cell, Column, Row, Table

MOST_QUOTATIONS = 8
"""How many quotations of a priority stand in a report, those first that an officer bookmarked."""

_STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
_NAMING = 2
"""Columns that name the priority. Those behind them are in the order of the types, whose names are
an officer's and may be those of other columns: all types are first in the grid, last in the counts.
"""
_NO_QUESTION = "No question"
Sheets = Mapping[str, Table]


def priorities_section(sheets: Sheets) -> Section:
    """Return the numbers of all priorities, then of each what is concluded."""
    table = sheets["Priorities"]
    headings = ("Priority", "Submissions", "Stakeholders", *_STANCES, "Share of base")
    blocks: list[Block] = [Paragraph(table.description), *chart(table)]
    blocks += taken(table, headings, title="Submissions by priority and stance", always=_STANCES)
    blocks += by_type_blocks(sheets["Priority × type"])
    blocks += _strength(sheets["Evidence strength"])
    parts = [
        Section(
            f"priority-{place}",
            named(line),
            (
                Paragraph(_numbers(line)),
                *_paragraphs(text_of(line["Finding"])),
            ),
        )
        for place, line in enumerate(lines(table), start=1)
    ]
    return Section(
        "findings", "Findings by priority", tuple(blocks), tuple(parts), lists_sections=True
    )


def _strength(table: Table) -> list[Block]:
    """Return how strong the evidence is, beside how much there is."""
    *_, grade, typical, words = (column.heading for column in table.columns)
    headings = ("Priority", "Submissions", "Graded", typical, words)
    found = taken(table, headings, is_wanted=lambda line: line[grade] is not None)
    return [Paragraph(table.description), *chart(table), *found] if found else []


def _numbers(line: Line) -> str:
    word = f"; in words: {line['Quantifier']}" if line["Quantifier"] else ""
    strongest = text_of(line["Strongest evidence"])
    evidence = f" Strongest evidence: {strongest.lower()}." if strongest else ""
    return f"Share of the submissions with content: {line['Share of base']}{word}.{evidence}"


def questions_section(sheets: Sheets, questions: Mapping[int, tuple[int, str]]) -> Section:
    """Return, question by question, which priorities the answers speak to."""
    table = sheets["Priority × question"]
    *spoken, bases = lines(table) or [{}]
    parts = [
        _question(spoken, f"Q{number}", f"Question {number}", text, whole(bases.get(f"Q{number}")))
        for number, text in questions.values()
    ]
    if any(whole(line[_NO_QUESTION]) for line in spoken):
        told = "Letters, and submissions that were tagged as a whole."
        parts.append(_question(spoken, _NO_QUESTION, "No question", told, None))
    answered = sheets["Questions"]
    blocks: list[Block] = [Paragraph(answered.description), *chart(answered)]
    blocks += taken(answered, ("Question", "Text", "Answered", "Not answered", "Share"))
    blocks += [Paragraph(table.description), Paragraph(unit(table))]
    return Section(
        "questions", "Findings by question", tuple(blocks), tuple(parts), lists_sections=True
    )


def _question(
    spoken: Iterable[Line], column: str, heading: str, text: str, base: int | None
) -> Section:
    rows: list[Row] = [(named(line), line[column]) for line in spoken if whole(line[column])]
    blocks: list[Block] = [Paragraph(text)]
    if base is not None:
        blocks.append(Paragraph(f"{many(base, 'submission')} answered it."))
    columns = [*texts("Priority"), *numbers("Submissions")]
    found = made(f"{heading}: submissions by priority", columns, rows)
    blocks += found or [Paragraph("No answer to it was tagged.")]
    return Section(f"question-{column.removeprefix('Q').split()[0].lower()}", heading,
                   tuple(blocks))  # fmt: skip


def grid_section(sheets: Sheets) -> Section:
    """Return for each priority what each stakeholder type says of it, with its number."""
    grid, counts = sheets["Framework grid"], sheets["Priority × type"]
    headings = [column.heading for column in grid.columns][_NAMING:]
    parts: list[Section] = []
    for place, (row, count) in enumerate(zip(grid.rows, counts.rows, strict=True), start=1):
        line = dict(zip(("Code", NAME), row, strict=False))
        *by_type, total = count[_NAMING:]
        rows = [
            (heading, number, text)
            for heading, number, text in zip(
                headings, (total, *by_type), row[_NAMING:], strict=True
            )
            if text or whole(number)
        ]
        table = made(
            f"{named(line)}, by stakeholder type",
            [*texts("Stakeholder type"), *numbers("Submissions"), *texts("What is said")],
            rows,
        )
        if table:
            parts.append(Section(f"grid-{place}", named(line), tuple(table)))
    told = (
        f"{grid.description} A type is left out where nothing is written and its number is 0 or "
        "withheld."
    )
    return Section("grid", "Framework grid", (Paragraph(told),), tuple(parts))


def quotations_section(sheets: Sheets) -> Section:
    """Return what respondents said, as far as it may be quoted, by priority."""
    kept: defaultdict[tuple[Cell, Cell], list[Quotation]] = defaultdict(list)
    counts: defaultdict[tuple[Cell, Cell], int] = defaultdict(int)
    headings = [column.heading for column in sheets["Quotations"].columns]
    for row in sheets["Quotations"].rows:
        line = dict(zip(headings, row, strict=True))
        priority = (line["Code"], line[NAME])
        counts[priority] += 1
        if counts[priority] <= MOST_QUOTATIONS:
            words = text_of(line["Quotation"])
            kept[priority].append(Quotation(words, text_of(line["Attribution"])))
    parts = [
        Section(
            f"quotations-{place}",
            named({"Code": priority[0], NAME: priority[1]}),
            (Paragraph(_how_many(len(quotations), counts[priority])), *quotations),
        )
        for place, (priority, quotations) in enumerate(kept.items(), start=1)
    ]
    told = sheets["Quotations"].description + ("" if parts else " There are none.")
    return Section("quotations", "What respondents said", (Paragraph(told),), tuple(parts))


def _how_many(here: int, of_all: int) -> str:
    if here == of_all:
        return f"{many(of_all, 'excerpt')} may be quoted."
    return f"{many(of_all, 'excerpt')} may be quoted; {here} stand here, all in the workbook."


def answered_section(sheets: Sheets, due_on: date) -> Section:
    """Return what was said on the priorities, what is done about it, and what comes next."""
    table = sheets["You said we did"]
    headings = ("Priority", "You said", "We did", "Owner", "Due", "Status", "Reason")
    found: list[Block] = list(taken(table, headings))
    if not found:
        found.append(Paragraph("Nothing is written yet."))
    words = (
        f"A response to this call is owed by {day_words(due_on)}, {RESPONSE_WEEKS} weeks after its "
        "close."
    )
    following = Section("next", "What happens next", (Paragraph(words),))
    return Section("you-said", "You said, we did", tuple(found), (following,))


def frame_section(sheets: Sheets) -> Section:
    """Return what the priorities mean by which submissions were tagged."""
    table = sheets["Coding frame"]
    headings = ("Priority", "Definition", "Include", "Exclude", "Status", "Merged into")
    columns = [*texts("Priority", "Definition", "Include", "Exclude"), *map(Column, headings[4:])]
    rows: list[Row] = [
        (f"{line['Code']} {line['Path']}", *(line[each] for each in headings[1:]))
        for line in lines(table)
    ]
    whole_table = Table(table.name, table.title, "", table.unit, tuple(columns), rows)
    note = "Those that were merged into others stand at the end, as they were then."
    found = taken(whole_table, headings, title="Priorities and what they mean", note=note)
    return Section("frame", "The priorities and what they mean", tuple(found))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    yield from (Paragraph(part.strip("\n")) for part in text.split("\n\n") if part.strip())
