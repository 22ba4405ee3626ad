"""Commands about tags."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged, token_or_nothing
from lisdesk.cli.desk import Terminal, existing_path, fields_of, table
from lisdesk.cli.text_places import AnswerTo, NthPlace
from lisdesk.edits.tag_changes import TagCorrection, TagMarks, edit_tag, tag_many
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag
from lisdesk.queries.submissions import tags
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.lookup import (
    call_by_reference,
    call_id_of_tag,
    priority_by_code,
    submission_by_reference,
    tag_by_reference,
)

tags_app = typer.Typer(help="The tags of a call.", no_args_is_help=True)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
TagReference = Annotated[str, typer.Argument(metavar="TAG", help="Such as TAG-0007.")]
StanceName = Annotated[
    str | None, typer.Option("--stance", help="support, oppose, mixed, neutral.")
]
StrengthName = Annotated[
    str | None,
    typer.Option("--strength", help="anecdote, experience, case-data, study, statistic."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(tags_app, name="tags")
    app.command("tag")(tag)
    app.command("untag")(untag)


def tag(
    context: typer.Context,
    submission: Annotated[str, typer.Argument(help="Such as LLEP-0042.")],
    priority: Annotated[str, typer.Argument(help="Code, such as P2.")],
    quote: Annotated[
        str | None, typer.Option(help="The words, exactly as they stand in the submission.")
    ] = None,
    nth: NthPlace = 1,
    question: AnswerTo = None,
    stance: StanceName = None,
    strength: StrengthName = None,
    note: Annotated[str, typer.Option(help="For the officers only.")] = "",
) -> None:
    """Tag a quotation, an answer or a whole submission to a priority."""
    terminal: Terminal = context.obj
    draft = TagDraft(
        quote=quote,
        nth=nth,
        question=question,
        stance=Stance.parse(stance, "stance") if stance else None,
        strength=Strength.parse(strength, "strength") if strength else None,
        note=note,
    )
    with terminal.writing() as work:
        found = submission_by_reference(work.session, submission)
        chosen = priority_by_code(work.session, found.call_id, priority)
        reference = add_tag(work, submission_id=found.id, priority_id=chosen.id, draft=draft).result
        said = f"Tagged {found.reference} to {chosen.code} {chosen.name}: {reference}"
    terminal.show({"reference": reference}, [said])


def untag(context: typer.Context, tag_reference: TagReference) -> None:
    """Take a tag off."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = tag_by_reference(work.session, tag_reference)
        reference = remove_tag(work, tag_id=found.id).result
    terminal.show({"reference": reference}, [f"Took off {reference}"])


@tags_app.command("add")
def add_to_many(
    context: typer.Context,
    priority: Annotated[str, typer.Argument(help="Code, such as P2.")],
    submissions: Annotated[
        list[str], typer.Argument(metavar="SUBMISSION…", help="References, such as LLEP-0042.")
    ],
    stance: StanceName = None,
    strength: StrengthName = None,
    note: Annotated[str, typer.Option(help="For the officers only.")] = "",
) -> None:
    """Tag several submissions, each as a whole, to one priority."""
    terminal: Terminal = context.obj
    marks = TagMarks(
        stance=Stance.parse(stance, "stance") if stance else None,
        strength=Strength.parse(strength, "strength") if strength else None,
        note=note,
    )
    with terminal.writing() as work:
        found = [submission_by_reference(work.session, each) for each in submissions]
        chosen = priority_by_code(work.session, found[0].call_id, priority)
        ids = [each.id for each in found]
        report = tag_many(work, priority_id=chosen.id, submission_ids=ids, marks=marks).result
        code = chosen.code
    said = f"{counted(report.added, 'tag')} added, {report.already_here:,} already here: {code}"
    terminal.show(
        {"reference": code, "added": report.added, "already_here": report.already_here}, [said]
    )


@tags_app.command("edit")
def edit(
    context: typer.Context,
    tag_reference: TagReference,
    stance: StanceName = None,
    strength: StrengthName = None,
    note: Annotated[str | None, typer.Option(help="For the officers only.")] = None,
    priority: Annotated[
        str | None, typer.Option(help="Code of the priority that it goes to.")
    ] = None,
) -> None:
    """Correct a tag; an empty stance, strength or note ("") takes that off."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = tag_by_reference(work.session, tag_reference)
        call_id = call_id_of_tag(work.session, found)
        correction = TagCorrection(
            stance=token_or_nothing(Stance, stance, "stance"),
            strength=token_or_nothing(Strength, strength, "strength"),
            note=note,
            priority_id=None
            if priority is None
            else priority_by_code(work.session, call_id, priority).id,
        )
        refuse_if_unchanged(correction)
        reference = edit_tag(work, tag_id=found.id, correction=correction).result
    terminal.show({"reference": reference}, [f"Corrected {reference}"])


@tags_app.command("list")
def list_tags(context: typer.Context, reference: CallReference) -> None:
    """List the tags of a call."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        rows = tags(session, call_id, officer=terminal.desk.officer)
    lines = table(
        ["Tag", "Submission", "Priority", "Stance", "Strength", "Quotation"],
        [
            [
                row.reference,
                row.submission,
                row.priority,
                row.stance.label if row.stance else "",
                row.strength.label if row.strength else "",
                row.quote if row.quote is not None else "(whole submission)",
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@tags_app.command("import")
def import_tag_list(
    context: typer.Context,
    reference: CallReference,
    file: Annotated[str, typer.Argument(help="A sheet with the columns submission and priority.")],
) -> None:
    """Add the tags of a spreadsheet; those that are there already are left alone."""
    from lisdesk.tasks.lists import import_tags

    terminal: Terminal = context.obj
    with terminal.database() as database:
        report = import_tags(database, terminal.desk, reference, existing_path(file))
    terminal.show(
        {"lines": report.lines, "added": report.added, "already_here": report.already_here},
        [f"{counted(report.added, 'tag')} added, {report.already_here:,} already here"],
    )
