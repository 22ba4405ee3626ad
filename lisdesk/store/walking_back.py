"""The states of a row between its changes: how it was left, and how it was before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lisdesk.outcome import Json
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.recorded_changes import RecordedChange
from lisdesk.store.row_histories import Event


def last_life(events: Sequence[Event]) -> Sequence[Event]:
    """Return the events from a row's last insertion on, or its deletion if that came last."""
    for place in range(len(events) - 1, -1, -1):
        if events[place].operation is not Operation.UPDATE:
            return events[place:]
    return events


def left_by(life: Iterable[RecordedChange]) -> dict[str, tuple[Json, int]]:
    """Return the values that some changes left, by column, each with the edit that left it."""
    left: dict[str, tuple[Json, int]] = {}
    for change in life:
        if change.is_erased:
            left.clear()
        for name, value in ((change.values or {}).get("after") or {}).items():
            left[name] = value, change.entry_id
    return left


def before_deletion(change: RecordedChange, row_id: RowId) -> Mapping[str, Any] | None:
    """Return a row as it was when it was deleted, alone or with others; None if that is erased."""
    if change.values is None:
        return None
    if "rows" in change.values:
        row: Mapping[str, Any] = change.values["rows"][change.row_ids.index(row_id)]
        return row
    before: Mapping[str, Any] = change.values["before"]
    return before


def walked_back(
    row: Mapping[str, Any] | None, updates: Sequence[RecordedChange]
) -> Mapping[str, Any] | None:
    """Return a row as it was before some updates; None if one of them is erased."""
    if row is None or any(change.is_erased for change in updates):
        return None
    if not updates:
        return row
    then = dict(row)
    for change in reversed(updates):
        then.update((change.values or {}).get("before") or {})
    return then


def is_same(stands: object, left: Json) -> bool:
    """Whether two values are the same, of the same type."""
    if type(stands) is not type(left):
        return False
    if isinstance(left, (dict, list)):
        return json.dumps(stands, sort_keys=True) == json.dumps(left, sort_keys=True)
    return stands == left
