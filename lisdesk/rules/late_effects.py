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

from lisdesk.rules.campaign_policy import CampaignTally, MemberStanding
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
    standings = list(standings)
    last = _Replay(standings, policy)
    for each in decisions:
        last.decide([each.submission_id], each.choice)
    others = Counter(ledger)
    others.subtract(last.counts)
    replay = _Replay(standings, policy)
    first = _with(others, replay.counts)
    each_one = list(_each(replay, decisions, others))
    together = Effect(len({each.submission_id for each in decisions}), _moved(first, ledger))
    return [together, *each_one]


class _Replay:
    """Counts dispositions while decisions are made: each changes what it is about, no more."""

    def __init__(self, standings: Iterable[Standing], policy: CampaignPolicy) -> None:
        self._by_id = {each.submission_id: each for each in standings}
        self.counts: Counter[Disposition] = Counter()
        self._own = {each: _own(standing, None) for each, standing in self._by_id.items()}
        members: dict[int, list[MemberStanding]] = {}
        for each, own in self._own.items():
            standing = self._by_id[each]
            if standing.campaign_id is None:
                self.counts[own] += 1
            else:
                member = MemberStanding(each, standing.is_seed, standing.received_at, own)
                members.setdefault(standing.campaign_id, []).append(member)
        self._tallies = {each: CampaignTally(policy, some) for each, some in members.items()}
        for tally in self._tallies.values():
            self.counts.update(tally.counts())

    def decide(self, submission_ids: Iterable[int], choice: LateChoice) -> None:
        """Count anew after one decision about some; those that are not there count nothing."""
        standings = [self._by_id[each] for each in submission_ids if each in self._by_id]
        campaigns = {each.campaign_id for each in standings if each.campaign_id is not None}
        for campaign_id in campaigns:
            self.counts.subtract(self._tallies[campaign_id].counts())
        for each in standings:
            own = _own(each, choice)
            if each.campaign_id is None:
                self.counts[self._own[each.submission_id]] -= 1
                self.counts[own] += 1
            else:
                self._tallies[each.campaign_id].change(each.submission_id, own)
            self._own[each.submission_id] = own
        for campaign_id in campaigns:
            self.counts.update(self._tallies[campaign_id].counts())


def _each(
    replay: _Replay, decisions: Sequence[Decided], others: Counter[Disposition]
) -> Iterator[Effect]:
    before = _with(others, replay.counts)
    for (choice, reason, officer, decided_at), group in groupby(decisions, _same_edit):
        ids = dict.fromkeys(each.submission_id for each in group)
        replay.decide(ids, choice)
        after = _with(others, replay.counts)
        yield Effect(len(ids), _moved(before, after), choice, reason, officer, decided_at)
        before = after


def _with(others: Counter[Disposition], counts: Counter[Disposition]) -> Counter[Disposition]:
    both = Counter(others)
    both.update(counts)
    return both


def _same_edit(each: Decided) -> tuple[LateChoice, str, str, datetime]:
    return each.choice, each.reason, each.officer, each.decided_at


def _own(standing: Standing, choice: LateChoice | None) -> Disposition:
    return disposition_of(standing.set_aside, standing.content, standing.timing, choice)


def _moved(
    before: Mapping[Disposition, int], after: Mapping[Disposition, int]
) -> tuple[LineMoved, ...]:
    return tuple(
        LineMoved(each, before.get(each, 0), after.get(each, 0))
        for each in Disposition
        if before.get(each, 0) != after.get(each, 0)
    )
