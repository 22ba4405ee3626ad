"""What an import did, or would do, in one line."""

from __future__ import annotations

from lisdesk.edits.incoming import ImportReport


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
    """Return the problems, one a line, and how many are left out."""
    lines = [
        f"{problem['where'][:1].upper()}{problem['where'][1:]}: {problem['what']} "
        f"Kept: {problem['kept']}"
        for problem in report.problems[:most]
    ]
    more = len(report.problems) - most
    if more > 0:
        lines.append(f"… and {more:,} more problems; each is kept with the import.")
    return lines
