"""Commands about views of the register that are kept under a name."""

from __future__ import annotations

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.cli.submission_commands import CallReference
from lisdesk.queries.saved_views import saved_views
from lisdesk.store.lookup import call_by_reference

view_app = typer.Typer(help="See the views that were saved of submissions.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(view_app, name="view")


@view_app.command("list")
def list_views(context: typer.Context, reference: CallReference) -> None:
    """List the saved views of a call; “submission list --view” shows one."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = saved_views(session, call_by_reference(session, reference).id)
    items = [
        {"name": row.name, "search": row.view.filter.search if row.view else ""} for row in rows
    ]
    lines = table(["View", "Search"], [[each["name"], each["search"]] for each in items])
    if not rows:
        lines = ["No view is saved."]
    terminal.show({"items": fields_of(items)}, lines)
