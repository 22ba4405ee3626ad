"""How late submissions were, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lisdesk.rules.wall_time import local_words
from lisdesk.ui.submissions.preview_words import NOT_KNOWN, deadline_line

if TYPE_CHECKING:
    from lisdesk.queries.calls import CallRow
    from lisdesk.queries.late_ones import LateOne


def moments(late: Sequence[LateOne], call: CallRow) -> list[tuple[str, str]]:
    """Return the moments that a decision is about, by name: of several, the first and the last."""
    zone = call.deadline.zone
    deadline = deadline_line(call.deadline)
    if call.closes_at != call.deadline.moment:
        deadline += f"; closed {local_words(call.closes_at, zone)}"
    received = sorted(each.received_at for each in late)
    shortest, longest = (after_words(each - call.closes_at) for each in (received[0], received[-1]))
    sent = _between([each.sent_at for each in late if each.sent_at is not None], zone)
    unsent = sum(each.sent_at is None for each in late)
    if 0 < unsent < len(late):
        sent += f"; not known of {unsent:,}"
    return [
        ("Sent or postmarked", sent),
        ("Received", _between(received, zone)),
        ("Deadline", deadline),
        ("After the close", shortest if shortest == longest else f"{shortest} to {longest}"),
        ("Stands as", _standing(late)),
    ]


def one_for_all(late: int, selected: int) -> str:
    """Return what is decided about in one step, and what of the selection is not."""
    words = f"One decision, with one reason, for all {late:,} of this list."
    others = selected - late
    if not others:
        return words
    came = (
        "1 that came in time stays as it is"
        if others == 1
        else f"{others:,} that came in time stay as they are"
    )
    return f"{words} Of the {selected:,} selected, {came}."


def after_words(after: timedelta) -> str:
    """Return how long after the close something came, to the hour."""
    hours = int(after.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    days, rest = divmod(hours, 24)
    parts = [
        f"{count:,} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((days, "day"), (rest, "hour"))
        if count
    ]
    return ", ".join(parts)


def _between(moments: Sequence[datetime], zone: str) -> str:
    if not moments:
        return NOT_KNOWN
    first, last = local_words(min(moments), zone), local_words(max(moments), zone)
    return first if first == last else f"{first} to {last}"


def _standing(late: Sequence[LateOne]) -> str:
    """Return how they stand, and how many do so where they differ."""
    counts = Counter(each.disposition.label for each in late)
    if len(counts) == 1:
        return next(iter(counts))
    return "; ".join(f"{label}: {count:,}" for label, count in sorted(counts.items()))
