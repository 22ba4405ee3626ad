"""What is proposed for a late submission, and why: a person decides.

Bank holidays are given to these rules; they know no list of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lisdesk.errors import RefusedError
from lisdesk.rules.call_dates import working_day_after
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.vocabulary import Disposition, LateChoice, Token
from lisdesk.rules.wall_time import clock_words, day_words, local_day, local_time, local_words

LARGEST_GRACE = 20
"""In working days: four weeks; whoever wants to wait longer extends the call."""
_UNITS = (("day", 24 * 60), ("hour", 60), ("minute", 1))
_UNITS_SAID = 2
_WORDS = {
    (Disposition.LATE_ACCEPTED, LateChoice.ACCEPT_FLAGGED): "Late, accepted and flagged",
    (Disposition.LATE_NOT_COUNTED, LateChoice.NOTE): "Late, noted, not counted",
    (Disposition.LATE_NOT_COUNTED, LateChoice.REFUSE): "Late, refused",
}


class Ground(Token):
    """On what a proposal stands."""

    POSTED_IN_TIME = ("posted-in-time", "Posted in time")
    POLICY = ("policy", "Policy of the call")
    NONE = ("none", "No policy")


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """How a call means to deal with late submissions; as it is made, it proposes nothing."""

    proposes: LateChoice | None = None
    post_grace: int = 0
    """For how many working days after the closing day what was posted by then is proposed to be
    accepted.
    """


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a late submission was sent, if that is known, and received.

    What came by post was sent when it was postmarked.
    """

    received_at: datetime
    sent_at: datetime | None = None
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """When a call closed: its deadline in force, and the moment, which is earlier by hand."""

    deadline: Deadline
    closed_at: datetime

    @property
    def day(self) -> date:
        """The last civil date on which the call was open."""
        is_by_deadline = self.closed_at == self.deadline.moment
        return self.deadline.closes_on if is_by_deadline else self._local.date()

    def words(self) -> str:
        """Return the close in words: “24:00 on 31 Jan 2019”, or how it was closed by hand."""
        deadline = self.deadline
        if self.closed_at != deadline.moment:
            wall = clock_words(self._local.replace(tzinfo=None), deadline.zone, self._local.fold)
            return f"the call was closed by hand at {wall} on {day_words(self.day)}"
        if deadline.closes_time is None:
            return f"24:00 on {day_words(deadline.closes_on)}"
        wall_time = datetime.combine(deadline.closes_on, deadline.closes_time)
        return (
            f"{clock_words(wall_time, deadline.zone, deadline.fold)} on "
            f"{day_words(deadline.closes_on)}"
        )

    @property
    def _local(self) -> datetime:
        return local_time(self.closed_at, self.deadline.zone)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed about a late submission, if anything, and the reason in words."""

    choice: LateChoice | None
    ground: Ground
    reason: str


def propose(
    arrival: Arrival, close: Close, policy: LatePolicy, holidays: Collection[date]
) -> Proposal:
    """Return what the policy of a call proposes for a late submission.

    A letter that was postmarked on or before the closing day, and received within the grace for
    post, is proposed to be accepted; of any other the policy says what it is.
    """
    late = f"Received {how_late(arrival.received_at, close)}."
    post = _about_post(arrival, close, policy, holidays)
    if post is not None and post[0]:
        return Proposal(LateChoice.ACCEPT, Ground.POSTED_IN_TIME, f"{post[1]} {late}")
    said = f"{late} {post[1]}" if post is not None else f"{late}{_sent_before(arrival, close)}"
    if policy.proposes is None:
        return Proposal(None, Ground.NONE, said)
    return Proposal(policy.proposes, Ground.POLICY, f"{said} {policy_words(policy.proposes)}")


def how_late(received_at: datetime, close: Close) -> str:
    """Return how long after the close something came: “2 hours 5 minutes after 24:00 on …”."""
    return f"{duration_words(received_at - close.closed_at)} after {close.words()}"


def duration_words(length: timedelta) -> str:
    """Return a length of time in its two largest units: “3 days 4 hours”, to the minute."""
    minutes = max(int(length.total_seconds() // 60), 0)
    parts: list[str] = []
    for unit, size in _UNITS:
        count, minutes = divmod(minutes, size)
        if parts and len(parts) < _UNITS_SAID and not count:
            break  # “3 days 0 hours 5 minutes” says less than “3 days”
        if count and len(parts) < _UNITS_SAID:
            parts.append(f"{count:,} {unit}{'' if count == 1 else 's'}")
    return " ".join(parts) or "less than a minute"


def sent_words(sent_at: datetime | None, zone: str, *, is_post: bool) -> tuple[str, str]:
    """Return when something was sent, and by which postmark: empty for the one that it has not.

    What came by post has a postmark, which is a day; anything else was sent at a moment.
    """
    if sent_at is None:
        return "", ""
    return (
        ("", day_words(local_day(sent_at, zone))) if is_post else (local_words(sent_at, zone), "")
    )


def policy_words(choice: LateChoice) -> str:
    """Return the policy of a call as a sentence."""
    return f"The call’s policy for late submissions: {choice.label[0].lower()}{choice.label[1:]}."


def disposition_words(disposition: Disposition, choice: LateChoice | None) -> str:
    """Return how a submission stands, with the flag or the note that a late decision gave it."""
    said = _WORDS.get((disposition, choice)) if choice is not None else None
    return said or disposition.label


def checked_policy(policy: LatePolicy) -> LatePolicy:
    """Return a policy as it is stored; RefusedError for a grace that is none."""
    if not 0 <= policy.post_grace <= LARGEST_GRACE:
        raise RefusedError(
            f"The grace for post is from 0 to {LARGEST_GRACE} working days.",
            do="Give a number between those two; to wait longer, extend the call.",
        )
    return policy


def _about_post(
    arrival: Arrival, close: Close, policy: LatePolicy, holidays: Collection[date]
) -> tuple[bool, str] | None:
    """Return whether a letter was posted in time, and why; None where no grace is meant."""
    if not arrival.is_post or not policy.post_grace:
        return None
    last = working_day_after(close.day, policy.post_grace, holidays)
    grace = f"{policy.post_grace} working day{'' if policy.post_grace == 1 else 's'}"
    until = f"the grace for post of {grace}, which ended on {day_words(last)}"
    is_within = local_day(arrival.received_at, close.deadline.zone) <= last
    if arrival.sent_at is None:
        came = "within" if is_within else "after"
        return False, f"Its postmark is not known; it came {came} {until}."
    posted, closing = local_day(arrival.sent_at, close.deadline.zone), day_words(close.day)
    if posted > close.day:
        return False, f"Postmarked {day_words(posted)}, after the closing day, {closing}."
    in_time = f"Postmarked {day_words(posted)}, by the closing day, {closing}"
    if not is_within:
        return False, f"{in_time}, but received after {until}."
    return True, f"{in_time}, and received within {until}."


def _sent_before(arrival: Arrival, close: Close) -> str:
    """Return a sentence on one that was sent in time, or posted by the closing day."""
    zone = close.deadline.zone
    if arrival.sent_at is None:
        return ""
    if arrival.is_post:
        posted = local_day(arrival.sent_at, zone)
        by = "by" if posted <= close.day else "after"
        return f" Postmarked {day_words(posted)}, {by} the closing day."
    if arrival.sent_at < close.closed_at:
        return f" Sent before that, on {local_words(arrival.sent_at, zone)}."
    return ""
