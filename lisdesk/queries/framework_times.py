"""From when until when a call hung on a framework, from the audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Framework
from lisdesk.store.recorded_changes import changes_in_call

_COLUMN = "framework_id"


class FrameworkTime(NamedTuple):
    """A framework by its key, with the numbers of the edits after which a call hung on it and, None
    where it still does, did no more.
    """

    key: str
    since: int
    until: int | None


def framework_times(session: Session, call_id: int) -> list[FrameworkTime]:
    """Return the frameworks of a call in their turn; one that is no longer in the file is left out.

    Raises DamagedFileError if what was kept of an edit was altered.
    """
    known = session.execute(select(Framework.id, Framework.key))
    keys = {framework_id: key for framework_id, key in known}
    choices = list(_choices(session, call_id))
    ends = (*(since for since, _ in choices[1:]), None)  # one more where nothing was chosen
    return [
        FrameworkTime(keys[framework_id], since, until)
        for (since, framework_id), until in zip(choices, ends, strict=False)
        if framework_id in keys
    ]


def _choices(session: Session, call_id: int) -> Iterator[tuple[int, int | None]]:
    """Yield each edit that put a call on a framework, or on none, with the framework's number."""
    for change in changes_in_call(session, call_id, "call"):
        after = (change.values or {}).get("after") or {}
        if _COLUMN in after:
            yield change.entry_id, after[_COLUMN]
