"""The command that lists submissions, narrowed as the chips of the window narrow them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.cli.submission_commands import CallReference, Type, submission_app
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.queries.saved_views import view_by_name
from lisdesk.queries.submissions import (
    SubmissionFilter,
    SubmissionRow,
    submission_ids,
    submission_rows,
)
from lisdesk.rules.deadlines import local_words, parse_instant
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.lookup import (
    area_by_name,
    call_by_reference,
    priority_by_code,
    question_by_number,
)
from lisdesk.store.relevance import part_by_name

_PAGE = 500
_UNLIMITED = 0
_UNSAID = "none"
Codes = Sequence[str] | None


def register(app: typer.Typer) -> None:  # noqa: ARG001 (every family of commands is added so)
    """Add the command to those about submissions."""
    submission_app.command("list")(list_submissions)


def list_submissions(
    context: typer.Context,
    reference: CallReference,
    search: Annotated[str, typer.Option(help="Words to find; any text is allowed.")] = "",
    status: Annotated[
        str, typer.Option(help="A disposition, or late, in-time, before-opening.")
    ] = "",
    type_name: Type = None,
    area: Annotated[
        list[str] | None, typer.Option(help="In this area; may be repeated for any of several.")
    ] = None,
    relevant_to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BODY", help="Of a joint call: relevant to it; repeated: to any; none for none."
        ),
    ] = None,
    question: Annotated[
        list[int] | None,
        typer.Option(metavar="N", help="Answered question N; may be repeated for any of several."),
    ] = None,
    priority: Annotated[
        list[str] | None,
        typer.Option(help="Tagged to this priority or one below it; repeated: to any of them."),
    ] = None,
    all_priority: Annotated[
        list[str] | None, typer.Option(help="Tagged to each of these; may be repeated.")
    ] = None,
    no_priority: Annotated[
        list[str] | None, typer.Option(help="Tagged to none of these; may be repeated.")
    ] = None,
    stance: Annotated[
        list[str] | None,
        typer.Option(help="With this stance on those priorities, or on any; none for not said."),
    ] = None,
    tagged_by: Annotated[
        list[str] | None, typer.Option(metavar="OFFICER", help="Look at this officer's tags only.")
    ] = None,
    received_from: Annotated[
        str | None, typer.Option("--from", metavar="INSTANT", help="Received then or later.")
    ] = None,
    received_before: Annotated[
        str | None, typer.Option("--before", metavar="INSTANT", help="Received before then.")
    ] = None,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a saved view, in its order.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, max=LARGEST_NUMBER, help="At most so many; 0 for all.")
    ] = _UNLIMITED,
) -> None:
    """List submissions, newest first."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id

        def coded(codes: Codes) -> tuple[int, ...]:
            return tuple(priority_by_code(session, call_id, code).id for code in codes or ())

        chips = RegisterFilter(
            area_ids=tuple(area_by_name(session, each).id for each in area or ()),
            relevant_body_ids=tuple(
                None if each.casefold() == _UNSAID else part_by_name(session, call_id, each)
                for each in relevant_to or ()
            ),
            question_ids=tuple(
                question_by_number(session, call_id, each).id for each in question or ()
            ),
            priority_ids=coded(priority),
            all_priority_ids=coded(all_priority),
            no_priority_ids=coded(no_priority),
            stances=tuple(map(_stance, stance or ())),
            officers=tuple(tagged_by or ()),
            received_from=_moment(received_from),
            received_before=_moment(received_before),
        )
        chosen = SubmissionFilter(search, status, type_name or "", chips, terminal.desk.officer)
        ids = submission_ids(session, call_id, chosen, limit or None if view is None else None)
        if view is not None:
            saved, others = view_by_name(session, call_id, view), set(ids)
            ordered = register_ids(
                session, call_id, terminal.desk.officer, saved.filter, saved.order
            )
            ids = [each for each in ordered if each in others][: limit or None]
        rows: list[SubmissionRow] = []
        for start in range(0, len(ids), _PAGE):
            rows += submission_rows(session, ids[start : start + _PAGE])
    terminal.show({"items": fields_of(rows)}, _lines(rows))


def _lines(rows: Sequence[SubmissionRow]) -> list[str]:
    headings = ["Reference", "Respondent", "Type", "Area", "Channel", "Received", "Disposition"]
    return table(
        headings,
        [
            [
                row.reference,
                row.respondent,
                row.type,
                row.area,
                row.channel.label,
                local_words(row.received_at),
                row.standing,
            ]
            for row in rows
        ],
    )


def _stance(text: str) -> Stance | None:
    return None if text.casefold() == _UNSAID else Stance.parse(text, "stance")


def _moment(text: str | None) -> datetime | None:
    return parse_instant(text) if text else None
