"""Commands about memos: what officers note on words, or on whole submissions, without tagging."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.cli.text_places import AnswerTo, NthPlace
from lisdesk.edits.memos import add_memo, edit_memo, place_meant, remove_memo
from lisdesk.edits.tags import TagDraft
from lisdesk.outcome import Json
from lisdesk.queries.memos import MemoRow, memos_of_call
from lisdesk.store.lookup import (
    call_by_reference,
    memo_by_reference,
    submission_by_reference,
)

memo_app = typer.Typer(
    no_args_is_help=True, help="Memos on words of submissions, or on the whole of one."
)
MemoReference = Annotated[str, typer.Argument(metavar="MEMO", help="Such as MEM-0007.")]
Words = Annotated[str, typer.Option(help="For the officers only.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(memo_app, name="memo")


@memo_app.command("add")
def add(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="SUBMISSION", help="Such as LLEP-0042.")],
    words: Words,
    quote: Annotated[
        str | None, typer.Option(help="The words that it is on, exactly as they stand.")
    ] = None,
    nth: NthPlace = 1,
    question: AnswerTo = None,
) -> None:
    """Write a memo on a quotation, an answer or a whole submission."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        place = place_meant(work, submission.id, TagDraft(quote, nth, question))
        made = add_memo(work, submission_id=submission.id, words=words, **place)
        said = f"Wrote a memo on {submission.reference}: {made.result}"
    terminal.show({"reference": made.result}, [said])


@memo_app.command("edit")
def edit(context: typer.Context, memo: MemoReference, words: Words) -> None:
    """Let a memo of yours say something else."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = memo_by_reference(work.session, memo)
        reference = edit_memo(work, memo_id=found.id, words=words).result
    terminal.show({"reference": reference}, [f"Changed {reference}"])


@memo_app.command("remove")
def remove(context: typer.Context, memo: MemoReference) -> None:
    """Remove a memo."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = memo_by_reference(work.session, memo)
        reference = remove_memo(work, memo_id=found.id).result
    terminal.show({"reference": reference}, [f"Removed {reference}"])


@memo_app.command("list")
def list_memos(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")],
) -> None:
    """List the memos on the submissions of a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        rows = memos_of_call(session, call_id, terminal.desk.officer)
    cells = [
        [row.name, row.reference, row.place, _quoted(row), row.words, row.officer] for row in rows
    ]
    headings = ["Memo", "Submission", "Text", "Words", "What it says", "Officer"]
    terminal.show({"items": [_fields(row) for row in rows]}, table(headings, cells))


def _fields(row: MemoRow) -> Json:
    is_on_words = row.text_id is not None
    return fields_of(
        {
            "reference": row.name,
            "submission": row.reference,
            "text": row.place,
            "start": row.start if is_on_words else None,
            "end": row.end if is_on_words else None,
            "quote": row.quote if is_on_words else None,
            "words": row.words,
            "officer": row.officer,
            "written_at": row.written_at,
            "changed_at": row.changed_at,
            "is_on_earlier_text": row.is_on_earlier_text,
        }
    )


def _quoted(row: MemoRow) -> str:
    return f"{row.quote} (on an earlier version)" if row.is_on_earlier_text else row.quote
