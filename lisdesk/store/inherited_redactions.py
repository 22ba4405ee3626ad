"""What the members of a campaign keep back because the same words are redacted in another member.

Nothing of it is stored: it follows from the redactions that stand, the members and the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.same_words import SameWords
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.store.entities import (
    Campaign,
    CampaignMember,
    Redaction,
    SourceText,
)

_AT_ONCE = 500


class InheritedRedaction(NamedTuple):
    """A span of a text that is kept back, and the redaction of another member that it follows."""

    text_id: int
    submission_id: int
    start: int
    end: int
    kind: KeptBack
    reason: str
    redaction_id: int
    from_id: int
    """The submission in which that redaction is."""


def inherited_redactions(session: Session, call_id: int) -> list[InheritedRedaction]:
    """Return what the members of every campaign of a call keep back for each other."""
    chosen = (
        select(CampaignMember.campaign_id, CampaignMember.submission_id)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Campaign.call_id == call_id)
        .order_by(CampaignMember.campaign_id, CampaignMember.submission_id)
    )
    members: defaultdict[int, list[int]] = defaultdict(list)
    for campaign_id, submission_id in session.execute(chosen):
        members[campaign_id].append(submission_id)
    return [each for ids in members.values() for each in inherited_among(session, ids)]


def inherited_by(session: Session, submission_ids: Collection[int]) -> list[InheritedRedaction]:
    """Return what some submissions keep back for other members of the campaigns they are in."""
    wanted = set(submission_ids)
    found: list[InheritedRedaction] = []
    for members in _members_of_campaigns(session, wanted):
        found += inherited_among(session, members, wanted)
    return found


def lent_by(session: Session, submission_ids: Collection[int]) -> list[InheritedRedaction]:
    """Return what the other members of their campaigns keep back because of some submissions."""
    lenders = set(submission_ids)
    if not any(any(_sources(session, chunk)) for chunk in _chunks(sorted(lenders))):
        return []
    return [
        each
        for members in _members_of_campaigns(session, lenders)
        for each in inherited_among(session, members, set(members) - lenders)
        if each.from_id in lenders
    ]


def inherited_among(
    session: Session, member_ids: Sequence[int], wanted: Collection[int] | None = None
) -> list[InheritedRedaction]:
    """Return what members of one campaign keep back for each other, all or those in `wanted`.

    Where the whole text is the same, it is the same place; in a text that differs, every place of
    the same words. A redaction on an earlier version of a text counts as well. A place that several
    keep back is here once for each kind and reason.
    """
    sources = [
        source for chunk in _chunks(sorted(member_ids)) for source in _sources(session, chunk)
    ]
    if not sources:
        return []
    ids = sorted(member_ids if wanted is None else set(member_ids) & set(wanted))
    by_text: dict[str, list[tuple[_Source, Span]]] = {}
    found: list[InheritedRedaction] = []
    for text_id, submission_id, sha256, body in _texts(session, ids):
        if sha256 not in by_text:
            by_text[sha256] = list(_places(sources, sha256, body))
        seen = {source.said(source.span) for source in sources if source.text_id == text_id}
        for source, span in by_text[sha256]:
            if source.text_id != text_id and source.said(span) not in seen:
                seen.add(source.said(span))
                found.append(source.inherited(text_id, submission_id, span))
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    redaction_id: int
    text_id: int
    submission_id: int
    sha256: str
    span: Span
    kind: KeptBack
    reason: str
    words: SameWords

    def said(self, span: Span) -> tuple[Span, KeptBack, str]:
        """Return a span with all that is said of it: each reason for it is told."""
        return span, self.kind, self.reason

    def inherited(self, text_id: int, submission_id: int, span: Span) -> InheritedRedaction:
        """Return what a text keeps back for it."""
        return InheritedRedaction(
            text_id,
            submission_id,
            span.start,
            span.end,
            self.kind,
            self.reason,
            self.redaction_id,
            self.submission_id,
        )


def _members_of_campaigns(session: Session, submission_ids: Collection[int]) -> Iterator[list[int]]:
    """Yield the members of each campaign that some submissions are in."""
    campaigns: set[int] = set()
    for chunk in _chunks(sorted(submission_ids)):
        chosen = select(CampaignMember.campaign_id).where(CampaignMember.submission_id.in_(chunk))
        campaigns.update(session.scalars(chosen))
    for campaign_id in sorted(campaigns):
        of_campaign = select(CampaignMember.submission_id).where(
            CampaignMember.campaign_id == campaign_id
        )
        yield list(session.scalars(of_campaign))


def _sources(session: Session, member_ids: Sequence[int]) -> Iterator[_Source]:
    chosen = (
        select(Redaction, SourceText.submission_id, SourceText.sha256, SourceText.body)
        .join(SourceText, SourceText.id == Redaction.text_id)
        .where(SourceText.submission_id.in_(member_ids), Redaction.lifted_at.is_(None))
        .order_by(Redaction.id)
    )
    for each, submission_id, sha256, body in session.execute(chosen):
        span = Span(each.start, each.end)
        words = SameWords(body, span)
        yield _Source(
            each.id, each.text_id, submission_id, sha256, span, each.kind, each.reason, words
        )


def _places(sources: Sequence[_Source], sha256: str, body: str) -> Iterator[tuple[_Source, Span]]:
    for source in sources:
        if source.sha256 == sha256:
            yield source, source.span
            continue
        for span in source.words.places_in(body):
            yield source, span


def _texts(session: Session, submission_ids: Sequence[int]) -> Iterator[tuple[int, int, str, str]]:
    for chunk in _chunks(submission_ids):
        chosen = (
            select(SourceText.id, SourceText.submission_id, SourceText.sha256, SourceText.body)
            .where(SourceText.submission_id.in_(chunk), SourceText.is_current)
            .order_by(SourceText.id)
        )
        yield from map(tuple, session.execute(chosen))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
