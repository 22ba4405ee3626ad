"""Commands about acknowledgements: who is to be told that a submission arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lisdesk.cli.desk import Terminal, existing_path, iso, table
from lisdesk.edits.contacting import mark_acknowledged, set_acknowledgement_text
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.exchange.mail.drafts import drafts_in
from lisdesk.queries.acknowledging import acknowledgements
from lisdesk.rules.acknowledgements import LetterText
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words
from lisdesk.store.lookup import call_by_reference, submission_by_reference

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

acknowledge_app = typer.Typer(
    help="Tell senders that their evidence arrived.", no_args_is_help=True
)

Reference = Annotated[str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")]
Submissions = Annotated[
    list[str] | None, typer.Argument(metavar="[SUBMISSION]...", help="References; else all.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(acknowledge_app, name="acknowledge")


@acknowledge_app.command("list")
def list_due(
    context: typer.Context,
    reference: Reference,
    sent: Annotated[bool, typer.Option("--sent", help="Those that were sent.")] = False,
) -> None:
    """List submissions whose senders are still to be told that they arrived."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        found = acknowledgements(session, call_by_reference(session, reference).id, sent=sent)
    rows = [
        [row.reference, row.name, row.address, local_words(row.received_at), row.fault]
        for row in found.rows
    ]
    lines = table(["Submission", "Name", "Address", "Received", "Cannot be sent"], rows)
    items = [
        {
            "reference": row.reference,
            "name": row.name,
            "address": row.address,
            "received_at": iso(row.received_at),
            "acknowledged_at": iso(row.acknowledged_at),
            "fault": row.fault,
        }
        for row in found.rows
    ]
    said = f"{len(found.rows):,} {'sent' if sent else 'due'}, {found.sent:,} sent in all"
    terminal.show({"items": items, "sent": found.sent}, [*(lines if rows else ()), said])


@acknowledge_app.command("write")
def write(
    context: typer.Context,
    reference: Reference,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="One that is there.")],
    submission: Submissions = None,
) -> None:
    """Write a draft, .eml, for each; nothing is sent and nothing is marked."""
    from lisdesk.tasks.contacting import write_acknowledgements

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
            only = _ids(session, submission) if submission else None
        done = write_acknowledgements(
            database, call_id, terminal.clock.now(), existing_path(folder), only=only
        )
    lines = [f"Wrote {counted(len(done.submission_ids), 'draft')} to {folder}"]
    lines += [f"left out: {each}: {why}" for each, why in done.left_out]
    left = [{"reference": each, "reason": why} for each, why in done.left_out]
    terminal.show({"drafts": len(done.submission_ids), "left_out": left}, lines)


@acknowledge_app.command("mark")
def mark(
    context: typer.Context,
    reference: Reference,
    submission: Annotated[
        list[str] | None, typer.Argument(metavar="[SUBMISSION]...", help="References.")
    ] = None,
    written: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="The folder with their drafts."),
    ] = None,
) -> None:
    """Record that acknowledgements were sent: of those named, or of those whose drafts were
    written into a folder. What has arrived since stays due.
    """
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call_id = call_by_reference(work.session, reference).id
        ids = _ids(work.session, submission or [])
        if written is not None:
            ids += _drafted_ids(work.session, call_id, existing_path(written))
        elif not submission:
            raise RefusedError(
                "It was not said which acknowledgements were sent.",
                do="Name the submissions, or give the folder of their drafts with --written.",
            )
        number = mark_acknowledged(work, call_id=call_id, submission_ids=ids).result
    terminal.show({"submissions": number}, [f"Recorded for {counted(number, 'submission')}"])


@acknowledge_app.command("text")
def text(
    context: typer.Context,
    reference: Reference,
    subject: Annotated[str | None, typer.Option(help="Another subject.")] = None,
    body: Annotated[
        str | None, typer.Option("--body", metavar="FILE", help="A text file with another body.")
    ] = None,
) -> None:
    """Show what acknowledgements say, or change it; fields are {name}, {reference}, {call},
    {closes}, {deadline} and {late}.
    """
    terminal: Terminal = context.obj
    if subject is None and body is None:
        with terminal.reading() as session:
            found = acknowledgements(session, call_by_reference(session, reference).id).text
        terminal.show(
            {"subject": found.subject, "body": found.body},
            [f"Subject: {found.subject}", "", found.body],
        )
        return
    with terminal.writing() as work:
        call_id = call_by_reference(work.session, reference).id
        before = acknowledgements(work.session, call_id).text
        own = LetterText(
            before.subject if subject is None else subject,
            before.body if body is None else _read(body),
        )
        set_acknowledgement_text(work, call_id=call_id, text=own)
    terminal.show({"reference": reference}, ["Changed the text"])


def _ids(session: Session, references: list[str]) -> list[int]:
    return [submission_by_reference(session, each).id for each in references]


def _drafted_ids(session: Session, call_id: int, folder: Path) -> list[int]:
    """Return the submissions that are still to be acknowledged and have a draft in a folder."""
    if not folder.is_dir():
        raise RefusedError(f"“{folder.name}” is no folder.", do="Give the one with the drafts.")
    drafts = drafts_in(folder)
    due = acknowledgements(session, call_id).rows
    found = [each.submission_id for each in due if each.reference in drafts]
    if not found:
        raise RefusedError(
            f"No draft in “{folder.name}” is of a submission that is still to be acknowledged.",
            do="Give the folder that “acknowledge write” wrote to.",
        )
    return found


def _read(file: str) -> str:
    path = existing_path(file)
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError(
            f"“{path.name}” cannot be read as text.", do="Give a text file in UTF-8."
        ) from error
