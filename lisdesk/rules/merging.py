"""Which submissions can be one: only those whose words count alike, so that none does otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import Content, Disposition, LateChoice, Timing

_LATE_AND_OUT = (Disposition.LATE_WAITING, Disposition.LATE_NOT_COUNTED)


@dataclass(frozen=True, slots=True)
class Mergeable:
    """What decides whether a submission may be merged with others."""

    reference: str
    disposition: Disposition
    timing: Timing
    late_choice: LateChoice | None

    @property
    def with_words(self) -> Disposition:
        """How it counts once it has words, should it be blank."""
        if self.disposition is not Disposition.BLANK:
            return self.disposition
        return disposition_of(None, Content.SOME, self.timing, self.late_choice)


@dataclass(frozen=True, slots=True)
class Odds:
    """Why two submissions cannot be one, and what to do; whole sentences."""

    happened: str
    do: str


def odds_of(into: Mergeable, other: Mergeable) -> Odds | None:
    """Return why the words of one submission would count otherwise in another; None if they do not.

    A late one that is not counted, or still waits, joins only one that stands alike. What is
    counted is not put into a campaign's copy that is not. A blank `other` has no words.
    """
    if other.disposition is Disposition.BLANK:
        return None
    ours, theirs = into.with_words, other.disposition
    if ours is not theirs and (ours in _LATE_AND_OUT or theirs in _LATE_AND_OUT):
        return Odds(
            f"{into.reference} is “{ours.label}” and {other.reference} is “{theirs.label}”: words "
            "would count otherwise than was decided.",
            "Decide about the late one first, so that both are counted or neither is.",
        )
    if theirs.is_counted and not ours.is_counted:
        return Odds(
            f"{into.reference} is “{ours.label}”: the words of {other.reference}, which is "
            "counted, would not be.",
            f"Merge into {other.reference} instead, or take {into.reference} out of its campaign "
            "first.",
        )
    return None
