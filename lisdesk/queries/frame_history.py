"""The lineage of a coding frame: what happened to it, and the frame as it stood at a moment with
the counts of today's submissions restated for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.frame_words import told
from lisdesk.rules.lineage import CarriedTag, EarlierFrame, FrameStep, TagPlace
from lisdesk.rules.vocabulary import COUNTED, FrameEventKind, PriorityStatus
from lisdesk.store.entities import (
    CarriedOver,
    FrameEvent,
    InheritedTag,
    Priority,
    Submission,
    Tag,
)
from lisdesk.store.problems import rows_at_odds

_TEXTS = ("code", "name", "definition", "include", "exclude", "examples")
_DAMAGE = "the history of the coding frame does not fit its priorities"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Something that happened to a priority."""

    id: int
    at: datetime
    officer: str
    kind: FrameEventKind
    priority_id: int
    other_id: int | None
    priority: str
    """Code and name that it had then."""
    words: str
    """What happened, such as "Merged into P2 People with 12 tags"."""
    reason: str
    tags: int
    """Tags that went over to another priority."""


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A priority that was merged into another one, as it was then."""

    code: str
    name: str
    definition: str
    include: str
    exclude: str
    examples: str
    into_id: int
    """The priority that it was merged into, which may have been merged itself since."""
    priority_id: int


@dataclass(frozen=True, slots=True)
class ThenRow:
    """A priority of an earlier frame with the numbers restated for it, and today's beside."""

    id: int
    code: str
    name: str
    status: PriorityStatus
    depth: int
    own: int
    """Distinct counted submissions that count to the priority itself in that frame."""
    submissions: int
    """Those that count to it or to one below it."""
    own_now: int | None
    """The same today; None if the priority is gone."""
    submissions_now: int | None


@dataclass(frozen=True, slots=True)
class FrameThen:
    """The coding frame as it stood at a moment, with the counts of today's submissions."""

    moment: datetime
    rows: tuple[ThenRow, ...]
    changes: int
    """How many changes of the frame were made since."""
    nowhere: int
    """Distinct counted submissions with tags on priorities that had no forerunner then."""


def frame_history(
    session: Session, call_id: int, priority_id: int | None = None
) -> list[HistoryRow]:
    """Return what happened to a call's frame, or to one priority and what came of or to it, the
    newest first.

    Raises DamagedFileError if the history does not fit the frame.
    """
    frame = EarlierFrame(_today(session, call_id))
    found = []
    counts = _carried_counts(session, call_id)
    for event in _events(session, call_id):
        step = _step(event)
        after = {number: dict(row) for number, row in frame.rows.items()}
        _step_back(frame, step, ())
        if priority_id is not None and priority_id not in (event.priority_id, event.other_id):
            continue
        moved, joined = counts.get(event.id, (0, 0))
        priority = after.get(event.priority_id) or frame.rows.get(event.priority_id) or {}
        found.append(
            HistoryRow(
                id=event.id,
                at=event.at,
                officer=event.officer,
                kind=event.kind,
                priority_id=event.priority_id,
                other_id=event.other_id,
                priority=f"{priority.get('code', '')} {priority.get('name', '')}".strip(),
                words=told(step, after, moved, joined),
                reason=event.reason,
                tags=moved + joined,
            )
        )
    return found


def merged_priorities(session: Session, call_id: int) -> list[MergedRow]:
    """Return the priorities that were merged into others, in the order in which they were."""
    found = []
    for event in _events(session, call_id, kind=FrameEventKind.MERGED):
        if event.other_id is None or not event.before:
            raise rows_at_odds(_DAMAGE)
        was = event.before[0]
        texts = {name: was.get(name, "") for name in _TEXTS}
        found.append(MergedRow(**texts, into_id=event.other_id, priority_id=event.priority_id))
    return found[::-1]


def frame_at(session: Session, call_id: int, moment: datetime) -> FrameThen:
    """Return the coding frame of a call as it stood at a moment, with counts restated for it.

    The moment is right before the first change that has a later time on record.
    The counts are of the submissions that count today, with today's tags, each where it counted
    then by the rules of `lisdesk.rules.lineage`. Priorities of which no beginning is on record
    stood from the start. Raises DamagedFileError if the history does not fit the frame.
    """
    frame, changes = earlier_frame(session, call_id, moment)
    tags = counted_tags(session, call_id)
    now = _branch_counts(EarlierFrame(_today(session, call_id)), tags)
    then = _branch_counts(frame, tags)
    return FrameThen(moment, tuple(_rows(frame, then, now)), changes, len(then[0][None]))


def earlier_frame(session: Session, call_id: int, moment: datetime) -> tuple[EarlierFrame, int]:
    """Return a call's frame as it stood at a moment, and how many changes were made since."""
    frame = EarlierFrame(_today(session, call_id))
    events = _events(session, call_id, since=moment)
    carried = _carried_since(session, call_id, moment)
    for event in events:
        _step_back(frame, _step(event), carried[event.id])
    return frame, len(events)


def counted_tags(session: Session, call_id: int) -> dict[int, TagPlace]:
    """Return where the tags of a call's counted submissions are today, by their numbers."""
    chosen = (
        select(Tag.id, Tag.submission_id, Tag.priority_id, InheritedTag.from_tag_id)
        .join(Submission, Submission.id == Tag.submission_id)
        .outerjoin(InheritedTag, InheritedTag.tag_id == Tag.id)
        .where(Submission.call_id == call_id, Submission.disposition.in_(COUNTED))
    )
    return {tag_id: TagPlace(*place) for tag_id, *place in session.execute(chosen)}


_Sets = defaultdict[int | None, set[int]]


def _rows(
    frame: EarlierFrame, then: tuple[_Sets, _Sets], now: tuple[_Sets, _Sets]
) -> Iterator[ThenRow]:
    is_there = now[1].keys()
    for number, depth in frame.in_order():
        row = frame.rows[number]
        yield ThenRow(
            id=number,
            code=row["code"],
            name=row["name"],
            status=PriorityStatus.of(row["status"]),
            depth=depth,
            own=len(then[0][number]),
            submissions=len(then[1][number]),
            own_now=len(now[0][number]) if number in is_there else None,
            submissions_now=len(now[1][number]) if number in is_there else None,
        )


def _branch_counts(frame: EarlierFrame, tags: Mapping[int, TagPlace]) -> tuple[_Sets, _Sets]:
    """Return the submissions on each priority itself, and on it or below it."""
    own: _Sets = defaultdict(set)
    whole: _Sets = defaultdict(set)
    try:
        for _, submission_id, priority_id in frame.places(tags):
            own[priority_id].add(submission_id)
        order = [number for number, _ in frame.in_order()]
        if len(order) < len(frame.rows):
            raise rows_at_odds(_DAMAGE)
        for number in reversed(order):  # children stand below their parents
            whole[number] |= own[number]
            above = frame.parent_id(number)
            if above is not None:
                whole[above] |= whole[number]
    except (KeyError, ValueError) as error:
        raise rows_at_odds(_DAMAGE) from error
    return own, whole


def _step_back(frame: EarlierFrame, step: FrameStep, carried: Iterable[CarriedTag]) -> None:
    try:
        frame.step_back(step, carried)
    except (KeyError, ValueError) as error:
        raise rows_at_odds(_DAMAGE) from error


def _step(event: FrameEvent) -> FrameStep:
    return FrameStep(event.id, event.kind, event.priority_id, event.other_id, tuple(event.before))


def _today(session: Session, call_id: int) -> dict[int, dict[str, str]]:
    chosen = select(
        Priority.id,
        Priority.code,
        Priority.name,
        Priority.status,
        Priority.parent_id,
        Priority.position,
    ).where(Priority.call_id == call_id)
    return {
        number: {
            "code": code,
            "name": name,
            "status": status.key,
            "parent": f"{parent_id or ''}",
            "position": f"{position}",
        }
        for number, code, name, status, parent_id, position in session.execute(chosen)
    }


def _events(
    session: Session,
    call_id: int,
    since: datetime | None = None,
    kind: FrameEventKind | None = None,
) -> Sequence[FrameEvent]:
    chosen = select(FrameEvent).where(FrameEvent.call_id == call_id)
    if since is not None:
        chosen = chosen.where(FrameEvent.id >= _first_since(call_id, since))
    if kind is not None:
        chosen = chosen.where(FrameEvent.kind == kind)
    return session.scalars(chosen.order_by(FrameEvent.id.desc())).all()


def _first_since(call_id: int, since: datetime) -> ScalarSelect[int | None]:
    """Return the first change after a moment: clocks that go back do not change the order."""
    later = select(func.min(FrameEvent.id))
    return later.where(FrameEvent.call_id == call_id, FrameEvent.at > since).scalar_subquery()


def _carried_since(
    session: Session, call_id: int, since: datetime
) -> defaultdict[int, list[CarriedTag]]:
    chosen = (
        select(
            CarriedOver.event_id,
            CarriedOver.tag_id,
            CarriedOver.from_id,
            CarriedOver.joined_to_id,
        )
        .join(FrameEvent, FrameEvent.id == CarriedOver.event_id)
        .where(FrameEvent.call_id == call_id, FrameEvent.id >= _first_since(call_id, since))
    )
    found: defaultdict[int, list[CarriedTag]] = defaultdict(list)
    for event_id, tag_id, from_id, joined_to_id in session.execute(chosen):
        found[event_id].append(CarriedTag(tag_id, from_id, joined_to_id))
    return found


def _carried_counts(session: Session, call_id: int) -> dict[int, tuple[int, int]]:
    """Return, by event, how many tags moved and how many were joined."""
    chosen = (
        select(
            CarriedOver.event_id,
            func.count(CarriedOver.id),
            func.count(CarriedOver.joined_to_id),
        )
        .join(FrameEvent, FrameEvent.id == CarriedOver.event_id)
        .where(FrameEvent.call_id == call_id)
        .group_by(CarriedOver.event_id)
    )
    return {
        event_id: (count - joined, joined) for event_id, count, joined in session.execute(chosen)
    }
