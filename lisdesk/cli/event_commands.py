"""The command that tells what happened to a call."""

from __future__ import annotations

import typer

from lisdesk.cli.call_commands import Reference, call_app
from lisdesk.cli.desk import Terminal, iso
from lisdesk.queries.event_log import event_log
from lisdesk.rules.deadlines import local_words
from lisdesk.store.lookup import call_by_reference


def register(_app: typer.Typer) -> None:
    """Add the command to the tree: it stands with the others about calls."""
    call_app.command("log")(log)


def log(context: typer.Context, reference: Reference) -> None:
    """Tell what happened to a call, in plain words, the oldest first."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        events = event_log(session, call_by_reference(session, reference).id)
    lines = [f"{local_words(each.at)}  {each.officer}  {each.words}" for each in events]
    items = [
        {"at": iso(each.at), "officer": each.officer, "words": each.words, "edits": each.edits}
        for each in events
    ]
    terminal.show({"items": items}, lines)
