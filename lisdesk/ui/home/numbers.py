"""The numbers of Home as charts, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from lisdesk.rules.vocabulary import Channel
from lisdesk.rules.wall_time import day_words
from lisdesk.ui.charts.chart import BarChart, Series, without_empty
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.home import HomePage
    from lisdesk.queries.shares import OfficerProgress

_LONGEST_GAP_DAYS = 400
"""Days without arrivals are drawn too, unless a stray date would make thousands of them."""


def arrivals_chart(page: HomePage) -> BarChart:
    """Return counted submissions by day of receipt, stacked by channel."""
    received = dict(page.arrivals)
    days = list(received)
    if days and (days[-1] - days[0]).days <= _LONGEST_GAP_DAYS:
        span = (days[-1] - days[0]).days + 1
        days = [days[0] + timedelta(days=each) for each in range(span)]
    series = tuple(
        Series(
            channel.label,
            tuple(received.get(day, {}).get(channel, 0) for day in days),
            str(place),
        )
        for place, channel in enumerate(Channel)
    )
    names = tuple(day_words(day) for day in days)
    return BarChart("Arrivals by day", "Day", "Counted submissions", names, without_empty(series))


def types_chart(page: HomePage) -> BarChart:
    """Return counted submissions of the stakeholder types heard from, most first, against target.

    A type with a target has the types below it in its bar, as its target has.
    """
    wanted = {
        line.type_id: line
        for line in page.coverage
        if line.type_id is not None and line.is_of_type(line.type_id)
    }
    parents = {each.parent_id for each in page.types}
    bars = [
        (
            f"{each.label} and below"
            if each.type_id in wanted and each.type_id in parents
            else each.label,
            wanted[each.type_id].heard if each.type_id in wanted else each.submissions,
            wanted[each.type_id].wanted if each.type_id in wanted else None,
        )
        for each in page.types
        if each.submissions or each.type_id in wanted
    ]
    bars.sort(key=lambda bar: -bar[1])
    return BarChart(
        "By stakeholder type",
        "Stakeholder type",
        "Counted submissions",
        tuple(label for label, _, _ in bars),
        (Series("Counted submissions", tuple(number for _, number, _ in bars), "accent"),),
        is_horizontal=True,
        targets=tuple(target for _, _, target in bars) if wanted else (),
    )


def not_heard_from(page: HomePage) -> list[str]:
    """Return the types that nothing counted came from, neither of them nor of a type below."""
    heard = {each.type_id for each in page.types if each.submissions}
    heard |= {each.parent_id for each in page.types if each.submissions}
    return [each.label for each in page.types if each.type_id not in heard]


def not_heard_words(page: HomePage) -> str:
    """Return where the targets stand, and which types nothing counted came from."""
    missing = not_heard_from(page)
    if missing:
        types = f"No submission of: {', '.join(missing)}" if page.coverage else ", ".join(missing)
    else:
        types = "Every stakeholder type was heard from."
    if not page.coverage:
        return types
    from lisdesk.rules.coverage import coverage_words  # read after the first numbers

    return with_hidden_shown(f"{coverage_words(page.coverage)}\n{types}")


def officers_words(rows: Sequence[OfficerProgress]) -> str:
    """Return how far each officer is with what was shared out, in a line."""
    told = []
    for row in rows:
        who = with_hidden_shown(row.officer) if row.officer else "Nobody’s"
        oldest = f", oldest {row.oldest}" if row.oldest else ""
        told.append(
            f"{who}: {row.assigned:,} assigned, {row.read:,} read, {row.tagged:,} tagged, "
            f"{row.left:,} left{oldest}"
            if row.officer
            else f"{who}: {row.assigned:,}, {row.left:,} left{oldest}"
        )
    return "\n".join(told)
