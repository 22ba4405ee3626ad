"""What one edit changed, field by field, as the audit kept it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.outcome import Json
from lisdesk.store.changes import Operation
from lisdesk.store.entities import (
    Area,
    AuditChange,
    Call,
    Priority,
    Question,
    Stakeholder,
    StakeholderType,
    Submission,
)
from lisdesk.store.recorded_changes import RecordedChange, changes_numbered
from lisdesk.store.rows import UNCOMPARED

MOST_SHOWN = 60
"""How many changes of an edit are told one by one."""

_NAMES: dict[str, InstrumentedAttribute[Any]] = {
    "area_id": Area.name,
    "call_id": Call.reference,
    "priority_id": Priority.name,
    "question_id": Question.text,
    "respondent_id": Stakeholder.name,
    "stakeholder_id": Stakeholder.name,
    "submission_id": Submission.reference,
    "type_id": StakeholderType.label,
}
"""What says who or what is meant by a number."""
_UNTOLD = frozenset({"id", "position", "sha256", "content", *UNCOMPARED})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, in the words of the file; None where it had no value."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What happened to one thing, or to many things that were written together."""

    thing: str
    """Its kind, such as "source text"."""
    operation: Operation
    things: int
    fields: tuple[FieldChange, ...]
    """None of things that were written together."""
    is_erased: bool
    """Whether the values were lawfully erased since."""


@dataclass(frozen=True, slots=True)
class EditDetails:
    """What an edit changed."""

    changes: tuple[ChangeTold, ...]
    """At most `MOST_SHOWN`, in the order in which they were made."""
    more: int
    """How many changes there are beyond those."""


def edit_details(session: Session, entry_id: int) -> EditDetails:
    """Return what an edit changed. Raises DamagedFileError if what was kept of it was altered."""
    own = AuditChange.entry_id == entry_id
    all_of_them = session.scalar(select(func.count(AuditChange.id)).where(own)) or 0
    first = select(AuditChange.id).where(own).order_by(AuditChange.ordinal).limit(MOST_SHOWN)
    changes = list(changes_numbered(session, list(session.scalars(first))).values())
    names = _names(session, changes)
    return EditDetails(
        changes=tuple(_told(change, names) for change in changes),
        more=all_of_them - len(changes),
    )


def _told(change: RecordedChange, names: dict[tuple[str, Json], str]) -> ChangeTold:
    return ChangeTold(
        thing=change.table_name.replace("_", " "),
        operation=change.operation,
        things=len(change.row_ids),
        fields=tuple(_fields(change, names)),
        is_erased=change.is_erased,
    )


def _fields(change: RecordedChange, names: dict[tuple[str, Json], str]) -> Iterator[FieldChange]:
    before, after = _sides(change)
    for name in dict.fromkeys((*before, *after)):
        if name in _UNTOLD:
            continue
        sides = [_words(name, side.get(name), names) for side in (before, after)]
        if sides[0] != sides[1]:
            yield FieldChange(name.removesuffix("_id").replace("_", " "), *sides)


def _sides(change: RecordedChange) -> tuple[dict[str, Json], dict[str, Json]]:
    values = change.values or {}
    return values.get("before") or {}, values.get("after") or {}


def _words(name: str, value: Json, names: dict[tuple[str, Json], str]) -> str | None:
    if value is None or value in ("", [], {}):
        return None
    if name in _NAMES:
        return names.get((name, value), f"number {value}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else str(value)


def _names(session: Session, changes: Iterable[RecordedChange]) -> dict[tuple[str, Json], str]:
    """Return what is named by numbers in some changes, as it stands now, by column and number."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        for side in _sides(change):
            for name in side.keys() & _NAMES.keys():
                value = side[name]
                if isinstance(value, int):
                    wanted.setdefault(name, set()).add(value)
    return {
        (name, number): words
        for name, numbers in wanted.items()
        for number, words in _named(session, _NAMES[name], sorted(numbers))
    }


def _named(
    session: Session, column: InstrumentedAttribute[Any], numbers: Sequence[int]
) -> Iterator[tuple[int, str]]:
    key = column.class_.id
    yield from session.execute(select(key, column).where(key.in_(numbers)))
