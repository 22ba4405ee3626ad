"""Commands about the questions of a call."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.edits.question_changes import (
    QuestionCorrection,
    edit_question,
    move_question,
    remove_question,
)
from lisdesk.edits.questions import AskedDetail, add_question
from lisdesk.queries.calls import QuestionRow, questions
from lisdesk.rules.vocabulary import QuestionKind
from lisdesk.store.lookup import call_by_reference, question_by_number

question_app = typer.Typer(help="The numbered prompts of a call.", no_args_is_help=True)

Reference = Annotated[str, typer.Argument(metavar="CALL", help="The call, such as LLEP-2018-01.")]
Parts = Annotated[
    list[str] | None, typer.Option("--part", help="A part of an open question; may be repeated.")
]
Most = Annotated[
    int | None,
    typer.Option(min=0, max=LARGEST_NUMBER, help="How many choices may be taken; 0 for any."),
]
Number = Annotated[
    int,
    typer.Argument(metavar="N", min=1, max=LARGEST_NUMBER, help="The question's number."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(question_app, name="question")


@question_app.command("add")
def add(
    context: typer.Context,
    reference: Reference,
    text: Annotated[str, typer.Option(help="The words of the question.")],
    kind: Annotated[str, typer.Option(help="open, choice, choices or rating.")] = "open",
    choice: Annotated[
        list[str] | None, typer.Option(help="One of the choices; may be repeated.")
    ] = None,
    part: Parts = None,
    most: Most = None,
    file: Annotated[bool, typer.Option("--file", help="A file may be the answer.")] = False,
) -> None:
    """Add a question after the last one."""
    terminal: Terminal = context.obj
    question_kind = QuestionKind.parse(kind, "kind of question")
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        number = add_question(
            work,
            call_id=call.id,
            text=text,
            kind=question_kind,
            choices=tuple(choice or ()),
            detail=AskedDetail(tuple(part or ()), most or None, file),
        ).result
    terminal.show({"reference": str(number)}, [f"Added question {number}"])


@question_app.command("list")
def list_questions(context: typer.Context, reference: Reference) -> None:
    """List a call's questions."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = questions(session, call_by_reference(session, reference).id)
    lines = table(
        ["No", "Kind", "Question", "Choices or parts"],
        [
            [row.number, row.shape.words, row.text, "; ".join(row.choices or row.parts)]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@question_app.command("edit")
def edit(
    context: typer.Context,
    reference: Reference,
    number: Number,
    text: Annotated[str | None, typer.Option(help="The words of the question.")] = None,
    kind: Annotated[str | None, typer.Option(help="open, choice, choices or rating.")] = None,
    choice: Annotated[
        list[str] | None, typer.Option(help="One of the choices, instead of those there were.")
    ] = None,
    part: Parts = None,
    most: Most = None,
    file: Annotated[
        bool | None, typer.Option("--file/--no-file", help="Whether a file may be the answer.")
    ] = None,
) -> None:
    """Correct a question; its answers stay as they are."""
    terminal: Terminal = context.obj
    correction = QuestionCorrection(
        text=text,
        kind=None if kind is None else QuestionKind.parse(kind, "kind of question"),
        choices=tuple(choice) if choice else None,
    )
    is_detailed = part is not None or most is not None or file is not None
    if not is_detailed:
        refuse_if_unchanged(correction)
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        question = question_by_number(work.session, call.id, number)
        if is_detailed:
            rows = questions(work.session, call.id)
            row = next(each for each in rows if each.id == question.id)
            correction = replace(correction, detail=_detail(row, part, most, file))
        edit_question(work, question_id=question.id, correction=correction)
    terminal.show({"reference": str(number)}, [f"Corrected question {number}"])


@question_app.command("move")
def move(
    context: typer.Context,
    reference: Reference,
    number: Number,
    to: Annotated[
        int, typer.Option(metavar="N", min=1, max=LARGEST_NUMBER, help="The number it gets.")
    ],
) -> None:
    """Give a question that nobody has answered another number."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        question = question_by_number(work.session, call.id, number)
        becomes = move_question(work, question_id=question.id, number=to).result
    terminal.show({"reference": str(becomes)}, [f"Question {number} is now question {becomes}"])


@question_app.command("remove")
def remove(context: typer.Context, reference: Reference, number: Number) -> None:
    """Take a question that nobody has answered out of the call."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        question = question_by_number(work.session, call.id, number)
        removed = remove_question(work, question_id=question.id).result
    terminal.show({"reference": str(removed)}, [f"Took out question {removed}"])


def _detail(
    row: QuestionRow, parts: list[str] | None, most: int | None, takes_file: bool | None
) -> AskedDetail:
    """Return what a question asks for with what was said of it; an empty part clears the parts."""
    return AskedDetail(
        row.parts if parts is None else tuple(parts),
        row.most if most is None else most or None,
        row.takes_file if takes_file is None else takes_file,
    )
