"""What decisions on late submissions changed in the ledger, told by doing them over again.

They are done over by what holds now: the deadline in force, what else was decided, and how
campaigns count. So the last number of a line is the one in the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lisdesk.rules.campaign_policy import MemberStanding, dispositions_in_campaign
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Content,
    Disposition,
    LateChoice,
    SetAside,
    Timing,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """From what follows how a submission stands, but for a decision on its lateness."""

    submission_id: int
    set_aside: SetAside | None
    content: Content
    timing: Timing
    received_at: datetime
    campaign_id: int | None = None
    is_seed: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on one late submission."""

    submission_id: int
    choice: LateChoice
    reason: str
    officer: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class LineMoved:
    """A line of the ledger, before and after."""

    disposition: Disposition
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """One decision, about one or many, and the lines of the ledger that it changed; all of them
    together have neither choice, reason nor moment.
    """

    submissions: int
    lines: tuple[LineMoved, ...]
    choice: LateChoice | None = None
    reason: str = ""
    officer: str = ""
    decided_at: datetime | None = None


def late_effects(
    ledger: Mapping[Disposition, int],
    standings: Iterable[Standing],
    decisions: Sequence[Decided],
    policy: CampaignPolicy,
) -> list[Effect]:
    """Return what all decisions together changed, then each in its turn; nothing without any.

    `ledger` is as it stands; `standings` are those of all late submissions and of all members of
    campaigns that have a late one; `decisions` are in the order in which they were made.
    """
    if not decisions:
        return []
    replay = _Replay(standings, policy)
    now = replay.counts({each.submission_id: each.choice for each in decisions})
    others = Counter(ledger)
    others.subtract(now)
    each_one = list(_each(replay, decisions, others))
    first = replay.counts({}) + others
    together = Effect(len({each.submission_id for each in decisions}), _moved(first, ledger))
    return [together, *each_one]


class _Replay:
    """Counts dispositions under any decisions."""

    def __init__(self, standings: Iterable[Standing], policy: CampaignPolicy) -> None:
        self._policy = policy
        self.by_id = {each.submission_id: each for each in standings}
        self._members: dict[int, list[Standing]] = {}
        for each in self.by_id.values():
            if each.campaign_id is not None:
                self._members.setdefault(each.campaign_id, []).append(each)

    def counts(self, choices: Mapping[int, LateChoice]) -> Counter[Disposition]:
        """Return how many submissions have each disposition, all of them looked at."""
        return self.counts_of(self.by_id.values(), choices)

    def counts_of(
        self, standings: Iterable[Standing], choices: Mapping[int, LateChoice]
    ) -> Counter[Disposition]:
        """Return the same of some submissions, with the campaigns that they belong to."""
        found: Counter[Disposition] = Counter()
        campaigns: set[int] = set()
        for each in standings:
            if each.campaign_id is None:
                found[_own(each, choices)] += 1
            else:
                campaigns.add(each.campaign_id)
        for campaign_id in campaigns:
            members = [
                MemberStanding(
                    each.submission_id, each.is_seed, each.received_at, _own(each, choices)
                )
                for each in self._members[campaign_id]
            ]
            found.update(dispositions_in_campaign(self._policy, members).values())
        return found


def _each(
    replay: _Replay, decisions: Sequence[Decided], others: Counter[Disposition]
) -> Iterator[Effect]:
    choices: dict[int, LateChoice] = {}
    before = replay.counts({}) + others
    for (choice, reason, officer, decided_at), group in groupby(decisions, _same_edit):
        ids = dict.fromkeys(each.submission_id for each in group)
        touched = [replay.by_id[each] for each in ids if each in replay.by_id]
        after = Counter(before)
        after.subtract(replay.counts_of(touched, choices))
        choices.update(dict.fromkeys(ids, choice))
        after.update(replay.counts_of(touched, choices))
        lines = _moved(before, after)
        yield Effect(len(ids), lines, choice, reason, officer, decided_at)
        before = after


def _same_edit(each: Decided) -> tuple[LateChoice, str, str, datetime]:
    return each.choice, each.reason, each.officer, each.decided_at


def _own(standing: Standing, choices: Mapping[int, LateChoice]) -> Disposition:
    return disposition_of(
        standing.set_aside,
        standing.content,
        standing.timing,
        choices.get(standing.submission_id),
    )


def _moved(
    before: Mapping[Disposition, int], after: Mapping[Disposition, int]
) -> tuple[LineMoved, ...]:
    return tuple(
        LineMoved(each, before.get(each, 0), after.get(each, 0))
        for each in Disposition
        if before.get(each, 0) != after.get(each, 0)
    )
