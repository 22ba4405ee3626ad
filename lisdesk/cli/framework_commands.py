"""Commands about the frameworks whose headings questions and priorities hang on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from lisdesk.cli.bar_parts import bar_parts
from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.queries.frameworks import frameworks
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft, group_words, users_words
from lisdesk.rules.names import name_key
from lisdesk.store.frameworks import framework_by_key

_BEFORE_ALIASES = 2
"""Parts of a heading: its name and what it is."""

framework_app = typer.Typer(
    help="Frameworks: the headings that questions and priorities hang on.", no_args_is_help=True
)

Key = Annotated[str, typer.Argument(metavar="FRAMEWORK", help="Its key or its name.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(framework_app, name="framework")


@framework_app.command("list")
def list_them(context: typer.Context) -> None:
    """List the frameworks with their headings and the calls that use them."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = frameworks(session)
    lines = [
        [each.key, each.name, heading.name, group_words(heading.group), " ".join(each.calls)]
        for each in rows
        for heading in each.draft.headings
    ]
    terminal.show(
        {"items": fields_of(rows)}, table(["Key", "Framework", "Heading", "Is a", "Calls"], lines)
    )


@framework_app.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name.")],
    heading: Annotated[
        list[str], typer.Option(help="A heading, as “NAME|is a|other spelling; …”; repeatable.")
    ],
    key: Annotated[str, typer.Option(help="What templates call it; made from the name else.")] = "",
) -> None:
    """Add a framework."""
    terminal: Terminal = context.obj
    draft = FrameworkDraft(name, [_heading(each) for each in heading], key)
    with terminal.writing() as work:
        made = save_framework(work, draft=draft).result
    terminal.show({"reference": made}, [f"Added the framework {made}"])


@framework_app.command("edit")
def edit(
    context: typer.Context,
    framework: Key,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    heading: Annotated[
        list[str] | None,
        typer.Option(
            help="All its headings from now on, as “NAME|is a|other spelling; …|key”; repeatable. "
            "What is left out behind the name stays as it is."
        ),
    ] = None,
) -> None:
    """Rename a framework, or give it other headings; those of the same name or key stay."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = framework_by_key(work.session, framework)
        row = next(each for each in frameworks(work.session) if each.id == found.id)
        standing = row.draft.headings
        headings = [_heading(each, standing, 4) for each in heading or ()] or standing
        draft = FrameworkDraft(row.name if name is None else name, headings)
        saved = save_framework(work, draft=draft, framework_id=row.id).result
    used = f" of {users_words(row.calls)}:" if row.calls else ""
    terminal.show({"reference": saved}, [f"Saved the framework{used} {saved}"])


@framework_app.command("remove")
def remove(context: typer.Context, framework: Key) -> None:
    """Remove a framework that no call uses."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = framework_by_key(work.session, framework)
        said = remove_framework(work, framework_id=found.id).result
    terminal.show({"reference": said}, [f"Removed the framework {said}"])


def _heading(said: str, standing: Sequence[HeadingDraft] = (), most: int = 3) -> HeadingDraft:
    """Return what an option says; parts that it leaves out stay as the standing heading has them,
    which is that of its key, else of its name.
    """
    parts = bar_parts(said, most)
    name, group, aliases, key = (*parts, "", "", "")[:4]
    same = [each for each in standing if key and each.key == key.strip()]
    same += [each for each in standing if name_key(each.name) == name_key(name)]
    known = same[0] if same else HeadingDraft("")
    return replace(
        known,
        name=name,
        group=group if len(parts) > 1 else known.group,
        aliases=tuple(aliases.split(";")) if len(parts) > _BEFORE_ALIASES else known.aliases,
        key=key.strip() or known.key,
    )
