"""Commands about calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, iso, table
from lisdesk.cli.json_values import deadline_text
from lisdesk.clock import fixed_clock
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import (
    CallDraft,
    DeadlineChange,
    close_call,
    extend_call,
    new_call,
    record_due_closings,
    reopen_call,
)
from lisdesk.edits.seen_deadlines import SeenDeadline
from lisdesk.errors import RefusedError
from lisdesk.queries.calls import CallRow, calls, questions
from lisdesk.queries.file import handed_over_words
from lisdesk.queries.life_cycle import StepRow, next_words, steps
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words, parse_day, parse_deadline, parse_instant
from lisdesk.rules.extension_notice import extension_notice
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.reminders import days_text, parse_days
from lisdesk.rules.vocabulary import CallState, CampaignPolicy
from lisdesk.rules.wall_time import day_words
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.trying import tried

call_app = typer.Typer(help="Open, extend, close and list calls.", no_args_is_help=True)

_SWITCH = {"on": True, "off": False}

Reference = Annotated[str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")]
Reason = Annotated[str, typer.Option(help="Why; goes on record.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(call_app, name="call")


@call_app.command("new")
def new(
    context: typer.Context,
    title: Annotated[str, typer.Option(help="What the call asks for evidence on.")],
    opens: Annotated[str, typer.Option(metavar="DATE", help="Opening date: from 00:00.")],
    closes: Annotated[
        str, typer.Option(metavar="DATE[THH:MM]", help="Closing date, the whole day, or a moment.")
    ],
    lead: Annotated[
        str, typer.Option("--lead", "--lep", metavar="NAME", help="The body that runs the call.")
    ],
    partner: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A partner body; may be repeated.")
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE",
            help="Start from a template, such as lis-ten-questions, or its file.",
        ),
    ] = "",
    prefix: Annotated[str, typer.Option(help="Begins the references, such as LLEP.")] = "",
    is_draft: Annotated[
        bool, typer.Option("--draft", help="Keep it as a draft until it is made ready.")
    ] = False,
) -> None:
    """Make a call; the consultation file is made too if it is not there."""
    from lisdesk.tasks.call_templates import chosen_template

    terminal: Terminal = context.obj
    draft = CallDraft(
        title=title,
        lead=lead,
        partners=tuple(partner or ()),
        opens_on=parse_day(opens),
        deadline=parse_deadline(closes),
        prefix=prefix,
        is_draft=is_draft,
    )
    chosen = chosen_template(template) if template else None
    with terminal.database(create=True) as database, database.writing(terminal.desk) as work:
        reference = new_call(work, draft=draft, template=chosen).result
    made = "draft" if is_draft else "call"
    terminal.show(
        {"reference": reference},
        [f"Made the {made}, closing {draft.deadline.words()}: {reference}"],
    )


@call_app.command("list")
def list_calls(
    context: typer.Context,
    stage: Annotated[str, typer.Option(help="Only calls in this stage, such as archived.")] = "",
) -> None:
    """List the calls of the file."""
    terminal: Terminal = context.obj
    wanted = Stage.parse(stage, "stage") if stage else None
    with terminal.reading() as session:
        rows = calls(session, terminal.clock.now())
    rows = [row for row in rows if wanted in (None, row.stage)]
    lines = table(
        ["Reference", "Title", "Lead", "State", "Closes", "Days left", "Submissions"],
        [
            [
                row.reference,
                row.title,
                row.lead,
                row.stage.label,
                row.deadline.words(),
                row.days_left,
                row.submissions,
            ]
            for row in rows
        ],
    )
    terminal.show({"items": [_call_fields(row) for row in rows]}, lines)


@call_app.command("show")
def show_call(context: typer.Context, reference: Reference) -> None:
    """Show a call: its state by the clock, its deadlines, its questions."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        (row,) = calls(session, terminal.clock.now(), [call_id])
        asked = questions(session, call_id)
        taken = steps(session, call_id)
        origin = handed_over_words(session)
    lines = [
        f"{row.reference}  {row.title}",
        f"Lead: {row.lead}" + (f"; partners: {', '.join(row.partners)}" if row.partners else ""),
        f"State: {row.stage.label}; opens {day_words(row.opens_on)}; "
        f"closes {row.deadline.words()} (Europe/London); {_days_words(row)}",
    ]
    if row.closed_by_hand_at is not None:
        lines.append(f"Closed by hand: {local_words(row.closed_by_hand_at)}")
    for line in row.deadlines[1:]:
        lines.append(
            f"Extended on {local_words(line.decided_at)} to {line.deadline.words()}: {line.reason}"
        )
    lines += _steps(taken)
    lines.append(f"Next: {next_words(row)}")
    lines.append(f"Reminders: {_reminders(row)}")
    lines.append(f"Submissions: {row.submissions:,}")
    lines += [origin] if origin else []
    lines += [f"Q{question.number}  {question.text}" for question in asked]
    said = {"steps": fields_of(taken), "questions": fields_of(asked)}
    terminal.show({**_call_fields(row), **said}, lines)


@call_app.command("edit")
def edit(
    context: typer.Context,
    reference: Reference,
    title: Annotated[str | None, typer.Option(help="What the call asks for evidence on.")] = None,
    opens: Annotated[
        str | None, typer.Option(metavar="DATE", help="Opening date: from 00:00.")
    ] = None,
    campaigns: Annotated[
        str | None, typer.Option(help="How copies of a campaign count: each, once, apart.")
    ] = None,
    small_counts: Annotated[
        int | None,
        typer.Option(
            min=0, max=LARGEST_NUMBER, help="Publications withhold smaller numbers than this."
        ),
    ] = None,
    suggestions: Annotated[
        str | None, typer.Option(help="Whether priorities are suggested: on or off.")
    ] = None,
    remind: Annotated[
        str | None,
        typer.Option(metavar="DAYS", help="Days before the deadline, as 14,7,3,1; or none."),
    ] = None,
    closes: Annotated[
        str | None, typer.Option(metavar="DATE[THH:MM]", help="The deadline of a draft.")
    ] = None,
    lead: Annotated[str | None, typer.Option(metavar="NAME", help="Who leads it now.")] = None,
    partner: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="All its partners from now on, each once; empty for none."
        ),
    ] = None,
    framework: Annotated[
        str | None, typer.Option(metavar="KEY", help="Its framework; empty for none.")
    ] = None,
) -> None:
    """Correct a call; with another opening date its submissions are judged anew."""
    terminal: Terminal = context.obj
    correction = CallCorrection(
        title=title,
        opens_on=None if opens is None else parse_day(opens),
        campaign_policy=None
        if campaigns is None
        else CampaignPolicy.parse(campaigns, "campaign policy"),
        small_count_threshold=small_counts,
        suggests_priorities=_switched(suggestions),
        reminder_days=None if remind is None else parse_days(remind),
        deadline=None if closes is None else parse_deadline(closes),
        lead=lead,
        partners=None if partner is None else tuple(partner),
        framework=framework,
    )
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        change = edit_call(work, call_id=call.id, correction=correction).result
    warnings = [change.consequence] if change.consequence else []
    _show_change(terminal, change, "is corrected", warnings)


@call_app.command("extend")
def extend(
    context: typer.Context,
    reference: Reference,
    closes: Annotated[str, typer.Option(metavar="DATE[THH:MM]", help="The new deadline.")],
    reason: Reason,
    notice: Annotated[
        str | None, typer.Option(help="The words in which it was announced; else they are made.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be judged anew; change nothing.")
    ] = False,
) -> None:
    """Move the deadline; list the submissions that are judged anew."""
    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call = call_by_reference(session, reference)
            deadline = parse_deadline(closes, call.zone)
            before = deadline_rule(deadlines_of(session, call.id)[-1], call.zone)
            said = extension_notice(call.title, before, deadline) if notice is None else notice
            seen = SeenDeadline(before, call.closed_by_hand_at)
            moved = partial(extend_call, call_id=call.id, deadline=deadline, seen=seen)
            edit = partial(moved, reason=reason, notice=said)
        if dry_run:
            change = tried(database, terminal.desk, lambda _done, _total: None, edit=edit)
        else:
            with database.writing(terminal.desk) as work:
                change = edit(work).result
    warnings = []
    if deadline.moment <= terminal.clock.now():
        warnings.append(f"That deadline has passed already: {deadline.words()}.")
    words = f"{'would close' if dry_run else 'now closes'} {deadline.words()} ({deadline.zone})"
    _show_change(terminal, change, words, warnings, {"notice": said, "dry_run": dry_run})


@call_app.command("close")
def close(context: typer.Context, reference: Reference, reason: Reason) -> None:
    """Close an open call now, before its deadline."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        change = close_call(work, call_id=call.id, reason=reason).result
    _show_change(terminal, change, "is closed", [])


@call_app.command("reopen")
def reopen(context: typer.Context, reference: Reference, reason: Reason) -> None:
    """Open a call again that was closed by hand."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        change = reopen_call(work, call_id=call.id, reason=reason).result
    _show_change(terminal, change, f"is open until {change.deadline.words()}", [])


@call_app.command("close-due")
def close_due(
    context: typer.Context,
    at: Annotated[
        str | None, typer.Option(metavar="INSTANT", help="Set the clock for this command.")
    ] = None,
) -> None:
    """Record the end of every call whose deadline has passed; for a scheduler."""
    terminal: Terminal = context.obj
    if at is not None:
        terminal.clock = fixed_clock(parse_instant(at))
    with terminal.writing() as work:
        closed = record_due_closings(work)
    said = f"Closed on their deadlines: {', '.join(closed)}" if closed else "No call was due."
    terminal.show({"items": list(closed)}, [said])


def _call_fields(row: CallRow) -> dict[str, object]:
    return {
        "reference": row.reference,
        "title": row.title,
        "lead": row.lead,
        "partners": list(row.partners),
        "state": row.state.key,
        "stage": row.stage.key,
        "next": next_words(row),
        "reminders": list(row.reminder_days),
        "opens": row.opens_on.isoformat(),
        "closes": deadline_text(row.deadline),
        "closes_at": iso(row.closes_at),
        "closed_by_hand_at": iso(row.closed_by_hand_at),
        "days_left": row.days_left,
        "submissions": row.submissions,
        "deadlines": fields_of(row.deadlines),
    }


def _steps(steps: Sequence[StepRow]) -> Iterator[str]:
    for step in steps:
        reason = f": {step.reason}" if step.reason else ""
        yield f"{step.words} on {local_words(step.decided_at)} by {step.officer}{reason}"


def _reminders(row: CallRow) -> str:
    days = days_text(row.reminder_days).replace(",", ", ")
    return f"{days} days before the deadline" if row.reminder_days else days


def _switched(word: str | None) -> bool | None:
    if word is None:
        return None
    wanted = word.strip().casefold()
    if wanted not in _SWITCH:
        raise RefusedError(
            f"“{word}” is neither on nor off.", do="Say --suggestions on, or --suggestions off."
        )
    return _SWITCH[wanted]


def _days_words(row: CallRow) -> str:
    if row.state is CallState.CLOSED:
        return f"{counted(-row.days_left, 'day')} ago" if row.days_left < 0 else "closed"
    return f"{counted(row.days_left, 'day')} left"


def _show_change(
    terminal: Terminal,
    change: DeadlineChange,
    said: str,
    warnings: list[str],
    more: Mapping[str, object] | None = None,
) -> None:
    judged = [
        [item.reference, item.was.label, item.becomes.label, item.stands_as]
        for item in change.judgements
    ]
    lines = [f"warning: {warning}" for warning in warnings]
    if judged:
        lines.append(f"Judged anew: {counted(len(judged), 'submission')}")
        lines += table(["Submission", "Was", "Now", "Disposition"], judged)
    lines.append(f"{change.reference} {said}.")
    if more:
        lines.append(f"Notice: {more['notice']}")
    terminal.show(
        {
            "reference": change.reference,
            "closes": deadline_text(change.deadline),
            "state": change.state.key,
            "warnings": warnings,
            "rejudged": fields_of(change.judgements),
            **(more or {}),
        },
        lines,
    )
