"""The coding frame with its numbers, and the excerpts that are tagged to a priority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lisdesk.queries.coding import PriorityRow, priorities
from lisdesk.queries.coverage import NOT_STATED_KEY
from lisdesk.rules.one_group import Group, Voice, one_group
from lisdesk.rules.vocabulary import COUNTED, Disposition, Stance, Strength
from lisdesk.store.coding_samples import Seen, seen_tags
from lisdesk.store.entities import (
    Bookmark,
    Call,
    Campaign,
    CampaignMember,
    Excerpt,
    FrameworkLabel,
    Priority,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.lookup import tag_reference


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A priority with its place, and how many counted submissions speak to it."""

    row: PriorityRow
    parent_id: int | None
    place: int
    """From 1, among the priorities with the same parent."""
    own: int
    """Distinct counted submissions tagged to the priority itself."""
    submissions: int
    """Distinct counted submissions tagged to it or to one below it."""
    one_group: str = ""
    """The group that it rests on, in words; empty if it rests on none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The coding frame of a call, and the labels that its priorities can hang on."""

    rows: tuple[FrameRow, ...]
    """Children below their parents."""
    labels: tuple[str, ...]
    """Names of the labels of the call's framework; empty without one."""

    def branch(self, priority_id: int) -> list[int]:
        """Return a priority and all that is below it."""
        found = {priority_id}
        for each in self.rows:
            if each.parent_id in found:
                found.add(each.row.id)
        return [each.row.id for each in self.rows if each.row.id in found]


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """A tag as the page of its priority lists it; `id` is the tag's number."""

    id: int
    reference: str
    submission_id: int
    submission: str
    respondent: str
    priority: str
    quote: str | None
    """None for a tag on a whole answer or submission."""
    stance: Stance | None
    strength: Strength | None
    note: str
    is_on_earlier_text: bool
    is_quotation: bool
    """Whether the excerpt is bookmarked to be quoted."""


def frame(session: Session, call_id: int, officer: str = "") -> Frame:
    """Return the coding frame of a call with its numbers, by the same rules as the workbook; with
    an officer, of the tags that they may see. How many tags there are on a row is told in any case:
    what is done to it is done to all of them.
    """
    rows = priorities(session, call_id)
    ids = {row.code: row.id for row in rows}
    parents = {row.id: ids.get(row.parent) for row in rows}
    own = _tagged(session, call_id, seen_tags(session, officer))
    whole = {row.id: set(own[row.id]) for row in rows}
    for row in reversed(rows):  # children stand below their parents
        above = parents[row.id]
        if above is not None:
            whole[above] |= whole[row.id]
    voices = _voices(session, call_id)
    places: defaultdict[int | None, int] = defaultdict(int)
    found = []
    for row in rows:
        parent_id = parents[row.id]
        places[parent_id] += 1
        found.append(
            FrameRow(
                row,
                parent_id,
                places[parent_id],
                len(own[row.id]),
                len(whole[row.id]),
                _group_words(voices, whole[row.id]),
            )
        )
    return Frame(tuple(found), tuple(_labels(session, call_id)))


def excerpt_ids(session: Session, priority_ids: Sequence[int], officer: str = "") -> list[int]:
    """Return the tags on some priorities, in the order of submissions and of their texts; with an
    officer, those that they may see.
    """
    chosen = (
        select(Tag.id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .where(Tag.priority_id.in_(priority_ids), *seen_tags(session, officer))
        .order_by(Tag.submission_id, Excerpt.text_id, Excerpt.start, Tag.id)
    )
    return list(session.scalars(chosen))


def excerpt_rows(session: Session, tag_ids: Sequence[int]) -> list[ExcerptRow]:
    """Return tags by their numbers, in no order of meaning."""
    chosen = (
        select(
            Tag,
            Submission.reference,
            Stakeholder.name,
            Priority.code,
            Excerpt.quote,
            SourceText.is_current,
            Bookmark.id.is_not(None),
        )
        .join(Submission, Submission.id == Tag.submission_id)
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .outerjoin(Bookmark, Bookmark.excerpt_id == Excerpt.id)
        .where(Tag.id.in_(tag_ids))
    )
    return [
        ExcerptRow(
            id=tag.id,
            reference=tag_reference(tag.id),
            submission_id=tag.submission_id,
            submission=reference,
            respondent=name or "",
            priority=code,
            quote=quote,
            stance=tag.stance,
            strength=tag.strength,
            note=tag.note,
            is_on_earlier_text=is_current is False,
            is_quotation=is_quotation,
        )
        for tag, reference, name, code, quote, is_current, is_quotation in session.execute(chosen)
    ]


def _tagged(session: Session, call_id: int, seen: Seen) -> defaultdict[int, set[int]]:
    """Return the counted submissions on each priority itself."""
    counted = [each for each in Disposition if each.is_counted]
    pairs = session.execute(
        select(Tag.priority_id, Tag.submission_id)
        .join(Submission, Submission.id == Tag.submission_id)
        .where(Submission.call_id == call_id, Submission.disposition.in_(counted), *seen)
        .distinct()
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for priority_id, submission_id in pairs:
        found[priority_id].add(submission_id)
    return found


def _voices(session: Session, call_id: int) -> dict[int, Voice]:
    """Return who speaks in each counted submission."""
    above = aliased(StakeholderType)
    chosen = (
        select(
            Submission.id,
            Submission.respondent_id,
            StakeholderType.id,
            StakeholderType.label,
            above.id,
            above.label,
            Campaign.id,
            Campaign.name,
        )
        .outerjoin(
            StakeholderType,
            (StakeholderType.id == Submission.type_id) & (StakeholderType.key != NOT_STATED_KEY),
        )
        .outerjoin(above, above.id == StakeholderType.parent_id)
        .outerjoin(CampaignMember, CampaignMember.submission_id == Submission.id)
        .outerjoin(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(Submission.call_id == call_id, Submission.disposition.in_(COUNTED))
    )
    found = {}
    for number, respondent, own_id, own, above_id, parent, campaign_id, campaign in session.execute(
        chosen
    ):
        types = (_group(own_id, own), _group(above_id, parent))
        found[number] = Voice(
            -number if respondent is None else respondent,
            tuple(each for each in types if each is not None),
            _group(campaign_id, campaign),
        )
    return found


def _group(number: int | None, name: str | None) -> Group | None:
    """Return a group as an outer join found it, or None."""
    return None if number is None or name is None else Group(number, name)


def _group_words(voices: dict[int, Voice], submission_ids: set[int]) -> str:
    group = one_group(voices[each] for each in submission_ids)
    return group.words if group else ""


def _labels(session: Session, call_id: int) -> list[str]:
    chosen = (
        select(FrameworkLabel.name)
        .join(Call, Call.framework_id == FrameworkLabel.framework_id)
        .where(Call.id == call_id)
        .order_by(FrameworkLabel.position)
    )
    return list(session.scalars(chosen))
