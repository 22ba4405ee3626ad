"""Walks every cell of a workbook: each that holds a number must be recounted, or say why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.recounting import groups, lists, tables, told
from tests.recounting.registers import Line
from tests.recounting.rules import Begins, Ends, Numbers, Rows
from tests.recounting.tables import Case, Table

TABLES: Mapping[str, Table] = {
    "Cover": told.cover,
    "Contents": lists.contents,
    "Ledger": tables.ledger,
    "Respondents": tables.respondents,
    "Coverage": tables.coverage,
    "Areas": tables.areas,
    "Joint": groups.joint,
    "Arrivals": tables.arrivals,
    "Questions": tables.questions,
    "Priorities": tables.priorities,
    "Priority × type": tables.by_type,
    "Priority × question": tables.by_question,
    "Evidence strength": tables.strength,
    "Framework grid": lambda case: [{"Code": code} for code in case.codes],
    "Evidence": lists.evidence,
    "Submissions": lists.submissions,
    "Answers": lists.answers,
    "Matrix": tables.matrix,
    "Quotations": lists.quotations,
    "Campaigns": groups.campaigns,
    "Campaign priorities": groups.campaign_priorities,
    "Late": lists.late,
    "Extensions": lists.extensions,
    "Coding frame": tables.frame,
    "Frame history": lists.frame_history,
    "Redactions": lists.redactions,
    "You said we did": lists.you_said,
    "Notes": told.notes,
    "Event log": lists.event_log,
    "Changes": lists.changes,
}
NAMES = {
    "Code", "Priority", "Priority code", "Level 1", "Level 2", "Level 3", "Path", "Name", "Type",
    "Parent type", "Respondent", "Reference", "Campaign", "Merged into", "Priority then",
    "Attribution", "Who", "Text",
}  # fmt: skip
"""Columns of names, codes and references: what is numbered in them counts nothing. Where a line has
to be told from others by one, it is compared all the same.
"""
NOT_RECOUNTED: Mapping[tuple[str, str], str] = {
    ("Cover", "lisdesk version"): "a version",
    ("Cover", "Database id"): "an identity",
    ("Cover", "Content hash"): "a hash of the whole call",
    ("Cover", "Filter in force"): "what an officer chose, by name",
    ("Coverage", "Who"): "names; type, area and question are compared",
    ("Priorities", "Finding"): "words of an officer",
    ("Framework grid", "*"): "words of officers and respondents",
    ("Evidence", "Quotation"): "words of respondents; where they stand is compared",
    ("Evidence", "Note"): "words of officers",
    ("Evidence", "Not for publication"): "words of respondents",
    ("Answers", "Not for publication"): "words of respondents",
    ("Quotations", "Quotation"): "words of respondents",
    ("Campaigns", "Text shown once"): "words of respondents",
    ("Submissions", "Priorities"): "of withdrawn members of campaigns only; else compared",
    ("Submissions", "Relevant to"): "names of bodies, and why; Joint counts them",
    ("Coding frame", "Definition"): "words of officers",
    ("Coding frame", "Include"): "words of officers",
    ("Coding frame", "Exclude"): "words of officers",
    ("Redactions", "Words"): "words of respondents",
    ("Notes", "Template"): "what an officer chose, by name",
    ("Event log", "What"): "names of what was edited; how many, and what they set, is compared",
    ("Changes", "What"): "names of what was edited; the edit is compared",
}
"""Why some cells that hold digits have no recount. Before and After of Changes are values as they
were stored; how many rows they tell of is compared.
"""
WITHHELD = re.compile("withheld|fewer than [0-9]+")
_NUMBER = re.compile(r"\d+(?:,\d{3})*")
_ROWS = re.compile(r"(\d[\d,]*) rows of ([a-z ]+)")
_INHERITED = ("excerpt", "tag", "inherited tag")
"""Tables of what members of a campaign have from its seed: how many follows from how their words
stand in each other, and is told of both tables of tags alike.
"""


def wrong_cells(case: Case) -> list[str]:
    """Return every number of a workbook that is not what a recount gives, or has none."""
    return [each for name in case.book for each in wrong_in_sheet(case, name)]


def unseen_changes(case: Case) -> list[str]:
    """Return the columns, by sheet, in which a number, a day or a time could be another one and no
    recount would tell: the first of each is changed by one.
    """
    found = []
    for name, page in case.book.items():
        lines = [dict(line) for line in page.lines]
        changed = {}
        for heading in next(iter(lines), ()):
            numbers = (line for line in lines if not isinstance(line[heading], str))
            line = next(numbers, None)
            if line is not None:
                cell = line[heading]
                line[heading] = cell + (timedelta(1) if isinstance(cell, date) else 1)
                changed[heading] = repr(line[heading])
        book = {**case.book, name: page._replace(lines=lines)}
        told_of = list(wrong_in_sheet(replace(case, book=book), name))
        found += [
            f"{name} {heading}" for heading, cell in changed.items()
            if not any(f" {heading}: {cell}" in each for each in told_of)
        ]  # fmt: skip
    return found


def wrong_in_sheet(case: Case, name: str) -> Iterator[str]:
    """Yield the same of one sheet."""
    if name not in TABLES:
        yield f"{name}: nobody recounts this sheet"
        return
    yield from _wrong_head(case, name)
    wanted, page = TABLES[name](case), case.lines(name)
    if len(wanted) != len(page):
        yield f"{name}: {len(page)} lines, not {len(wanted)}"
    for place, (line, own) in enumerate(zip(page, wanted, strict=False), start=5):
        for heading in set(own) - set(line):
            yield f"{name} {place}: no column {heading}"
        for heading, cell in line.items():
            where = f"{name} {place} {next(iter(line.values()))!r} {heading}"
            if heading in own:
                is_told = isinstance(own[heading], Numbers)
                said = _without_names(case, str(cell)) if is_told else cell
                if not _says(said, own[heading]):
                    yield f"{where}: {cell!r}, not {own[heading]!r}"
            elif holds_number(cell) and not _is_excused(name, heading, line):
                yield f"{where}: {cell!r} is not recounted"


def _wrong_head(case: Case, name: str) -> Iterator[str]:
    for where, text, wanted in zip(
        ("A1", "A2", "A3"), case.book[name].head, (Numbers(), *told.heads(case, name)), strict=True
    ):
        words = _without_names(case, text)
        if not _says(words, wanted):
            yield f"{name} {where}: {text!r} does not tell {wanted}"


def _without_names(case: Case, text: str) -> str:
    types = sorted(case.own.parents, key=len, reverse=True)
    for each in (told.filter_words(case), case.deeds.reference, *types):
        text = text.replace(each, "")
    return re.sub(r"\bQ\d+\b", "", text)


def holds_number(cell: Any) -> bool:
    """Whether a cell holds a number, a day or a time, tells one in words, or withholds one."""
    if isinstance(cell, str):
        return bool(re.search(r"\d", cell)) or WITHHELD.fullmatch(cell) is not None
    return isinstance(cell, int | float | date | time)


def _is_excused(name: str, heading: str, line: Line) -> bool:
    if heading in NAMES:
        return isinstance(line[heading], str)
    own = next(iter(line.values())) if name in ("Cover", "Notes") else heading
    return bool({(name, own), (name, "*")} & set(NOT_RECOUNTED))


def _says(cell: Any, wanted: Any) -> bool:
    match wanted:
        case Numbers():
            said = [int(each.replace(",", "")) for each in _NUMBER.findall(str(cell))]
            return said == list(wanted)
        case Rows():
            found = {
                name: int(each.replace(",", "")) for each, name in _ROWS.findall(str(cell))
            }  # fmt: skip
            inherited = {name: found.pop(name, None) for name in _INHERITED}
            return found == wanted.tables and inherited["tag"] == inherited["inherited tag"]
        case Begins():
            return str(cell).startswith(wanted.words)
        case Ends():
            return str(cell).endswith(wanted.words)
        case date() if not isinstance(wanted, datetime):
            return bool(cell == datetime(wanted.year, wanted.month, wanted.day))
    return bool(cell == wanted) and isinstance(cell, bool) is isinstance(wanted, bool)
