"""Commands about the calendar of a call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lisdesk.cli.call_commands import Reference
from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.edits.call_dates import (
    DateDraft,
    add_call_date,
    change_call_date,
    remove_call_date,
)
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.call_dates import dated_call
from lisdesk.rules.call_dates import DateKind, PutIn, days_away
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import parse_day
from lisdesk.store.lookup import call_by_reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

date_app = typer.Typer(help="The calendar of a call.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As “date list” shows it.")]
_KIND = typer.Option(help="event, pre-election or information-request.")
_NAME = typer.Option(help="What it is.")
_FROM = typer.Option("--from", metavar="DATE", help="The first day, or the day.")
_TO = typer.Option("--to", metavar="DATE", help="The last day, if another.")


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(date_app, name="date")


@date_app.command("list")
def list_dates(context: typer.Context, reference: Reference) -> None:
    """List the days of a call: its own, those put in, those owed, bank holidays."""
    from lisdesk.tasks.call_calendar import call_calendar

    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        found = call_calendar(session, call.id, terminal.clock.now())
    assert found is not None
    lines = table(
        ["Day", "Away", "What", "Number"],
        [
            [
                each.days,
                days_away(each.first_day, found.today),
                each.what,
                each.date_id or "",
            ]
            for each in found.entries
        ],
    )
    terminal.show({"items": [fields_of(each) for each in found.entries]}, lines)


@date_app.command("add")
def add(
    context: typer.Context,
    reference: Reference,
    kind: Annotated[str, _KIND],
    name: Annotated[str, _NAME],
    first: Annotated[str, _FROM],
    last: Annotated[str, _TO] = "",
) -> None:
    """Put an event, a pre-election period or a request for information into the calendar."""
    terminal: Terminal = context.obj
    draft = DateDraft(
        DateKind.parse(kind, "kind"), name, parse_day(first), parse_day(last) if last else None
    )
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        number = add_call_date(work, call_id=call.id, draft=draft).result
    terminal.show({"number": number}, [f"Put into the calendar as number {number}"])


@date_app.command("edit")
def edit(
    context: typer.Context,
    reference: Reference,
    number: Number,
    kind: Annotated[str | None, _KIND] = None,
    name: Annotated[str | None, _NAME] = None,
    first: Annotated[str | None, _FROM] = None,
    last: Annotated[str | None, _TO] = None,
) -> None:
    """Change a day that was put in; what is not given stays as it is."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        before = _put_in(work.session, reference, number)
        draft = DateDraft(
            before.kind if kind is None else DateKind.parse(kind, "kind"),
            before.name if name is None else name,
            before.first_day if first is None else parse_day(first),
            before.last_day if last is None else (parse_day(last) if last else None),
        )
        said = change_call_date(work, date_id=number, draft=draft).result
    terminal.show({"number": number}, [f"Changed “{said}”"])


@date_app.command("remove")
def remove(context: typer.Context, reference: Reference, number: Number) -> None:
    """Take a day that was put in out of the calendar."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        _put_in(work.session, reference, number)
        said = remove_call_date(work, date_id=number).result
    terminal.show({"number": number}, [f"Took “{said}” out of the calendar"])


@date_app.command("export")
def export(
    context: typer.Context,
    reference: Reference,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="To a name that ends in .ics.")],
) -> None:
    """Write the calendar for Outlook and other calendar programs."""
    from lisdesk.tasks.call_calendar import save_calendar

    terminal: Terminal = context.obj
    if path.suffix.lower() != ".ics":
        raise RefusedError(f"“{path.name}” is no calendar file.", do="Give a name ending in .ics.")
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        written = save_calendar(database, call_id, terminal.clock.now(), path)
    terminal.show({"entries": written}, [f"Wrote {counted(written, 'date')} to {path}"])


def _put_in(session: Session, reference: str, number: int) -> PutIn:
    """Return a day that was put into the calendar of this call; NotFoundError if it is not."""
    found = dated_call(session, call_by_reference(session, reference).id)
    assert found is not None
    for each in found.put_in:
        if each.date_id == number:
            return each
    raise NotFoundError(
        f"{found.reference} has no date number {number}.",
        do=f"See what there is with “lisdesk date list {found.reference}”.",
    )
