"""The command that takes a call from one stage of its life to the next."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.call_commands import Reference, call_app
from lisdesk.cli.desk import Terminal
from lisdesk.edits.life_cycle import edit_of
from lisdesk.queries.calls import calls
from lisdesk.queries.life_cycle import next_words, step_warnings
from lisdesk.rules.life_cycle import move_to
from lisdesk.store.lookup import call_by_reference


def register(app: typer.Typer) -> None:  # noqa: ARG001 (every family of commands is added so)
    """Add the command to those about calls."""
    call_app.command("step")(step)


def step(
    context: typer.Context,
    reference: Reference,
    to: Annotated[
        str,
        typer.Option(
            metavar="STEP",
            help="ready, analysing, reporting, published, archived; or back to draft, closed and "
            "those. The next one if it is left out.",
        ),
    ] = "",
    reason: Annotated[str, typer.Option(help="Why; needed for a step back.")] = "",
) -> None:
    """Take a call one step on in its life, or back."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:  # what is told can take its time, and nobody waits for it
        call_id = call_by_reference(session, reference).id
        (row,) = calls(session, terminal.clock.now(), [call_id])
        move = move_to(row.stage, to)
        told = step_warnings(session, row, move)
    with terminal.writing() as work:
        taken = edit_of(move)(work, call_id=call_id, reason=reason).result
        (after,) = calls(work.session, work.now, [call_id])
    lines = [f"warning: {warning}" for warning in told]
    lines.append(f"{taken.reference} is now: {taken.stage.label.lower()}. {next_words(after)}")
    terminal.show(
        {
            "reference": taken.reference,
            "was": taken.was.key,
            "stage": taken.stage.key,
            "next": next_words(after),
            "warnings": told,
        },
        lines,
    )
