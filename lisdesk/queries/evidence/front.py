"""The first two sheets: what this workbook is, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lisdesk import __version__
from lisdesk.queries.evidence.campaigns import policy_words
from lisdesk.queries.evidence.decisions import deadline_in_force
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.deadlines import closing_words
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.quantifiers import scale_words
from lisdesk.rules.vocabulary import CallState
from lisdesk.rules.wall_time import local_words
from lisdesk.table import CellKind, Column, Row, SheetLink

NEITHER_VOTE_NOR_SURVEY = (
    "A call for evidence is neither a vote nor a survey: those who respond choose to, so the "
    "numbers say what was sent in and not what people at large think."
)
CONTENTS = "Contents"


@dataclass(frozen=True, slots=True)
class Making:
    """When, by which clock, and from what a workbook is made."""

    made_at: datetime
    clock_is_set: bool
    content_hash: str


def cover_sheet(evidence: Evidence, making: Making) -> Sheet:
    """Return what the workbook is, fact by fact."""
    call = evidence.call
    edition = evidence.disclosure.edition
    rows: list[Row] = [
        ("Call", call.title),
        ("Reference", call.reference),
        ("Lead", call.lead),
        ("Partners", "; ".join(call.partners) or "None"),
        ("Opened", call.opens_on),
        ("Original deadline", call.deadlines[0].rule.words()),
        ("Deadline in force", deadline_in_force(evidence)),
        ("Extensions", len(call.deadlines) - 1),
        ("Closed", _closed(evidence, making.made_at)),
        ("Stage", call.stage(making.made_at).label),
        ("Edition", edition.label),
        ("Template", evidence.part.wish.template_words(evidence.call.heading_word)),
        ("Filter in force", evidence.part.words),
        *_base(evidence),
        ("Campaign policy", policy_words(evidence)),
        ("Quantifier scale", scale_words(evidence.conclusions.scale)),
        ("Generated at", _generated(evidence, making)),
        ("lisdesk version", __version__),
        ("Database id", call.file_id),
        ("Content hash", making.content_hash),
        ("Please note", NEITHER_VOTE_NOR_SURVEY),
    ]
    return listed(
        Heading(
            "Cover",
            f"Evidence: {call.title}",
            f"{edition.label}. What was sent in to {call.reference}, and what it says.",
            f"Times in {call.zone}.",
        ),
        [Column("Fact", width=22), Column("Value", CellKind.LONG_TEXT, width=90)],
        rows,
    )


def base_words(evidence: Evidence) -> str:
    """Return what a filter leaves of how many: “12 of 60 received”."""
    return f"{len(evidence.submissions):,} of {evidence.received:,} received"


def _base(evidence: Evidence) -> list[Row]:
    if not evidence.part.wish.is_narrowed:
        return []
    return [("Submissions in the filter", base_words(evidence)), *_shared(evidence)]


def _shared(evidence: Evidence) -> list[Row]:
    """Return how many of one body's submissions are relevant to others as well."""
    joint, own = evidence.joint, evidence.part.body_id
    if own is None:
        return []
    numbers = joint.numbers(each.submission_id for each in evidence.submissions)
    others = {
        name: sum(line.submissions for line in numbers.lines if {own, body_id} <= line.body_ids)
        for body_id, name in joint.parts.items()
        if body_id != own
    }
    words = "; ".join(f"{number:,} to {name}" for name, number in others.items())
    return [("Relevant to others too", f"{numbers.shared(own):,} of {numbers.whole:,}: {words}")]


def contents_sheet(cover: Sheet, others: Sequence[Sheet]) -> Sheet:
    """Return the list of the sheets, itself among them, with links."""
    heading = Heading(
        CONTENTS,
        "Contents",
        "What each sheet holds.",
        "Rows: without the head of the sheet.",
    )
    own = (SheetLink(CONTENTS, CONTENTS), heading.description, len(others) + 2)
    rows = [_line(cover), own, *map(_line, others)]
    columns = [
        Column("Sheet"),
        Column("What it holds", CellKind.LONG_TEXT, width=100),
        Column("Rows", CellKind.WHOLE_NUMBER),
    ]
    return listed(heading, columns, rows)


def _line(sheet: Sheet) -> Row:
    name = sheet.table.name
    return SheetLink(name, name), sheet.contents, sheet.row_count


def _closed(evidence: Evidence, now: datetime) -> str:
    call = evidence.call
    if call.state(now) is not CallState.CLOSED or call.stage(now) is Stage.DRAFT:
        return "Not yet"
    return closing_words(call.deadlines[-1].rule, call.closed_by_hand_at)


def _generated(evidence: Evidence, making: Making) -> str:
    set_by_hand = " (clock set by hand)" if making.clock_is_set else ""
    return f"{local_words(making.made_at, evidence.call.zone)}{set_by_hand}"
