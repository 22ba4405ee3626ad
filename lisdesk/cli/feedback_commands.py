"""Commands about what became of what was said: “you said, we did”."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.cli.priority_commands import CallReference, Code
from lisdesk.edits.feedback import FeedbackDraft, remove_feedback, set_feedback
from lisdesk.errors import RefusedError
from lisdesk.queries.evidence.conclusions import FeedbackFact
from lisdesk.queries.findings import findings_page
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.wall_time import day_words
from lisdesk.rules.written_time import read_written_day
from lisdesk.store.lookup import call_by_reference, priority_by_code

_DUE_FORM = "Write it as 2019-09-01."

feedback_app = typer.Typer(help="You said, we did.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(feedback_app, name="feedback")


@feedback_app.command("set")
def say(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    did: Annotated[str | None, typer.Option(help="What is done about it.")] = None,
    said: Annotated[str | None, typer.Option(help='What was said; "" for the finding.')] = None,
    officer: Annotated[
        str | None, typer.Option("--owner", help="The officer who sees to it.")
    ] = None,
    body: Annotated[
        str | None, typer.Option(help="The body that sees to it; a publication names it.")
    ] = None,
    due: Annotated[
        str | None, typer.Option(help='Such as 2019-09-01; "" for 12 weeks after the close.')
    ] = None,
    status: Annotated[str | None, typer.Option(help="planned, done or not-taken-up.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why it is not taken up.")] = None,
) -> None:
    """Say what is done about a priority; what is not given stays as it is."""
    terminal: Terminal = context.obj
    if officer is not None and body is not None:
        raise RefusedError("Two owners were given.", do="Give --owner or --body.")
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        row = findings_page(work.session, call.id).row(found.id)
        texts = {"we_did": did, "you_said": said, "reason": reason}
        given: dict[str, Any] = {field: text for field, text in texts.items() if text is not None}
        draft = replace(_draft(row.feedback if row else None), **given)
        draft = _with_owner(draft, officer, body)
        if status is not None:
            draft = replace(draft, status=FeedbackStatus.parse(status, "status"))
        if due is not None:
            day = read_written_day(due, _DUE_FORM) if due.strip() else None
            draft = replace(draft, due_on=day)
        code = set_feedback(work, priority_id=found.id, draft=draft).result
    terminal.show({"reference": code}, [f"Said what is done about {code}"])


@feedback_app.command("list")
def list_feedback(context: typer.Context, reference: CallReference) -> None:
    """List what was said on the priorities, and what is done about it."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        page = findings_page(session, call_by_reference(session, reference).id)
    items: list[dict[str, object]] = []
    for row in page.rows:
        if row.feedback is not None:
            fields = fields_of(row.feedback)
            assert isinstance(fields, dict)
            due_on = row.feedback.due_on or page.due_on
            said = row.feedback.you_said or row.whole.text
            items.append(
                {"priority": row.code, **fields, "you_said": said, "due_on": due_on.isoformat()}
            )
    lines = table(
        ["Priority", "Status", "Due", "Owner", "We did"],
        [
            [
                row.code,
                row.feedback.status.label,
                day_words(row.feedback.due_on or page.due_on),
                row.feedback.owner,
                " ".join((row.feedback.we_did or row.feedback.reason).split()),
            ]
            for row in page.rows
            if row.feedback is not None
        ],
    )
    terminal.show({"items": items}, lines)


@feedback_app.command("remove")
def remove(context: typer.Context, reference: CallReference, priority: Code) -> None:
    """Forget what is said to be done about a priority."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        found = priority_by_code(work.session, call.id, priority)
        code = remove_feedback(work, priority_id=found.id).result
    terminal.show({"reference": code}, [f"Took back what is done about {code}"])


def _draft(before: FeedbackFact | None) -> FeedbackDraft:
    if before is None:
        return FeedbackDraft()
    fields: dict[str, Any] = {
        field: getattr(before, field) for field in FeedbackDraft.__dataclass_fields__
    }
    return FeedbackDraft(**fields)


def _with_owner(draft: FeedbackDraft, officer: str | None, body: str | None) -> FeedbackDraft:
    if officer is not None:
        return replace(draft, owner=officer, owner_kind=OwnerKind.OFFICER)
    if body is not None:
        return replace(draft, owner=body, owner_kind=OwnerKind.BODY)
    return draft
