"""What an import did, or would do, in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lisdesk.edits.incoming import ImportReport
from lisdesk.rules.counted import counted

_ROWS_NAMED = 8
_MAP_ADVICE = re.compile(r" The map can say what it means, under \[values\.(\w+)\]\.")
"""What the command line advises; the window has other ways."""
_IN_WINDOW = {
    "type": " “Say what they mean …” gives it a type.",
    "permission": " It can be corrected in Submissions, for many at once.",
    "channel": " It can be corrected in Submissions, for many at once.",
    "area": " It can be corrected in Submissions, for many at once.",
}
_OF_THE_SHEET = (
    (
        re.compile(r"; the map can say, under \[questions\], which column answers which\."),
        "; choose on the left which column answers which.",
    ),
    (
        re.compile(r"; the map can make questions of them, such as .* under \[questions\]\."),
        "; choose “New question” to make one of each.",
    ),
    (re.compile(r'; in a map: dates = "dmy" or "mdy"\.'), "."),
    (re.compile(r"; the map can name another encoding\."), "; choose another encoding above."),
    (re.compile(r" unless the map says otherwise\."), " unless you choose otherwise."),
)
"""The same of whole sheets."""


def warning_lines(warnings: Sequence[str]) -> list[str]:
    """Return what is to be known of a sheet, with advice for the window."""
    lines = []
    for words in warnings:
        for advice, in_window in _OF_THE_SHEET:
            words = advice.sub(in_window, words)
        lines.append(words)
    return lines


def counts_line(report: ImportReport) -> str:
    """Return the counts: "14 new, 1 changed, 212 already here, 0 problems"."""
    parts = [
        f"{report.new:,} new",
        f"{report.changed:,} changed",
        f"{report.already_here:,} already here",
    ]
    if report.joined:
        parts.append(f"{report.joined:,} joined")
    if report.blank:
        parts.append(f"{report.blank:,} blank")
    problems = len(report.problems)
    parts.append("1 problem" if problems == 1 else f"{problems:,} problems")
    return ", ".join(parts)


def problem_lines(report: ImportReport, most: int) -> list[str]:
    """Return the problems, one a line with all rows that have it, and how many are left out."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for problem in report.problems:
        row, _, column = problem["where"].partition(", ")
        alike.setdefault((column, problem["what"], problem["kept"]), []).append(row)
    lines = [
        f"{_place(column, rows)}: {_MAP_ADVICE.sub(_in_window, what)} Kept: {kept}"
        for (column, what, kept), rows in list(alike.items())[:most]
    ]
    more = len(report.problems) - sum(map(len, list(alike.values())[:most]))
    if more > 0:
        lines.append(f"… and {more:,} more problems; each is kept with the import.")
    return lines


def _place(column: str, rows: list[str]) -> str:
    """Return where a problem stands: "Row 2, Date", or "Date, in 20 rows: 2, 4, 6 and 17 more"."""
    if len(rows) == 1:
        where = f"{rows[0]}, {column}" if column else rows[0]
        return where[:1].upper() + where[1:]
    numbers = [row.removeprefix("row ") for row in rows]
    listed = ", ".join(numbers[:_ROWS_NAMED])
    more = f" and {len(rows) - _ROWS_NAMED:,} more" if len(rows) > _ROWS_NAMED else ""
    return f"{column or 'Whole row'}, in {counted(len(rows), 'row')}: {listed}{more}"


def _in_window(advice: re.Match[str]) -> str:
    return _IN_WINDOW.get(advice[1], "")
