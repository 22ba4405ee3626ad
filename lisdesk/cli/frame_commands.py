"""Commands by which a coding frame evolves: merged, split, and looked back on."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, iso, table
from lisdesk.cli.priority_commands import CallReference, Code, priority_app
from lisdesk.edits.priorities import PriorityDraft
from lisdesk.edits.priority_merging import merge_priority, split_priority
from lisdesk.errors import RefusedError
from lisdesk.queries.frame_history import FrameThen, frame_at
from lisdesk.queries.frame_lineage import frame_history
from lisdesk.queries.moving_tags import TagFilter, tags_to_split
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words, parse_instant
from lisdesk.rules.vocabulary import MergedChildren, Stance
from lisdesk.store.lookup import (
    call_by_reference,
    priority_by_code,
    question_by_number,
    stakeholder_type_by_token,
    tag_by_reference,
)
from lisdesk.store.work import Work

Reason = Annotated[str, typer.Option(help="Why, for the history.")]
_UNSTATED = "unstated"


def register(_app: typer.Typer) -> None:
    """Add these commands to the others about priorities."""
    for name, command in (
        ("merge", merge),
        ("split", split),
        ("history", history),
        ("then", then),
    ):
        priority_app.command(name)(command)


def merge(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    into: Annotated[str, typer.Option(help="Code of the priority that stands for both.")],
    children: Annotated[
        str, typer.Option(help="Those below it: along (below the other), stay or merge.")
    ] = "along",
    reason: Reason = "",
) -> None:
    """Merge a priority into another one: all its tags go over, and what they say is kept."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        merged = merge_priority(
            work,
            priority_id=priority_by_code(work.session, call.id, priority).id,
            into_id=priority_by_code(work.session, call.id, into).id,
            children=MergedChildren.parse(children, "way with those below it"),
            reason=reason,
        ).result
    lines = _moved_lines(merged.tags_moved, merged.tags_joined, merged.tags_differing)
    fields = fields_of(merged)
    assert isinstance(fields, dict)
    said = f"Merged priority {merged.code} into {merged.into}"
    terminal.show({"reference": merged.into, **fields}, [*lines, said])


def split(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    contains: Annotated[str, typer.Option(help="Words of the quotation.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Stakeholder type.")] = "",
    question: Annotated[int, typer.Option(help="Number of the question answered.")] = 0,
    stance: Annotated[str, typer.Option(help="support, oppose, mixed, neutral or unstated.")] = "",
    tag: Annotated[
        list[str] | None, typer.Option(help="A tag to move, such as TAG-0007; may be repeated.")
    ] = None,
    into: Annotated[str, typer.Option(help="Code of a priority that is there.")] = "",
    code: Annotated[str, typer.Option(help="Code of a new priority.")] = "",
    name: Annotated[str, typer.Option(help="Name of the new priority.")] = "",
    parent: Annotated[str, typer.Option(help="Code of the priority above the new one.")] = "",
    reason: Reason = "",
) -> None:
    """Move some tags of a priority to another one: those that are named, or that a filter takes."""
    terminal: Terminal = context.obj
    if not (contains or kind or question or stance or tag):
        raise RefusedError(
            "Nothing was said about which tags.",
            do="Give --contains, --type, --question, --stance or --tag.",
        )
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        session = work.session
        chosen = TagFilter(
            words=contains,
            type_id=stakeholder_type_by_token(session, kind).id if kind else None,
            question_id=question_by_number(session, call.id, question).id if question else None,
            stance=None if stance in ("", _UNSTATED) else Stance.parse(stance, "stance"),
            is_unstated=stance == _UNSTATED,
        )
        done = split_priority(
            work,
            priority_id=found.id,
            tag_ids=_chosen_tags(work, found.id, chosen, tag or []),
            into_id=priority_by_code(session, call.id, into).id if into else None,
            draft=PriorityDraft(code, name, parent) if code or name else None,
            reason=reason,
        ).result
    lines = _moved_lines(done.tags_moved, done.tags_joined, done.tags_differing)
    fields = fields_of(done)
    assert isinstance(fields, dict)
    said = f"Split priority {done.code}: tags moved to {done.into}"
    terminal.show({"reference": done.into, **fields}, [*lines, said])


def history(
    context: typer.Context,
    reference: CallReference,
    priority: Annotated[str, typer.Argument(metavar="[PRIORITY]", help="Code; else all.")] = "",
) -> None:
    """Tell what happened to the coding frame, or to one priority, the newest first."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        own = priority_by_code(session, call.id, priority).id if priority else None
        rows = frame_history(session, call.id, own)
        zone = call.zone
    lines = table(
        ["When", "Priority then", "What", "Reason", "Officer"],
        [
            [local_words(row.at, zone), row.priority, row.words, row.reason, row.officer]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


def then(
    context: typer.Context,
    reference: CallReference,
    moment: Annotated[
        str, typer.Argument(metavar="MOMENT", help="Such as 2019-01-31T24:00, by the call's clock.")
    ],
) -> None:
    """Show the coding frame as it stood, with today's submissions counted by it."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        found = frame_at(session, call.id, parse_instant(moment, call.zone))
    fields = fields_of(found)
    assert isinstance(fields, dict)
    terminal.show({**fields, "moment": iso(found.moment)}, _then_lines(found))


def _chosen_tags(
    work: Work, priority_id: int, chosen: TagFilter, references: list[str]
) -> list[int]:
    """Return the tags that were named; without any, those that the filter takes."""
    named = [tag_by_reference(work.session, each).id for each in references]
    if not named:
        return tags_to_split(work.session, priority_id, chosen)
    if chosen == TagFilter():
        return named
    taken = set(tags_to_split(work.session, priority_id, chosen))
    return [each for each in named if each in taken]


def _moved_lines(moved: int, joined: int, differing: int) -> list[str]:
    counts = [
        (moved, "moved"),
        (joined, "joined with one that stands on the same words"),
        (differing, "of those noted where they say something else"),
    ]
    return [f"{counted(number, 'tag')} {done}" for number, done in counts if number]


def _then_lines(found: FrameThen) -> list[str]:
    def shown(number: int | None) -> object:
        return "-" if number is None else number

    lines = table(
        [
            *("Code", "Priority then", "Status then", "Own then", "Own now", "All then", "All now"),
            *(f"{stance.label} then" for stance in Stance),
        ],
        [
            [
                row.code,
                "  " * row.depth + row.name,
                row.status.label,
                row.own,
                shown(row.own_now),
                row.submissions,
                shown(row.submissions_now),
                *(getattr(row.stances, stance.key) for stance in Stance),
            ]
            for row in found.rows
        ],
    )
    if found.nowhere:
        submissions = counted(found.nowhere, "submission")
        lines.append(f"{submissions} on priorities that had no forerunner then")
    return [*lines, f"{counted(found.changes, 'change')} to the frame since"]
