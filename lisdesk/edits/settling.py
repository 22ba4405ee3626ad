"""Settle what officers coded differently: their tags follow, and the decision stays on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.tag_takeover import take_over_tags
from lisdesk.edits.tags import priority_for, refuse_inherited, take_tags_off
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Settled
from lisdesk.store.coding_samples import blind_coding, sample_reference
from lisdesk.store.entities import (
    CodingSample,
    Excerpt,
    Priority,
    SampleItem,
    Settlement,
    Submission,
    Tag,
)
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a priority on which coders differed, as their comparison tells it."""

    submission_id: int
    text_id: int | None
    start: int
    end: int
    priority: str


@dataclass(frozen=True, slots=True)
class Settling:
    """What is decided about one such place; `to_priority_id` says where MOVE moves the tags."""

    place: Place
    choice: Settled
    reason: str
    to_priority_id: int | None = None


@dataclass(frozen=True, slots=True)
class SettledReport:
    """What settling did."""

    settled: int
    tags_changed: int
    """Tags that were taken off or moved."""


@verb
def settle_disagreements(
    work: Work, *, sample_id: int, settlings: Sequence[Settling]
) -> SettledReport:
    """Decide about places on which the coders of a sample differed, all in one step.

    KEEP leaves the tags, DROP takes the coders' tags of that place off, MOVE hangs them on another
    priority. The agreement that was measured stays what it was. Raises RefusedError while the
    sample is blind, without a reason, for a place that is no disagreement or was settled before.
    """
    sample = work.session.get_one(CodingSample, sample_id)
    work.about(sample.call_id, sample_reference(sample.id))
    if sample.ended_at is None:
        raise RefusedError(
            f"{sample_reference(sample.id)} is still coded blind.",
            do="Wait until its coders are done, or reveal it.",
        )
    coding = blind_coding(work.session, sample_id)
    open_places = {
        Place(*each.unit, each.start, each.end, each.priority)
        for each in coding.decisions
        if each.is_disagreement
    }
    items = _items(work, sample_id)
    settled = set(_settled(work, sample_id))
    changed = 0
    for each in settlings:
        _check(each, open_places, settled)
        changed += _apply(work, sample, coding.coders, each)
        _record(work, items[each.place.submission_id], each)
        settled.add(each.place)
    return SettledReport(len(settlings), changed)


def _check(settling: Settling, open_places: set[Place], settled: set[Place]) -> None:
    if settling.place not in open_places:
        raise RefusedError(
            "The coders did not differ there.", do="Choose one of the disagreements listed."
        )
    if settling.place in settled:
        raise RefusedError(
            "That disagreement was settled before.",
            do="Take that decision back first if it is to be another one.",
        )
    if not settling.reason.strip():
        raise RefusedError("Say why it is decided so.", do="Give a reason.")
    if (settling.choice is Settled.MOVE) != (settling.to_priority_id is not None):
        raise RefusedError(
            "A tag that is moved needs the priority it goes to, and no other does.",
            do="Name the priority with “move”, and only then.",
        )


def _apply(work: Work, sample: CodingSample, coders: Sequence[str], settling: Settling) -> int:
    """Change the coders' tags at a place; return how many."""
    if settling.choice is Settled.KEEP:
        return 0
    tags = _tags_at(work, sample, coders, settling.place)
    count = len(tags)
    for tag in tags:
        refuse_inherited(work, tag)
    if settling.choice is Settled.DROP:
        take_tags_off(work, tags)
    else:
        assert settling.to_priority_id is not None
        submission = work.session.get_one(Submission, settling.place.submission_id)
        taker = priority_for(work, submission, settling.to_priority_id)
        if tags:  # all of them are of one priority
            source = work.session.get_one(Priority, tags[0].priority_id)
            take_over_tags(work, [each.id for each in tags], source, taker)
    return count


def _tags_at(work: Work, sample: CodingSample, coders: Sequence[str], place: Place) -> list[Tag]:
    chosen = (
        select(Tag)
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .where(
            Tag.submission_id == place.submission_id,
            Tag.officer.in_(coders),
            Priority.call_id == sample.call_id,
            Priority.code == place.priority,
        )
    )
    if place.text_id is None:
        chosen = chosen.where(Tag.excerpt_id.is_(None))
    else:
        chosen = chosen.where(
            Excerpt.text_id == place.text_id,
            Excerpt.start >= place.start,
            Excerpt.end <= place.end,
        )
    return list(work.session.scalars(chosen.order_by(Tag.id)))


def _record(work: Work, item_id: int, settling: Settling) -> None:
    target = settling.to_priority_id
    work.add(
        Settlement(
            item_id=item_id,
            text_id=settling.place.text_id,
            start=settling.place.start,
            end=settling.place.end,
            priority=settling.place.priority,
            choice=settling.choice,
            moved_to="" if target is None else work.session.get_one(Priority, target).code,
            reason=settling.reason.strip(),
            officer=work.officer,
            decided_at=work.now,
        )
    )


def _items(work: Work, sample_id: int) -> dict[int, int]:
    chosen = select(SampleItem.submission_id, SampleItem.id).where(
        SampleItem.sample_id == sample_id
    )
    return {number: item_id for number, item_id in work.session.execute(chosen)}


def _settled(work: Work, sample_id: int) -> list[Place]:
    chosen = (
        select(
            SampleItem.submission_id,
            Settlement.text_id,
            Settlement.start,
            Settlement.end,
            Settlement.priority,
        )
        .join(SampleItem, SampleItem.id == Settlement.item_id)
        .where(SampleItem.sample_id == sample_id)
    )
    return [Place(*row) for row in work.session.execute(chosen)]
