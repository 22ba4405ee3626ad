"""What the import of a coded project prints: counts, how positions were read, what is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.cli.desk import fields_of, printable
from lisdesk.cli.import_results import problem_lines, report_fields
from lisdesk.exchange.files import stored_name
from lisdesk.rules.counted import counted

if TYPE_CHECKING:
    from lisdesk.tasks.project_import import ProjectImported


def project_fields(path: Path, imported: ProjectImported) -> dict[str, object]:
    """Return what an import of a project did."""
    done, project = imported.report, imported.project
    return {
        **report_fields(done.report),
        "file": stored_name(path),
        "kind": "codebook" if project.is_codebook else "project",
        "origin": project.origin,
        "reading": project.reading,
        "why": project.why,
        "dry_run": imported.is_dry_run,
        "codes": fields_of(done.codes),
        "excerpts": done.excerpts,
        "tags": done.tags,
        "tags_here": done.tags_here,
        "bookmarks": done.bookmarks,
        "memos": done.memos,
        "memos_kept": done.memos_kept,
        "new_questions": fields_of(done.report.new_questions),
    }


def project_lines(path: Path, imported: ProjectImported) -> list[str]:
    """Return what an import of a project did, in lines."""
    done, project = imported.report, imported.project
    report, codes = done.report, done.codes
    by = f" by {printable(project.origin)}" if project.origin else ""
    lines = [f"{printable(stored_name(path))}: {_what(imported)}{by}"]
    if project.reading:
        lines.append(f"Positions: {project.reading}. {project.why}")
    lines += problem_lines(report)
    lines.append(
        f"Codes: {codes.new:,} new, {codes.changed:,} changed, {codes.already_here:,} already here"
    )
    if not project.is_codebook:
        lines.append(
            f"Sources: {report.new:,} new, {report.changed:,} changed, "
            f"{report.already_here:,} already here, {report.blank:,} without a text"
        )
        lines.append(f"Tags: {done.tags:,} new, on {counted(done.excerpts, 'new excerpt')}")
        if done.bookmarks:
            lines.append(f"Bookmarked as quotations: {counted(done.bookmarks, 'excerpt')}")
        if done.memos:
            lines.append(f"Memos: {done.memos:,} new")
    if report.new_questions:
        numbers = ", ".join(f"Q{number}" for number in report.new_questions)
        lines.append(f"The call was given new questions: {numbers}")
    if report.undated:
        lines.append(
            f"warning: {counted(report.undated, 'new submission')} without a moment of receipt: "
            "received counts as now, by the clock."
        )
    counts = counted(len(report.problems), "problem")
    if imported.is_dry_run:
        return [*lines, f"{counts} (a dry run: nothing was changed)"]
    return [*lines, f"{counts}: {report.reference}" if report.reference else f"{counts}; no change"]


def _what(imported: ProjectImported) -> str:
    return "a codebook" if imported.project.is_codebook else "a coded project"
