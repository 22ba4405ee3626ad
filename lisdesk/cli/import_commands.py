"""Commands that bring files in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lisdesk.cli.desk import Terminal, existing_path, fields_of, table
from lisdesk.cli.import_results import (
    detail_fields,
    detail_lines,
    document_fields,
    document_lines,
    left_out_lines,
    mail_fields,
    mail_lines,
    problem_lines,
    report_fields,
)
from lisdesk.cli.project_results import project_fields, project_lines
from lisdesk.cli.submission_commands import (
    AreaName,
    ChannelName,
    MayPublish,
    Received,
    Sent,
    SubmittedBy,
    Type,
)
from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import SubmissionDraft
from lisdesk.errors import RefusedError, UserError
from lisdesk.exchange.files import stored_name
from lisdesk.queries.history import entry_of_import
from lisdesk.queries.imports import import_details, imports
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words, parse_instant
from lisdesk.rules.vocabulary import Channel, Permission, WhatIsKnown
from lisdesk.store.lookup import call_by_reference, import_by_reference, import_reference

if TYPE_CHECKING:
    from lisdesk.tasks.importing import ImportResult

imports_app = typer.Typer(help="What was imported into a call.", no_args_is_help=True)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("import")(import_files)
    app.add_typer(imports_app, name="imports")


def import_files(
    context: typer.Context,
    reference: CallReference,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Sheets, documents, e-mails, folders of them, or coded projects."
        ),
    ],
    map_file: Annotated[
        str | None, typer.Option("--map", metavar="FILE.toml", help="What the columns mean.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help="Name or number of the sheet; else the first with rows.")
    ] = None,
    respondent: Annotated[str | None, typer.Option(help="Whose views the documents state.")] = None,
    type_name: Type = None,
    area: AreaName = None,
    submitted_by: SubmittedBy = None,
    channel: ChannelName = None,
    received: Received = None,
    sent: Sent = None,
    permission: MayPublish = None,
    known: Annotated[
        str | None,
        typer.Option(
            help="What becomes of sources and codes of a coded project that came in before: "
            "skip, update or copy."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
) -> None:
    """Import survey spreadsheets, documents, e-mails and coded projects (.qdpx, .qdc); importing
    one again changes nothing.

    Whose it is and how it came is said of documents only: sheets and e-mails say it themselves.
    """
    from lisdesk.tasks.incoming_paths import import_paths

    terminal: Terminal = context.obj
    said = (respondent, type_name, area, submitted_by, channel, received, sent, permission)
    draft = SubmissionDraft(
        respondent=respondent or "",
        type_token=type_name or "",
        area=area or "",
        submitted_by=submitted_by or "",
        channel=Channel.parse(channel, "channel") if channel else Channel.POST,
        received_at=parse_instant(received) if received else None,
        sent_at=parse_instant(sent) if sent else None,
        permission=Permission.parse(permission, "permission") if permission else None,
    )
    try:
        with terminal.database() as database:
            imported = import_paths(
                database,
                terminal.desk,
                reference,
                [existing_path(path) for path in paths],
                map_path=existing_path(map_file) if map_file else None,
                sheet=_sheet(sheet),
                draft=draft if any(each is not None for each in said) else None,
                known=WhatIsKnown.parse(known, "way") if known else WhatIsKnown.SKIP,
                dry_run=dry_run,
            )
            unsearched = [] if dry_run else terminal.read_files(database)
    except UserError as error:
        if terminal.as_json:
            terminal.show(_refusal_fields(error), [])
        raise
    fields = [_result_fields(*both) for both in imported.sheets]
    lines = [line for _, result in imported.sheets for line in _result_lines(result)]
    if imported.documents is not None:
        fields.append(document_fields(imported.documents))
        lines += document_lines(imported.documents)
    if imported.mails is not None:
        fields.append(mail_fields(imported.mails))
        lines += mail_lines(imported.mails)
    for path, project in imported.projects:
        fields.append(project_fields(path, project))
        lines += project_lines(path, project)
    lines = [*left_out_lines(imported.left_out), *unsearched, *lines]
    terminal.show(fields[0] if len(fields) == 1 else {"items": fields}, lines)


def _sheet(text: str | None) -> str | int | None:
    """Return a sheet's number if it can be one, else its name."""
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) if text is not None and is_number else text


def _result_fields(file: Path, result: ImportResult) -> dict[str, object]:
    return {
        **report_fields(result.report),
        "file": stored_name(file),
        "sheet": result.sheet,
        "encoding": result.encoding,
        "dry_run": result.is_dry_run,
        "new_questions": fields_of(result.report.new_questions),
        "warnings": result.warnings,
    }


def _result_lines(result: ImportResult) -> list[str]:
    report = result.report
    lines = [f"warning: {warning}" for warning in result.warnings]
    lines += problem_lines(report)
    if report.new_questions:
        numbers = ", ".join(f"Q{number}" for number in report.new_questions)
        lines.append(f"The call was given new questions: {numbers}")
    counts = (
        f"{report.rows:,} rows: {report.new:,} new, {report.changed:,} changed, "
        f"{report.already_here:,} already here, {report.joined:,} joined, {report.blank:,} blank, "
        + counted(len(report.problems), "problem")
    )
    if result.is_dry_run:
        return [*lines, f"{counts} (a dry run: nothing was changed)"]
    return [*lines, f"{counts}: {report.reference}" if report.reference else f"{counts}; no change"]


def _refusal_fields(error: UserError) -> dict[str, object]:
    counts = ("rows", "new", "changed", "already_here", "joined", "blank")
    return {
        "reference": None,
        **dict.fromkeys(counts, 0),
        "problems": [],
        "refused": str(error),
    }


@imports_app.command("list")
def list_imports(context: typer.Context, reference: CallReference) -> None:
    """List the imports of a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = imports(session, call_by_reference(session, reference).id)
    lines = table(
        ["Import", "File", "When", "Officer", "Rows", "New", "Changed", "Problems"],
        [
            [
                row.reference,
                row.file_name,
                local_words(row.imported_at),
                row.officer,
                row.rows,
                row.new,
                row.changed,
                len(row.problems),
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@imports_app.command("show")
def show(
    context: typer.Context, reference: Annotated[str, typer.Argument(metavar="IMPORT")]
) -> None:
    """Show how the file of an import was read: where it was, what read it, and by which map."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        details = import_details(session, import_by_reference(session, reference).id)
    terminal.show(detail_fields(details), detail_lines(details))


@imports_app.command("undo")
def undo(
    context: typer.Context, reference: Annotated[str, typer.Argument(metavar="IMPORT")]
) -> None:
    """Take an import back, whole; refused if what it brought has been worked on since."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = import_reference(import_by_reference(work.session, reference).id)
        entry_id = entry_of_import(work.session, found)
        if entry_id is None:
            raise RefusedError(
                f"The history does not hold {found}.", do="Run “lisdesk check” on the file."
            )
        take_back(work, entry_id=entry_id)
    terminal.show({"reference": found}, [f"Took back {found}"])
