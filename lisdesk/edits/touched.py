"""Which submissions an edit touched in a way that matters to the campaigns they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from sqlalchemy import select

from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import CampaignMember, Entity, SourceText, Tag
from lisdesk.store.work import Work

_OWNERS: dict[str, type[SourceText] | type[Tag] | type[CampaignMember]] = {
    "campaign_member": CampaignMember,
    "source_text": SourceText,
    "tag": Tag,
}
_CHUNK = 500


def may_touch_campaigns(changes: Iterable[RowChange]) -> bool:
    """Whether an edit wrote anything that tags, texts or members of campaigns follow from."""
    return any(change.table.name in {*_OWNERS, "campaign"} for change in changes)


def touched_submissions(work: Work, changes: Sequence[RowChange]) -> Set[int]:
    """Return the submissions whose tags, texts or membership an edit has changed.

    Those that came in with it are left out: they belong to no campaign yet.
    """
    new = {
        row_id
        for change in changes
        if change.table.name == "submission" and change.operation is Operation.INSERT
        for row_id in change.row_ids
    }
    found: set[int] = set()
    for change in changes:
        if change.table.name in _OWNERS:
            found.update(_owners(work, change))
        elif change.table.name == "campaign":
            found.update(_seeds(change))
    return found - new if new else found


def deleted_tags(changes: Iterable[RowChange]) -> Set[int]:
    """Return the tags that an edit has deleted."""
    return _deleted(changes, "tag")


def deleted_memos(changes: Iterable[RowChange]) -> Set[int]:
    """Return the memos that an edit has deleted."""
    return _deleted(changes, "memo")


def _deleted(changes: Iterable[RowChange], name: str) -> Set[int]:
    return {
        row_id
        for change in changes
        if change.table.name == name and change.operation is Operation.DELETE
        for row_id in change.row_ids
        if isinstance(row_id, int)
    }


def _seeds(change: RowChange) -> Iterable[int]:
    """Return the seed of a campaign, before and after an edit: all its members follow it."""
    told = (change.before or {}).get("seed_id"), (change.after or {}).get("seed_id")
    return {each for each in told if isinstance(each, int)}


def _owners(work: Work, change: RowChange) -> Iterable[int]:
    if change.rows is not None:
        return {row["submission_id"] for row in change.rows}
    told = {
        values["submission_id"]
        for values in (change.before, change.after)
        if values is not None and "submission_id" in values
    }
    if told:
        return [each for each in told if isinstance(each, int)]
    return _stored_owners(work, _OWNERS[change.table.name], change.row_ids)


def _stored_owners(work: Work, entity: type[Entity], row_ids: Sequence[int | str]) -> Set[int]:
    table = entity.__table__
    found: set[int] = set()
    for start in range(0, len(row_ids), _CHUNK):
        chosen = select(table.c.submission_id).where(
            table.c.id.in_(row_ids[start : start + _CHUNK])
        )
        found.update(work.session.scalars(chosen))
    return found
