"""What of a call was said in confidence, and stays out of a coded project."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.published_words import EVERYTHING, PublishedWords
from lisdesk.rules.redacting import Mark, blocks_of, withheld_whole
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.store.entities import Redaction, SourceText, Submission
from lisdesk.store.inherited_redactions import inherited_redactions
from lisdesk.store.lookup import standing_merges
from lisdesk.store.redactions import left_redactions


class Confidential(NamedTuple):
    """What of a call is confidential, and how an edition deals with it."""

    asked: frozenset[int] = frozenset()
    """Submissions for which confidentiality was asked."""
    is_left_out: bool = False
    """Whether they are left out for that, and not held with everything else."""
    words: PublishedWords = EVERYTHING
    """The confidential passages that are kept back within texts."""

    @property
    def left_out(self) -> frozenset[int]:
        """The submissions that are left out because confidentiality was asked for them."""
        return self.asked if self.is_left_out else frozenset()


def confidential_submissions(session: Session, call_id: int) -> frozenset[int]:
    """Return the submissions of a call for which, or for some words of which, confidentiality was
    asked.

    What was merged into another is not among them, for the other holds its words, and is.
    """
    asked = set(
        session.scalars(
            select(Submission.id).where(Submission.call_id == call_id, Submission.is_confidential)
        )
    )
    merges = standing_merges(session, Submission.call_id == call_id)
    for merged_id in tuple(asked):
        into_id = merges.get(merged_id)
        while into_id is not None and into_id not in asked:
            asked.add(into_id)
            into_id = merges.get(into_id)
    return frozenset(asked - merges.keys())


def confidential_words(session: Session, call_id: int, skipped: Collection[int]) -> PublishedWords:
    """Return the passages of a call's standing texts that are marked as confidential, in them or in
    the same words of another member of their campaign; the submissions that are `skipped` are in no
    need of it.

    A corrected text in which such a passage has to be marked again is kept back whole.
    """
    if not _has_any(session, call_id):
        return EVERYTHING
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    parts = Counter[int]()
    for text_id, submission_id, mark in _marks(session, call_id):
        if submission_id not in skipped:
            marks[text_id].append(mark)
            parts[submission_id] += 1
    blocks = {text_id: blocks_of(own) for text_id, own in marks.items()}
    held = _held_texts(session, call_id, skipped)
    for text_id in held:
        body = session.scalars(select(SourceText.body).where(SourceText.id == text_id)).one()
        blocks[text_id] = withheld_whole(body)
    return PublishedWords(blocks=blocks, held=held, parts=parts)


def _has_any(session: Session, call_id: int) -> bool:
    chosen = (
        select(Redaction.id)
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id, *_STANDING)
        .limit(1)
    )
    return session.scalar(chosen) is not None


def _marks(session: Session, call_id: int) -> Iterator[tuple[int, int, Mark]]:
    chosen = (
        select(
            SourceText.id, SourceText.submission_id, Redaction.start, Redaction.end,
            Redaction.kind, Redaction.reason,
        )
        .select_from(Redaction)
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id, SourceText.is_current, *_STANDING)
        .order_by(Redaction.id)
    )  # fmt: skip
    for text_id, submission_id, start, end, kind, reason in session.execute(chosen):
        yield text_id, submission_id, Mark(start, end, kind, reason)
    for each in inherited_redactions(session, call_id):
        if each.kind is KeptBack.CONFIDENTIAL:
            mark = Mark(each.start, each.end, each.kind, each.reason)
            yield each.text_id, each.submission_id, mark


def _held_texts(session: Session, call_id: int, skipped: Collection[int]) -> frozenset[int]:
    of_call = SourceText.submission_id.in_(
        select(Submission.id).where(Submission.call_id == call_id)
    )
    left = left_redactions(of_call).where(*_STANDING)
    return frozenset(
        text_id
        for text_id, submission_id, _ in session.execute(left)
        if submission_id not in skipped
    )


_STANDING = (Redaction.kind == KeptBack.CONFIDENTIAL, Redaction.lifted_at.is_(None))
