"""Samples that several officers code blind: how they were drawn and how far their coders are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from lisdesk.store.coding_samples import eligible, sample_reference
from lisdesk.store.entities import (
    CodingSample,
    ReadMark,
    SampleCoder,
    SampleItem,
    SampleStratum,
    Submission,
    Tag,
)


@dataclass(frozen=True, slots=True)
class CoderRow:
    """An officer who codes a sample."""

    officer: str
    done: int
    """Submissions of the sample that they have tagged or marked as read."""
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class StratumRow:
    """How many of the candidates of one stakeholder type are in a sample."""

    name: str
    candidates: int
    drawn: int


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample, how it was drawn, and how its coding stands."""

    id: int
    reference: str
    seed: str
    submissions: tuple[str, ...]
    submission_ids: tuple[int, ...]
    candidates: int
    left_out: int
    drawn_at: datetime
    drawn_by: str
    ended_at: datetime | None
    revealed_by: str
    """Who ended the blind coding on purpose; empty if its coders were done, or are not yet."""
    reason: str
    strata: tuple[StratumRow, ...]
    coders: tuple[CoderRow, ...]

    @property
    def is_blind(self) -> bool:
        """Whether its coders do not see each other's tags."""
        return self.ended_at is None


def samples(session: Session, call_id: int) -> list[SampleRow]:
    """Return the samples of a call, the newest first; a handful of statements however many."""
    chosen = select(CodingSample).where(CodingSample.call_id == call_id)
    stored = session.scalars(chosen.order_by(CodingSample.id.desc())).all()
    return _rows(session, stored)


def sample_row(session: Session, sample_id: int) -> SampleRow:
    """Return one sample."""
    [row] = _rows(session, [session.get_one(CodingSample, sample_id)])
    return row


def candidates_of(session: Session, call_id: int) -> tuple[int, int]:
    """Return how many submissions a sample can be drawn from, and how many others of campaigns
    those stand for.
    """
    found = eligible(session, call_id)
    return len(found.candidates), found.left_out


def _rows(session: Session, stored: Sequence[CodingSample]) -> list[SampleRow]:
    ids = [each.id for each in stored]
    members: dict[int, list[tuple[str, int]]] = {number: [] for number in ids}
    items = (
        select(SampleItem.sample_id, Submission.reference, Submission.id)
        .join(Submission, Submission.id == SampleItem.submission_id)
        .where(SampleItem.sample_id.in_(ids))
        .order_by(SampleItem.id)
    )
    for sample_id, reference, submission_id in session.execute(items):
        members[sample_id].append((reference, submission_id))
    strata: dict[int, list[StratumRow]] = {number: [] for number in ids}
    own = select(SampleStratum).where(SampleStratum.sample_id.in_(ids))
    for each in session.scalars(own.order_by(SampleStratum.id)):
        strata[each.sample_id].append(StratumRow(each.name, each.candidates, each.drawn))
    coders = _coder_rows(session, ids)
    return [
        SampleRow(
            each.id,
            sample_reference(each.id),
            each.seed,
            tuple(reference for reference, _ in members[each.id]),
            tuple(number for _, number in members[each.id]),
            each.candidates,
            each.left_out,
            each.drawn_at,
            each.officer,
            each.ended_at,
            each.revealed_by,
            each.reason,
            tuple(strata[each.id]),
            tuple(coders[each.id]),
        )
        for each in stored
    ]


def _coder_rows(session: Session, sample_ids: Sequence[int]) -> dict[int, list[CoderRow]]:
    done = union(
        select(Tag.submission_id, Tag.officer), select(ReadMark.submission_id, ReadMark.officer)
    ).subquery()
    counted = (
        select(func.count())
        .select_from(SampleItem)
        .join(done, done.c.submission_id == SampleItem.submission_id)
        .where(SampleItem.sample_id == SampleCoder.sample_id, done.c.officer == SampleCoder.officer)
        .correlate(SampleCoder)
        .scalar_subquery()
    )
    chosen = (
        select(SampleCoder.sample_id, SampleCoder.officer, counted, SampleCoder.finished_at)
        .where(SampleCoder.sample_id.in_(sample_ids))
        .order_by(SampleCoder.id)
    )
    found: dict[int, list[CoderRow]] = {number: [] for number in sample_ids}
    for sample_id, officer, count, finished_at in session.execute(chosen):
        found[sample_id].append(CoderRow(officer, count, finished_at))
    return found
