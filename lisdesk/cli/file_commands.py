"""Commands about the consultation file itself, and its history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lisdesk import __version__
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, printable, table
from lisdesk.edits.history import take_back
from lisdesk.edits.settings import DECLARED, change_setting, setting_value
from lisdesk.errors import DamagedFileError, RefusedError
from lisdesk.queries.file import file_info
from lisdesk.queries.history import history, latest_undoable, verb_of
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words

setting_app = typer.Typer(help="Settings of this consultation file.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for command in (check, info, backup, restore, undo, demo):
        app.command(command.__name__)(command)
    app.command("open")(open_window)
    app.command("history")(show_history)
    app.add_typer(setting_app, name="setting")


def open_window(
    context: typer.Context, file: Annotated[str | None, typer.Argument(metavar="FILE")] = None
) -> None:
    """Open the window, as “lisdesk” alone does: on a file, or on the usual one."""
    from lisdesk.cli.window import show_window

    terminal: Terminal = context.obj
    raise typer.Exit(show_window(file or terminal.location, terminal.officer, terminal.clock))


def check(context: typer.Context) -> None:
    """Check the file from its pages to the audit's last link; exit 1 if anything is wrong."""
    from lisdesk.tasks.checking import check_file

    terminal: Terminal = context.obj
    with terminal.database() as database:
        report = check_file(database)
    lines = table(
        ["Rule", "Looked at", "Wrong"],
        [[item.rule, item.looked_at, item.wrong] for item in report.findings],
    )
    for item in report.findings:
        lines += item.problems
        if item.unmentioned:
            lines.append(f"And {item.unmentioned:,} more that break the rule “{item.rule}”.")
        if item.erased:
            rows = counted(item.erased, "row")
            lines.append(f"Not compared, since what proves it was erased by law: {rows}.")
    lines.append("The file is sound." if report.is_sound else "The file is NOT sound.")
    terminal.show({"sound": report.is_sound, "items": fields_of(report.findings)}, lines)
    if not report.is_sound:
        raise DamagedFileError(
            "The file is not sound.",
            kept="It was only read.",
            do="Keep it, and restore the newest backup with “lisdesk restore”.",
        )


def info(context: typer.Context) -> None:
    """Say which file this is and what it holds."""
    terminal: Terminal = context.obj
    with terminal.database() as database, database.reading() as session:
        found, name = file_info(session), str(database.location)
    fields = fields_of(found)
    assert isinstance(fields, dict)
    named = {"location": name, "lisdesk_version": __version__, **fields}
    terminal.show(named, [f"{key.replace('_', ' ')}: {value}" for key, value in named.items()])


def backup(
    context: typer.Context, destination: Annotated[str, typer.Argument(metavar="DEST")]
) -> None:
    """Copy the file while it is in use; the copy is verified."""
    from lisdesk.tasks.backups import back_up_file

    terminal: Terminal = context.obj
    with terminal.database() as database:
        report = back_up_file(database, existing_path(destination))
    terminal.show(
        {"reference": str(report.path), **_fields(report)},
        [f"Backed up {counted(report.info.submissions, 'submission')}, verified: {report.path}"],
    )


def restore(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SRC", help="The backup.")],
    to: Annotated[str, typer.Option(metavar="DEST", help="A new file; nothing is overwritten.")],
) -> None:
    """Bring a backup back as a new file."""
    from lisdesk.tasks.backups import restore_file

    terminal: Terminal = context.obj
    report = restore_file(existing_path(source), existing_path(to))
    terminal.show(
        {"reference": str(report.path), **_fields(report)},
        [f"Restored {counted(report.info.submissions, 'submission')}, verified: {report.path}"],
    )


def show_history(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option(min=1, max=LARGEST_NUMBER, help="At most so many edits.")
    ] = 20,
) -> None:
    """List what was done, by whom and when, newest first."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = history(session, limit)
    lines = table(
        ["Edit", "When", "Officer", "What", "About", "Takes back", "Taken back by"],
        [
            [
                str(row.id),
                local_words(row.at) + (" (clock set)" if row.clock_is_set else ""),
                row.officer,
                row.verb.replace("_", " "),
                row.subject,
                str(row.takes_back_id or ""),
                str(row.taken_back_by_id or ""),
            ]
            for row in rows
        ],
    )
    items = [{"edit": row.id, **_fields(row)} for row in rows]
    terminal.show({"items": items}, lines)


def undo(
    context: typer.Context,
    edit: Annotated[
        int | None,
        typer.Argument(
            min=1,
            max=LARGEST_NUMBER,
            help="Number of the edit; without it, the newest that stands.",
        ),
    ] = None,
) -> None:
    """Take an edit back; taking back a taking back does the edit again."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        entry_id = latest_undoable(work.session) if edit is None else edit
        if entry_id is None:
            raise RefusedError("There is nothing to take back.", do="Nothing needs to be done.")
        outcome = take_back(work, entry_id=entry_id)
        what = verb_of(work.session, entry_id).replace("_", " ")
    about = f" ({what} on {outcome.result})" if outcome.result else f" ({what})"
    terminal.show(
        {"edit": entry_id, "reference": outcome.result, "taken_back_by": outcome.entry_id},
        [f"Took back edit {entry_id}{about}; “lisdesk undo {outcome.entry_id}” does it again"],
    )


@setting_app.command("list")
def list_settings(context: typer.Context) -> None:
    """List the settings with what they mean."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        values = [(item, setting_value(session, item)) for item in DECLARED.values()]
    rows = [[item.name, value, item.default, item.help] for item, value in values]
    items = [{"name": item.name, "value": value, **_fields(item)} for item, value in values]
    terminal.show({"items": items}, table(["Setting", "Value", "Default", "Meaning"], rows))


@setting_app.command("set")
def set_setting(context: typer.Context, name: str, value: str) -> None:
    """Change a setting of this file."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        number = change_setting(work, name=name, value=value).result
    terminal.show({"reference": name, "value": number}, [f"{name} is now {number:,}"])


def demo(
    context: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="Made if missing; else a new folder here.")
    ] = None,
) -> None:
    """Run the whole job on the sample call, and say where the two workbooks are."""
    from lisdesk.tasks.demo import run_demo

    terminal: Terminal = context.obj
    target = existing_path(folder) if folder else None
    report = run_demo(target, Path.cwd(), terminal.clock, terminal.officer or None)
    terminal.show(_fields(report), [printable(line) for line in report.story])


def _fields(value: object) -> dict[str, object]:
    fields = fields_of(value)
    assert isinstance(fields, dict)
    return dict(fields)
