"""Commands about the files that came with a submission."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, existing_path, fields_of, printable, table
from lisdesk.cli.submission_commands import CallReference, SubmissionReference, submission_app
from lisdesk.queries.attachments import attachments
from lisdesk.queries.searched_files import unsearched_files
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import call_by_reference, submission_by_reference

Number = Annotated[
    int, typer.Argument(metavar="N", min=1, max=LARGEST_NUMBER, help="Which one, from 1.")
]


def register(_app: typer.Typer) -> None:
    """Add these commands to those about submissions."""
    submission_app.command("attachments")(list_attachments)
    submission_app.command("save-attachment")(save)
    submission_app.command("extract-text")(extract)
    submission_app.command("unsearched")(list_unsearched)
    submission_app.command("read-files")(read_files)


def list_attachments(context: typer.Context, reference: SubmissionReference) -> None:
    """List the files that came with a submission."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = attachments(session, submission_by_reference(session, reference).id)
    lines = table(
        ["No", "Name", "Saved as", "Bytes", "In the window", "In the search"],
        [
            [
                row.number,
                printable(row.name),
                row.safe_name,
                row.size_bytes,
                row.opening.label,
                f"{row.search.label}. {row.reason}" if row.reason else row.search.label,
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


def list_unsearched(context: typer.Context, reference: CallReference) -> None:
    """List the files of a call whose words are not searched, or not all, each with the reason."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = unsearched_files(session, call_by_reference(session, reference).id)
    cells = [
        [
            printable(row.name),
            row.reference,
            row.others + 1,
            row.size_bytes,
            row.reason or "It was not read yet.",
        ]
        for row in rows
    ]
    lines = [*table(["File", "First with", "Times", "Bytes", "Why"], cells), ""] if rows else []
    said = f"{counted(len(rows), 'file')} not searched" if rows else "All files are searched"
    terminal.show({"items": fields_of(rows)}, [*lines, f"{said}: {reference}"])


def read_files(
    context: typer.Context,
    reference: CallReference,
    again: Annotated[
        bool, typer.Option("--again", help="Try those of the call once more that were not read.")
    ] = False,
) -> None:
    """Bring the words of files into the search that were not read yet, such as those that came in
    with an earlier version.
    """
    from lisdesk.tasks.file_words import read_again, read_file_words

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        if again:
            read_again(database, call_id)
        done = read_file_words(database)
        with database.reading() as session:
            unsearched = len(unsearched_files(session, call_id))
    fields = {"read": done.read, "unreadable": done.unreadable, "unsearched_of_call": unsearched}
    read = counted(done.read, "file")
    line = f"Read {read}; {done.unreadable:,} without words. Not searched in {reference}: "
    terminal.show(fields, [f"{line}{unsearched:,}"])


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
