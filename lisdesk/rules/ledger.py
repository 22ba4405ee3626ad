"""Why each submission is or is not counted, and the ledger that adds them up.

Reports of consultations print one: 7,667 received less 199 invalid less 70 blank less 200 merged
gives 7,198 analysed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lisdesk.rules.non_answers import has_visible_character, is_non_answer
from lisdesk.rules.vocabulary import Content, Disposition, LateChoice, SetAside, Timing

_OF_SET_ASIDE = {
    SetAside.WITHDRAWN: Disposition.WITHDRAWN,
    SetAside.DUPLICATE: Disposition.DUPLICATE,
    SetAside.MERGED: Disposition.MERGED,
    SetAside.OFF_TOPIC: Disposition.OFF_TOPIC,
}
_OF_LATE_CHOICE = {
    None: Disposition.LATE_WAITING,
    LateChoice.ACCEPT: Disposition.LATE_ACCEPTED,
    LateChoice.ACCEPT_FLAGGED: Disposition.LATE_ACCEPTED,
    LateChoice.NOTE: Disposition.LATE_NOT_COUNTED,
    LateChoice.REFUSE: Disposition.LATE_NOT_COUNTED,
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """How many submissions have one disposition."""

    disposition: Disposition
    is_counted: bool
    submissions: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every disposition in its order with its number of submissions.

    Raises AssertionError if a disposition is missing or the numbers do not add up.
    """

    lines: tuple[LedgerLine, ...]
    received: int
    """Every submission that came in."""

    def __post_init__(self) -> None:
        if tuple(line.disposition for line in self.lines) != tuple(Disposition):
            raise AssertionError("a ledger has every disposition once and in order")
        if any(
            line.is_counted is not line.disposition.is_counted or line.submissions < 0
            for line in self.lines
        ):
            raise AssertionError("a line of the ledger contradicts its disposition")
        if self.counted + self.not_counted != self.received:
            raise AssertionError("the ledger does not add up")

    @property
    def counted(self) -> int:
        """The submissions in the numbers."""
        return sum(line.submissions for line in self.lines if line.is_counted)

    @property
    def not_counted(self) -> int:
        """The submissions left out of the numbers."""
        return sum(line.submissions for line in self.lines if not line.is_counted)


def disposition_of(
    set_aside: SetAside | None, content: Content, timing: Timing, late_choice: LateChoice | None
) -> Disposition:
    """Return why a submission is or is not counted.

    What an officer set aside comes first, then a blank one, then lateness; only a late submission
    looks at `late_choice`. One received before the opening is counted.
    """
    if set_aside is not None:
        return _OF_SET_ASIDE[set_aside]
    if content is Content.NONE:
        return Disposition.BLANK
    if timing is Timing.LATE:
        return _OF_LATE_CHOICE[late_choice]
    return Disposition.COUNTED


def content_of(bodies: Iterable[str], has_attachment: bool) -> Content:
    """Return how much a submission says, from the texts of its answers and letters.

    An attachment is content. Without one, texts of which none has a visible character are none, and
    texts that are all non-answers are non-answers only.
    """
    if has_attachment:
        return Content.SOME
    return content_of_marked((body, is_non_answer(body)) for body in bodies)


def content_of_marked(texts: Iterable[tuple[str, bool]]) -> Content:
    """Return how much texts say, each given with whether it is a non-answer; no attachment."""
    found = Content.NONE
    for body, is_marked in texts:
        if not is_marked:
            return Content.SOME
        if found is Content.NONE and has_visible_character(body):
            found = Content.NON_ANSWERS
    return found


def ledger(dispositions: Iterable[Disposition]) -> Ledger:
    """Return the ledger of submissions given by their dispositions."""
    return ledger_of_counts(Counter(dispositions))


def ledger_of_counts(counts: Mapping[Disposition, int]) -> Ledger:
    """Return the ledger of submissions already counted by disposition; a missing one counts 0."""
    lines = tuple(LedgerLine(each, each.is_counted, counts.get(each, 0)) for each in Disposition)
    return Ledger(lines, received=sum(counts.values()))
