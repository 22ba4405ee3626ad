"""Commands about what submissions have in common: respondents, areas, and many at a time."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged, token_or_nothing
from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.cli.submission_commands import (
    AreaName,
    ChannelName,
    MayPublish,
    Type,
    submission_app,
)
from lisdesk.edits.people import (
    AreaCorrection,
    StakeholderCorrection,
    edit_area,
    edit_stakeholder,
)
from lisdesk.edits.submission_lists import ListCorrection, edit_submissions
from lisdesk.queries.areas import areas
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.store.lookup import area_by_name, submission_by_reference
from lisdesk.store.stakeholder_lookup import stakeholder_by_name

stakeholder_app = typer.Typer(help="The register of stakeholders.", no_args_is_help=True)
area_app = typer.Typer(help="The areas that submissions come from.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(stakeholder_app, name="stakeholder")
    app.add_typer(area_app, name="area")


@submission_app.command("edit-many")
def edit_many(
    context: typer.Context,
    references: Annotated[
        list[str], typer.Argument(metavar="SUBMISSION…", help="Such as LLEP-0042.")
    ],
    type_name: Type = None,
    area: AreaName = None,
    channel: ChannelName = None,
    permission: MayPublish = None,
) -> None:
    """Correct several submissions of one call together; "" means that it is not known."""
    terminal: Terminal = context.obj
    correction = ListCorrection(
        type_token=type_name,
        area=area,
        channel=None if channel is None else Channel.parse(channel, "channel"),
        permission=token_or_nothing(Permission, permission, "permission"),
    )
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        ids = [submission_by_reference(work.session, each).id for each in references]
        report = edit_submissions(work, submission_ids=ids, correction=correction).result
    said = f"Corrected {report.changed:,} of {counted(report.submissions, 'submission')}"
    terminal.show({"submissions": report.submissions, "changed": report.changed}, [said])


@stakeholder_app.command("edit")
def edit_one(
    context: typer.Context,
    stakeholder: Annotated[
        str, typer.Argument(help="Name, or the reference of a submission of theirs.")
    ],
    name: Annotated[str | None, typer.Option(help="Their name.")] = None,
    type_name: Type = None,
    area: AreaName = None,
    email: Annotated[str | None, typer.Option(help="Their e-mail address.")] = None,
    members: Annotated[
        int | None,
        typer.Option(min=0, max=LARGEST_NUMBER, help="For how many they speak; 0 for not known."),
    ] = None,
    contact: Annotated[str | None, typer.Option(help="Whom to ask for.")] = None,
    telephone: Annotated[str | None, typer.Option(help="Their telephone number.")] = None,
    address: Annotated[str | None, typer.Option(help="Their postal address.")] = None,
    website: Annotated[str | None, typer.Option(help="Their website.")] = None,
    acts_for: Annotated[
        list[str] | None,
        typer.Option(help='On whose behalf they act; may be repeated; "" for nobody.'),
    ] = None,
    also_submissions: Annotated[
        bool,
        typer.Option(
            "--also-submissions",
            help="Give the new type and area to their submissions that state the former ones.",
        ),
    ] = False,
) -> None:
    """Correct a respondent in the register; every submission of theirs shows the new name."""
    terminal: Terminal = context.obj
    correction = StakeholderCorrection(
        name=name,
        type_token=type_name,
        area=area,
        email=email,
        members=members,
        person=contact,
        telephone=telephone,
        address=address,
        website=website,
        acts_for=acts_for or None,
        also_submissions=also_submissions,
    )
    if correction == StakeholderCorrection(also_submissions=also_submissions):
        refuse_if_unchanged(StakeholderCorrection())
    with terminal.writing() as work:
        found = stakeholder_by_name(work.session, stakeholder)
        corrected = edit_stakeholder(work, stakeholder_id=found.id, correction=correction).result
    lines = [f"Corrected {corrected.name}"]
    if also_submissions:
        lines.insert(0, f"Corrected {counted(corrected.submissions_changed, 'submission')}")
    fields = fields_of(corrected)
    assert isinstance(fields, dict)
    terminal.show(fields, lines)


@area_app.command("list")
def list_areas(context: typer.Context) -> None:
    """List the areas, with the body in whose area each lies."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = areas(session)
    lines = table(
        ["Area", "Lies in the area of", "And of", "Codes", "Submissions"],
        [
            [row.name, row.lead, row.second_lead, "; ".join(row.codes), row.submissions]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, lines)


@area_app.command("edit")
def edit_place(
    context: typer.Context,
    area: Annotated[str, typer.Argument(help="Its name.")],
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    lead: Annotated[
        str | None, typer.Option(help='The body in whose area it lies; "" if that is not known.')
    ] = None,
    second_lead: Annotated[
        str | None, typer.Option(help='The second body, where two overlap; "" for none.')
    ] = None,
) -> None:
    """Correct an area's name, or say in whose area it lies."""
    terminal: Terminal = context.obj
    correction = AreaCorrection(name=name, lead=lead, second_lead=second_lead)
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        found = area_by_name(work.session, area)
        corrected = edit_area(work, area_id=found.id, correction=correction).result
    terminal.show({"reference": corrected}, [f"Corrected {corrected}"])
