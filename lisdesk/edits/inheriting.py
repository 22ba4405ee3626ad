"""Let the members of campaigns have the tags of their seed, as rows of their own.

What is inherited follows from the seed's tags, the members and the texts. It is brought up to date
at the end of each edit and belongs to that edit, so that one undo takes both back. A member
inherits the tags whose words stand in it one after another; a copy, which says the same but for its
signature, also those on the whole submission. A variant has none of these: it is another whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from lisdesk.edits.bookmark_rows import forget_bookmarks
from lisdesk.edits.campaign_members import in_chunks, judge_members_again
from lisdesk.edits.excerpts import Excerpts
from lisdesk.edits.touched import deleted_tags, may_touch_campaigns, touched_submissions
from lisdesk.rules.spans import Span
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.rules.word_differences import Comparison, Word, words_of
from lisdesk.store.changes import RowChange
from lisdesk.store.entities import (
    Campaign,
    CampaignMember,
    Excerpt,
    InheritedTag,
    SourceText,
    Tag,
)
from lisdesk.store.lookup import current_texts
from lisdesk.store.work import Work

_CHUNK = 500


class _Place(NamedTuple):
    """A span of a text."""

    text_id: int
    start: int
    end: int


class _Marks(NamedTuple):
    """What a tag says, but for whose it is and where."""

    priority_id: int
    stance: Stance | None
    strength: Strength | None
    note: str
    officer: str
    tagged_at: datetime


@dataclass(frozen=True, slots=True)
class _Stored:
    """A tag with its place, None if it is on the whole submission."""

    tag_id: int
    submission_id: int
    marks: _Marks
    place: _Place | None


def follow_campaigns(work: Work, changes: Sequence[RowChange]) -> None:
    """Bring likenesses and inherited tags of every campaign that an edit touched up to date."""
    if not may_touch_campaigns(changes):
        return
    if work.session.scalar(select(InheritedTag.id).limit(1)) is None and not _has_campaign(work):
        return
    touched = set(touched_submissions(work, changes))
    touched |= judge_members_again(work, changes, touched)
    _drop_links_of(work, deleted_tags(changes))
    by_seed = _members_to_visit(work, touched)
    visited = {each for members in by_seed.values() for each in members}
    _take_off_orphans(work, touched - visited)
    for seed_id, members in by_seed.items():
        _Inheritance(work, seed_id).bring_up_to_date(sorted(members))


def _has_campaign(work: Work) -> bool:
    return work.session.scalar(select(Campaign.id).limit(1)) is not None


def _members_to_visit(work: Work, touched: Set[int]) -> dict[int, set[int]]:
    """Return, by seed, the touched members of campaigns; all of them where the seed is touched."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in in_chunks(touched):
        chosen = (
            select(Campaign.seed_id, CampaignMember.submission_id)
            .join(Campaign, Campaign.id == CampaignMember.campaign_id)
            .where(
                or_(CampaignMember.submission_id.in_(chunk), Campaign.seed_id.in_(chunk)),
                CampaignMember.submission_id != Campaign.seed_id,
            )
        )
        for seed_id, member_id in work.session.execute(chosen):
            found[seed_id].add(member_id)
    return found


def _take_off_orphans(work: Work, submission_ids: Set[int]) -> None:
    """Take inherited tags off submissions that are no members, or are a seed, now."""
    orphans: list[tuple[int, int]] = []
    for chunk in in_chunks(submission_ids):
        chosen = select(InheritedTag.id, InheritedTag.tag_id).join(
            Tag, Tag.id == InheritedTag.tag_id
        )
        found = work.session.execute(chosen.where(Tag.submission_id.in_(chunk)))
        orphans += [(link_id, tag_id) for link_id, tag_id in found]
    _take_off(work, orphans)


def _drop_links_of(work: Work, tag_ids: Set[int]) -> None:
    """Delete the links of tags that are gone; what was inherited from one goes with it."""
    for chunk in in_chunks(tag_ids):
        chosen = select(InheritedTag.id, InheritedTag.tag_id).where(
            or_(InheritedTag.tag_id.in_(chunk), InheritedTag.from_tag_id.in_(chunk))
        )
        found = [(link_id, tag_id) for link_id, tag_id in work.session.execute(chosen)]
        _take_off(work, found, gone=tag_ids)


def _take_off(work: Work, found: Sequence[tuple[int, int]], gone: Set[int] = frozenset()) -> None:
    if not found:
        return
    work.delete_rows(InheritedTag, sorted(link_id for link_id, _ in found))
    tag_ids = sorted(tag_id for _, tag_id in found if tag_id not in gone)
    if not tag_ids:
        return
    excerpt_ids = {row["excerpt_id"] for row in work.rows_by_id(Tag, tag_ids)} - {None}
    work.delete_rows(Tag, tag_ids)
    needed: set[int | None] = set()
    for chunk in in_chunks(excerpt_ids):
        needed.update(work.session.scalars(select(Tag.excerpt_id).where(Tag.excerpt_id.in_(chunk))))
    superfluous = sorted(excerpt_ids - needed)
    if superfluous:
        forget_bookmarks(work, superfluous)
        work.delete_rows(Excerpt, superfluous)


class _Inheritance:
    """What the members of one campaign have from its seed."""

    def __init__(self, work: Work, seed_id: int) -> None:
        self._work = work
        self._seed_texts = current_texts(work.session, seed_id)
        self._seed_tags = list(_stored_tags(work, [seed_id], inherited=False))
        self._seed_words: list[Word] | None = None

    def bring_up_to_date(self, member_ids: Sequence[int]) -> None:
        """Write what is missing on some members, and take off what is not inherited any more."""
        for start in range(0, len(member_ids), _CHUNK):
            self._visit(member_ids[start : start + _CHUNK])

    def _visit(self, member_ids: Sequence[int]) -> None:
        own = {
            (tag.submission_id, tag.marks.priority_id, tag.marks.officer, tag.place)
            for tag in _stored_tags(self._work, member_ids, inherited=False)
        }
        wanted = {
            (member_id, from_id): (marks, place)
            for member_id, from_id, marks, place in self._wanted(member_ids)
            if (member_id, marks.priority_id, marks.officer, place) not in own
        }
        superfluous = []
        links = _links(self._work, member_ids)
        for tag in _stored_tags(self._work, member_ids, inherited=True):
            link_id, from_id = links[tag.tag_id]
            key = (tag.submission_id, from_id)
            if wanted.get(key) == (tag.marks, tag.place):
                del wanted[key]
            else:
                superfluous.append((link_id, tag.tag_id))
        _take_off(self._work, superfluous)
        self._write(wanted)

    def _wanted(
        self, member_ids: Sequence[int]
    ) -> Iterator[tuple[int, int, _Marks, _Place | None]]:
        if not self._seed_tags:
            return
        texts, copies = _texts(self._work, member_ids), _copies(self._work, member_ids)
        for member_id in member_ids:
            places = _Places(self, texts[member_id])
            seen = set()
            for tag in self._seed_tags:
                place = None if tag.place is None else places.moved(tag.place)
                key = (tag.marks.priority_id, tag.marks.officer, place)
                stands = member_id in copies if tag.place is None else place is not None
                if stands and key not in seen:
                    seen.add(key)
                    yield member_id, tag.tag_id, tag.marks, place

    def seed_texts(self) -> Sequence[SourceText]:
        """Return the seed's texts that stand."""
        return self._seed_texts

    def seed_words(self) -> list[Word]:
        """Return the words of the seed, found once."""
        if self._seed_words is None:
            self._seed_words = words_of((text.id, text.body) for text in self._seed_texts)
        return self._seed_words

    def _write(self, wanted: Mapping[tuple[int, int], tuple[_Marks, _Place | None]]) -> None:
        if not wanted:
            return
        places = [place for _, place in wanted.values() if place is not None]
        bodies = _bodies(self._work, {place.text_id for place in places})
        excerpts = Excerpts(self._work, sorted(bodies))
        rows: list[dict[str, Any]] = []
        for (member_id, _), (marks, place) in sorted(wanted.items()):
            excerpt_id = None
            if place is not None:
                quote = bodies[place.text_id][place.start : place.end]
                excerpt_id = excerpts.id_of(*place, quote)
            rows.append(
                {
                    "id": 0,
                    "submission_id": member_id,
                    "excerpt_id": excerpt_id,
                    **marks._asdict(),
                }
            )
        excerpts.save()
        tag_ids = self._work.reserve_ids(Tag, len(rows))
        for row, tag_id in zip(rows, tag_ids, strict=True):
            row["id"] = tag_id
        self._work.insert_rows(Tag, rows)
        link_ids = self._work.reserve_ids(InheritedTag, len(rows))
        from_ids = [from_id for _, from_id in sorted(wanted)]
        self._work.insert_rows(
            InheritedTag,
            [
                {"id": link_id, "tag_id": tag_id, "from_tag_id": from_id}
                for link_id, tag_id, from_id in zip(link_ids, tag_ids, from_ids, strict=True)
            ],
        )


class _Places:
    """Where spans of the seed stand in one member."""

    def __init__(
        self, inheritance: _Inheritance, texts: Sequence[tuple[int, int | None, str]]
    ) -> None:
        self._inheritance = inheritance
        self._texts = texts
        self._comparison: Comparison | None = None

    def moved(self, place: _Place) -> _Place | None:
        """Return where the words at a place of the seed stand; None if they do not."""
        for seed in self._inheritance.seed_texts():
            if seed.id == place.text_id:
                for text_id, question_id, body in self._texts:
                    if question_id == seed.question_id and body == seed.body:
                        return _Place(text_id, place.start, place.end)
        if self._comparison is None:
            own = words_of((text_id, body) for text_id, _, body in self._texts)
            self._comparison = Comparison(self._inheritance.seed_words(), own)
        found = self._comparison.moved(place.text_id, Span(place.start, place.end))
        return None if found is None else _Place(found[0], found[1].start, found[1].end)


def _stored_tags(
    work: Work, submission_ids: Sequence[int], *, inherited: bool
) -> Iterator[_Stored]:
    chosen = (
        select(
            Tag.id,
            Tag.submission_id,
            Excerpt.text_id,
            Excerpt.start,
            Excerpt.end,
            Tag.priority_id,
            Tag.stance,
            Tag.strength,
            Tag.note,
            Tag.officer,
            Tag.tagged_at,
        )
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(InheritedTag, InheritedTag.tag_id == Tag.id)
        .where(
            Tag.submission_id.in_(submission_ids),
            InheritedTag.id.is_not(None) if inherited else InheritedTag.id.is_(None),
        )
        .order_by(Tag.id)
    )
    for tag_id, owner_id, *place, priority_id, stance, strength, note, officer, at in (
        tuple(row) for row in work.session.execute(chosen)
    ):
        marks = _Marks(priority_id, stance, strength, note, officer, at)
        yield _Stored(tag_id, owner_id, marks, None if place[0] is None else _Place(*place))


def _links(work: Work, member_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    chosen = (
        select(InheritedTag.tag_id, InheritedTag.id, InheritedTag.from_tag_id)
        .join(Tag, Tag.id == InheritedTag.tag_id)
        .where(Tag.submission_id.in_(member_ids))
    )
    return {tag_id: (link_id, from_id) for tag_id, link_id, from_id in work.session.execute(chosen)}


def _copies(work: Work, member_ids: Sequence[int]) -> set[int]:
    chosen = select(CampaignMember.submission_id).where(
        CampaignMember.submission_id.in_(member_ids), CampaignMember.is_copy
    )
    return set(work.session.scalars(chosen))


def _texts(
    work: Work, submission_ids: Sequence[int]
) -> defaultdict[int, list[tuple[int, int | None, str]]]:
    chosen = (
        select(SourceText.submission_id, SourceText.id, SourceText.question_id, SourceText.body)
        .where(SourceText.submission_id.in_(submission_ids), SourceText.is_current)
        .order_by(SourceText.id)
    )
    found: defaultdict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
    for submission_id, text_id, question_id, body in work.session.execute(chosen):
        found[submission_id].append((text_id, question_id, body))
    return found


def _bodies(work: Work, text_ids: Set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in in_chunks(text_ids):
        chosen = select(SourceText.id, SourceText.body).where(SourceText.id.in_(chunk))
        found |= {text_id: body for text_id, body in work.session.execute(chosen)}
    return found
