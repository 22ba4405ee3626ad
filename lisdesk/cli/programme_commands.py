"""Commands about the programme of strategies: its areas, their bodies, lists in and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypeVar

import typer

from lisdesk.cli.bar_parts import bar_parts
from lisdesk.cli.desk import Terminal, existing_path, fields_of, table
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.programme import ProgrammeReport, remove_area, save_area, set_body_names
from lisdesk.edits.programme_details import DetailsReport
from lisdesk.errors import RefusedError
from lisdesk.exchange.reference import shipped_template
from lisdesk.queries import programme as queries
from lisdesk.queries.programme_calls import call_stages, calls_said, programme_with_stages
from lisdesk.queries.programme_filter import ProgrammeFilter
from lisdesk.queries.programme_start import call_start, without_body
from lisdesk.rules.deadlines import parse_day, parse_deadline
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaSpelling,
    AreaUpdate,
    BodyNameDraft,
    BodySort,
    with_priorities_of,
)

T = TypeVar("T")
_NO_CALL = "none"
_PARTS, _MEMBER_PARTS = 4, 3
"""Of a document or an update, and of a body or a name of one, with a bar between two."""

programme_app = typer.Typer(
    help="The programme of strategies: areas in waves, who leads, what is due.",
    no_args_is_help=True,
)

Area = Annotated[
    str, typer.Argument(metavar="AREA", help="Its name, another spelling, or a body of it.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="CSV or a spreadsheet.")]
On = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Names and spellings mean what they meant on that day."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Tell what would come of it; change nothing.")
]
Dated = Annotated[str | None, typer.Option(help="Such as “by March 2020”; “” for not known.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(programme_app, name="programme")


@programme_app.command("take-in")
def take_in(context: typer.Context) -> None:
    """Bring in the programme of 2017 and 2018 that ships with lisdesk; areas that are here stay."""
    from lisdesk.tasks.programme import take_in_shipped_programme

    terminal: Terminal = context.obj
    with terminal.writing() as work:
        report = take_in_shipped_programme(work).result
        held = queries.counted(queries.programme(work.session))
    _tell(terminal, report, held)


@programme_app.command("list")
def list_areas(
    context: typer.Context,
    wave: Annotated[int | None, typer.Option(help="Of this wave only; 0 for of none.")] = None,
    lead: Annotated[
        str | None,
        typer.Option(help="Led by a lep, combined-authority, council or joint-committee only."),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(help="With a call at this stage only, such as open; none for without a call."),
    ] = None,
    text: Annotated[str, typer.Option(help="With these words in what is known of it only.")] = "",
) -> None:
    """List the areas with their wave, who leads, and when the strategy is due."""
    terminal: Terminal = context.obj
    has_no_call = stage is not None and stage.strip().casefold() == _NO_CALL
    wanted = ProgrammeFilter(
        wave,
        BodySort.parse(lead, "kind of body") if lead is not None else None,
        Stage.parse(stage, "stage") if stage is not None and not has_no_call else None,
        has_no_call=has_no_call,
        text=text,
    )
    with terminal.reading() as session:
        everything, stages = programme_with_stages(session, terminal.desk.clock.now())
        rows = [row for row in everything if wanted.fits(row, stages)]
    lines = table(
        ["Area", "Wave", "Led by", "Target", "Published", "Priorities", "Calls"],
        [
            [
                row.name,
                row.wave or "",
                row.led_by,
                row.target,
                row.published,
                len(row.themes) or "",
                ", ".join(calls_said(row, stages)),
            ]
            for row in rows
        ],
    )
    said = queries.counted(rows)
    terminal.show({"items": fields_of(rows), "counted": said}, [*lines, said])


@programme_app.command("show")
def show(context: typer.Context, area: Area, on: On = None) -> None:
    """Show all that is known of an area."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        row = queries.area_row(session, area, _day(on))
        stages = call_stages(session, terminal.desk.clock.now())
    fields = fields_of(row)
    assert isinstance(fields, dict)
    dates = (("announced", row.announced), ("target", row.target), ("published", row.published))
    terminal.show(
        fields,
        [
            f"{row.name}, wave {row.wave}" if row.wave else row.name,
            *(f"{word}: {said}" for word, said in dates if said),
            *(f"also called: {each.told}" for each in row.spellings),
            *map(_member_words, row.members),
            *(f"{each.kind.label.casefold()}: {each.name}" for each in row.themes),
            *(" ".join(("document:", each.title, each.dated, each.link)) for each in row.documents),
            *(f"update {each.dated}: {each.said}" for each in row.updates),
            *(f"call: {each}" for each in calls_said(row, stages)),
        ],
    )


@programme_app.command("save")
def save(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The name of an area, or of a new one.")],
    wave: Annotated[int | None, typer.Option(min=0, help="Its wave; 0 for none.")] = None,
    announced: Dated = None,
    target: Dated = None,
    published: Dated = None,
    lead: Annotated[
        list[str] | None, typer.Option(help="Who leads, as “BODY|from|until”; repeatable.")
    ] = None,
    partner: Annotated[
        list[str] | None, typer.Option(help="A partner, as “BODY|from|until”; repeatable.")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="As “TITLE|dated|link|body”; repeatable; “” for none.")
    ] = None,
    spelling: Annotated[
        list[str] | None,
        typer.Option(help="Another spelling, as “NAME|from|until”; repeatable; “” for none."),
    ] = None,
    update: Annotated[
        list[str] | None, typer.Option(help="As “SAID|dated|source|body”; repeatable; “” for none.")
    ] = None,
) -> None:
    """Add an area, or correct one; with --lead or --partner these are then all its bodies, with
    --document all its documents, with --update all its updates, with --spelling all its spellings.
    """
    terminal: Terminal = context.obj
    members = [_member(body, AreaRole.LEAD) for body in lead or ()]
    members += [_member(body, AreaRole.PARTNER) for body in partner or ()]
    with terminal.writing() as work:
        areas = {row.name.casefold(): row for row in queries.programme(work.session)}
        found = areas.get(name.strip().casefold())
        draft = AreaDraft(
            found.name if found else name,
            wave,
            announced,
            target,
            published,
            aliases=_each(AreaSpelling, spelling, _MEMBER_PARTS),
            members=members or None,
            documents=_each(AreaDocument, document),
            updates=_each(AreaUpdate, update),
        )
        said = save_area(work, draft=draft, area_id=found.id if found else None).result
    terminal.show({"reference": said}, [f"Saved {said}"])


@programme_app.command("remove")
def remove(context: typer.Context, area: Area, on: On = None) -> None:
    """Remove an area; its bodies and their calls stay."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        row = queries.area_row(work.session, area, _day(on))
        said = remove_area(work, area_id=row.id).result
    terminal.show({"reference": said}, [f"Removed {said}"])


@programme_app.command("names")
def names(
    context: typer.Context,
    body: Annotated[str, typer.Argument(help="A body, by any of its names.")],
    name: Annotated[
        list[str] | None, typer.Option(help="A further name, as “NAME|from|until”; repeatable.")
    ] = None,
    code: Annotated[
        list[str] | None, typer.Option(help="A code, as “CODE|from|until”; repeatable.")
    ] = None,
) -> None:
    """Say which further names and codes a body has or had, and when; these are then all."""
    terminal: Terminal = context.obj
    drafts = [_dated(each, is_code=False) for each in name or ()]
    drafts += [_dated(each, is_code=True) for each in code or ()]
    with terminal.writing() as work:
        found = find_or_add_lead_body(work, body)
        said = set_body_names(work, lead_body_id=found.id, names=drafts).result
    terminal.show({"reference": said}, [f"Changed the names and codes of {said}"])


@programme_app.command("call")
def start_call(
    context: typer.Context,
    area: Area,
    opens: Annotated[str, typer.Option(help="The opening day, such as 2018-12-06.")],
    closes: Annotated[str, typer.Option(help="The closing day, or day and time.")],
    title: Annotated[str, typer.Option(help="Its name; else made from the area's.")] = "",
    template: Annotated[str, typer.Option(help="Its questions.")] = "lis-ten-questions",
    on: On = None,
) -> None:
    """Start a call from an area: its bodies, what it names as starting priorities, and the area
    in the list of areas.
    """
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        row = queries.area_row(work.session, area, _day(on))
        start = call_start(row)
        if not start.lead:
            raise RefusedError(
                f"{row.name} has no body yet.",
                do="Name who leads it first, with “lisdesk programme save --lead”.",
            )
        draft = CallDraft(
            title or start.title,
            start.lead,
            parse_day(opens),
            parse_deadline(closes),
            partners=start.partners,
            areas=start.areas,
        )
        asked = with_priorities_of(start, shipped_template(template))
        made = new_call(work, draft=draft, template=asked).result
        bare = without_body(work.session, start.areas)
    terminal.show({"reference": made}, [f"Made the call {made}", *filter(None, [bare])])


@programme_app.command("import")
def bring_in(context: typer.Context, file: File, dry_run: DryRun = False, on: On = None) -> None:
    """Bring in a newer list of areas, of documents, of updates, or of names and codes: what is here
    takes on what it says, the rest is added.
    """
    from lisdesk.tasks.programme import bring_in_programme

    terminal: Terminal = context.obj
    with terminal.database() as database:
        path = existing_path(file)
        report = bring_in_programme(database, terminal.desk, path, is_trial=dry_run, on=_day(on))
        with database.reading() as session:
            held = queries.counted(queries.programme(session))
    _tell(terminal, report, held, dry_run=dry_run)


@programme_app.command("export")
def write(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="To end in .xlsx or .csv.")],
    what: Annotated[
        str,
        typer.Option("--list", help="A CSV is of: areas, documents, updates, names or spellings."),
    ] = "areas",
) -> None:
    """Write the programme for Excel, or as a list that can be brought in again."""
    from lisdesk.tasks.programme import write_programme
    from lisdesk.tasks.programme_lists import ProgrammeContent

    terminal: Terminal = context.obj
    content = ProgrammeContent.parse(what, "list of the programme")
    with terminal.database() as database:
        said = write_programme(database, terminal.desk, existing_path(file), content)
    terminal.show({"counted": said, "file": file}, [f"Wrote {said} to {file}"])


def _day(said: str | None) -> date | None:
    return None if said is None else parse_day(said)


def _member(said: str, role: AreaRole) -> AreaMember:
    body, since, until = (*bar_parts(said, _MEMBER_PARTS), "", "")[:_MEMBER_PARTS]
    return AreaMember(body, role, since, until)


def _member_words(member: queries.MemberRow) -> str:
    dates = (("from", member.since), ("until", member.until))
    told = "; ".join((*(f"{word} {said}" for word, said in dates if said), *member.names))
    return f"{member.role.label.casefold()}: {member.name}{f' ({told})' if told else ''}"


def _each(make: Callable[..., T], said: list[str] | None, parts: int = _PARTS) -> list[T] | None:
    """Return what options say part by part; None for an option that was not given."""
    if said is None:
        return None
    return [make(*bar_parts(each, parts)) for each in said if each.strip()]


def _dated(said: str, *, is_code: bool) -> BodyNameDraft:
    words, since, until = (*bar_parts(said, _MEMBER_PARTS), "", "")[:_MEMBER_PARTS]
    return BodyNameDraft(words, is_code, since, until)


def _tell(
    terminal: Terminal,
    report: ProgrammeReport | DetailsReport,
    held: str,
    *,
    dry_run: bool = False,
) -> None:
    fields = fields_of(report)
    assert isinstance(fields, dict)
    said = (
        f"{report.counted(report.added)} added, {report.changed:,} changed, "
        f"{report.already_here:,} as before: {held}"
    )
    would = ["Nothing was changed: this is what would come of it."] if dry_run else []
    fields |= {"counted": held, "dry_run": dry_run}
    terminal.show(fields, [said, *would, *report.notes])
