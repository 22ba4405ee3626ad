"""Redacted and confidential words, as secrets, and the texts that hold them without these words.

Worked out from the rows anew, letter by letter: what decides what the editions show is not asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lisdesk.rules.publication_secrets import Secret, SecretKind
from lisdesk.rules.same_words import SameWords
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.store.entities import CampaignMember, KeptWords, Redaction, SourceText, Submission

if TYPE_CHECKING:
    from lisdesk.queries.publication_secrets import Standing

_AT_ONCE = 500
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile("[0-9]")
_FEW_DIGITS = 6
_FEW_WORDS = 4
"""Of fewer words only those are looked for everywhere that look like a name or a number."""


class Kept(NamedTuple):
    """A stretch that is kept back, and the reason that is told; None for a confidential one."""

    start: int
    end: int
    reason: str | None


Covers = Mapping[int, list[Kept]]
"""By text that stands, what is kept back of it."""


def read_covers(session: Session, call_id: int) -> tuple[Covers, frozenset[int]]:
    """Return what is kept back of the texts that stand, and the texts that are kept back whole."""
    covers: defaultdict[int, list[Kept]] = defaultdict(list)
    of_campaigns: defaultdict[int, list[tuple[SameWords, str, Kept]]] = defaultdict(list)
    chosen = (
        select(Redaction, SourceText, CampaignMember.campaign_id)
        .join(SourceText, SourceText.id == Redaction.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
        .where(Submission.call_id == call_id, Redaction.lifted_at.is_(None))
        .order_by(Redaction.id)
    )
    for redaction, text, campaign_id in session.execute(chosen):
        is_told = redaction.kind is not KeptBack.CONFIDENTIAL
        kept = Kept(redaction.start, redaction.end, redaction.reason if is_told else None)
        covers[text.id].append(kept)
        if campaign_id is not None:
            words = SameWords(text.body, Span(kept.start, kept.end))
            of_campaigns[campaign_id].append((words, text.sha256, kept))
    for campaign_id, sources in of_campaigns.items():
        for text_id, sha256, body in _texts_of(session, campaign_id):
            covers[text_id] += _followed(sources, sha256, body)
    return covers, frozenset(_held(session, call_id))


def shown(body: str, kept: Collection[Kept]) -> str:
    """Return a text with a label where words are kept back."""
    covered, joined = bytearray(len(body)), bytearray(len(body))
    for each in kept:
        for at in range(each.start, min(each.end, len(body))):
            covered[at] = 1
            joined[at] |= at > each.start
    pieces: list[str] = []
    at = 0
    while at < len(body):
        if not covered[at]:
            pieces.append(body[at])
            at += 1
            continue
        end = at + 1
        while end < len(body) and joined[end]:
            end += 1
        pieces.append(_label(each for each in kept if each.start < end and each.end > at))
        at = end
    return "".join(pieces)


def redacted_texts(
    session: Session, call_id: int, standing: Mapping[int, Standing]
) -> Iterator[Secret]:
    """Yield the words under each redaction, and the whole of texts that are kept back."""
    covers, held = read_covers(session, call_id)
    for text_id, submission_id, body in _bodies(session, {*covers, *held}):
        reference = standing[submission_id].reference
        if text_id in held:
            yield Secret(SecretKind.REDACTED, reference, body)
        for words in _words_under(body, covers.get(text_id, ())):
            if len(_WORD.findall(words)) >= _FEW_WORDS:
                yield Secret(SecretKind.REDACTED, reference, words)


def redacted_names(
    session: Session, call_id: int, standing: Mapping[int, Standing]
) -> Iterator[Secret]:
    """Yield redactions of a few words that look like names or numbers: said nowhere by chance."""
    covers, _ = read_covers(session, call_id)
    for text_id, submission_id, body in _bodies(session, covers):
        for words in _words_under(body, covers[text_id]):
            found = _WORD.findall(words)
            if 0 < len(found) < _FEW_WORDS and _look_like_a_name(found):
                yield Secret(SecretKind.REDACTED, standing[submission_id].reference, words)


def read_kept(session: Session, call_id: int) -> frozenset[str]:
    """Return the words of texts that stand of which an officer decided that they may."""
    chosen = (
        select(SourceText.body, KeptWords.start, KeptWords.end)
        .join(SourceText, SourceText.id == KeptWords.text_id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .where(Submission.call_id == call_id, SourceText.is_current)
    )
    return frozenset(body[start:end] for body, start, end in session.execute(chosen))


def _label(kept: Iterable[Kept]) -> str:
    ordered = sorted(kept, key=lambda each: (each.start, each.end, each.reason or ""))
    reasons = [each.reason for each in ordered if each.reason is not None]
    if len(reasons) < len(ordered):
        return "[confidential]"
    return f"[redacted: {'; '.join(dict.fromkeys(reasons))}]"


def _words_under(body: str, kept: Collection[Kept]) -> Iterator[str]:
    """Yield the words of each stretch, and those with the whole of a word that it cuts."""
    for each in kept:
        start, end = each.start, min(each.end, len(body))
        yield body[start:end]
        while start > 0 and body[start - 1].isalnum() and body[start].isalnum():
            start -= 1
        while end < len(body) and body[end].isalnum() and body[end - 1].isalnum():
            end += 1
        if (start, end) != (each.start, each.end):
            yield body[start:end]


def _look_like_a_name(words: Sequence[str]) -> bool:
    """Whether a few words look like a name or a number that nobody writes by chance."""
    letters = "".join(words)
    if letters.isdecimal():
        return len(letters) >= _FEW_DIGITS
    is_like_one = all(word[0].isupper() or _DIGIT.search(word) for word in words)
    return is_like_one and (len(letters) >= _FEW_WORDS or _DIGIT.search(letters) is not None)


def _followed(
    sources: Collection[tuple[SameWords, str, Kept]], sha256: str, body: str
) -> Iterator[Kept]:
    for words, own, kept in sources:
        if own == sha256:
            yield kept
        else:
            for span in words.places_in(body):
                yield Kept(span.start, span.end, kept.reason)


def _held(session: Session, call_id: int) -> Iterator[int]:
    """Yield the texts that stand where an earlier one has a redaction that was not lifted."""
    earlier = aliased(SourceText)
    chosen = (
        select(SourceText.id)
        .join(Submission, Submission.id == SourceText.submission_id)
        .join(earlier, earlier.submission_id == SourceText.submission_id)
        .join(Redaction, Redaction.text_id == earlier.id)
        .where(
            Submission.call_id == call_id,
            SourceText.is_current,
            earlier.is_current.is_(False),
            earlier.question_id.is_not_distinct_from(SourceText.question_id),
            Redaction.lifted_at.is_(None),
        )
        .group_by(SourceText.id)
    )
    yield from session.scalars(chosen)


def _texts_of(session: Session, campaign_id: int) -> Iterator[tuple[int, str, str]]:
    chosen = (
        select(SourceText.id, SourceText.sha256, SourceText.body)
        .join(CampaignMember, CampaignMember.submission_id == SourceText.submission_id)
        .where(CampaignMember.campaign_id == campaign_id, SourceText.is_current)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from map(tuple, session.execute(chosen))


def _bodies(session: Session, text_ids: Collection[int]) -> Iterator[tuple[int, int, str]]:
    ids = sorted(text_ids)
    for start in range(0, len(ids), _AT_ONCE):
        chosen = select(SourceText.id, SourceText.submission_id, SourceText.body).where(
            SourceText.id.in_(ids[start : start + _AT_ONCE])
        )
        yield from map(tuple, session.execute(chosen))
