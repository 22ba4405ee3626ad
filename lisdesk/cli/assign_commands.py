"""Commands about work shared out among officers."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.edits.assigning import assign_submissions, unassign_submissions
from lisdesk.errors import NotFoundError
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.shares import NOBODY, assigned, progress
from lisdesk.queries.submissions import SubmissionFilter, submission_ids
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words
from lisdesk.store.lookup import (
    call_by_reference,
    priority_by_code,
    submission_by_reference,
)
from lisdesk.store.work import Work

assign_app = typer.Typer(help="Share submissions out among officers.", no_args_is_help=True)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
Submissions = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SUBMISSION]…", help="References; without any, those of the filter."),
]
Search = Annotated[str, typer.Option(help="Words to find; any text is allowed.")]
Status = Annotated[str, typer.Option(help="A disposition, or late, in-time, before-opening.")]
Type = Annotated[str, typer.Option("--type", help="Stakeholder type, by key or label.")]
Priority = Annotated[str, typer.Option(help="Tagged to this priority or one below it.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(assign_app, name="assign")
    app.command("progress")(show_progress)


@assign_app.command("to")
def give(
    context: typer.Context,
    reference: CallReference,
    submissions: Submissions = None,
    to: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who gets them; several share evenly.")
    ] = None,
    search: Search = "",
    status: Status = "",
    type_name: Type = "",
    priority: Priority = "",
    again: Annotated[
        bool, typer.Option("--again", help="Share out what others have already, too.")
    ] = False,
) -> None:
    """Give submissions to officers: those named, or those of a filter that are nobody's yet."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call_id = call_by_reference(work.session, reference).id
        chips = _tagged_to(work, call_id, priority)
        chosen = SubmissionFilter(search, status, type_name, chips)
        ids = _chosen(work, call_id, submissions, chosen)
        if not submissions and not again:
            taken = {each.submission_id for each in assigned(work.session, call_id)}
            ids = [each for each in ids if each not in taken]
        _refuse_none(ids)
        report = assign_submissions(
            work, call_id=call_id, submission_ids=ids, officers=to or ()
        ).result
    shares = ", ".join(f"{name} {count:,}" for name, count in report.by_officer)
    line = f"Shared out {counted(report.submissions, 'submission')}: {shares}"
    if report.belonging:
        line += f"; {report.belonging:,} of them belong to one that was chosen"
    fields = fields_of(report)
    assert isinstance(fields, dict)
    terminal.show({**fields, "by_officer": dict(report.by_officer)}, [line])


@assign_app.command("take-back")
def take_back(
    context: typer.Context,
    reference: CallReference,
    submissions: Submissions = None,
    search: Search = "",
    status: Status = "",
    type_name: Type = "",
    priority: Priority = "",
    of: Annotated[str, typer.Option("--from", metavar="NAME", help="Only what they have.")] = "",
) -> None:
    """Take submissions back: those named, or those of a filter."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call_id = call_by_reference(work.session, reference).id
        chips = _tagged_to(work, call_id, priority)
        chosen = SubmissionFilter(search, status, type_name, chips)
        ids = _chosen(work, call_id, submissions, chosen)
        if of:
            own = {each.submission_id for each in assigned(work.session, call_id, of)}
            ids = [each for each in ids if each in own]
        _refuse_none(ids)
        count = unassign_submissions(work, call_id=call_id, submission_ids=ids).result
    terminal.show({"taken_back": count}, [f"Took back {counted(count, 'submission')}"])


@assign_app.command("list")
def list_them(
    context: typer.Context,
    reference: CallReference,
    of: Annotated[
        str | None, typer.Option("--of", metavar="NAME", help="Only what this officer has.")
    ] = None,
) -> None:
    """List what is assigned to whom, and who has read it."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = assigned(session, call_by_reference(session, reference).id, of)
    lines = table(
        ["Submission", "Officer", "Given by", "On", "Read by"],
        [
            [
                row.reference,
                row.officer,
                row.assigned_by,
                local_words(row.assigned_at),
                ", ".join(row.read_by),
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


def show_progress(context: typer.Context, reference: CallReference) -> None:
    """Say how far each officer is: assigned, read, tagged, left, and the oldest that is left."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = progress(session, call_by_reference(session, reference).id)
    lines = table(
        ["Officer", "Assigned", "Read", "Tagged", "Left", "Oldest left", "Received"],
        [
            [
                "(nobody)" if row.officer == NOBODY else row.officer,
                row.assigned,
                row.read,
                row.tagged,
                row.left,
                row.oldest,
                local_words(row.oldest_received_at) if row.oldest_received_at else "",
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


def _chosen(
    work: Work, call_id: int, submissions: list[str] | None, chosen: SubmissionFilter
) -> list[int]:
    if submissions:
        return [submission_by_reference(work.session, each).id for each in submissions]
    return submission_ids(work.session, call_id, chosen)


def _tagged_to(work: Work, call_id: int, code: str) -> RegisterFilter:
    ids = (priority_by_code(work.session, call_id, code).id,) if code else ()
    return RegisterFilter(priority_ids=ids)


def _refuse_none(ids: list[int]) -> None:
    if not ids:
        raise NotFoundError(
            "No submission is left by that choice.",
            do="Choose otherwise; “--again” takes what others have already, too.",
        )
