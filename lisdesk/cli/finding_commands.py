"""Commands about what the officers conclude: findings, and the scale of their words."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.cli.priority_commands import CallReference, Code
from lisdesk.edits.findings import remove_finding, set_finding, set_scale
from lisdesk.errors import RefusedError
from lisdesk.queries.findings import FindingCell, FindingRow, findings_page, quotations_for
from lisdesk.rules.claims import numbers_words
from lisdesk.rules.quantifiers import QuantifierStep, scale_words
from lisdesk.rules.scales import read_scale, written_step
from lisdesk.store.lookup import call_by_reference, priority_by_code, stakeholder_type_by_token
from lisdesk.store.scales import scale_of
from lisdesk.store.work import Work

finding_app = typer.Typer(help="What is concluded for each priority.", no_args_is_help=True)
scale_app = typer.Typer(help="The words that findings use for shares.", no_args_is_help=True)

TypeKey = Annotated[
    str, typer.Option("--type", help="Of one stakeholder type, by its key; else of the priority.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(finding_app, name="finding")
    app.add_typer(scale_app, name="scale")


@finding_app.command("set")
def write(
    context: typer.Context,
    reference: CallReference,
    priority: Code,
    text: Annotated[str, typer.Option(help="What is concluded.")],
    type_key: TypeKey = "",
) -> None:
    """Write a finding, in place of the one that stands; say what in it deserves a look."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call_id, priority_id, type_id = _place(work, reference, priority, type_key)
        code = set_finding(work, priority_id=priority_id, type_id=type_id, text=text).result
        row = findings_page(work.session, call_id).row(priority_id)
        assert row is not None
        cell, scale = row.cell(type_id), scale_of(work.session, call_id)
    lines = [f"{numbers_words(cell.numbers, scale)}", *(f"Look: {each}" for each in cell.looks)]
    terminal.show(
        {"reference": code, **_numbers(cell, scale), "looks": list(cell.looks)},
        [*lines, f"Wrote the finding on {_named(code, cell)}"],
    )


@finding_app.command("list")
def list_findings(context: typer.Context, reference: CallReference) -> None:
    """List the findings with their numbers; “look” marks what deserves a look."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        page = findings_page(session, call_by_reference(session, reference).id)
    found = [(row, cell) for row in page.rows for cell in (row.whole, *row.cells) if cell.text]
    lines = table(
        ["Priority", "Type", "Numbers", "Look", "Finding"],
        [
            [
                row.code,
                cell.label,
                numbers_words(cell.numbers, page.scale),
                "look" if cell.looks else "",
                " ".join(cell.text.split()),
            ]
            for row, cell in found
        ],
    )
    terminal.show({"items": [_item(row, cell, page.scale) for row, cell in found]}, lines)


@finding_app.command("remove")
def remove(
    context: typer.Context, reference: CallReference, priority: Code, type_key: TypeKey = ""
) -> None:
    """Remove a finding."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        _, priority_id, type_id = _place(work, reference, priority, type_key)
        code = remove_finding(work, priority_id=priority_id, type_id=type_id).result
    terminal.show({"reference": code}, [f"Removed the finding on {code}"])


@finding_app.command("quotations")
def quotations(
    context: typer.Context, reference: CallReference, priority: Code, type_key: TypeKey = ""
) -> None:
    """List the excerpts that may be quoted in a finding, with the name to give."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        priority_id = priority_by_code(session, call_id, priority).id
        type_id = stakeholder_type_by_token(session, type_key).id if type_key else None
        found = quotations_for(session, call_id, priority_id, type_id)
    lines = table(
        ["Submission", "Bookmarked", "Quotation"],
        [[each.submission, "yes" if each.is_bookmarked else "", each.words] for each in found],
    )
    terminal.show({"items": fields_of(found)}, lines)


@scale_app.command("show")
def show_scale(context: typer.Context, reference: CallReference) -> None:
    """Show the scale of words of a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        scale = scale_of(session, call_by_reference(session, reference).id)
    _tell_scale(terminal, scale, [scale_words(scale)])


@scale_app.command("set")
def change_scale(
    context: typer.Context,
    reference: CallReference,
    step: Annotated[
        list[str] | None,
        typer.Option(help="A word and where it begins, such as “most: 75%”; one begins at 0."),
    ] = None,
    default: Annotated[bool, typer.Option("--default", help="Use the default scale.")] = False,
) -> None:
    """Give a call a scale of words of its own, or the default again."""
    terminal: Terminal = context.obj
    if bool(step) == default:
        raise RefusedError("Nothing was said about the scale.", do="Give --step, or --default.")
    steps = read_scale(step) if step else ()
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        said = set_scale(work, call_id=call.id, steps=steps).result
        scale = scale_of(work.session, call.id)
    _tell_scale(terminal, scale, [scale_words(scale), f"Changed the scale of words of {said}"])


def _tell_scale(terminal: Terminal, scale: tuple[QuantifierStep, ...], lines: list[str]) -> None:
    terminal.show({"items": [written_step(each) for each in scale]}, lines)


def _place(work: Work, reference: str, priority: str, type_key: str) -> tuple[int, int, int | None]:
    call = call_by_reference(work.session, reference)
    found = priority_by_code(work.session, call.id, priority)
    type_id = stakeholder_type_by_token(work.session, type_key).id if type_key else None
    return call.id, found.id, type_id


def _named(code: str, cell: FindingCell) -> str:
    return f"{code}, {cell.label}" if cell.label else code


def _item(
    row: FindingRow, cell: FindingCell, scale: tuple[QuantifierStep, ...]
) -> dict[str, object]:
    return {
        "priority": row.code,
        "type": cell.label,
        "text": cell.text,
        **_numbers(cell, scale),
        "looks": list(cell.looks),
    }


def _numbers(cell: FindingCell, scale: tuple[QuantifierStep, ...]) -> dict[str, object]:
    return {
        "part": cell.numbers.part,
        "whole": cell.numbers.whole,
        "words": numbers_words(cell.numbers, scale),
    }
