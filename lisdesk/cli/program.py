"""The tree of commands, and how a run ends."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lisdesk import __version__
from lisdesk.cli import (
    call_commands,
    coding_commands,
    evidence_commands,
    file_commands,
    import_commands,
    submission_commands,
)
from lisdesk.cli.desk import Terminal, printable
from lisdesk.errors import UserError

_REFUSED = 1
_JSON = "--json"

app = typer.Typer(
    name="lisdesk",
    help="Run a call for evidence, tag its submissions, report the evidence.",
    epilog="Every command takes --json after it too, and then prints one JSON object.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def options(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="LISDESK_DB",
            help="The consultation file, or the address of a PostgreSQL database.",
        ),
    ] = None,
    officer: Annotated[
        str | None, typer.Option(envvar="LISDESK_OFFICER", help="Who does this; goes on record.")
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(envvar="LISDESK_NOW", help="Set the clock to this moment, for a rehearsal."),
    ] = None,
    json: Annotated[bool, typer.Option(_JSON, help="Print one JSON object.")] = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Run a call for evidence, tag its submissions, report the evidence."""
    if version:
        print(f"lisdesk {__version__}")  # noqa: T201
        raise typer.Exit
    context.obj = Terminal(db, officer, now, json)


for _commands in (
    call_commands,
    submission_commands,
    coding_commands,
    import_commands,
    evidence_commands,
    file_commands,
):
    _commands.register(app)


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name; return the exit code."""
    command = typer.main.get_command(app)
    try:
        command.main(_json_first(arguments), prog_name="lisdesk")
    except UserError as error:
        print(f"error: {printable(' '.join(str(error).split()))}", file=sys.stderr)  # noqa: T201
        return _REFUSED
    except SystemExit as ended:  # how every run ends that was not refused
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def _json_first(arguments: list[str]) -> list[str]:
    """Move --json to the front, where the global options are: it may stand after the command too."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    if _JSON not in arguments[:end]:
        return arguments
    options_only = [word for word in arguments[:end] if word != _JSON]
    return [_JSON, *options_only, *arguments[end:]]
