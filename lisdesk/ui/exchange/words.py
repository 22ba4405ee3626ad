"""What is said of a coded project before and after it comes in, as plain words."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.refi.reading import FoundProject
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.tasks.project_import import ProjectImported
from lisdesk.ui.importing.words import problem_lines
from lisdesk.ui.plain import with_hidden_shown

KNOWN_CHOICES = tuple((each.label, each) for each in WhatIsKnown)
_PROBLEMS_LISTED = 500


def origin_line(project: FoundProject) -> str:
    """Return what the file is, and which program wrote it."""
    what = "A codebook" if project.is_codebook else "A coded project"
    by = f", written by {with_hidden_shown(project.origin)}" if project.origin else ""
    name = f" “{with_hidden_shown(project.name)}”" if project.name else ""
    return f"{what}{name}{by}."


def reading_line(project: FoundProject) -> str:
    """Return how positions were counted and why; empty for a codebook."""
    if not project.reading:
        return ""
    return f"Positions counted as {project.reading}. {project.why}"


def table_rows(done: ProjectImported) -> Iterator[tuple[str, str, str, str]]:
    """Yield what comes in by kind: its name, how many are new, changed, here already."""
    codes, report = done.report.codes, done.report.report
    yield "Priorities", f"{codes.new:,}", f"{codes.changed:,}", f"{codes.already_here:,}"
    if not done.project.is_codebook:
        yield "Submissions", f"{report.new:,}", f"{report.changed:,}", f"{report.already_here:,}"
        yield "Excerpts", f"{done.report.excerpts:,}", "", ""
        yield "Tags", f"{done.report.tags:,}", "", f"{done.report.tags_here:,}"
        if done.report.bookmarks:
            yield "Bookmarked quotations", f"{done.report.bookmarks:,}", "", ""
        if done.report.memos:
            yield "Memos", f"{done.report.memos:,}", "", ""


def lost_lines(done: ProjectImported) -> list[str]:
    """Return what is lost or needs a look, a line for each."""
    report = done.report.report
    lines = []
    if report.undated:
        lines.append(
            f"{counted(report.undated, 'new submission')} without a moment of receipt: received "
            "counts as now."
        )
    if report.blank:
        lines.append(f"{counted(report.blank, 'source')} without a text: left out.")
    if report.new_questions:
        numbers = ", ".join(f"Q{number}" for number in report.new_questions)
        lines.append(f"The call is given new questions: {numbers}.")
    shown = problem_lines(report, _PROBLEMS_LISTED)
    return [*lines, *map(with_hidden_shown, shown)]


def counts_line(done: ProjectImported) -> str:
    """Return in one line what comes in, or came in."""
    report, codes = done.report.report, done.report.codes
    if report.reference is None and not done.is_dry_run:
        return "nothing new in it"
    parts = [f"{counted(codes.new, 'new priority', 'new priorities')}"]
    if codes.changed:
        parts.append(f"{codes.changed:,} changed")
    if not done.project.is_codebook:
        parts.append(counted(report.new, "new submission"))
        if report.changed:
            parts.append(f"{report.changed:,} added to")
        parts.append(counted(done.report.tags, "new tag"))
    if report.problems:
        parts.append(f"{len(report.problems):,} to know")
    return ", ".join(parts)


def has_news(done: ProjectImported) -> bool:
    """Whether anything would be written."""
    report, codes = done.report.report, done.report.codes
    counts = (codes.new, codes.changed, report.new, report.changed, done.report.tags)
    return any(counts) or done.report.bookmarks > 0 or done.report.memos > 0


def has_known(done: ProjectImported) -> bool:
    """Whether anything of it came in before."""
    return bool(done.report.codes.already_here or done.report.report.already_here)
