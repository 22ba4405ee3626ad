"""Commands that show and write the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, existing_path, fields_of, table
from lisdesk.errors import RefusedError
from lisdesk.queries.summary import Breakdown, breakdown, ledger
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.lookup import call_by_reference

_CHANGES_SHOWN = 100
CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("summary")(summary)
    app.command("export")(export)
    app.command("verify")(verify)
    app.command("snapshot")(snapshot)


def summary(
    context: typer.Context,
    reference: CallReference,
    by: Annotated[
        str | None, typer.Option("--by", help="type, question, area, channel or foundation.")
    ] = None,
) -> None:
    """Show the ledger of a call, and its counted submissions broken down."""
    terminal: Terminal = context.obj
    kind = Breakdown.parse(by, "way to break down") if by else None
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        found = ledger(session, call.id)
        rows = breakdown(session, call.id, kind) if kind else []
    lines = table(
        ["Ledger", "Counted", "Submissions"],
        [
            [line.disposition.label, "yes" if line.is_counted else "no", line.submissions]
            for line in found.lines
        ],
    )
    lines.append(
        f"Received {found.received:,} = counted {found.counted:,} "
        f"+ not counted {found.not_counted:,}"
    )
    if kind:
        counts = [[row.label, row.submissions, row.stakeholders] for row in rows]
        lines += ["", *table([kind.label, "Submissions", "Stakeholders"], counts)]
    terminal.show(
        {
            "reference": call.reference,
            "received": found.received,
            "counted": found.counted,
            "not_counted": found.not_counted,
            "ledger": fields_of(found.lines),
            **({"by": kind.key, "items": fields_of(rows)} if kind else {}),
        },
        lines,
    )


def export(
    context: typer.Context,
    reference: CallReference,
    out: Annotated[str, typer.Option(metavar="FILE", help="Where to write it.")],
    edition: Annotated[str, typer.Option(help="internal or publication.")] = Edition.INTERNAL.key,
    file_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="xlsx, html, docx, csv (in a .zip), qdpx or qdc; else by the file's ending.",
        ),
    ] = None,
    unsettled: Annotated[
        str, typer.Option(metavar="REASON", help="Publish with personal data unsettled, and why.")
    ] = "",
    view: Annotated[
        str, typer.Option(metavar="NAME", help="Only the submissions of a saved view.")
    ] = "",
    template: Annotated[
        str, typer.Option(help="full, board, foundation=NAME or lep=NAME: which sheets.")
    ] = "full",
    confidential: Annotated[
        bool,
        typer.Option(
            "--with-confidential",
            help="In a coded project (.qdpx), also what was asked not to be disclosed.",
        ),
    ] = False,
) -> None:
    """Write the evidence of a call: a workbook, a report, lists, a coded project or codebook."""
    from lisdesk.rules.workbook_templates import WorkbookWish, parse_template
    from lisdesk.tasks.export_formats import FORMATS, format_of_ending
    from lisdesk.tasks.exporting import export_evidence

    terminal: Terminal = context.obj
    target = existing_path(out)
    ending = target.suffix.removeprefix(".").casefold()
    named = (file_format or format_of_ending(ending) or ending).casefold()
    _check_format(named, FORMATS)
    with terminal.database() as database:
        report = export_evidence(
            database,
            terminal.desk,
            reference,
            target,
            Edition.parse(edition, "edition"),
            file_format=named,
            unsettled_because=unsettled,
            wish=WorkbookWish(*parse_template(template), view=view),
            with_confidential=confidential,
        )
    heading = "Sheet" if named == "xlsx" else "What"
    lines = table([heading, "Rows"], [[name, rows] for name, rows in report.sheets.items()])
    if report.losses:
        lines += ["To know of the file; what is not in it, or elsewhere than here:"]
        lines += [f"- {sentence}" for sentence in report.losses]
    lines += [f"SHA-256 {report.sha256}", f"Wrote the {report.edition.key} edition: {report.path}"]
    terminal.show({"reference": report.path.name, **_object(fields_of(report))}, lines)


def verify(context: typer.Context, file: Annotated[str, typer.Argument(metavar="FILE")]) -> None:
    """Compare a workbook or report that was made earlier with its call; exit 1 if they differ."""
    from lisdesk.tasks.verified_words import verified_words
    from lisdesk.tasks.verifying import verify_file

    terminal: Terminal = context.obj
    path = existing_path(file)
    with terminal.database() as database:
        found = verify_file(database, terminal.clock, path, terminal.desk.officer)
    fields = _object(fields_of(found))
    items = fields.pop("changes")
    shown = [
        [each.sheet, each.line, each.column, each.then, each.now]
        for each in found.changes[:_CHANGES_SHOWN]
    ]
    lines = table(["Sheet", "Line", "Column", "In the file", "Now"], shown) if shown else []
    if more := len(found.changes) - len(shown):
        lines.append(f"And {more:,} more; --json lists all of them.")
    lines += verified_words(found)
    terminal.show({**fields, "agrees": found.agrees, "items": items}, lines)
    if not found.agrees:
        raise RefusedError(
            f"“{path.name}” does not say what the call says now.",
            kept="Both were only read.",
            do="Export again if the call was changed on purpose; if the file was altered, go by "
            "a copy that was not.",
        )


def _check_format(named: str, formats: Sequence[str]) -> None:
    if named not in formats:
        raise RefusedError(
            f"“{named}” is not a format that the evidence is written in.",
            do=f"Use --format {', '.join(formats[:-1])} or {formats[-1]}, or a file name that "
            "ends so.",
        )


def snapshot(
    context: typer.Context,
    reference: CallReference,
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write it there as a workbook of one page (.xlsx)."),
    ] = None,
    edition: Annotated[str, typer.Option(help="internal or publication.")] = Edition.INTERNAL.key,
) -> None:
    """Show where a call stands on one page, for a steering group, or write it as a workbook."""
    from lisdesk.rules.pasted_table import as_text
    from lisdesk.tasks.steering import steering_page, write_steering_page

    terminal: Terminal = context.obj
    wanted = Edition.parse(edition, "edition")
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        if out is None:
            page = steering_page(database, terminal.desk, call_id, wanted)
        else:
            page = write_steering_page(database, terminal.desk, call_id, existing_path(out), wanted)
    columns = [column.heading for column in page.table.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in page.table.rows]
    fields = {"reference": page.reference, "edition": page.edition.key, "rows": rows}
    lines = as_text(page.table).split("\n") if out is None else [f"Wrote {existing_path(out)}"]
    terminal.show(fields, lines)


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value
