"""Commands about what is kept out of publications, and suspected personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, printable, table
from lisdesk.edits.redactions import (
    FoundPlace,
    TextPlace,
    keep_personal_data,
    lift_by_number,
    redact_personal_data,
    redact_span,
    redaction_reasons,
    set_redaction_reasons,
)
from lisdesk.edits.tags import TagDraft, place_of
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.evidence.personal_data import Finding, ToSettle, call_to_settle
from lisdesk.queries.redactions import RedactionRow, redactions_of_call
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import KeptBack, PersonalData
from lisdesk.store.lookup import (
    call_by_reference,
    current_texts,
    question_by_number,
    submission_by_reference,
)

redaction_app = typer.Typer(no_args_is_help=True, help="Words kept out of publications.")
personal_app = typer.Typer(
    no_args_is_help=True, help="Suspected personal data, to settle before a publication."
)
CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
Reason = Annotated[str, typer.Option(help="Goes on record.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(redaction_app, name="redaction")
    app.add_typer(personal_app, name="personal-data")


@redaction_app.command("add")
def add(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="SUBMISSION", help="Such as LLEP-0042.")],
    quote: Annotated[str, typer.Option(help="The words, exactly as they stand.")],
    reason: Annotated[str, typer.Option(help="A publication shows it in their place.")],
    nth: Annotated[int, typer.Option(help="Which of several places.")] = 1,
    question: Annotated[int | None, typer.Option(help="The number of the question.")] = None,
    confidential: Annotated[
        bool, typer.Option("--confidential", help="A publication tells no reason.")
    ] = False,
) -> None:
    """Keep words of a submission out of every publication."""
    terminal: Terminal = context.obj
    kind = KeptBack.CONFIDENTIAL if confidential else KeptBack.REDACTED
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        texts = current_texts(work.session, submission.id)
        if question is not None:
            wanted = question_by_number(work.session, submission.call_id, question).id
            texts = [text for text in texts if text.question_id == wanted]
        if not texts:
            raise RefusedError(
                f"{submission.reference} has no such text.",
                do="Look with “lisdesk submission show”.",
            )
        draft = TagDraft(quote, nth, question)
        text, start, end = place_of(texts, draft, submission.reference)
        place = {"text_id": text.id, "start": start, "end": end}
        number = redact_span(work, **place, reason=reason, kind=kind).result
    said = f"Kept out of publications: {printable(quote)} ({reference}, number {number})"
    terminal.show({"number": number, "reference": reference}, [said])


@redaction_app.command("list")
def list_redactions(context: typer.Context, reference: CallReference) -> None:
    """List what is kept out of the publications of a call, and what was lifted."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = redactions_of_call(session, call_by_reference(session, reference).id)
    cells = [
        [
            each.id,
            each.reference,
            each.place,
            each.kind.label,
            each.reason,
            each.words,
            _state(each),
        ]
        for each in rows
    ]
    headings = ["Number", "Submission", "Text", "Kind", "Reason", "Words", "State"]
    terminal.show({"items": fields_of(rows)}, table(headings, cells))


@redaction_app.command("lift")
def lift(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="From “lisdesk redaction list”.")],
    reason: Annotated[str, typer.Option(help="Needed once it was published with.")] = "",
) -> None:
    """Let words be published again."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        result = lift_by_number(work, number, reason).result
    terminal.show({"number": number, "reference": result}, [f"Lifted number {number} of {result}."])


@redaction_app.command("reasons")
def reasons(
    context: typer.Context,
    new: Annotated[
        list[str] | None, typer.Option("--set", help="A reason; repeat it for a whole new list.")
    ] = None,
) -> None:
    """Show the reasons that are offered, or make a new list of them."""
    terminal: Terminal = context.obj
    if new:
        with terminal.writing() as work:
            listed = set_redaction_reasons(work, reasons=new).result
    else:
        with terminal.reading() as session:
            listed = redaction_reasons(session)
    terminal.show({"reasons": list(listed)}, list(listed))


@personal_app.command("list")
def list_personal_data(context: typer.Context, reference: CallReference) -> None:
    """List what waits to be settled before a call is published."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        found = call_to_settle(session, call_by_reference(session, reference).id)
    lines = table(
        ["Place", "Submission", "Text", "What", "Words"],
        [
            [place_key(each), each.reference, _text(each.question), each.kind.label, each.words]
            for each in found.findings
        ],
    )
    lines += [
        f"{each.reference}, {_text(each.question)}: redaction {each.redaction_id} "
        f"({printable(each.words)}) is not in the corrected text."
        for each in found.left
    ]
    lines.append(f"{counted(found.count, 'place')} to settle.")
    items = {"findings": fields_of(found.findings), "left": fields_of(found.left)}
    terminal.show({"waiting": found.count, **items}, lines)


@personal_app.command("settle")
def settle(
    context: typer.Context,
    reference: CallReference,
    reason: Reason,
    redact: Annotated[list[str] | None, typer.Option(help="A place to redact.")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="A place to publish.")] = None,
    redact_all: Annotated[str, typer.Option(metavar="WHAT", help="All of a kind.")] = "",
    keep_all: Annotated[str, typer.Option(metavar="WHAT", help="All of a kind.")] = "",
) -> None:
    """Redact suspected personal data, or keep it in the publication, and say why.

    Places are those of “lisdesk personal-data list”; kinds are email, telephone, postcode,
    insurance-number and name.
    """
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = call_to_settle(work.session, call_by_reference(work.session, reference).id)
        redacted = _chosen(found, redact or (), redact_all)
        kept = [each for each in _chosen(found, keep or (), keep_all) if each not in redacted]
        if not redacted and not kept:
            raise RefusedError("Nothing is chosen.", do="Use --redact, --keep, or one for all.")
        if redacted:
            places = [TextPlace(each.text_id, each.start, each.end) for each in redacted]
            redact_personal_data(work, places=places, reason=reason)
        if kept:
            keep_personal_data(
                work,
                places=[FoundPlace(each.text_id, each.start, each.end, each.kind) for each in kept],
                reason=reason,
            )
    left = found.count - len(redacted) - len(kept)
    said = f"Redacted {len(redacted):,}, kept {len(kept):,}; {left:,} left to settle."
    terminal.show({"redacted": len(redacted), "kept": len(kept), "waiting": left}, [said])


def place_key(finding: Finding) -> str:
    """Return how the command line names a place: text, start and end."""
    return f"{finding.text_id}:{finding.start}-{finding.end}"


def _chosen(found: ToSettle, keys: Sequence[str], kind: str) -> list[Finding]:
    known = {place_key(each): each for each in found.findings}
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise NotFoundError(
            f"Nothing waits at {', '.join(unknown)}.", do="Look with “lisdesk personal-data list”."
        )
    chosen = [known[key] for key in keys]
    if kind:
        wanted = PersonalData.parse(kind, "kind of personal data")
        chosen += [each for each in found.findings if each.kind is wanted and each not in chosen]
    return chosen


def _text(question: int | None) -> str:
    return "Letter" if question is None else f"Q{question}"


def _state(row: RedactionRow) -> str:
    if row.lifted_at is not None:
        because = f": {row.lifted_because}" if row.lifted_because else ""
        return f"lifted by {row.lifted_by}{because}"
    return "stands" if row.is_on_standing_text else "not in the corrected text"
