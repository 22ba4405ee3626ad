"""Commands about whom a call wants to hear: targets, and how far they are met."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, table
from lisdesk.edits.targets import TargetDraft, remove_target, set_target
from lisdesk.queries.coverage import coverage
from lisdesk.rules.counted import counted
from lisdesk.rules.coverage import coverage_words
from lisdesk.store.lookup import (
    area_by_name,
    call_by_reference,
    question_by_number,
    stakeholder_type_by_token,
)

target_app = typer.Typer(
    help="How many submissions a call wants, of whom; who is not heard.", no_args_is_help=True
)

Reference = Annotated[str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A CSV file.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(target_app, name="target")


@target_app.command("set")
def set_one(
    context: typer.Context,
    reference: Reference,
    wanted: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="How many are wanted.")],
    type_token: Annotated[str, typer.Option("--type", help="A stakeholder type; else all.")] = "",
    area: Annotated[str, typer.Option(help="An area; else all.")] = "",
    question: Annotated[
        int | None, typer.Option(min=1, max=LARGEST_NUMBER, help="Its number; else all.")
    ] = None,
) -> None:
    """Say how many submissions are wanted; one for the same type, area and question is changed."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        session, call = work.session, call_by_reference(work.session, reference)
        draft = TargetDraft(
            wanted,
            stakeholder_type_by_token(session, type_token).id if type_token else None,
            area_by_name(session, area).id if area else None,
            None if question is None else question_by_number(session, call.id, question).id,
        )
        number = set_target(work, call_id=call.id, draft=draft).result
    terminal.show({"number": number}, [f"Target number {number} wants {wanted:,}"])


@target_app.command("list")
def list_them(context: typer.Context, reference: Reference) -> None:
    """List the targets with what was heard, and say who was not heard."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        lines = coverage(session, call_by_reference(session, reference).id)
    rows = [
        [
            line.target_id,
            line.type or "all",
            line.area or "all",
            line.question or "all",
            line.heard,
            line.wanted,
            line.reached.value,
        ]
        for line in lines
    ]
    said = table(["Number", "Type", "Area", "Question", "Heard", "Target", "In words"], rows)
    words = coverage_words(lines)
    terminal.show({"items": fields_of(lines), "words": words}, [*(said if rows else ()), words])


@target_app.command("remove")
def remove(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=1, max=LARGEST_NUMBER, help="As in the list.")],
) -> None:
    """Take a target away."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        wanted = remove_target(work, target_id=number).result
    terminal.show({"number": number}, [f"Removed target number {number}, which wanted {wanted:,}"])


@target_app.command("import")
def bring_in(context: typer.Context, reference: Reference, file: File) -> None:
    """Bring in a list of targets: type, area, question and target; empty or “all” is all."""
    from lisdesk.tasks.targets import bring_in_targets

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        report = bring_in_targets(database, terminal.desk, call_id, existing_path(file))
    fields = fields_of(report)
    assert isinstance(fields, dict)
    said = f"{report.added:,} added, {report.changed:,} changed, {report.already_here:,} as before"
    terminal.show(fields, [said])


@target_app.command("export")
def write(context: typer.Context, reference: Reference, file: File) -> None:
    """Write the targets as CSV, to be edited in a spreadsheet and brought in again."""
    from lisdesk.tasks.targets import write_targets

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        number = write_targets(database, call_id, existing_path(file))
    terminal.show({"targets": number, "file": file}, [f"Wrote {counted(number, 'target')}"])
