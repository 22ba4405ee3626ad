"""Commands about samples that several officers code blind."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.edits.double_coding import (
    SampleStanding,
    draw_sample,
    finish_coding,
    reveal_sample,
)
from lisdesk.edits.settling import Place, Settling, settle_disagreements
from lisdesk.errors import NotFoundError
from lisdesk.queries.coder_comparison import Comparison, Disagreement, comparison
from lisdesk.queries.double_coding import SampleRow, samples
from lisdesk.rules.agreement_words import agreement_words, coefficient_words, share_words
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words
from lisdesk.rules.sampling import METHOD
from lisdesk.rules.vocabulary import Settled
from lisdesk.store.coding_samples import sample_by_reference
from lisdesk.store.lookup import call_by_reference, priority_by_code

sample_app = typer.Typer(
    help="Let officers code a sample blind, compare them, settle differences.",
    no_args_is_help=True,
)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
SampleReference = Annotated[str, typer.Argument(metavar="SAMPLE", help="Such as SAM-0001.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(sample_app, name="sample")


@sample_app.command("draw")
def draw(
    context: typer.Context,
    reference: CallReference,
    coder: Annotated[
        list[str], typer.Option(metavar="NAME", help="An officer who codes it; two or more.")
    ],
    size: Annotated[
        int | None, typer.Option(min=1, max=LARGEST_NUMBER, help="How many submissions.")
    ] = None,
    percent: Annotated[
        float | None, typer.Option(help="How many of a hundred submissions, rounded up.")
    ] = None,
    seed: Annotated[
        str, typer.Option(help="The same words draw the same sample; else the moment.")
    ] = "",
) -> None:
    """Draw submissions for officers to code without seeing each other's tags."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        standing = draw_sample(
            work, call_id=call.id, officers=coder, size=size, percent=percent, seed=seed
        ).result
        [row] = [each for each in samples(work.session, call.id) if each.id == standing.sample_id]
    lines = [*_how_drawn(row), f"Drawn: {standing.reference}"]
    terminal.show(_sample_fields(row), lines)


@sample_app.command("list")
def list_them(context: typer.Context, reference: CallReference) -> None:
    """List the samples of a call, with how they were drawn and how far their coders are."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = samples(session, call_by_reference(session, reference).id)
    lines: list[str] = []
    for row in rows:
        lines += [row.reference, *(f"  {line}" for line in [*_how_drawn(row), *_standing(row)])]
    terminal.show(
        {"items": [_sample_fields(row) for row in rows]}, lines or ["No sample was drawn."]
    )


@sample_app.command("finish")
def finish(context: typer.Context, reference: SampleReference) -> None:
    """Say that you are done with a sample; the last of its coders ends the blind coding."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        sample = sample_by_reference(work.session, reference)
        standing = finish_coding(work, sample_id=sample.id).result
    said = "others are still coding" if standing.is_blind else "all are done"
    _show(terminal, standing, f"You are done, {said}: {standing.reference}")


@sample_app.command("reveal")
def reveal(
    context: typer.Context,
    reference: SampleReference,
    reason: Annotated[str, typer.Option(help="Why; goes on record with your name.")],
) -> None:
    """End the blind coding before all are done."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        sample = sample_by_reference(work.session, reference)
        standing = reveal_sample(work, sample_id=sample.id, reason=reason).result
    _show(terminal, standing, f"Revealed: {standing.reference}")


@sample_app.command("compare")
def compare(context: typer.Context, reference: SampleReference) -> None:
    """Say how far the coders of a sample agreed, and list where they did not."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        found = comparison(session, sample_by_reference(session, reference).id)
    fields = fields_of(found)
    assert isinstance(fields, dict)
    terminal.show({**fields, "sample": _sample_fields(found.sample)}, _comparison_lines(found))


@sample_app.command("settle")
def settle(
    context: typer.Context,
    reference: SampleReference,
    number: Annotated[
        list[int], typer.Argument(metavar="NUMBER…", help="As “sample compare” numbers them.")
    ],
    choice: Annotated[str, typer.Option("--as", help="keep, drop or move.")],
    reason: Annotated[str, typer.Option(help="Why; goes on record with your name.")],
    to: Annotated[
        str | None, typer.Option(help="Code of the priority that moved tags go to.")
    ] = None,
) -> None:
    """Decide about disagreements; their tags follow in one step."""
    terminal: Terminal = context.obj
    chosen = Settled.parse(choice, "way to settle")
    with terminal.writing() as work:
        sample = sample_by_reference(work.session, reference)
        listed = {each.number: each for each in comparison(work.session, sample.id).disagreements}
        target = None if to is None else priority_by_code(work.session, sample.call_id, to).id
        settlings = [Settling(_place(listed, each), chosen, reason, target) for each in number]
        report = settle_disagreements(work, sample_id=sample.id, settlings=settlings).result
    terminal.show(
        {"settled": report.settled, "tags_changed": report.tags_changed},
        [
            f"Settled {counted(report.settled, 'disagreement')}; "
            f"{counted(report.tags_changed, 'tag')} changed."
        ],
    )


def _place(listed: dict[int, Disagreement], number: int) -> Place:
    found = listed.get(number)
    if found is None:
        raise NotFoundError(
            f"There is no disagreement {number:,}.",
            do="See their numbers with “lisdesk sample compare SAMPLE”.",
        )
    return Place(found.submission_id, found.text_id, found.start, found.end, found.priority)


def _show(terminal: Terminal, standing: SampleStanding, line: str) -> None:
    fields = fields_of(standing)
    assert isinstance(fields, dict)
    del fields["sample_id"]
    terminal.show(fields, [line])


def _sample_fields(row: SampleRow) -> dict[str, object]:
    fields = fields_of(row)
    assert isinstance(fields, dict)
    del fields["submission_ids"]
    return {**fields, "is_blind": row.is_blind, "method": METHOD}


def _how_drawn(row: SampleRow) -> list[str]:
    strata = ", ".join(f"{each.name} {each.drawn:,} of {each.candidates:,}" for each in row.strata)
    stood_for = (
        f"; {counted(row.left_out, 'other submission')} of campaigns are stood for by one"
        if row.left_out
        else ""
    )
    return [
        f"{len(row.submissions):,} of {counted(row.candidates, 'submission')}{stood_for}.",
        f"{METHOD} Seed: {row.seed}",
        f"By type: {strata}",
        f"Submissions: {', '.join(row.submissions)}",
    ]


def _standing(row: SampleRow) -> list[str]:
    lines = [
        f"{each.officer}: {each.done:,} of {len(row.submissions):,} tagged or read"
        + (f"; done on {local_words(each.finished_at)}" if each.finished_at else "")
        for each in row.coders
    ]
    if row.revealed_by and row.ended_at:
        lines.append(f"Revealed by {row.revealed_by} on {local_words(row.ended_at)}: {row.reason}")
    elif row.ended_at:
        lines.append(f"Its coders were done on {local_words(row.ended_at)}")
    else:
        lines.append("Coded blind: its coders do not see each other's tags on it")
    return lines


def _comparison_lines(found: Comparison) -> list[str]:
    lines = [f"{found.sample.reference}: {counted(len(found.sample.submissions), 'submission')}"]
    lines += agreement_words(found.overall)
    lines += ["", *table(_HEADINGS, [
        [
            each.code,
            each.name,
            share_words(each.agreement.agreed),
            share_words(each.agreement.both),
            coefficient_words(each.agreement.kappa),
            coefficient_words(each.agreement.alpha),
        ]
        for each in found.by_priority
    ])]  # fmt: skip
    lines += [
        f"{each.one} and {each.other}: {each.agreed:,} of {each.decisions:,}, "
        f"kappa {coefficient_words(each.kappa)}"
        for each in found.pairs
    ]
    lines += ["", f"Disagreements: {len(found.disagreements):,}, {found.open:,} to settle"]
    for each in found.disagreements:
        lines += _disagreement_lines(each)
    return lines


_HEADINGS = ["Priority", "Name", "Agreed", "Both tagged", "Kappa", "Alpha"]


def _disagreement_lines(each: Disagreement) -> list[str]:
    where = "whole submission" if each.text_id is None else f"“{' '.join(each.quote.split())}”"
    lines = [
        f"{each.number:>3}  {each.submission}  {each.priority} {each.priority_name}: {where}",
        f"     {', '.join(each.tagged_by)}; not {', '.join(each.not_tagged_by)}",
    ]
    if each.decided is not None:
        moved = f" ({each.decided.moved_to})" if each.decided.moved_to else ""
        lines.append(
            f"     {each.decided.choice.label}{moved}, {each.decided.officer}, "
            f"{local_words(each.decided.decided_at)}: {each.decided.reason}"
        )
    return lines
