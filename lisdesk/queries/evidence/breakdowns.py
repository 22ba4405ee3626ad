"""Who responded and when: the ledger, stakeholder types, areas, arrivals by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.counting import breakdown
from lisdesk.rules.ledger import ledger
from lisdesk.rules.quantifiers import share
from lisdesk.rules.suppression import suppress_row, suppressed_text
from lisdesk.rules.vocabulary import Channel, Disposition, Timing
from lisdesk.table import Cell, CellKind, Chart, Column, Row

_REASONS = {
    Disposition.COUNTED: "Received in time, or before opening, with something in it.",
    Disposition.LATE_ACCEPTED: "Received after the deadline; a person decided to count it.",
    Disposition.LATE_WAITING: "Received after the deadline; nobody has decided about it yet.",
    Disposition.LATE_NOT_COUNTED: "Received after the deadline; a person decided not to count it.",
    Disposition.DUPLICATE: "Set aside: the same submission was received before.",
    Disposition.MERGED: "Set aside: it is counted as part of another submission.",
    Disposition.CAMPAIGN_COPY: "Of a campaign whose submissions count once, together.",
    Disposition.CAMPAIGN_APART: "Of a campaign; its own numbers stand in the sheet Campaigns.",
    Disposition.BLANK: "Nothing was written and nothing was attached.",
    Disposition.OFF_TOPIC: "Set aside: it is not about what the call asks.",
    Disposition.WITHDRAWN: "Set aside: the respondent withdrew it.",
}
_TIMINGS = {
    Timing.IN_TIME: "In time",
    Timing.LATE: "Late",
    Timing.BEFORE_OPENING: "Before opening",
}
_TOTAL = "Received"
_OTHER_AREAS = -1
"""Stands for the areas that a publication does not name."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One line of the sheet of areas: which areas it is about, and what they have."""

    area_ids: tuple[int | None, ...]
    label: str
    lead_body: str
    submissions: int
    stakeholders: int


def ledger_sheet(evidence: Evidence) -> Sheet:
    """Return how what was received divides into what is counted and what is not, and why."""
    found = ledger(each.disposition for each in evidence.submissions)
    rows: list[Row] = [
        (
            line.disposition.label,
            "yes" if line.is_counted else "no",
            line.submissions,
            _REASONS[line.disposition],
        )
        for line in found.lines
    ]
    words = f"{found.counted:,} counted and {found.not_counted:,} not counted."
    rows.append((_TOTAL, "", found.received, words))
    return listed(
        Heading(
            "Ledger",
            "Ledger",
            "How the submissions received divide into those counted and those not, with reasons.",
            "Unit: submissions. Every other table counts the submissions counted here.",
        ),
        [
            Column("Disposition", width=28),
            Column("Counted", width=12),
            *number_columns(["Submissions"]),
            Column("Reason", CellKind.LONG_TEXT, width=70),
        ],
        rows,
    )


def respondents_sheet(evidence: Evidence) -> tuple[Sheet, int]:
    """Return who responded by stakeholder type, and how many numbers are withheld in it."""
    found = breakdown(evidence.submissions, lambda each: each.type_id)
    keys = evidence.types.lines()
    counts = [found.get(key, (0, 0)) for key in keys]
    cells, withheld = _disclosed(evidence, counts, least=0)
    counted = sum(submissions for submissions, _ in counts)
    rows: list[Row] = []
    lines = zip(keys, counts, cells, strict=True) if cells else ()
    for key, (submissions, _), shown in lines:
        portion = share(submissions, counted) if isinstance(shown[0], int) else shown[0]
        labels = evidence.types.label(key), evidence.types.parent_label(key)
        rows.append((*labels, *shown, portion, *_target(evidence, key)))
    sheet = listed(
        Heading(
            "Respondents",
            "Respondents by stakeholder type",
            "Counted submissions and known stakeholders by the sector they speak from. A type "
            "does not include the types below it"
            + (
                "."
                if evidence.disclosure.is_publication
                else "; its target and the gap to that do."
            ),
            f"Unit: counted submissions; base: all {counted:,} of them.{_hint(evidence)}",
        ),
        [
            Column("Type", width=44),
            Column("Parent type", width=16),
            *number_columns(["Submissions", "Stakeholders"]),
            Column("Share", width=18),
            *([] if evidence.disclosure.is_publication else number_columns(["Target", "Gap"])),
        ],
        rows,
        Chart(
            "Submissions by stakeholder type",
            "Type",
            ("Submissions",),
            horizontal=True,
            category_axis="Stakeholder type",
            value_axis="Submissions",
        ),
    )
    return sheet, withheld


def _target(evidence: Evidence, type_id: int | None) -> tuple[Cell, ...]:
    """Return the target of a type and what is missing; publications tell neither, for what is
    missing tells what was received.
    """
    if evidence.disclosure.is_publication:
        return ()
    for line in evidence.coverage:
        if type_id is not None and line.is_of_type(type_id):
            return line.wanted, line.gap
    return None, None


def areas_sheet(evidence: Evidence) -> tuple[Sheet, int]:
    """Return where submissions came from, and how many numbers are withheld in it.

    A publication names only areas that as many submissions share as the threshold says, for an
    area is what a respondent wrote; the others are one line. It lists none at all if the list alone
    would tell the numbers.
    """
    lines = area_lines(evidence)
    counts = [(each.submissions, each.stakeholders) for each in lines]
    cells, withheld = _disclosed(evidence, counts, least=1)
    rows: list[Row] = [
        (each.label, each.lead_body, *shown)
        for each, shown in zip(lines if cells else (), cells, strict=True)
    ]
    sheet = listed(
        Heading(
            "Areas",
            "Areas",
            "Counted submissions and known stakeholders by the area they named.",
            f"Unit: counted submissions.{_hint(evidence)}",
        ),
        [
            Column("Area", width=32),
            Column("LEP", width=32),
            *number_columns(["Submissions", "Stakeholders"]),
        ],
        rows,
    )
    return sheet, withheld


def area_lines(evidence: Evidence) -> list[AreaLine]:
    """Return the lines of the sheet of areas, by name, with the numbers that nothing withholds."""
    found = breakdown(evidence.submissions, lambda each: each.area_id)
    small: set[int | None] = set()
    if evidence.disclosure.is_publication:
        fewest = evidence.disclosure.threshold
        small = {key for key, (submissions, _) in found.items() if key and submissions < fewest}
        found = breakdown(
            evidence.submissions,
            lambda each: _OTHER_AREAS if each.area_id in small else each.area_id,
        )

    def line(area_id: int | None) -> AreaLine:
        if area_id == _OTHER_AREAS:
            return AreaLine(tuple(small), "Other areas", "", *found[area_id])
        areas = evidence.areas
        return AreaLine((area_id,), areas.label(area_id), areas.lead_body(area_id), *found[area_id])

    def by_name(area_id: int | None) -> tuple[bool, bool, str, int]:
        is_other = area_id == _OTHER_AREAS
        label = "" if is_other else evidence.areas.label(area_id).casefold()
        return (area_id is None, area_id is None or is_other, label, area_id or 0)

    return [line(area_id) for area_id in sorted(found, key=by_name)]


def arrivals_sheet(evidence: Evidence) -> Sheet:
    """Return when the counted submissions arrived: by day, in a publication by month.

    Days would give back, with the register's order, the day of receipt that it holds back. In a
    publication of a part, what came in before opening is not told either: of a few submissions it
    would tell on which days of the month they came.
    """
    counted = [each for each in evidence.submissions if each.disposition.is_counted]
    is_by_month = evidence.disclosure.is_publication
    period, span = ("Month", "month") if is_by_month else ("Day", "day")

    def shown(day: date) -> date:
        return day.replace(day=1) if is_by_month else day

    received = Counter(shown(each.received_on) for each in counted)
    timings = Counter((shown(each.received_on), each.timing) for each in counted)
    channels = Counter((shown(each.received_on), each.channel) for each in counted)
    order = () if evidence.is_published_part else tuple(_TIMINGS)
    rows: list[Row] = [
        (
            f"{start:%Y-%m}" if is_by_month else start,
            received[start],
            *(timings[start, timing] for timing in order),
            *(channels[start, channel] for channel in Channel),
        )
        for start in sorted(received)
    ]
    return listed(
        Heading(
            "Arrivals",
            f"Arrivals by {span}",
            f"Counted submissions by the {span} in which they were received, and how they came in.",
            f"Unit: counted submissions; days in {evidence.call.zone}. A {span} without any is "
            "left out.",
        ),
        [
            Column(period, CellKind.TEXT if is_by_month else CellKind.DAY, width=14),
            *number_columns(["Received", *(_TIMINGS[timing] for timing in order)]),
            *number_columns(channel.label for channel in Channel),
        ],
        rows,
        Chart(
            f"Counted submissions by {span} of receipt",
            period,
            tuple(_TIMINGS[timing] for timing in order) or ("Received",),
            stacked=bool(order),
            category_axis=period,
            value_axis="Submissions",
        ),
    )


def _disclosed(
    evidence: Evidence, counts: Sequence[tuple[int, int]], least: int
) -> tuple[list[list[Cell]], int]:
    """Return submissions and stakeholders of each line as they are shown, and how many are not.

    Stakeholders are withheld with their submissions: the one number would tell the other. `least`
    is the smallest number of submissions that may have a line. No lines if nothing protects them.
    """
    if not evidence.disclosure.is_publication:
        return [[submissions, stakeholders] for submissions, stakeholders in counts], 0
    threshold = evidence.disclosure.threshold
    shown = suppress_row([submissions for submissions, _ in counts], threshold, least)
    if shown is None:
        return [], 2 * len(counts)
    cells: list[list[Cell]] = []
    for submissions, (_, stakeholders) in zip(shown, counts, strict=True):
        is_small = stakeholders < threshold and submissions != 0
        if isinstance(submissions, int):
            cells.append([submissions, suppressed_text(threshold) if is_small else stakeholders])
        else:
            cells.append([submissions, submissions])
    return cells, sum(isinstance(cell, str) for line in cells for cell in line)


def _hint(evidence: Evidence) -> str:
    """Return what a publication says about its small numbers."""
    if not evidence.disclosure.is_publication or not evidence.disclosure.threshold:
        return ""
    return (
        f" Numbers that are {suppressed_text(evidence.disclosure.threshold)}, and numbers that "
        "would give them away, are withheld."
    )
