"""Read an evidence workbook as a stranger would, and reckon its numbers again from its own rows.

Nothing here is shared with the program: the rules are written down a second time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import python_calamine

Row = dict[str, object]
Sheets = dict[str, list[Row]]

COUNTED = ("Counted", "Late, accepted")
STRENGTHS = ("Anecdote", "Experience", "Case data", "Published study", "Official statistic")
SCALE = ((90, "almost all"), (75, "most"), (50, "majority"), (15, "less than half"), (0, "few"))
FEWEST_FOR_PERCENT = 30
HEADER_ROW = 3


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Return every cell of every sheet by python-calamine, in a form that readers can agree on."""
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    return {
        name: _trimmed(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in workbook.sheet_names
    }


def cells_by_openpyxl(path: Path) -> dict[str, list[list[object]]]:
    """Return the same by openpyxl."""
    workbook = openpyxl.load_workbook(path)
    return {
        sheet.title: _trimmed(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets
    }


def sheets(path: Path) -> Sheets:
    """Return the table of every sheet as rows by heading."""
    tables = {}
    for name, rows in cells(path).items():
        headings = [str(heading) for heading in rows[HEADER_ROW]]
        tables[name] = [
            dict(zip(headings, row + [""] * len(headings), strict=False))
            for row in rows[HEADER_ROW + 1 :]
        ]
    return tables


def _trimmed(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    kept = [[_common(value) for value in row] for row in rows]
    for row in kept:
        while row and row[-1] == "":
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _common(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def expected_ledger(book: Sheets) -> dict[str, int]:
    """Return submissions by disposition, and all that were received."""
    found = Counter(str(row["Disposition"]) for row in book["Submissions"])
    return {**found, "Received": len(book["Submissions"])}


def counted(book: Sheets) -> dict[str, Row]:
    """Return the counted submissions by reference."""
    return {
        str(row["Reference"]): row for row in book["Submissions"] if row["Disposition"] in COUNTED
    }


def respondents(rows: Iterable[Row]) -> int:
    """Return how many known respondents there are among rows."""
    return len({row["Respondent"] for row in rows} - {""})


def expected_respondents(book: Sheets) -> dict[str, tuple[int, int, str]]:
    """Return submissions, stakeholders and share by stakeholder type."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in counted(book).values():
        by_type[str(row["Type"]) or "Not stated"].append(row)
    base = len(counted(book))
    return {
        kind: (len(rows), respondents(rows), share(len(rows), base))
        for kind, rows in by_type.items()
    }


def share(number: int, base: int) -> str:
    """Return a share in words; without a percentage on a small base."""
    if base < FEWEST_FOR_PERCENT:
        return f"{number} of {base}"
    percent = (Decimal(100 * number) / base).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number} of {base} ({percent}%)"


def quantifier(number: int, base: int) -> str:
    """Return the word of the scale for an exact fraction."""
    if number == 0:
        return "none"
    return next(word for least, word in SCALE if 100 * number >= least * base)


def path_of(row: Row) -> tuple[object, ...]:
    """Return the names from the top of the coding frame down to a row's priority."""
    return tuple(row[f"Level {level}"] for level in (1, 2, 3) if row[f"Level {level}"])


def below(book: Sheets, priority: Row) -> list[Row]:
    """Return the tags of a priority and of those below it."""
    path = path_of(priority)
    return [tag for tag in book["Evidence"] if path_of(tag)[: len(path)] == path]


def content_base(book: Sheets) -> int:
    """Return how many counted submissions have any content."""
    said = {str(row["Reference"]) for row in book["Answers"] if not row["Non-answer"]}
    return sum(
        reference in said or bool(row["Attachments"]) for reference, row in counted(book).items()
    )


def expected_priority(book: Sheets, priority: Row) -> Row:
    """Return the numbers that a line of Priorities must have."""
    tags = below(book, priority)
    own = [tag for tag in tags if tag["Priority code"] == priority["Code"]]
    by_submission: dict[object, set[object]] = defaultdict(set)
    for tag in tags:
        by_submission[tag["Submission reference"]].add(tag["Stance"])
    stances = Counter(map(stance, by_submission.values()))
    graded = [STRENGTHS.index(str(tag["Evidence strength"])) for tag in tags
              if tag["Evidence strength"]]  # fmt: skip
    number, base = len(by_submission), content_base(book)
    return {
        "Submissions": number,
        "Own submissions": len({tag["Submission reference"] for tag in own}),
        "Stakeholders": respondents(tags),
        "Excerpts": len(
            {
                (tag["Submission reference"], tag["Text hash"], tag["Start"], tag["End"])
                for tag in tags
                if tag["Quotation"]
            }
        ),
        **{name: stances[name] for name in ("Support", "Oppose", "Mixed", "Neutral", "Unstated")},
        "Strongest evidence": STRENGTHS[max(graded)] if graded else "",
        "Share of base": share(number, base),
        "Quantifier": quantifier(number, base),
    }


def stance(said: set[object]) -> str:
    """Return how a submission stands to a priority by the stances of its tags there."""
    stanced = said - {""}
    if len(stanced) > 1:
        return "Mixed"
    return str(*stanced) or "Unstated"


def expected_by_type(book: Sheets, priority: Row) -> dict[str, int]:
    """Return the submissions of a priority by stakeholder type, and in all."""
    types = {
        reference: str(row["Type"]) or "Not stated" for reference, row in counted(book).items()
    }
    found = Counter(
        types[ref] for ref in {str(t["Submission reference"]) for t in below(book, priority)}
    )
    return {**found, "Total": sum(found.values())}


def expected_by_question(book: Sheets, priority: Row) -> dict[str, int]:
    """Return the submissions of a priority by the question whose answer was tagged."""
    places = set()
    for tag in below(book, priority):
        question = str(tag["Question"])
        place = question if question.startswith("Q") else "No question"
        places.add((tag["Submission reference"], place))
    return dict(Counter(place for _, place in places))


def expected_bases(book: Sheets) -> Mapping[str, int]:
    """Return how many counted submissions answered each question with more than a non-answer."""
    answered = {
        (row["Reference"], str(row["Question"]))
        for row in book["Answers"]
        if not row["Non-answer"] and row["Reference"] in counted(book)
    }
    return Counter(question for _, question in answered)
