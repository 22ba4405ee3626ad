"""Commands about the list of stakeholder types."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, table
from lisdesk.edits.types import TypeCorrection, add_type, edit_type, move_type
from lisdesk.queries.types import type_pages
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import stakeholder_type_by_token

type_app = typer.Typer(help="The list of stakeholder types, of two levels.", no_args_is_help=True)

Token = Annotated[str, typer.Argument(metavar="TYPE", help="Its key or its name.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A CSV file.")]
_LAST = LARGEST_NUMBER


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(type_app, name="type")


@type_app.command("list")
def list_them(context: typer.Context) -> None:
    """List the stakeholder types with the words that mean each."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        pages = type_pages(session)
    rows = [
        [
            each.key,
            f"{'  ' if each.parent else ''}{each.label}{' (retired)' if each.is_retired else ''}",
            "; ".join(each.synonyms),
            each.stakeholders,
            each.submissions,
        ]
        for each in pages
    ]
    lines = table(["Key", "Type", "Also", "Stakeholders", "Submissions"], rows)
    terminal.show({"items": fields_of(pages)}, lines)


@type_app.command("add")
def add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(help="Its name.")],
    key: Annotated[str, typer.Option(help="A short key; made from the name if not given.")] = "",
    parent: Annotated[str, typer.Option(help="The type above it; else it is at the top.")] = "",
) -> None:
    """Add a stakeholder type."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        made = add_type(work, label=label, key=key, parent=parent).result
    terminal.show({"reference": made}, [f"Added the type {made}"])


@type_app.command("edit")
def edit(
    context: typer.Context,
    token: Token,
    label: Annotated[str | None, typer.Option(help="Another name.")] = None,
    synonym: Annotated[
        list[str] | None,
        typer.Option(help='Another word for it, instead of those given before; "" for none.'),
    ] = None,
    retired: Annotated[
        bool | None, typer.Option("--retire/--restore", help="No longer used, or used again.")
    ] = None,
) -> None:
    """Rename a type, retire it, or say which words mean it in surveys."""
    terminal: Terminal = context.obj
    correction = TypeCorrection(label=label, is_retired=retired, synonyms=synonym or None)
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        found = stakeholder_type_by_token(work.session, token)
        key = edit_type(work, type_id=found.id, correction=correction).result
    terminal.show({"reference": key}, [f"Corrected the type {key}"])


@type_app.command("move")
def move(
    context: typer.Context,
    token: Token,
    parent: Annotated[str, typer.Option(help="The type to be above it; else the top.")] = "",
    place: Annotated[int, typer.Option(min=1, max=_LAST, help="From 1; else the last.")] = _LAST,
) -> None:
    """Move a type to another place, or below another type."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = stakeholder_type_by_token(work.session, token)
        above = stakeholder_type_by_token(work.session, parent) if parent else None
        key = move_type(
            work, type_id=found.id, parent_id=above.id if above else None, place=place
        ).result
    terminal.show({"reference": key}, [f"Moved the type {key}"])


@type_app.command("import")
def bring_in(context: typer.Context, file: File) -> None:
    """Bring in a list of types: known keys are corrected, others added."""
    from lisdesk.tasks.type_lists import bring_in_types

    terminal: Terminal = context.obj
    with terminal.database() as database:
        report = bring_in_types(database, terminal.desk, existing_path(file))
    fields = fields_of(report)
    assert isinstance(fields, dict)
    said = f"{report.added:,} added, {report.changed:,} changed, {report.already_here:,} as before"
    terminal.show(fields, [said])


@type_app.command("export")
def write(context: typer.Context, file: File) -> None:
    """Write the types as CSV, to be edited in a spreadsheet and brought in again."""
    from lisdesk.tasks.type_lists import write_types

    terminal: Terminal = context.obj
    with terminal.database() as database:
        number = write_types(database, existing_path(file))
    terminal.show({"types": number, "file": file}, [f"Wrote {counted(number, 'type')} to {file}"])
