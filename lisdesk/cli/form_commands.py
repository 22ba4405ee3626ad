"""The command that writes a call's response form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lisdesk.cli.call_commands import call_app
from lisdesk.cli.desk import Terminal
from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import call_by_reference


def register(_app: typer.Typer) -> None:
    """Add these commands to the tree, below those of calls."""
    call_app.command("form")(form)


def form(
    context: typer.Context,
    reference: Annotated[
        str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")
    ],
    out: Annotated[str, typer.Option(metavar="FILE", help="The Word document to write.")],
    introduction: Annotated[str | None, typer.Option(help="Why the call asks; is kept.")] = None,
    sending: Annotated[str | None, typer.Option(help="How an answer is sent; is kept.")] = None,
    consent: Annotated[
        str | None, typer.Option(help="To what a respondent agrees; is kept.")
    ] = None,
) -> None:
    """Write the response form: filled in on screen or printed, and known again as it comes back."""
    from lisdesk.tasks.response_forms import write_call_form

    terminal: Terminal = context.obj
    wording = FormWording(introduction, sending, consent)
    with terminal.database() as database:
        if wording != FormWording():
            with database.writing(terminal.desk) as work:
                call_id = call_by_reference(work.session, reference).id
                set_form_wording(work, call_id=call_id, wording=wording)
        written = write_call_form(database, reference, terminal.clock.now(), Path(out))
    terminal.show(
        {"reference": written.reference, "version": written.version, "file": out},
        [f"Wrote the form of {written.reference}, {counted(written.questions, 'question')}: {out}"],
    )
