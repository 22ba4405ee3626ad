"""The tree of commands, and how a run ends."""

from __future__ import annotations

import sys
from functools import cache
from typing import Annotated

import typer

from lisdesk import __version__
from lisdesk.cli import (
    acknowledge_commands,
    assign_commands,
    attachment_commands,
    attendee_commands,
    call_commands,
    campaign_commands,
    chase_commands,
    coding_commands,
    date_commands,
    event_commands,
    evidence_commands,
    feedback_commands,
    file_commands,
    finding_commands,
    form_commands,
    frame_commands,
    frame_list_commands,
    framework_commands,
    import_commands,
    joint_commands,
    late_commands,
    memo_commands,
    merging_commands,
    priority_commands,
    programme_commands,
    question_commands,
    redaction_commands,
    register_commands,
    sample_commands,
    stage_commands,
    stakeholder_commands,
    submission_commands,
    submission_list,
    suggestion_commands,
    target_commands,
    template_commands,
    type_commands,
    view_commands,
)
from lisdesk.cli.desk import Terminal, say
from lisdesk.cli.endings import ending_well
from lisdesk.clock import fixed_clock, system_clock
from lisdesk.rules.deadlines import parse_instant

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


def _print_version(is_asked: bool) -> None:
    if is_asked:
        say(f"lisdesk {__version__}", sys.stdout)
        raise typer.Exit


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
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    """Run a call for evidence, tag its submissions, report the evidence."""
    clock = fixed_clock(parse_instant(now)) if now else system_clock()
    context.obj = Terminal(db, (officer or "").strip(), clock, json)


for _commands in (
    call_commands,
    form_commands,
    framework_commands,
    template_commands,
    date_commands,
    stage_commands,
    programme_commands,
    question_commands,
    submission_commands,
    submission_list,
    joint_commands,
    late_commands,
    view_commands,
    attachment_commands,
    attendee_commands,
    register_commands,
    stakeholder_commands,
    type_commands,
    target_commands,
    chase_commands,
    acknowledge_commands,
    event_commands,
    merging_commands,
    campaign_commands,
    priority_commands,
    frame_commands,
    frame_list_commands,
    coding_commands,
    memo_commands,
    finding_commands,
    feedback_commands,
    suggestion_commands,
    sample_commands,
    assign_commands,
    import_commands,
    redaction_commands,
    evidence_commands,
    file_commands,
):
    _commands.register(app)


_tree = cache(typer.main.get_command)


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name; return the exit code."""
    tree = _tree(app)
    return ending_well(lambda: tree.main(_json_first(arguments), prog_name="lisdesk"))


def _json_first(arguments: list[str]) -> list[str]:
    """Move --json to the front, to the global options: it may stand after the command too."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    if _JSON not in arguments[:end]:
        return arguments
    options_only = [word for word in arguments[:end] if word != _JSON]
    return [_JSON, *options_only, *arguments[end:]]
