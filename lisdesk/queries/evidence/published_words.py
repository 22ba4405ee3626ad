"""The one place that says which words of a call's texts a publication shows.

Everything that hands texts to a writer takes them from here, so that what is redacted or
confidential is in nothing that is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.redacting import (
    Block,
    Mark,
    blocks_of,
    published_place,
    published_words,
    tells_nothing,
    withheld_whole,
)
from lisdesk.rules.spans import text_hash
from lisdesk.store.entities import Excerpt, Redaction, SourceText, Submission
from lisdesk.store.inherited_redactions import inherited_redactions
from lisdesk.store.redactions import left_redactions

_AT_ONCE = 200


class TextPart(NamedTuple):
    """Words of a text with their place in it, as an edition shows them."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PublishedWords:
    """What is kept back of a call's texts that stand; of other texts nothing is."""

    blocks: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    """By text."""
    hashes: Mapping[int, str] = field(default_factory=dict)
    """By text, the hash of what is published of it; that of the whole would let what is kept back
    be guessed."""
    unquoted: frozenset[int] = frozenset()
    """Excerpts of which no letter is published."""
    held: frozenset[int] = frozenset()
    """Texts that are kept back whole, since redactions of an earlier version have to be placed."""
    parts: Mapping[int, int] = field(default_factory=dict)
    """By submission, how many spans and whole texts are kept back."""

    def text(self, text_id: int, body: str) -> str:
        """Return a text as it is published."""
        blocks = self.blocks.get(text_id)
        return published_words(body, 0, blocks) if blocks else body

    def part(self, text_id: int, words: str, start: int, end: int) -> TextPart:
        """Return words of a text, and where they stand in what is published of it."""
        blocks = self.blocks.get(text_id)
        if not blocks:
            return TextPart(words, start, end)
        place = published_place(start, end, blocks)
        return TextPart(published_words(words, start, blocks), place.start, place.end)

    def marks(self, text_id: int, words: str, start: int) -> str:
        """Return which words of a text, of which `words` begin at `start`, no publication shows:
        the label of each stretch and what it covers; empty if there are none.
        """
        end = start + len(words)
        return "; ".join(
            f"{each.label} “{words[max(each.start, start) - start : each.end - start]}”"
            for each in self.blocks.get(text_id, ())
            if each.start < end and each.end > start
        )

    def place(self, text_id: int, start: int, end: int) -> tuple[int, int]:
        """Return where a span of a text stands in what is published of it."""
        blocks = self.blocks.get(text_id)
        if not blocks:
            return start, end
        place = published_place(start, end, blocks)
        return place.start, place.end

    def hash_of(self, text_id: int, sha256: str | None) -> str | None:
        """Return the hash of what is published of a text, given that of the whole."""
        return self.hashes.get(text_id, sha256)


EVERYTHING = PublishedWords()
"""Keeps nothing back: the internal edition."""


def read_published_words(session: Session, call_id: int) -> PublishedWords:
    """Return what publications keep back of a call, in a few statements and one for each two
    hundred texts with anything kept back.

    What is redacted in one member of a campaign is kept back in the others, too.
    """
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    parts = Counter[int]()
    chosen = (
        select(
            Redaction.text_id,
            Redaction.start,
            Redaction.end,
            Redaction.kind,
            Redaction.reason,
            SourceText.submission_id,
        )
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id, SourceText.is_current, Redaction.lifted_at.is_(None))
        .order_by(Redaction.id)
    )
    for text_id, start, end, kind, reason, submission_id in session.execute(chosen):
        marks[text_id].append(Mark(start, end, kind, reason))
        parts[submission_id] += 1
    for each in inherited_redactions(session, call_id):
        marks[each.text_id].append(Mark(each.start, each.end, each.kind, each.reason))
        parts[each.submission_id] += 1
    of_call = SourceText.submission_id.in_(
        select(Submission.id).where(Submission.call_id == call_id)
    )
    held = set[int]()
    for text_id, submission_id, _ in session.execute(left_redactions(of_call)):
        parts[submission_id] += text_id not in held
        held.add(text_id)
    if not marks and not held:
        return EVERYTHING
    blocks, hashes = _blocks(session, marks, held)
    return PublishedWords(
        blocks=blocks,
        hashes=hashes,
        unquoted=_unquoted(session, blocks),
        held=frozenset(held),
        parts=parts,
    )


def _blocks(
    session: Session, marks: Mapping[int, list[Mark]], held: Iterable[int]
) -> tuple[dict[int, tuple[Block, ...]], dict[int, str]]:
    """Return what is kept back by text, and the hashes of what is left; no body is kept."""
    blocks = {text_id: blocks_of(own) for text_id, own in marks.items()}
    hashes: dict[int, str] = {}
    wanted = sorted({*marks, *held})
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = select(SourceText.id, SourceText.body).where(
            SourceText.id.in_(wanted[start : start + _AT_ONCE])
        )
        for text_id, body in session.execute(chosen):
            if text_id in held:
                blocks[text_id] = withheld_whole(body)
            hashes[text_id] = text_hash(published_words(body, 0, blocks[text_id]))
    return blocks, hashes


def _unquoted(session: Session, blocks: Mapping[int, tuple[Block, ...]]) -> frozenset[int]:
    found, wanted = set[int](), sorted(blocks)
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = select(Excerpt.id, Excerpt.text_id, Excerpt.start, Excerpt.quote).where(
            Excerpt.text_id.in_(wanted[start : start + _AT_ONCE])
        )
        for excerpt_id, text_id, first, quote in session.execute(chosen):
            if tells_nothing(quote, first, blocks[text_id]):
                found.add(excerpt_id)
    return frozenset(found)
