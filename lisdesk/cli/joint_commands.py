"""Commands about joint calls: whom submissions are relevant to, the numbers, and handing over."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.call_commands import Reference, call_app
from lisdesk.cli.desk import Terminal, existing_path, fields_of, table
from lisdesk.cli.submission_commands import submission_app
from lisdesk.edits.relevance import BY_AREA, TO_ALL, RelevantTo, set_relevance
from lisdesk.errors import RefusedError
from lisdesk.queries.relevance import numbers_of_joint_call, relevance_line
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import call_by_reference, submission_by_reference
from lisdesk.store.relevance import part_by_name, parts_of_call

_ALL = "all"
_SHA = "SHA-256"


def register(app: typer.Typer) -> None:  # noqa: ARG001 (every family of commands is added so)
    """Add the commands to those about submissions and about calls."""
    submission_app.command("relevant")(relevant)
    call_app.command("joint")(joint)
    call_app.command("hand-over")(hand_over)


def relevant(
    context: typer.Context,
    references: Annotated[
        list[str], typer.Argument(metavar="SUBMISSION…", help="Such as WM-0042; one or several.")
    ],
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="BODY", help="A body of the call, or all; may be repeated."),
    ] = None,
    by_area: Annotated[bool, typer.Option("--by-area", help="What its area says again.")] = False,
) -> None:
    """Set which bodies of a joint call submissions are relevant to."""
    terminal: Terminal = context.obj
    if by_area == bool(to):
        raise RefusedError(
            "Say either whom the submissions are relevant to, or that their areas say it.",
            do="Use --to BODY, --to all or --by-area.",
        )
    with terminal.writing() as work:
        found = [submission_by_reference(work.session, each) for each in references]
        names = [each for each in to or () if each.casefold() != _ALL]
        body_ids = tuple(part_by_name(work.session, found[0].call_id, each) for each in names)
        chosen = BY_AREA if by_area else RelevantTo(body_ids)
        if len(names) < len(to or ()):
            chosen = TO_ALL
        ids = [each.id for each in found]
        report = set_relevance(work, submission_ids=ids, to=chosen).result
        lines = [f"{each.reference}: {relevance_line(work.session, each.id)}" for each in found]
    said = f"Changed {report.changed:,} of {counted(report.submissions, 'submission')}."
    terminal.show({"items": lines, **_fields(report)}, [*lines, said])


def joint(context: typer.Context, reference: Reference) -> None:
    """Show how the counted submissions of a joint call divide among its bodies."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call = call_by_reference(session, reference)
        numbers = numbers_of_joint_call(session, call.id)
        names = parts_of_call(session, call.id)
    if numbers is None:
        raise RefusedError(
            f"{call.reference} is not a joint call.", do="Give it a partner with “call edit”."
        )
    lines = table(
        ["Relevant to", "Submissions"], [[each.label, each.submissions] for each in numbers.lines]
    )
    totals = numbers.totals
    lines += ["", *table(["Body", "Submissions"], [[names[each], totals[each]] for each in totals])]
    lines.append(numbers.sum_words)
    terminal.show(
        {
            "reference": call.reference,
            "items": [
                {"label": each.label, "submissions": each.submissions} for each in numbers.lines
            ],
            "totals": {names[each]: totals[each] for each in totals},
            "counted_again": numbers.counted_again,
            "of_none": numbers.of_none,
            "whole": numbers.whole,
        },
        lines,
    )


def hand_over(
    context: typer.Context,
    reference: Reference,
    to: Annotated[str, typer.Option(metavar="BODY", help="A body of the call.")],
    out: Annotated[str, typer.Option(metavar="FILE", help="A new file that ends in .lisdesk.")],
    confidential: Annotated[
        bool, typer.Option("--with-confidential", help="Also what was asked not to be disclosed.")
    ] = False,
) -> None:
    """Write one body's part of a joint call to a consultation file of its own."""
    from lisdesk.tasks.handing_over import hand_over as hand_over_part

    terminal: Terminal = context.obj
    target = existing_path(out)
    with terminal.database() as database:
        report = hand_over_part(
            database, terminal.desk, reference, to, target, with_confidential=confidential
        )
    lines = [
        report.ledger.words,
        f"{_SHA} {report.sha256}",
        f"Handed over the part of {report.body}: {report.path}",
    ]
    terminal.show(
        {
            "reference": report.reference,
            "body": report.body,
            "path": str(report.path),
            "sha256": report.sha256,
            "size_bytes": report.size_bytes,
            **report.ledger.written(),
        },
        lines,
    )


def _fields(report: object) -> dict[str, object]:
    fields = fields_of(report)
    assert isinstance(fields, dict)
    return dict(fields)
