"""The life of a call: its stages, what each allows, and what happens next.

Whether a call is scheduled, open, extended or closed follows from the clock and is never stored.
The stages before and after that are steps which an officer takes: one at a time, forward or back.
`RULES` is the whole of it; nothing elsewhere knows which stage follows which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import CallState, Token


class Stage(Token):
    """Where a call stands in its life."""

    DRAFT = ("draft", "Draft")
    SCHEDULED = ("scheduled", "Not yet open")
    OPEN = ("open", "Open")
    EXTENDED = ("extended", "Open, extended")
    CLOSED = ("closed", "Closed")
    ANALYSING = ("analysing", "Analysing")
    REPORTING = ("reporting", "Reporting")
    PUBLISHED = ("published", "Published")
    ARCHIVED = ("archived", "Archived")


class Act(Enum):
    """What can be done with a call in some stages and not in others."""

    EDIT = "be changed"
    RECEIVE = "take submissions"
    SET_DEADLINE = "have its deadline corrected"
    EXTEND = "be extended"
    CLOSE = "be closed"
    REOPEN = "be reopened"


@dataclass(frozen=True, slots=True)
class Move:
    """A step that an officer can take."""

    to: Stage
    """SCHEDULED stands for whatever the clock makes of a call that is ready."""
    words: str
    is_back: bool = False
    """A step back needs a reason."""

    @property
    def key(self) -> str:
        """How the command line names it."""
        return "ready" if self.to is Stage.SCHEDULED else self.to.key


@dataclass(frozen=True, slots=True)
class StageRule:
    """One line of the table."""

    next_words: str
    """What happens next; {opens} and {closes} stand for the call's own moments."""
    allows: frozenset[Act]
    forward: Move | None = None
    back: Move | None = None
    becomes: frozenset[Stage] = frozenset()
    """What it becomes by the clock, or by a deadline that is moved."""

    @property
    def moves(self) -> tuple[Move, ...]:
        """The steps that can be taken from here, the one forward first."""
        return tuple(move for move in (self.forward, self.back) if move is not None)


_WORK = frozenset({Act.EDIT, Act.RECEIVE})
_ANALYSE = Move(Stage.ANALYSING, "Begin the analysis")

RULES: dict[Stage, StageRule] = {
    Stage.DRAFT: StageRule(
        "Nothing can be received yet. Once it is made ready, it opens by itself {opens}.",
        frozenset({Act.EDIT, Act.SET_DEADLINE}),
        forward=Move(Stage.SCHEDULED, "Make it ready"),
    ),
    Stage.SCHEDULED: StageRule(
        "It opens by itself {opens}.",
        _WORK | {Act.EXTEND},
        back=Move(Stage.DRAFT, "Back to draft", is_back=True),
        becomes=frozenset({Stage.OPEN, Stage.EXTENDED}),
    ),
    Stage.OPEN: StageRule(
        "It closes by itself {closes}.",
        _WORK | {Act.EXTEND, Act.CLOSE},
        becomes=frozenset({Stage.EXTENDED, Stage.CLOSED}),
    ),
    Stage.EXTENDED: StageRule(
        "It was extended, and closes by itself {closes}.",
        _WORK | {Act.EXTEND, Act.CLOSE},
        becomes=frozenset({Stage.CLOSED}),
    ),
    Stage.CLOSED: StageRule(
        "Decide about what came late; then begin the analysis.",
        _WORK | {Act.EXTEND, Act.REOPEN},
        forward=_ANALYSE,
        becomes=frozenset({Stage.OPEN, Stage.EXTENDED}),
    ),
    Stage.ANALYSING: StageRule(
        "Read and tag what was sent in, and write the findings; then begin the report.",
        _WORK,
        forward=Move(Stage.REPORTING, "Begin the report"),
        back=Move(Stage.CLOSED, "Back to closed", is_back=True),
    ),
    Stage.REPORTING: StageRule(
        "Export the report and the publication; then mark the call as published.",
        _WORK,
        forward=Move(Stage.PUBLISHED, "Mark as published"),
        back=Move(Stage.ANALYSING, "Back to the analysis", is_back=True),
    ),
    Stage.PUBLISHED: StageRule(
        "Say what is done about what was said; once nothing is left to do, archive the call.",
        _WORK,
        forward=Move(Stage.ARCHIVED, "Archive the call"),
        back=Move(Stage.REPORTING, "Back to the report", is_back=True),
    ),
    Stage.ARCHIVED: StageRule(
        "Nothing: it can be looked at and not be changed. A step back brings it back.",
        frozenset(),
        back=Move(Stage.PUBLISHED, "Bring it back from the archive", is_back=True),
    ),
}
"""Every stage, in the order of a call's life."""

BY_CLOCK = frozenset({Stage.SCHEDULED, Stage.OPEN, Stage.EXTENDED, Stage.CLOSED})


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What a step is held to."""

    questions: int = 0
    has_lead: bool = False
    has_deadline: bool = False
    submissions: int = 0
    publications: int = 0
    deadline_has_passed: bool = False
    late_waiting: int = 0
    """Late submissions that wait for a decision."""
    to_settle: int = 0
    """Suspected personal data that nobody has decided about."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a step cannot be taken, and what to do first."""

    words: str
    do: str


def stage_of(stored: Stage | None, state: CallState, *, is_extended: bool) -> Stage:
    """Return where a call stands, by the step taken last, None without one, and by the clock."""
    if stored is not None and stored not in BY_CLOCK:
        return stored
    if state is CallState.SCHEDULED:
        return Stage.SCHEDULED
    if state is CallState.CLOSED:
        return Stage.CLOSED
    return Stage.EXTENDED if is_extended else Stage.OPEN


def happens_next(stage: Stage, opens: str, closes: str) -> str:
    """Return in words what happens next to a call that opens and closes at these moments."""
    return RULES[stage].next_words.format(opens=opens, closes=closes)


def move_to(stage: Stage, wanted: str) -> Move:
    """Return the step from `stage` that is named, or the next one for an empty name.

    Raises RefusedError, naming the steps there are, if there is no such step from here.
    """
    rule = RULES[stage]
    key = wanted.strip().casefold()
    for move in rule.moves:
        if key in (move.key, move.to.label.casefold()) or (not key and move is rule.forward):
            return move
    known = {move.key for each in RULES.values() for move in each.moves}
    if key and key not in known:
        raise RefusedError(
            f"“{wanted}” is not a step of a call.", do=f"Use one of: {', '.join(sorted(known))}."
        )
    offered = " or ".join(f"“{move.key}”" for move in rule.moves)
    where = f"A call that is {stage.label.lower()}"
    if not offered:
        raise RefusedError(f"{where} goes on by the clock.", do="Wait until it closes.")
    raise RefusedError(f"{where} can only go to {offered}.", do="Take one step at a time.")


def hindrances(move: Move, facts: StageFacts) -> list[Hindrance]:
    """Return why a step cannot be taken; empty if it can."""
    return list(_hindrances(move, facts))


def warnings(move: Move, facts: StageFacts) -> list[str]:
    """Return what an officer should know before a step, which does not hinder it."""
    told = []
    if move.to is Stage.SCHEDULED and facts.deadline_has_passed:
        told.append("Its deadline has passed already, so it is closed at once.")
    if move.is_back or move.to not in (Stage.ANALYSING, Stage.REPORTING, Stage.PUBLISHED):
        return told
    if facts.late_waiting:
        late = facts.late_waiting
        waits = "1 late submission waits" if late == 1 else f"{late:,} late submissions wait"
        told.append(f"{waits} for a decision.")
    if facts.to_settle and move.to is Stage.PUBLISHED:
        places = "1 place" if facts.to_settle == 1 else f"{facts.to_settle:,} places"
        told.append(f"Suspected personal data is still to be settled: {places}.")
    return told


def _hindrances(move: Move, facts: StageFacts) -> Iterator[Hindrance]:
    if move.to is Stage.SCHEDULED:
        if not facts.questions:
            yield Hindrance("It asks no question yet.", "Add a question first.")
        if not facts.has_lead:
            yield Hindrance("Nobody leads it yet.", "Say which body leads it.")
        if not facts.has_deadline:
            yield Hindrance("It has no deadline yet.", "Say when it closes.")
    if move.to is Stage.DRAFT and facts.submissions:
        yield Hindrance("Something was sent in for it already.", "Leave it as it is.")
    if move.is_back and not facts.reason:
        yield Hindrance("A step back needs a reason.", "Say why; it goes on record.")
    elif move.to is Stage.PUBLISHED and not facts.publications and not facts.reason:
        yield Hindrance(
            "No publication of it is on record.",
            "Export the publication first, or say as the reason where it was published.",
        )
