"""Commands about the coding frame and tags."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, table
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag
from lisdesk.queries.coding import priorities
from lisdesk.queries.submissions import tags
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.lookup import (
    call_by_reference,
    priority_by_code,
    submission_by_reference,
    tag_by_reference,
)

priority_app = typer.Typer(help="The coding frame of a call.", no_args_is_help=True)
tags_app = typer.Typer(help="The tags of a call.", no_args_is_help=True)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(priority_app, name="priority")
    app.add_typer(tags_app, name="tags")
    app.command("tag")(tag)
    app.command("untag")(untag)


@priority_app.command("add")
def add(
    context: typer.Context,
    reference: CallReference,
    code: Annotated[str, typer.Option(help="Short code, such as P2.1.")],
    name: Annotated[str, typer.Option(help="Its name.")],
    parent: Annotated[str, typer.Option(help="Code of the priority above it.")] = "",
    foundation: Annotated[str, typer.Option(help="Label of the framework it hangs on.")] = "",
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    keywords: Annotated[str, typer.Option(help="Words that hint at it, with commas between.")] = "",
) -> None:
    """Add a priority to the coding frame."""
    terminal: Terminal = context.obj
    draft = PriorityDraft(
        code=code,
        name=name,
        parent=parent,
        foundation=foundation,
        definition=definition,
        keywords=keywords.split(","),
    )
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        added = add_priority(work, call_id=call.id, draft=draft).result
    terminal.show({"reference": added}, [f"Added priority {added}"])


@priority_app.command("list")
def list_priorities(context: typer.Context, reference: CallReference) -> None:
    """List the coding frame."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = priorities(session, call_by_reference(session, reference).id)
    lines = table(
        ["Code", "Priority", "Foundation or challenge", "Status", "Tags"],
        [
            [
                row.code,
                "  " * row.depth + row.name,
                ", ".join(row.labels),
                row.status.label,
                row.tags,
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@priority_app.command("import")
def import_list(
    context: typer.Context,
    reference: CallReference,
    file: Annotated[str, typer.Argument(help="A sheet with the columns code and name.")],
) -> None:
    """Add the priorities of a spreadsheet."""
    from lisdesk.tasks.lists import import_priorities

    terminal: Terminal = context.obj
    with terminal.database() as database:
        codes = import_priorities(database, terminal.desk, reference, existing_path(file))
    terminal.show({"items": list(codes)}, [f"Added {len(codes):,} priorities: {', '.join(codes)}"])


def tag(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(help="Such as LLEP-0042.")],
    priority: Annotated[str, typer.Argument(help="Code, such as P2.")],
    quote: Annotated[
        str | None, typer.Option(help="The words, exactly as they stand in the submission.")
    ] = None,
    nth: Annotated[
        int,
        typer.Option(min=1, max=LARGEST_NUMBER, help="Which place, if they stand more than once."),
    ] = 1,
    question: Annotated[
        int | None,
        typer.Option(
            min=1, max=LARGEST_NUMBER, help="The answer to this question, whole or for the quote."
        ),
    ] = None,
    stance: Annotated[str | None, typer.Option(help="support, oppose, mixed, neutral.")] = None,
    strength: Annotated[
        str | None, typer.Option(help="anecdote, experience, case-data, study, statistic.")
    ] = None,
    note: Annotated[str, typer.Option(help="For the officers only.")] = "",
) -> None:
    """Tag a quotation, an answer or a whole submission to a priority."""
    terminal: Terminal = context.obj
    draft = TagDraft(
        quote=quote,
        nth=nth,
        question=question,
        stance=Stance.parse(stance, "stance") if stance else None,
        strength=Strength.parse(strength, "strength") if strength else None,
        note=note,
    )
    with terminal.writing() as work:
        found = submission_by_reference(work.session, submission)
        chosen = priority_by_code(work.session, found.call_id, priority)
        reference = add_tag(work, submission_id=found.id, priority_id=chosen.id, draft=draft).result
        said = f"Tagged {found.reference} to {chosen.code} {chosen.name}: {reference}"
    terminal.show({"reference": reference}, [said])


def untag(
    context: typer.Context, tag_reference: Annotated[str, typer.Argument(metavar="TAG")]
) -> None:
    """Take a tag off."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = tag_by_reference(work.session, tag_reference)
        reference = remove_tag(work, tag_id=found.id).result
    terminal.show({"reference": reference}, [f"Took off {reference}"])


@tags_app.command("list")
def list_tags(context: typer.Context, reference: CallReference) -> None:
    """List the tags of a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = tags(session, call_by_reference(session, reference).id)
    lines = table(
        ["Tag", "Submission", "Priority", "Stance", "Strength", "Quotation"],
        [
            [
                row.reference,
                row.submission,
                row.priority,
                row.stance.label if row.stance else "",
                row.strength.label if row.strength else "",
                row.quote if row.quote is not None else "(whole submission)",
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@tags_app.command("import")
def import_tag_list(
    context: typer.Context,
    reference: CallReference,
    file: Annotated[str, typer.Argument(help="A sheet with the columns submission and priority.")],
) -> None:
    """Add the tags of a spreadsheet; those that are there already are left alone."""
    from lisdesk.tasks.lists import import_tags

    terminal: Terminal = context.obj
    with terminal.database() as database:
        report = import_tags(database, terminal.desk, reference, existing_path(file))
    terminal.show(
        {"lines": report.lines, "added": report.added, "already_here": report.already_here},
        [f"{report.added:,} tags added, {report.already_here:,} already here"],
    )
