"""The command about who was at the event that a submission is the note of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, table
from lisdesk.cli.submission_commands import SubmissionReference, attendee_of, submission_app
from lisdesk.edits.attendees import Attendee, AttendeeReport, set_attendees
from lisdesk.errors import NotFoundError
from lisdesk.outcome import Json
from lisdesk.queries.attendees import AttendeeRow, attendees
from lisdesk.store.lookup import submission_by_reference
from lisdesk.store.stakeholder_lookup import stakeholder_by_name
from lisdesk.store.work import Work


def register(_app: typer.Typer) -> None:
    """Add this command to the tree: it stands with the others about one submission."""
    submission_app.command("attendees")(correct_list)


def correct_list(
    context: typer.Context,
    reference: SubmissionReference,
    add: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[=TYPE]", help="Somebody who was there; may be repeated."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Somebody who was not there; may be repeated."),
    ] = None,
) -> None:
    """List the attendees of an event, add some and take some off; it stays one submission."""
    terminal: Terminal = context.obj
    if not add and not remove:
        with terminal.reading() as session:
            submission = submission_by_reference(session, reference)
            rows = attendees(session, submission.id)
        report = AttendeeReport(submission.reference, len(rows), 0, 0)
    else:
        with terminal.writing() as work:
            submission = submission_by_reference(work.session, reference)
            wanted = [
                *_left(work, submission.id, reference, remove or ()),
                *(attendee_of(work, each) for each in add or ()),
            ]
            report = set_attendees(work, submission_id=submission.id, attendees=wanted).result
            rows = attendees(work.session, submission.id)
    _show(terminal, report, rows)


def _left(work: Work, submission_id: int, reference: str, removed: Iterable[str]) -> list[Attendee]:
    """Return the attendees on a list without some of them."""
    left = {row.id: Attendee(row.name, row.id) for row in attendees(work.session, submission_id)}
    for each in removed:
        found = stakeholder_by_name(work.session, each)
        if left.pop(found.id, None) is None:
            raise NotFoundError(
                f"“{found.name}” is not on the list of attendees of {reference.strip().upper()}.",
                do=f"See who is with “lisdesk submission attendees {reference.strip().upper()}”.",
            )
    return list(left.values())


def _show(terminal: Terminal, report: AttendeeReport, rows: tuple[AttendeeRow, ...]) -> None:
    lines: list[str] = []
    if report.added or report.removed:
        done = f"{report.added:,} added, {report.removed:,} taken off"
        lines.append(f"Attendees of {report.reference}: {done}")
    if rows:
        cells = [[f"#{row.id}", row.name, row.type] for row in rows]
        lines += table(["No", "Attendee", "Type"], cells)
    else:
        lines.append("No attendees are listed.")
    fields: dict[str, Json] = {
        "reference": report.reference,
        "added": report.added,
        "removed": report.removed,
        "items": [{"reference": f"#{row.id}", "name": row.name, "type": row.type} for row in rows],
    }
    terminal.show(fields, lines)
