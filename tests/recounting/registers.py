"""A workbook as cells, and what its own registers come to: Submissions, Evidence, Answers, Coding
frame and the list of stakeholder types.

Nothing of the program is used here: python-calamine reads the file, plain arithmetic does the rest.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

from tests.recounting.rules import GRADES, STANCES, share, stance, word

COUNTED = {"Counted", "Late, accepted"}
IN_CAMPAIGN = ("Campaign copy, counted once", "Campaign, reported separately")
_STRENGTHS = ("", *GRADES)
Line = dict[str, Any]


class Page(NamedTuple):
    """A sheet: its title, what it holds, its filter and unit, and its lines by heading."""

    head: list[str]
    lines: list[Line]


Book = dict[str, Page]


def book_of(path: Path) -> Book:
    """Return every sheet of a workbook, with whole numbers as int; all cells are looked at."""
    workbook = CalamineWorkbook.from_path(path)
    return {name: _page(workbook, name) for name in workbook.sheet_names}


def _page(workbook: CalamineWorkbook, name: str) -> Page:
    rows = [
        list(map(_plain, row))
        for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    ]
    assert not any(cell for row in rows[:3] for cell in row[1:]), name
    head = [row[0] for row in rows[:3]]
    if rows[3][0] == "None.":
        assert not any(cell for cell in rows[3][1:]), name
        assert len(rows) == 4, name
        return Page(head, [])
    headings = rows[3]
    assert len(set(headings)) == len(headings), name
    return Page(head, [dict(zip(headings, row, strict=True)) for row in rows[4:]])


def _plain(cell: Any) -> Any:
    """Return whole numbers as int, and days and moments alike as moments: midnight is read as a
    day.
    """
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return cell


class Registers:
    """What the registers of an internal edition come to."""

    def __init__(self, book: Book, scale: Any = None, *, only_counted: bool = False) -> None:
        """Stand on a workbook; `only_counted` leaves out what the publication of a part does."""
        self.book, self.scale = book, scale
        self.register: list[Line] = [
            x for x in book["Submissions"].lines
            if not only_counted or x["Disposition"] in COUNTED
        ]  # fmt: skip
        self.of = {x["Reference"]: x for x in self.register}
        self.counted = {x["Reference"]: x for x in self.register if x["Disposition"] in COUNTED}
        self.evidence = book["Evidence"].lines
        self.answers = [x for x in book["Answers"].lines if x["Reference"] in self.of]
        self.parents = {x["Type"]: x["Parent type"] for x in book["Respondents"].lines}
        frame = [x for x in book["Coding frame"].lines if x["Status"] != "Merged"]
        by_path = {x["Path"]: x["Code"] for x in frame}
        self.lineage: dict[str, set[str]] = {}
        for path, code in by_path.items():
            names = path.split(" > ")
            above = [" > ".join(names[:depth]) for depth in range(1, len(names) + 1)]
            self.lineage[code] = {by_path[each] for each in above}
        self.under = defaultdict[str, list[Line]](list)
        for line in self.evidence:
            for code in self.lineage[line["Priority code"]]:
                self.under[code].append(line)
        says = {x["Reference"] for x in self.answers if x["Non-answer"] != "yes"}
        says |= {x["Reference"] for x in self.register if x["Attachments"]}
        self.base = says & set(self.counted)
        self.texts = texts_of(book)

    def references(self, code: str) -> set[str]:
        """Return who speaks to a priority."""
        return {x["Submission reference"] for x in self.under[code]}

    def priority(self, code: str) -> Line:
        """Return the line of a priority, as far as it is made of numbers."""
        lines, on_it = self.under[code], self.references(code)
        part = len(on_it & self.base)
        return {
            "Submissions": len(on_it),
            "Own submissions": len(
                {x["Submission reference"] for x in lines if x["Priority code"] == code}
            ),
            "Stakeholders": len({x["Respondent"] for x in lines} - {""}),
            "Excerpts": len(set(map(place_of, lines)) - {None}),
            **self.stances(code, on_it),
            "Strongest evidence": max(
                (x["Evidence strength"] for x in lines), key=_STRENGTHS.index, default=""
            ),
            "Share of base": share(part, len(self.base)),
            "Quantifier": word(part, len(self.base), self.scale),
        }

    def stances(self, code: str, on_it: set[str]) -> dict[str, int]:
        """Return how some submissions stand to a priority."""
        said = defaultdict[str, list[str]](list)
        for line in self.under[code]:
            said[line["Submission reference"]].append(line["Stance"])
        found = Counter(stance(said[each]) for each in on_it)
        return {name: found[name] for name in STANCES}

    def grades(self, code: str) -> dict[str, int]:
        """Return who speaks to a priority, with the place of their strongest grade there; -1 for
        those without.
        """
        found = dict.fromkeys(self.references(code), 0)
        for line in self.under[code]:
            own = _STRENGTHS.index(line["Evidence strength"])
            found[line["Submission reference"]] = max(own, found[line["Submission reference"]])
        return {reference: grade - 1 for reference, grade in found.items()}

    def by_type(self, code: str) -> Counter:
        """Return who speaks to a priority by type."""
        return Counter(self.counted[each]["Type"] for each in self.references(code))

    def by_question(self, code: str, question: str) -> int:
        """Return who speaks to a priority at a question."""
        wanted = ("", "Letter") if question == "No question" else (question,)
        return len({x["Submission reference"] for x in self.under[code] if x["Question"] in wanted})

    def answered(self, question: str) -> set[str]:
        """Return the counted submissions that answered a question with more than a non-answer."""
        found = {
            x["Reference"]
            for x in self.answers
            if x["Question"] == question and x["Non-answer"] != "yes"
        }
        return found & set(self.counted)

    def by(self, heading: str, value: str) -> tuple[int, int]:
        """Return counted submissions and respondents with a value in the register."""
        own = [x for x in self.counted.values() if x[heading] == value]
        return len(own), len({x["Respondent"] for x in own} - {""})

    def heard(self, kind: str, area: str, question: str) -> int:
        """Return the counted submissions of a type or one below it, from an area, that answered a
        question; each may be empty for all.
        """
        who = self.answered(question) if question else set(self.counted)
        return sum(
            kind in ("", self.counted[each]["Type"], self.parents[self.counted[each]["Type"]])
            and area in ("", self.counted[each]["Area"])
            for each in who
        )

    def may_be_quoted(self, reference: str) -> bool:
        """Whether a publication may hold the words of a counted submission."""
        line = self.counted.get(reference)
        return bool(line) and line["Confidential"] != "yes" and line["Permission"] in PERMITTED

    def is_earlier(self, line: Line) -> bool:
        """Whether a line of Evidence stands on a text that was corrected since."""
        text = self.texts.get((line["Submission reference"], line["Question"]), "")
        return bool(line["Text hash"]) and hash_of(text) != line["Text hash"]


PERMITTED = ("Publish with name", "Publish without name")


def place_of(line: Line) -> tuple | None:
    """Return what tells the words of a line of Evidence from others; None if it stands on none."""
    if not line["Text hash"]:
        return None
    names = ("Submission reference", "Question", "Text hash", "Start", "End")
    return tuple(line[name] for name in names)


def texts_of(book: Book) -> dict[tuple[str, str], str]:
    """Return the whole texts of Answers, by reference and question."""
    found = defaultdict[tuple[str, str], str](str)
    for line in book["Answers"].lines:
        found[line["Reference"], line["Question"]] += line["Text"]
    return dict(found)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
