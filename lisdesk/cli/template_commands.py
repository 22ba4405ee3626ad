"""Commands about the templates that calls are made from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, existing_path, table
from lisdesk.exchange.call_templates import template_text
from lisdesk.tasks.call_templates import (
    KeptTemplate,
    export_template,
    import_template,
    kept_templates,
    remove_template,
    rename_template,
    save_call_as_template,
    template_named,
)

template_app = typer.Typer(help="What new calls are made from.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Its key or its name.")]
Replace = Annotated[bool, typer.Option("--replace", help="In place of the one of that name.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(template_app, name="template")


@template_app.command("list")
def list_templates(context: typer.Context) -> None:
    """List the templates: those that ship, and your own."""
    terminal: Terminal = context.obj
    found = kept_templates()
    rows = [
        [
            each.key,
            each.template.name,
            len(each.template.questions),
            len(each.template.priorities),
            "ships" if each.is_shipped else "own",
        ]
        for each in found.items
    ]
    lines = table(["Key", "Name", "Questions", "Priorities", "Whose"], rows)
    lines += [f"warning: {problem}" for problem in found.problems]
    items = [_fields(each) for each in found.items]
    terminal.show({"items": items, "warnings": list(found.problems)}, lines)


@template_app.command("show")
def show(context: typer.Context, name: Name) -> None:
    """Show a template as its file has it."""
    terminal: Terminal = context.obj
    found = template_named(name)
    text = template_text(found.template)
    terminal.show({**_fields(found), "text": text}, text.rstrip("\n").split("\n"))


@template_app.command("save")
def save(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="CALL", help="The call to learn from.")],
    name: Annotated[str, typer.Option(help="What the template is called.")],
    replace: Replace = False,
) -> None:
    """Keep what a call asks, and how it is run, as a template; nothing of who took part."""
    terminal: Terminal = context.obj
    with terminal.database() as database:
        kept = save_call_as_template(database, reference, name, replace_it=replace)
    _show_kept(terminal, kept, "Saved")


@template_app.command("rename")
def rename(
    context: typer.Context,
    name: Name,
    to: Annotated[str, typer.Option(metavar="NAME", help="Its new name.")],
) -> None:
    """Give a template another name."""
    _show_kept(context.obj, rename_template(name, to), "Renamed")


@template_app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A template as a TOML file.")],
    replace: Replace = False,
) -> None:
    """Keep the template of a file that somebody exported."""
    _show_kept(context.obj, import_template(existing_path(file), replace_it=replace), "Imported")


@template_app.command("export")
def export(
    context: typer.Context,
    name: Name,
    out: Annotated[str, typer.Option(metavar="FILE", help="The file to write.")],
) -> None:
    """Write a template to a file that others can import."""
    _show_kept(context.obj, export_template(name, Path(out)), "Exported")


@template_app.command("remove")
def remove(context: typer.Context, name: Name) -> None:
    """Delete a template of your own; calls that were made from it stay."""
    _show_kept(context.obj, remove_template(name), "Deleted")


def _show_kept(terminal: Terminal, kept: KeptTemplate, done: str) -> None:
    said = f"{done} the template “{kept.template.name}”: {kept.key}"
    terminal.show({"reference": kept.key, **_fields(kept)}, [said])


def _fields(kept: KeptTemplate) -> dict[str, object]:
    template = kept.template
    return {
        "key": kept.key,
        "name": template.name,
        "is_shipped": kept.is_shipped,
        "questions": len(template.questions),
        "priorities": len(template.priorities),
        "types": len(template.types),
    }
