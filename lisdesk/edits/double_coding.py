"""Draw samples that several officers code blind, and end the blind coding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union

from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.sampling import draw, sample_size
from lisdesk.store.coding_samples import eligible, sample_reference
from lisdesk.store.entities import (
    BlindTag,
    Call,
    CodedItem,
    CodingSample,
    Entity,
    Excerpt,
    Priority,
    ReadMark,
    SampleCoder,
    SampleItem,
    SampleStratum,
    Tag,
)
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class SampleStanding:
    """How a sample stands after an edit."""

    sample_id: int
    reference: str
    submissions: int
    candidates: int
    left_out: int
    is_blind: bool


@verb
def draw_sample(
    work: Work,
    *,
    call_id: int,
    officers: Sequence[str],
    size: int | None = None,
    percent: float | None = None,
    seed: str = "",
) -> SampleStanding:
    """Draw submissions of a call for officers to code blind: `size`, or `percent` of them.

    Spread over stakeholder types; a campaign counts as one. Without a seed the moment is one. From
    now on its coders do not see each other's tags there. Raises RefusedError for fewer than two
    officers, and for a size that cannot be drawn.
    """
    call = work.session.get_one(Call, call_id)
    names = list(dict.fromkeys(" ".join(each.split()) for each in officers if each.strip()))
    if len(names) < 2:
        raise RefusedError(
            "A sample is coded by two officers or more.",
            do="Name each as on their own tags: one PC uses --officer, a server the login.",
        )
    found = eligible(work.session, call_id)
    chosen_size = sample_size(len(found.candidates), size=size, percent=percent)
    seed = seed.strip() or f"{work.now:%Y%m%d%H%M%S}"
    drawn = draw(found.candidates, chosen_size, seed)
    sample = CodingSample(
        call_id=call.id,
        seed=seed,
        candidates=len(found.candidates),
        left_out=found.left_out,
        drawn_at=work.now,
        officer=work.officer,
        ended_at=None,
        revealed_by="",
        reason="",
    )
    work.add(sample)
    work.about(call.id, sample_reference(sample.id))
    own = {"sample_id": sample.id}
    work.add(*(SampleCoder(**own, officer=name, finished_at=None) for name in names))
    work.add(
        *(
            SampleStratum(**own, name=each.name, candidates=each.candidates, drawn=each.drawn)
            for each in drawn.strata
        )
    )
    _insert(work, SampleItem, [{**own, "submission_id": each} for each in drawn.submission_ids])
    return _standing(work, sample)


@verb
def finish_coding(work: Work, *, sample_id: int) -> SampleStanding:
    """Record that the officer at work is done with a sample; the last one ends the blind coding.

    What they neither tagged nor marked as read is missing from the comparison. Raises RefusedError
    for one who does not code it, or is done already.
    """
    sample = _blind_sample(work, sample_id)
    coders = _coders(work, sample)
    own = next((each for each in coders if each.officer == work.officer), None)
    if own is None:
        names = ", ".join(each.officer for each in coders)
        raise RefusedError(
            f"{work.officer} does not code this sample; {names} do.",
            do="Work under the name that it was drawn for.",
        )
    if own.finished_at is not None:
        raise RefusedError(
            "You have said before that you are done with this sample.",
            do="Wait for the others, or reveal it.",
        )
    own.finished_at = work.now
    work.session.flush()
    if all(each.finished_at is not None for each in coders):
        _end(work, sample, coders)
    return _standing(work, sample)


@verb
def reveal_sample(work: Work, *, sample_id: int, reason: str) -> SampleStanding:
    """End the blind coding of a sample on purpose; who did and why stays on record.

    Raises RefusedError without a reason, and for a sample that is blind no more.
    """
    sample = _blind_sample(work, sample_id)
    if not reason.strip():
        raise RefusedError("Say why it is revealed before all are done.", do="Give a reason.")
    sample.revealed_by, sample.reason = work.officer, reason.strip()
    _end(work, sample, _coders(work, sample))
    return _standing(work, sample)


def _blind_sample(work: Work, sample_id: int) -> CodingSample:
    sample = work.session.get_one(CodingSample, sample_id)
    work.about(sample.call_id, sample_reference(sample.id))
    if sample.ended_at is not None:
        raise RefusedError(
            f"{sample_reference(sample.id)} is not coded blind any more.",
            do="Compare what its coders did, or draw another sample.",
        )
    return sample


def _coders(work: Work, sample: CodingSample) -> list[SampleCoder]:
    chosen = select(SampleCoder).where(SampleCoder.sample_id == sample.id)
    return list(work.session.scalars(chosen.order_by(SampleCoder.id)))


def _items(work: Work, sample: CodingSample) -> dict[int, int]:
    """Return the items of a sample by their submissions."""
    chosen = select(SampleItem.submission_id, SampleItem.id).where(
        SampleItem.sample_id == sample.id
    )
    return {number: item_id for number, item_id in work.session.execute(chosen)}


def _end(work: Work, sample: CodingSample, coders: Sequence[SampleCoder]) -> None:
    """Keep what each coder did: agreement is measured on that, whatever is settled afterwards."""
    sample.ended_at = work.now
    work.session.flush()
    items = _items(work, sample)
    coder_ids = {each.officer: each.id for each in coders}
    submissions = select(SampleItem.submission_id).where(SampleItem.sample_id == sample.id)
    tagged = select(Tag.submission_id, Tag.officer).where(Tag.submission_id.in_(submissions))
    read = select(ReadMark.submission_id, ReadMark.officer).where(
        ReadMark.submission_id.in_(submissions)
    )
    done = sorted(
        (items[number], coder_ids[officer])
        for number, officer in work.session.execute(union(tagged, read))
        if officer in coder_ids
    )
    _insert(work, CodedItem, [{"item_id": one, "coder_id": two} for one, two in done])
    kept = (
        select(
            Tag.submission_id,
            Tag.officer,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Priority.code,
        )
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .where(Tag.submission_id.in_(submissions))
        .order_by(Tag.id)
    )
    rows = [
        {
            "item_id": items[number],
            "coder_id": coder_ids[officer],
            "text_id": text_id,
            "start": start or 0,
            "end": end or 0,
            "priority": code,
        }
        for number, officer, text_id, start, end, code in work.session.execute(kept)
        if officer in coder_ids
    ]
    _insert(work, BlindTag, rows)


def _insert(work: Work, entity: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
    ids = work.reserve_ids(entity, len(rows))
    work.insert_rows(entity, [{"id": row_id, **row} for row_id, row in zip(ids, rows, strict=True)])


def _standing(work: Work, sample: CodingSample) -> SampleStanding:
    sample = work.session.get_one(CodingSample, sample.id)
    return SampleStanding(
        sample.id,
        sample_reference(sample.id),
        len(_items(work, sample)),
        sample.candidates,
        sample.left_out,
        sample.ended_at is None,
    )
