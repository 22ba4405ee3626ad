"""Commands about campaigns: submissions in the same or nearly the same words."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import Terminal, fields_of, table
from lisdesk.edits.campaign_seed import choose_campaign_seed
from lisdesk.edits.campaigns import (
    CampaignStanding,
    add_campaign_members,
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
    rename_campaign,
)
from lisdesk.queries.campaigns import (
    Difference,
    GroupRow,
    MemberRow,
    alike,
    call_groups,
    campaign_members,
    difference,
    group_members,
)
from lisdesk.rules.alikeness import DEFAULT_THRESHOLD
from lisdesk.rules.counted import counted
from lisdesk.store.lookup import (
    CAMPAIGN_PREFIX,
    call_by_reference,
    campaign_by_reference,
    submission_by_reference,
)

campaign_app = typer.Typer(
    help="Find submissions that are alike, and confirm campaigns.", no_args_is_help=True
)

_SHOWN, _MOST_SHOWN = 5, 15

CampaignReference = Annotated[str, typer.Argument(metavar="CAMPAIGN", help="Such as CAM-0001.")]
Members = Annotated[
    list[str], typer.Argument(metavar="SUBMISSION…", help="References, such as LLEP-0042.")
]
Threshold = Annotated[
    float,
    typer.Option(min=0.01, max=1.0, help="The likeness, 0 to 1, from which on texts are alike."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(campaign_app, name="campaign")


@campaign_app.command("list")
def list_them(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")],
    threshold: Threshold = DEFAULT_THRESHOLD,
) -> None:
    """List the campaigns of a call, and the groups that could be campaigns."""
    from lisdesk.tasks.sketching import make_sketches

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        make_sketches(database, call_id)
        with database.reading() as session:
            found = call_groups(session, call_id, threshold)
    rows = [*found.confirmed, *found.unconfirmed]
    headings = ["Campaign", "Name", "Seed", "Submissions", "Copies", "Variants", "Likeness", "More"]
    lines = table(headings, [_cells(row) for row in rows])
    if not rows:
        lines = ["No submissions are alike."]
    terminal.show({"threshold": threshold, "items": fields_of(rows)}, lines)


@campaign_app.command("show")
def show(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(metavar="CAMPAIGN|SUBMISSION", help="A campaign, or the seed of a group."),
    ],
    threshold: Threshold = DEFAULT_THRESHOLD,
    differences: Annotated[
        bool,
        typer.Option("--differences", help="Print in which words each one differs from the seed."),
    ] = False,
) -> None:
    """Show a campaign, or the submissions that are like one."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        if reference.strip().upper().startswith(f"{CAMPAIGN_PREFIX}-"):
            campaign = campaign_by_reference(session, reference)
            seed_id, members = campaign.seed_id, campaign_members(session, campaign.id)
        else:
            seed_id = submission_by_reference(session, reference).id
            members = alike(session, seed_id, threshold)
        rows = group_members(session, seed_id, members, terminal.desk.officer)
        found = {
            row.reference: difference(session, seed_id, row.submission_id)
            for row in rows
            if differences and (row.is_signed or not row.is_copy)
        }
    lines = table(
        ["Reference", "Respondent", "Likeness", "", "Disposition", "Read"],
        [_member_cells(row) for row in rows],
    )
    for of, each in found.items():
        told = f"{of}: {counted(each.added_words, 'word')} of its own"
        if each.is_in_signature:
            told += ", all in its signature"
        lines += ["", told, *_pieces(each)]
    items = [
        {
            **_fields(row),
            **({"difference": fields_of(found[row.reference])} if row.reference in found else {}),
        }
        for row in rows
    ]
    terminal.show({"items": items}, lines)


@campaign_app.command("confirm")
def confirm(
    context: typer.Context,
    seed: Annotated[
        str, typer.Argument(metavar="SUBMISSION", help="The submission that others resemble.")
    ],
    name: Annotated[str, typer.Option(help="What the campaign is called.")],
    threshold: Threshold = DEFAULT_THRESHOLD,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="SUBMISSION", help="Leave this one out; may be repeated."),
    ] = None,
) -> None:
    """Confirm the group around a submission as a campaign."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        session = work.session
        submission = submission_by_reference(session, seed)
        left_out = {submission_by_reference(session, each).id for each in without or ()}
        members = [
            each.submission_id
            for each in alike(session, submission.id, threshold)
            if each.submission_id not in left_out
        ]
        standing = confirm_campaign(
            work,
            call_id=submission.call_id,
            seed_id=submission.id,
            submission_ids=members,
            name=name,
            threshold=threshold,
        ).result
    _show(terminal, standing, "Confirmed")


@campaign_app.command("rename")
def rename(context: typer.Context, reference: CampaignReference, name: str) -> None:
    """Give a campaign another name."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        campaign = campaign_by_reference(work.session, reference)
        standing = rename_campaign(work, campaign_id=campaign.id, name=name).result
    _show(terminal, standing, "Renamed")


@campaign_app.command("add")
def add(context: typer.Context, reference: CampaignReference, submissions: Members) -> None:
    """Add submissions to a campaign."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        campaign = campaign_by_reference(work.session, reference)
        ids = [submission_by_reference(work.session, each).id for each in submissions]
        standing = add_campaign_members(work, campaign_id=campaign.id, submission_ids=ids).result
    _show(terminal, standing, "Added to")


@campaign_app.command("remove")
def remove(context: typer.Context, reference: CampaignReference, submissions: Members) -> None:
    """Take submissions out of a campaign; they count on their own."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        campaign = campaign_by_reference(work.session, reference)
        ids = [submission_by_reference(work.session, each).id for each in submissions]
        standing = remove_campaign_members(work, campaign_id=campaign.id, submission_ids=ids).result
    _show(terminal, standing, "Taken out of")


@campaign_app.command("seed")
def seed(
    context: typer.Context,
    reference: CampaignReference,
    submission: Annotated[str, typer.Argument(metavar="SUBMISSION", help="A member of it.")],
) -> None:
    """Let another member be the text that the others resemble and inherit from."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        campaign = campaign_by_reference(work.session, reference)
        chosen = submission_by_reference(work.session, submission)
        standing = choose_campaign_seed(
            work, campaign_id=campaign.id, submission_id=chosen.id
        ).result
    _show(terminal, standing, "Chose another seed for")


@campaign_app.command("dissolve")
def dissolve(context: typer.Context, reference: CampaignReference) -> None:
    """Undo that submissions are a campaign."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        campaign = campaign_by_reference(work.session, reference)
        standing = dissolve_campaign(work, campaign_id=campaign.id).result
    _show(terminal, standing, "Dissolved")


def _show(terminal: Terminal, standing: CampaignStanding, said: str) -> None:
    line = (
        f"{said} “{standing.name}” ({counted(standing.submissions, 'submission')}: "
        f"1 seed, {counted(standing.copies, 'copy', 'copies')}, "
        f"{counted(standing.variants, 'variant')}; "
        f"{standing.restated:,} counted otherwise now): {standing.reference}"
        if standing.submissions
        else f"{said} “{standing.name}” ({standing.restated:,} counted otherwise now): "
        f"{standing.reference}"
    )
    fields = fields_of(standing)
    assert isinstance(fields, dict)
    terminal.show(fields, [line])


def _cells(row: GroupRow) -> list[object]:
    likeness = f"{row.least_likeness:.2f}–{row.most_likeness:.2f}"
    name = row.name or f"({row.beginning})"
    reference = row.campaign or "unconfirmed"
    numbers = [row.submissions, row.copies, row.variants]
    return [reference, name, row.seed, *numbers, likeness, row.more]


def _member_cells(row: MemberRow) -> list[object]:
    kind = "seed" if row.is_seed else "copy" if row.is_copy else "variant"
    kind = "signed copy" if row.is_signed else kind
    return [
        row.reference,
        row.respondent,
        f"{row.likeness:.2f}",
        kind,
        row.disposition.label,
        "read" if row.is_read else "",
    ]


def _fields(row: MemberRow) -> dict[str, object]:
    fields = fields_of(row)
    assert isinstance(fields, dict)
    return dict(fields)


def _shortened(words: str) -> str:
    """Return words that both texts have, of many the first and the last."""
    found = words.split()
    if len(found) <= _MOST_SHOWN:
        return words
    left_out = len(found) - 2 * _SHOWN
    return " ".join([*found[:_SHOWN], f"… {left_out:,} words …", *found[-_SHOWN:]])


def _pieces(found: Difference) -> list[str]:
    lines = []
    for piece in found.pieces:
        if piece.is_same:
            lines.append(f"  {_shortened(piece.variant)}")
            continue
        lines += [f"- {piece.seed}"] if piece.seed else []
        lines += [f"+ {piece.variant}"] if piece.variant else []
    return [*lines, *(["… the rest was not compared"] if found.is_cut else [])]
