"""The coding frame as it stood at a moment, with the counts of today's submissions restated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.frame_lineage import (
    DAMAGE,
    first_since,
    frame_events,
    frame_today,
    step_back,
    step_of,
)
from lisdesk.rules.lineage import CarriedTag, EarlierFrame, TagPlace
from lisdesk.rules.stance_counts import StanceCounts, stance_counts
from lisdesk.rules.vocabulary import COUNTED, PriorityStatus, Stance
from lisdesk.store.entities import CarriedOver, FrameEvent, InheritedTag, Submission, Tag
from lisdesk.store.problems import rows_at_odds


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
    stances: StanceCounts
    """Those that count to it or to one below it in that frame, by their stance there."""
    stances_now: StanceCounts | None


@dataclass(frozen=True, slots=True)
class FrameThen:
    """The coding frame as it stood at a moment, with the counts of today's submissions."""

    moment: datetime
    rows: tuple[ThenRow, ...]
    changes: int
    """How many changes of the frame were made since."""
    nowhere: int
    """Distinct counted submissions with tags on priorities that had no forerunner then."""


def frame_at(session: Session, call_id: int, moment: datetime) -> FrameThen:
    """Return the coding frame of a call as it stood at a moment, with counts restated for it.

    The moment is right before the first change that has a later time on record.
    The counts are of the submissions that count today, with today's tags, each where it counted
    then by the rules of `lisdesk.rules.lineage`, with the stance it has today; one that has become
    one with another says what that one says. Priorities of which no beginning is on record
    stood from the start. Raises DamagedFileError if the history does not fit the frame.
    """
    frame, changes = earlier_frame(session, call_id, moment)
    tags = counted_tags(session, call_id)
    now = _branch_counts(EarlierFrame(frame_today(session, call_id)), tags)
    then = _branch_counts(frame, tags)
    return FrameThen(moment, tuple(_rows(frame, then, now)), changes, len(then[0][None]))


def earlier_frame(session: Session, call_id: int, moment: datetime) -> tuple[EarlierFrame, int]:
    """Return a call's frame as it stood at a moment, and how many changes were made since."""
    frame = EarlierFrame(frame_today(session, call_id))
    events = frame_events(session, call_id, since=moment)
    carried = _carried_since(session, call_id, moment)
    for event in events:
        step_back(frame, step_of(event), carried[event.id])
    return frame, len(events)


def counted_tags(session: Session, call_id: int) -> dict[int, TagPlace]:
    """Return where the tags of a call's counted submissions are today, by their numbers."""
    chosen = (
        select(Tag.id, Tag.submission_id, Tag.priority_id, InheritedTag.from_tag_id, Tag.stance)
        .join(Submission, Submission.id == Tag.submission_id)
        .outerjoin(InheritedTag, InheritedTag.tag_id == Tag.id)
        .where(Submission.call_id == call_id, Submission.disposition.in_(COUNTED))
    )
    return {
        tag_id: TagPlace(submission_id, priority_id, seed_id, stance)
        for tag_id, submission_id, priority_id, seed_id, stance in session.execute(chosen)
    }


_Said = defaultdict[int, set[Stance | None]]
"""What the tags of each submission say."""
_Sets = defaultdict[int | None, _Said]


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
            stances=stance_counts(then[1][number]),
            stances_now=stance_counts(now[1][number]) if number in is_there else None,
        )


def _branch_counts(frame: EarlierFrame, tags: Mapping[int, TagPlace]) -> tuple[_Sets, _Sets]:
    """Return the submissions on each priority itself, and on it or below it, with what is said."""
    own: _Sets = defaultdict(_nothing_said)
    whole: _Sets = defaultdict(_nothing_said)
    try:
        for tag_id, submission_id, priority_id in frame.places(tags):
            standing = frame.standing(tag_id, tags)
            assert standing is not None
            own[priority_id][submission_id].add(tags[standing].stance)
        order = [number for number, _ in frame.in_order()]
        if len(order) < len(frame.rows):
            raise rows_at_odds(DAMAGE)
        for number in reversed(order):  # children stand below their parents
            _take_in(whole[number], own[number])
            above = frame.parent_id(number)
            if above is not None:
                _take_in(whole[above], whole[number])
    except (KeyError, ValueError) as error:
        raise rows_at_odds(DAMAGE) from error
    return own, whole


def _nothing_said() -> _Said:
    return defaultdict(set)


def _take_in(said: _Said, other: _Said) -> None:
    for submission_id, stances in other.items():
        said[submission_id] |= stances


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
        .where(FrameEvent.call_id == call_id, FrameEvent.id >= first_since(call_id, since))
    )
    found: defaultdict[int, list[CarriedTag]] = defaultdict(list)
    for event_id, tag_id, from_id, joined_to_id in session.execute(chosen):
        found[event_id].append(CarriedTag(tag_id, from_id, joined_to_id))
    return found
