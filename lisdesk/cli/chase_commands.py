"""Commands about who was not heard, to write to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, table
from lisdesk.edits.contacting import mark_chased
from lisdesk.queries.chasing import ChaseFilter, not_heard
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import parse_day
from lisdesk.store.lookup import (
    area_by_name,
    call_by_reference,
    stakeholder_type_by_token,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

chase_app = typer.Typer(
    help="Who has not been heard: list them, write to them.", no_args_is_help=True
)

Reference = Annotated[str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")]
OfType = Annotated[str, typer.Option("--type", help="Only a stakeholder type.")]
InArea = Annotated[str, typer.Option("--area", help="Only an area.")]
Never = Annotated[bool, typer.Option("--never", help="Only those never chased for this call.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="To a name in .csv or .xlsx.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(chase_app, name="chase")


@chase_app.command("list")
def list_chase(
    context: typer.Context,
    reference: Reference,
    type_token: OfType = "",
    area: InArea = "",
    never: Never = False,
) -> None:
    """List known stakeholders without a counted submission in a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        rows = not_heard(session, call_id, _filter(session, type_token, area, never))
    lines = table(
        ["Number", "Name", "Type", "Area", "Person", "E-mail", "Last contact", "Chased"],
        [
            [
                row.id,
                row.name,
                row.type,
                row.area,
                row.person,
                row.email,
                row.last_touch.words if row.last_touch else "never",
                row.chases,
            ]
            for row in rows
        ],
    )
    items = [
        {
            **row._asdict(),
            "last_touch": None
            if row.last_touch is None
            else {"on": row.last_touch.on.isoformat(), "what": row.last_touch.what},
        }
        for row in rows
    ]
    said = f"{counted(len(rows), 'stakeholder')} not heard from"
    terminal.show({"items": items}, [*(lines if rows else ()), said])


@chase_app.command("mark")
def mark_chase(
    context: typer.Context,
    reference: Reference,
    stakeholder: Annotated[
        list[int], typer.Argument(min=1, max=LARGEST_NUMBER, help="Numbers, as in the list.")
    ],
    on: Annotated[str, typer.Option(metavar="DATE", help="When they were written to.")],
    note: Annotated[str, typer.Option(help="What was said.")] = "",
) -> None:
    """Record that stakeholders were asked for their evidence."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call_id = call_by_reference(work.session, reference).id
        number = mark_chased(
            work, call_id=call_id, stakeholder_ids=stakeholder, chased_on=parse_day(on), note=note
        ).result
    terminal.show({"stakeholders": number}, [f"Recorded for {counted(number, 'stakeholder')}"])


@chase_app.command("export")
def export_chase(
    context: typer.Context,
    reference: Reference,
    file: File,
    type_token: OfType = "",
    area: InArea = "",
    never: Never = False,
) -> None:
    """Write the list for mail merge; that contact details were written stays on record."""
    from lisdesk.tasks.contacting import write_chase_list

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
            chosen = _filter(session, type_token, area, never)
        path = existing_path(file)
        number = write_chase_list(database, terminal.desk, call_id, path, chosen=chosen)
    terminal.show(
        {"contacts": number, "file": file}, [f"Wrote {counted(number, 'contact')} to {file}"]
    )


def _filter(session: Session, type_token: str, area: str, never: bool) -> ChaseFilter:
    return ChaseFilter(
        stakeholder_type_by_token(session, type_token).id if type_token else None,
        area_by_name(session, area).id if area else None,
        never,
    )
