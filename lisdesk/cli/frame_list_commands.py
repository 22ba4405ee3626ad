"""Commands that write a coding frame as a list, and bring one in."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, existing_path, fields_of
from lisdesk.cli.priority_commands import CallReference, priority_app
from lisdesk.edits.frame_import import FrameImport
from lisdesk.store.lookup import call_by_reference

ListFile = Annotated[str, typer.Argument(metavar="FILE", help="Ends in .csv or in .xlsx.")]


def register(_app: typer.Typer) -> None:
    """Add these commands to the others about priorities."""
    for name, command in (("import", bring_in), ("export", write)):
        priority_app.command(name)(command)


def bring_in(
    context: typer.Context,
    reference: CallReference,
    file: Annotated[str, typer.Argument(help="A sheet with the column code, and more.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what it would do; change nothing.")
    ] = False,
) -> None:
    """Bring in a list of priorities: codes that are there are corrected, others added."""
    from lisdesk.edits.frame_import import import_frame
    from lisdesk.tasks.frame_lists import preview_frame, read_frame

    terminal: Terminal = context.obj
    entries = read_frame(existing_path(file))
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        if dry_run:
            report = preview_frame(database, terminal.desk, call_id, entries)
        else:
            with database.writing(terminal.desk) as work:
                report = import_frame(work, call_id=call_id, entries=entries).result
    fields = fields_of(report)
    assert isinstance(fields, dict)
    terminal.show({"items": list(report.added), **fields}, _lines(report, dry_run=dry_run))


def write(context: typer.Context, reference: CallReference, file: ListFile) -> None:
    """Write the coding frame, to be edited in a spreadsheet and brought in again."""
    from lisdesk.tasks.frame_lists import write_frame

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        number = write_frame(database, call_id, existing_path(file))
    named = "priority" if number == 1 else "priorities"
    terminal.show({"priorities": number, "file": file}, [f"Wrote {number:,} {named} to {file}"])


def _lines(report: FrameImport, *, dry_run: bool) -> list[str]:
    done = ("Would add", "Would change") if dry_run else ("Added", "Changed")
    lines = []
    for words, codes in zip(done, (report.added, report.changed), strict=True):
        if codes:
            named = "priority" if len(codes) == 1 else "priorities"
            lines.append(f"{words} {len(codes):,} {named}: {', '.join(codes)}")
    if report.already_here:
        lines.append(f"As before: {report.already_here:,}")
    return lines
