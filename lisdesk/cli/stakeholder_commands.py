"""Commands about the register of stakeholders: list, show, merge, separate, split, keep apart."""

from __future__ import annotations

from typing import Annotated, Protocol

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, table
from lisdesk.cli.register_commands import stakeholder_app
from lisdesk.edits.stakeholder_merging import (
    MergedStakeholder,
    keep_apart,
    merge_stakeholders,
    separate_stakeholders,
    split_stakeholder,
)
from lisdesk.outcome import Json
from lisdesk.queries.stakeholder_matches import stakeholder_matches
from lisdesk.queries.stakeholder_page import StakeholderPage, stakeholder_page
from lisdesk.queries.stakeholders import StakeholderFilter, stakeholder_ids, stakeholder_rows
from lisdesk.rules.counted import counted
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.wall_time import local_words
from lisdesk.store.lookup import call_by_reference, submission_by_reference
from lisdesk.store.stakeholder_lookup import merged_stakeholder_by_name, stakeholder_by_name


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


_PAGE = 500
_FIRST = 50

Name = Annotated[
    str,
    typer.Argument(
        metavar="STAKEHOLDER",
        help='A name, a number such as "#12", or the reference of a submission of theirs.',
    ),
]
Limit = Annotated[int, typer.Option(min=1, max=LARGEST_NUMBER, help="So many at most.")]


def register(_app: typer.Typer) -> None:
    """Add these commands to the tree: they stand with the others about stakeholders."""
    stakeholder_app.command("list")(list_them)
    stakeholder_app.command("show")(show)
    stakeholder_app.command("merge")(merge)
    stakeholder_app.command("separate")(separate)
    stakeholder_app.command("split")(split)
    stakeholder_app.command("matches")(list_matches)
    stakeholder_app.command("keep-apart")(keep_them_apart)


def list_them(
    context: typer.Context,
    call: Annotated[str, typer.Option(help="Only those who sent something to this call.")] = "",
    search: Annotated[str, typer.Option(help="Part of a name, an address or a contact.")] = "",
    limit: Limit = LARGEST_NUMBER,
) -> None:
    """List the stakeholders of the register by name."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, call).id if call else None
        chosen = StakeholderFilter(search, call_id, is_in_call=call_id is not None)
        ids = stakeholder_ids(session, chosen, limit=limit)
        known = {
            row.id: row
            for start in range(0, len(ids), _PAGE)
            for row in stakeholder_rows(session, ids[start : start + _PAGE], call_id)
        }
    rows = [known[each] for each in ids]
    headings = ["No", "Name", "Kind", "Type", "Area", "E-mail", "Submissions", "Speaks for"]
    lines = table(
        headings,
        [
            [
                f"#{row.id}",
                row.name,
                row.kind.label if row.kind else "",
                row.type,
                row.area,
                row.email,
                row.submissions,
                "" if row.members is None else f"{row.members:,}",
            ]
            for row in rows
        ],
    )
    terminal.show({"items": [_referenced(row) for row in rows]}, lines)


def show(context: typer.Context, stakeholder: Name) -> None:
    """Show what the register says of a stakeholder."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        page = stakeholder_page(session, stakeholder_by_name(session, stakeholder).id)
    assert page is not None
    lists = ("merged", "acts_for", "agents")
    fields = {
        **_fields(page),
        **{name: [_referenced(each) for each in getattr(page, name)] for name in lists},
        "reference": f"#{page.row.id}",
    }
    terminal.show(fields, _page_lines(page))


def merge(
    context: typer.Context,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Who stands for both from then on.")],
    merged: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same.")],
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help=(
                "What the other one says stands; may be repeated: "
                f"{', '.join(each.key for each in StakeholderField)}."
            ),
        ),
    ] = None,
) -> None:
    """Merge a stakeholder into another one; both names mean that one from then on."""
    terminal: Terminal = context.obj
    fields = [StakeholderField.parse(each, "field") for each in take or ()]
    with terminal.writing() as work:
        done = merge_stakeholders(
            work,
            into_id=stakeholder_by_name(work.session, into).id,
            merged_id=stakeholder_by_name(work.session, merged).id,
            take=fields,
        ).result
    carried = counted(done.submissions, "submission")
    _tell(terminal, done, f"Merged {done.other} into {done.name}: {carried} went over")


def separate(
    context: typer.Context,
    merged: Annotated[str, typer.Argument(metavar="OTHER", help="Who was merged into another.")],
) -> None:
    """Separate a merged stakeholder again; what came with it goes back with it."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        merged_id = merged_stakeholder_by_name(work.session, merged).id
        done = separate_stakeholders(work, merged_id=merged_id).result
    returned = counted(done.submissions, "submission")
    _tell(terminal, done, f"Separated {done.name} from {done.other}: {returned} went back")


def split(
    context: typer.Context,
    stakeholder: Name,
    submission: Annotated[
        list[str],
        typer.Option(metavar="SUBMISSION", help="One that is the other's; may be repeated."),
    ],
    name: Annotated[str, typer.Option(help="The name of the other.")],
    email: Annotated[str, typer.Option(help="The e-mail address of the other.")] = "",
) -> None:
    """Make another stakeholder of some submissions of one that stands for two."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        done = split_stakeholder(
            work,
            stakeholder_id=stakeholder_by_name(work.session, stakeholder).id,
            submission_ids=[submission_by_reference(work.session, each).id for each in submission],
            name=name,
            email=email,
        ).result
    gone = counted(done.submissions, "submission")
    _tell(terminal, done, f"Split {done.name} off {done.other} with {gone}")


def list_matches(context: typer.Context, limit: Limit = _FIRST) -> None:
    """List pairs of stakeholders that are probably one, and why."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        rows = stakeholder_matches(session, limit)
    lines = table(
        ["Likely", "One", "The other", "Why"],
        [
            [
                row.score,
                f"#{row.one.id} {row.one.name}",
                f"#{row.other.id} {row.other.name}",
                " ".join(row.why),
            ]
            for row in rows
        ],
    )
    items = [
        {**_fields(row), "one": _referenced(row.one), "other": _referenced(row.other)}
        for row in rows
    ]
    terminal.show({"items": items}, lines if rows else ["No two look like one."])


def keep_them_apart(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name or a number.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is not the same.")],
) -> None:
    """Say that two stakeholders are not the same; they are not suggested again."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        found = [stakeholder_by_name(work.session, each) for each in (one, other)]
        keep_apart(work, one_id=found[0].id, other_id=found[1].id)
        names = [each.name for each in found]
    terminal.show({"kept_apart": names}, [f"Kept apart: {names[0]} and {names[1]}"])


def _tell(terminal: Terminal, done: MergedStakeholder, words: str) -> None:
    number = f"#{done.reference.rpartition(' ')[2]}"
    terminal.show({**_fields(done), "reference": number}, [words])


def _fields(row: object) -> dict[str, Json]:
    fields = fields_of(row)
    assert isinstance(fields, dict)
    return fields


def _referenced(row: _Numbered) -> dict[str, Json]:
    """Return the fields of a row with the number by which it can be named."""
    return {"reference": f"#{row.id}", **_fields(row)}


def _page_lines(page: StakeholderPage) -> list[str]:
    row = page.row
    facts = [
        ("Name", f"{row.name} (#{row.id})"),
        ("Also known as", "; ".join(page.also_known_as)),
        ("Kind", row.kind.label if row.kind else ""),
        ("Type", row.type),
        ("Area", row.area),
        ("In the area of", "; ".join(page.leads)),
        ("Speaks for", counted(row.members, "member") if row.members else ""),
        ("Contact", row.person),
        ("E-mail", row.email),
        ("Telephone", row.telephone),
        ("Address", page.address),
        ("Website", page.website),
        ("Acts for", "; ".join(each.name for each in page.acts_for)),
        ("Represented by", "; ".join(each.name for each in page.agents)),
    ]
    lines = [f"{title}: {' '.join(text.split())}" for title, text in facts if text]
    lines += [
        f"Merged: {each.name} (#{each.id}) by {each.officer} on {local_words(each.merged_at)}, "
        f"with {counted(each.submissions, 'submission')}"
        for each in page.merged
    ]
    lines += ["", counted(row.submissions, "submission")]
    lines += [f"  {each.reference}  {local_words(each.received_at)}" for each in page.submissions]
    if page.attended:
        lines.append(f"Was at {counted(len(page.attended), 'event')}")
        lines += [
            f"  {each.reference}  {each.channel.label}, {local_words(each.received_at)}"
            for each in page.attended
        ]
    if page.submitted_for_others:
        lines.append(f"Sent for others: {counted(page.submitted_for_others, 'submission')}")
    return lines
