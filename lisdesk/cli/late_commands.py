"""Commands about what came after a call closed: queue, policy, decisions and their effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from lisdesk.cli.call_commands import Reason, Reference
from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.cli.submission_commands import InsteadOf
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.errors import RefusedError
from lisdesk.queries.late_queue import LateView, late_call, late_ids
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words
from lisdesk.rules.late_effects import Effect
from lisdesk.rules.late_policy import LARGEST_GRACE, LatePolicy, disposition_words, sent_words
from lisdesk.rules.vocabulary import Channel, LateChoice
from lisdesk.store.late_policies import late_policy_of
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.late_queue import (
    LateLine,
    decide_about,
    late_lines,
    named_lines,
    proposed_lines,
    seen_decisions,
)

late_app = typer.Typer(help="What came after a call closed.", no_args_is_help=True)

_NO_PROPOSAL = "none"


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(late_app, name="late")


@late_app.command("list")
def list_late(
    context: typer.Context,
    reference: Reference,
    view: Annotated[str, typer.Option("--which", help="waiting, decided or all.")] = "waiting",
) -> None:
    """List late submissions with what the policy of the call proposes, and why."""
    terminal: Terminal = context.obj
    wanted = LateView.parse(view, "list of late submissions")
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        measured = late_call(session, call.id)
        lines = late_lines(session, call.id, late_ids(session, call.id, wanted))
    assert measured is not None
    close = measured.close
    words = [f"Deadline in force: {close.deadline.words()} ({close.deadline.zone})"]
    words += table(
        ["Reference", "Respondent", "Channel", "Sent", "Postmark", "Received", "Late by",
         "Proposed", "Stands as"],
        [_cells(line, close.deadline.zone) for line in lines],
    )  # fmt: skip
    terminal.show(
        {
            "reference": call.reference,
            "closed_at": fields_of(close.closed_at),
            "policy": fields_of(measured.policy),
            "items": [_fields(line) for line in lines],
        },
        words,
    )


@late_app.command("policy")
def policy(
    context: typer.Context,
    reference: Reference,
    proposes: Annotated[
        str | None,
        typer.Option(help="What is proposed: accept, accept-flagged, note, refuse or none."),
    ] = None,
    post_grace: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            max=LARGEST_GRACE,
            help="Working days in which post with a postmark in time is proposed to be accepted.",
        ),
    ] = None,
) -> None:
    """Show the policy of a call for late submissions, or change it; it decides nothing."""
    terminal: Terminal = context.obj
    if proposes is None and post_grace is None:
        with terminal.reading() as session:
            stands = late_policy_of(session, call_by_reference(session, reference).id)
    else:
        choice = _proposed(proposes)
        with terminal.writing() as work:
            call = call_by_reference(work.session, reference)
            stands = late_policy_of(work.session, call.id)
            stands = LatePolicy(
                stands.proposes if proposes is None else choice,
                stands.post_grace if post_grace is None else post_grace,
            )
            edit_call(work, call_id=call.id, correction=CallCorrection(late_policy=stands))
    said = stands.proposes.label if stands.proposes else "nothing"
    terminal.show(
        {"reference": reference, "policy": fields_of(stands)},
        [
            f"Proposed for late submissions: {said}",
            f"Grace for post: {counted(stands.post_grace, 'working day')}",
        ],
    )


@late_app.command("decide")
def decide(
    context: typer.Context,
    reference: Reference,
    choice: Annotated[str, typer.Argument(help="accept, accept-flagged, note or refuse.")],
    reason: Reason,
    submission: Annotated[
        list[str] | None,
        typer.Option(metavar="SUBREF", help="About this one; may be repeated."),
    ] = None,
    proposed: Annotated[
        bool,
        typer.Option(
            "--proposed", help="About all that wait, and for which this is what is proposed."
        ),
    ] = False,
    instead_of: InsteadOf = None,
) -> None:
    """Record one decision about several late submissions, as one edit; a colleague's decision
    gives way only if it is named.
    """
    terminal: Terminal = context.obj
    wanted = LateChoice.parse(choice, "decision")
    replaced = LateChoice.parse(instead_of, "decision") if instead_of is not None else None
    if bool(submission) is proposed:
        raise RefusedError(
            "It is not said which late submissions are meant.",
            do="Name them with --submission, or say --proposed, and not both.",
        )
    with terminal.database() as database:
        with database.reading() as session:
            call = call_by_reference(session, reference)
            if proposed:
                lines = proposed_lines(session, call.id, wanted)
            else:
                officer, named = terminal.desk.officer, submission or ()
                lines = named_lines(session, call.id, named, officer=officer, replaced=replaced)
        report = decide_about(
            database,
            terminal.desk,
            lambda _done, _total: None,
            submission_ids=[each.id for each in lines],
            choice=wanted,
            reason=reason,
            seen=seen_decisions(lines),
        )
    said = f"Decided: {wanted.label.lower()}, about {counted(report.changed, 'submission')}."
    terminal.show(
        {"choice": wanted.key, "submissions": report.submissions, "changed": report.changed}, [said]
    )


@late_app.command("changes")
def changes(context: typer.Context, reference: Reference) -> None:
    """Show what decisions about late submissions changed in the ledger."""
    from lisdesk.queries.late_effects import late_effects_of

    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        effects = late_effects_of(session, call.id)
    lines = table(
        ["When", "Decision", "Submissions", "Ledger line", "Before", "After"],
        [row for effect in effects for row in _effect_rows(effect)],
    )
    terminal.show({"reference": call.reference, "items": fields_of(effects)}, lines)


def _proposed(word: str | None) -> LateChoice | None:
    if word is None or word.strip().casefold() == _NO_PROPOSAL:
        return None
    return LateChoice.parse(word, "proposal for late submissions")


def _cells(line: LateLine, zone: str) -> list[object]:
    row, proposed = line.row, line.proposal.choice
    sent, postmark = sent_words(row.sent_at, zone, is_post=row.channel is Channel.POST)
    return [
        row.reference,
        row.respondent,
        row.channel.label,
        sent,
        postmark,
        local_words(row.received_at, zone),
        line.how_late,
        proposed.key if proposed else _NO_PROPOSAL,
        disposition_words(row.disposition, row.choice),
    ]


def _fields(line: LateLine) -> dict[str, object]:
    return {
        "reference": line.row.reference,
        "respondent": line.row.respondent,
        "channel": line.row.channel.key,
        "sent_at": fields_of(line.row.sent_at),
        "received_at": fields_of(line.row.received_at),
        "how_late": line.how_late,
        "proposal": fields_of(line.proposal),
        "disposition": line.row.disposition.key,
        "decision": line.row.choice.key if line.row.choice else None,
        "reason": line.row.reason,
        "officer": line.row.officer,
        "decided_at": fields_of(line.row.decided_at),
    }


def _effect_rows(effect: Effect) -> Iterator[list[object]]:
    when = local_words(effect.decided_at) if effect.decided_at else "All decisions"
    choice = effect.choice.label if effect.choice else ""
    if not effect.lines:
        yield [when, choice, effect.submissions, "no line of the ledger", "", ""]
    for line in effect.lines:
        yield [
            when, choice, effect.submissions, line.disposition.label, line.before, line.after
        ]  # fmt: skip
