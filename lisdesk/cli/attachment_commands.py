"""Commands about the files that came with a submission."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, printable, table
from lisdesk.cli.submission_commands import SubmissionReference, submission_app
from lisdesk.queries.attachments import attachments
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import submission_by_reference

Number = Annotated[
    int, typer.Argument(metavar="N", min=1, max=LARGEST_NUMBER, help="Which one, from 1.")
]


def register(_app: typer.Typer) -> None:
    """Add these commands to those about submissions."""
    submission_app.command("attachments")(list_attachments)
    submission_app.command("save-attachment")(save)
    submission_app.command("extract-text")(extract)


def list_attachments(context: typer.Context, reference: SubmissionReference) -> None:
    """List the files that came with a submission."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = attachments(session, submission_by_reference(session, reference).id)
    lines = table(
        ["No", "Name", "Saved as", "Bytes", "In the window"],
        [
            [row.number, printable(row.name), row.safe_name, row.size_bytes, row.opening.label]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


def save(
    context: typer.Context,
    reference: SubmissionReference,
    number: Number,
    out: Annotated[
        str, typer.Option(metavar="FILE", help="The file to write, or the folder to write it to.")
    ],
) -> None:
    """Write a file that came with a submission to a drive; no file is ever overwritten."""
    from lisdesk.tasks.attachments import save_attachment

    terminal: Terminal = context.obj
    with terminal.database() as database:
        saved = save_attachment(database, reference, number, existing_path(out))
    fields = fields_of(saved)
    assert isinstance(fields, dict)
    terminal.show(
        {"reference": saved.path.name, **fields},
        [f"SHA-256 {saved.sha256}", f"Saved {saved.size_bytes:,} bytes: {saved.path}"],
    )


def extract(context: typer.Context, reference: SubmissionReference, number: Number) -> None:
    """Add the words of a document that came with a submission to its letter."""
    from lisdesk.tasks.document_filing import extract_attachment

    terminal: Terminal = context.obj
    with terminal.database() as database:
        added = extract_attachment(database, terminal.desk, reference, number)
    found = added.found
    fields = {
        "reference": added.standing.reference,
        "characters": len(found.text),
        "reader": found.reader,
        "notes": list(found.notes),
        "problems": list(found.problems),
    }
    lines = [f"note: {note}" for note in found.notes]
    lines += [f"problem: {problem}" for problem in found.problems]
    said = f"Added {counted(len(found.text.split()), 'word')} to the letter"
    if added.form is not None:
        fields["form"] = fields_of(added.form)
        fields["differences"] = list(added.differences)
        lines += [f"note: {note}" for note in (*added.form.notes, *added.differences)]
    if added.form is not None and not added.form.is_printed:
        said = f"Took {counted(len(added.form.answers), 'answer')} of the response form"
    terminal.show(fields, [*lines, f"{said}: {added.standing.reference}"])
