"""What a publication leaves out of what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lisdesk.queries.evidence.disclosure import Answered, Disclosure
from lisdesk.queries.evidence.published_words import PublishedWords
from lisdesk.rules.counting import TagFact
from lisdesk.rules.vocabulary import Permission


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a publication leaves out of what is counted; all 0 in the internal edition."""

    submissions: int = 0
    """Counted submissions of which no word may be published."""
    refused: int = 0
    """Of those: the respondent said no."""
    unanswered: int = 0
    """Of those: nobody answered whether it may be published."""
    confidential: int = 0
    """Of those: confidentiality was asked for, whatever else was said."""
    quotations: int = 0
    """Tagged excerpts of those submissions."""
    earlier_quotations: int = 0
    """Tagged excerpts that may be published but stand on a text that was corrected since."""
    redactions: int = 0
    """Redacted or confidential spans of texts that may be published otherwise, and texts held back
    whole until their redactions are placed."""
    redacted_quotations: int = 0
    """Tagged excerpts of which nothing is left to quote."""
    numbers: int = 0
    """Cells of tables withheld as small, or because they would give a small one away."""


def what_is_withheld(
    disclosure: Disclosure,
    answered: Sequence[Answered],
    counted: frozenset[int],
    tags: Sequence[TagFact],
    earlier: frozenset[int],
    published: PublishedWords,
) -> Withheld:
    """Return what an edition leaves out; the numbers withheld are not among it yet."""
    if not disclosure.is_publication:
        return Withheld()
    kept_back = [
        each
        for each in answered
        if each.submission_id in counted and each.in_force is Permission.NONE
    ]
    confidential = [each for each in kept_back if each.is_confidential]
    open_ones = [each for each in kept_back if not each.is_confidential]
    ids = {each.submission_id for each in kept_back}
    excerpts = {
        (tag.excerpt_id, tag.submission_id)
        for tag in tags
        if tag.excerpt_id is not None and tag.submission_id in counted
    }
    return Withheld(
        submissions=len(kept_back),
        refused=sum(each.permission is not None for each in open_ones),
        unanswered=sum(each.permission is None for each in open_ones),
        confidential=len(confidential),
        quotations=sum(submission_id in ids for _, submission_id in excerpts),
        earlier_quotations=sum(
            excerpt_id in earlier for excerpt_id, owner_id in excerpts if owner_id not in ids
        ),
        redactions=sum(
            parts
            for owner_id, parts in published.parts.items()
            if owner_id in counted and owner_id not in ids
        ),
        redacted_quotations=sum(
            excerpt_id in published.unquoted
            for excerpt_id, owner_id in excerpts
            if owner_id not in ids
        ),
    )
