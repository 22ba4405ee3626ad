"""What happened to a coding frame, told from its events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from lisdesk.rules.frame_words import told
from lisdesk.rules.lineage import CarriedTag, EarlierFrame, FrameStep
from lisdesk.rules.vocabulary import FrameEventKind
from lisdesk.store.entities import CarriedOver, FrameEvent, Priority
from lisdesk.store.problems import rows_at_odds

_TEXTS = ("code", "name", "definition", "include", "exclude", "examples")
DAMAGE = "the history of the coding frame does not fit its priorities"


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


def frame_history(
    session: Session, call_id: int, priority_id: int | None = None
) -> list[HistoryRow]:
    """Return what happened to a call's frame, or to one priority and what came of or to it, the
    newest first.

    Raises DamagedFileError if the history does not fit the frame.
    """
    frame = EarlierFrame(frame_today(session, call_id))
    found = []
    counts = _carried_counts(session, call_id)
    for event in frame_events(session, call_id):
        step = step_of(event)
        after = {number: dict(row) for number, row in frame.rows.items()}
        step_back(frame, step, ())
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
    for event in frame_events(session, call_id, kind=FrameEventKind.MERGED):
        if event.other_id is None or not event.before:
            raise rows_at_odds(DAMAGE)
        was = event.before[0]
        texts = {name: was.get(name, "") for name in _TEXTS}
        found.append(MergedRow(**texts, into_id=event.other_id, priority_id=event.priority_id))
    return found[::-1]


def step_back(frame: EarlierFrame, step: FrameStep, carried: Iterable[CarriedTag]) -> None:
    """Undo a change of a frame; DamagedFileError if it does not fit."""
    try:
        frame.step_back(step, carried)
    except (KeyError, ValueError) as error:
        raise rows_at_odds(DAMAGE) from error


def step_of(event: FrameEvent) -> FrameStep:
    """Return an event as the rules take it."""
    return FrameStep(event.id, event.kind, event.priority_id, event.other_id, tuple(event.before))


def frame_today(session: Session, call_id: int) -> dict[int, dict[str, str]]:
    """Return the priorities of a call as they stand, as text, by number."""
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


def frame_events(
    session: Session,
    call_id: int,
    since: datetime | None = None,
    kind: FrameEventKind | None = None,
) -> Sequence[FrameEvent]:
    """Return the changes of a call's frame, newest first; `since` leaves those out that were made
    before the first one after that moment.
    """
    chosen = select(FrameEvent).where(FrameEvent.call_id == call_id)
    if since is not None:
        chosen = chosen.where(FrameEvent.id >= first_since(call_id, since))
    if kind is not None:
        chosen = chosen.where(FrameEvent.kind == kind)
    return session.scalars(chosen.order_by(FrameEvent.id.desc())).all()


def first_since(call_id: int, since: datetime) -> ScalarSelect[int | None]:
    """Return the first change after a moment: clocks that go back do not change the order."""
    later = select(func.min(FrameEvent.id))
    return later.where(FrameEvent.call_id == call_id, FrameEvent.at > since).scalar_subquery()


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
