"""Commands about the coding frame."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority, move_priority
from lisdesk.edits.correcting import NOTHING, Nothing
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_removal import PriorityRemoval, RemovedPriority, delete_priority
from lisdesk.errors import RefusedError
from lisdesk.queries.coding import priorities
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import PriorityColour, PriorityStatus
from lisdesk.store.lookup import call_by_reference, priority_by_code

priority_app = typer.Typer(help="The coding frame of a call.", no_args_is_help=True)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
COLOURS = (
    "blue, orange, green, purple, yellow, red, teal or grey; without one that of its ancestor."
)
Code = Annotated[str, typer.Argument(metavar="PRIORITY", help="Code, such as P2.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(priority_app, name="priority")


@priority_app.command("add")
def add(
    context: typer.Context,
    reference: CallReference,
    code: Annotated[str, typer.Option(help="Short code, such as P2.1.")],
    name: Annotated[str, typer.Option(help="Its name.")],
    parent: Annotated[str, typer.Option(help="Code of the priority above it.")] = "",
    foundation: Annotated[
        list[str] | None, typer.Option(help="Label of the framework it hangs on; may be repeated.")
    ] = None,
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    include: Annotated[str, typer.Option(help="What belongs to it.")] = "",
    exclude: Annotated[str, typer.Option(help="What does not.")] = "",
    examples: Annotated[str, typer.Option(help="Examples of what belongs to it.")] = "",
    keywords: Annotated[str, typer.Option(help="Words that hint at it, with commas between.")] = "",
    colour: Annotated[str, typer.Option(help=COLOURS)] = "",
    status: Annotated[str, typer.Option(help="emerging, agreed or dropped.")] = "emerging",
) -> None:
    """Add a priority to the coding frame."""
    terminal: Terminal = context.obj
    draft = PriorityDraft(
        code=code,
        name=name,
        parent=parent,
        foundations=tuple(foundation or ()),
        definition=definition,
        include=include,
        exclude=exclude,
        keywords=keywords.split(","),
        status=PriorityStatus.parse(status, "status"),
        examples=examples,
        colour=PriorityColour.parse(colour, "colour") if colour else None,
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


@priority_app.command("edit")
def edit(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    code: Annotated[str | None, typer.Option(help="Another code.")] = None,
    name: Annotated[str | None, typer.Option(help="Its name.")] = None,
    definition: Annotated[str | None, typer.Option(help="What it means.")] = None,
    include: Annotated[str | None, typer.Option(help="What belongs to it.")] = None,
    exclude: Annotated[str | None, typer.Option(help="What does not.")] = None,
    examples: Annotated[str | None, typer.Option(help="Examples of what belongs to it.")] = None,
    keywords: Annotated[
        str | None, typer.Option(help="Words that hint at it, with commas between.")
    ] = None,
    colour: Annotated[str | None, typer.Option(help=COLOURS)] = None,
    status: Annotated[str | None, typer.Option(help="emerging, agreed or dropped.")] = None,
    foundation: Annotated[
        list[str] | None,
        typer.Option(help="Label of the framework it hangs on, instead of the present ones."),
    ] = None,
) -> None:
    """Correct a priority; its tags stay on it. An empty text ("") empties its field."""
    terminal: Terminal = context.obj
    correction = PriorityCorrection(
        code=code,
        name=name,
        definition=definition,
        include=include,
        exclude=exclude,
        keywords=None if keywords is None else keywords.split(","),
        status=None if status is None else PriorityStatus.parse(status, "status"),
        foundations=tuple(foundation) if foundation else None,
        examples=examples,
        colour=_colour(colour),
    )
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        corrected = edit_priority(work, priority_id=found.id, correction=correction).result
    terminal.show({"reference": corrected}, [f"Corrected priority {corrected}"])


def _colour(text: str | None) -> PriorityColour | Nothing | None:
    if text is None:
        return None
    return PriorityColour.parse(text, "colour") if text.strip() else NOTHING


@priority_app.command("move")
def move(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    parent: Annotated[
        str | None, typer.Option(help='Code of the priority above it; "" for the top.')
    ] = None,
    place: Annotated[
        int | None,
        typer.Option(min=1, max=LARGEST_NUMBER, help="Its place there, from 1; else the last."),
    ] = None,
) -> None:
    """Hang a priority elsewhere in the coding frame, with everything below it."""
    terminal: Terminal = context.obj
    if parent is None and place is None:
        raise RefusedError("Nothing was said about where to.", do="Give --parent, --place or both.")
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        parent_id = found.parent_id
        if parent is not None:
            parent_id = priority_by_code(work.session, call.id, parent).id if parent else None
        moved = move_priority(work, priority_id=found.id, parent_id=parent_id, place=place).result
    terminal.show({"reference": moved}, [f"Moved priority {moved}"])


@priority_app.command("delete")
def delete(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    tags_to: Annotated[
        str | None, typer.Option(help="Code of the priority that takes its tags over.")
    ] = None,
    take_tags_off: Annotated[
        bool, typer.Option("--take-tags-off", help="Take its tags off.")
    ] = False,
    lift_children: Annotated[
        bool, typer.Option("--lift-children", help="Put the priorities below it in its place.")
    ] = False,
    children_to: Annotated[
        str | None, typer.Option(help="Code of the priority to hang those below it under.")
    ] = None,
) -> None:
    """Delete a priority; with tags or priorities below it only if you say what becomes of them."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        taker, parent = (
            priority_by_code(work.session, call.id, code).id if code else None
            for code in (tags_to, children_to)
        )
        removal = PriorityRemoval(taker, take_tags_off, lift_children, parent)
        removed = delete_priority(work, priority_id=found.id, removal=removal).result
    fields = fields_of(removed)
    assert isinstance(fields, dict)
    terminal.show({"reference": removed.code, **fields}, _removal_lines(removed))


def _removal_lines(removed: RemovedPriority) -> list[str]:
    counts = [
        (removed.tags_moved, "tag", "moved"),
        (removed.tags_joined, "tag", "joined with one that stands on the same words"),
        (removed.tags_taken_off, "tag", "taken off"),
        (removed.findings, "finding", "went with it"),
    ]
    lines = [f"{counted(number, thing)} {done}" for number, thing, done in counts if number]
    if removed.children_lifted:
        lines.append(f"Priorities that took its place: {removed.children_lifted:,}")
    if removed.children_moved:
        lines.append(f"Priorities that hang elsewhere now: {removed.children_moved:,}")
    return [*lines, f"Deleted priority {removed.code}"]
