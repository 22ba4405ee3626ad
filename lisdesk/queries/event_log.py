"""The event log of a call: what happened, when and by whom, in plain words, the oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from lisdesk.outcome import TAKE_BACK
from lisdesk.queries.framework_times import framework_times
from lisdesk.queries.subject_names import subject_names
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.event_words import (
    DETAILED,
    UNTOLD,
    KeptChange,
    event_words,
    kept_deadline,
    several_words,
)
from lisdesk.rules.wall_time import local_day
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import AuditChange, AuditEntry, Call
from lisdesk.store.frameworks import framework_reference
from lisdesk.store.recorded_changes import RecordedChange, changes_in_call, changes_numbered

_CHUNK = 500


class CallEvent(NamedTuple):
    """One event, or a run of like ones that an officer made on one day."""

    at: datetime
    officer: str
    words: str
    edits: int
    until: datetime
    """When the last of a run was made."""
    each: tuple[tuple[datetime, str], ...] = ()
    """When each edit of it was made and what it did, in the order of the run."""


class _Edit(NamedTuple):
    id: int
    at: datetime
    officer: str
    verb: str
    subject: str
    takes_back_id: int | None


def event_log(session: Session, call_id: int, *, without: Collection[str] = ()) -> list[CallEvent]:
    """Return what happened to a call and to its framework of the time, from the audit, by the
    moment that is told and then as it was entered; edits of one kind that an officer made one after
    the other on a day are one event. `without` are verbs that are left out.

    Raises sqlalchemy.exc.NoResultFound if there is no such call, DamagedFileError if what was kept
    of an edit was altered.
    """
    zone = session.get_one(Call, call_id).zone
    edits = sorted(_edits(session, call_id, {*UNTOLD, *without}), key=attrgetter("at", "id"))
    telling = _Telling(session, call_id, edits, zone)
    events: list[CallEvent] = []
    runs: list[list[tuple[datetime, str]]] = []
    before: tuple[str, str, date] | None = None
    for edit in edits:
        words = telling.words(edit)
        same = (edit.verb, edit.officer, local_day(edit.at, zone))
        if same == before and edit.verb not in DETAILED and edit.verb != TAKE_BACK:
            run = events[-1]
            events[-1] = run._replace(edits=run.edits + 1, until=edit.at)
        else:
            events.append(CallEvent(edit.at, edit.officer, words, 1, edit.at))
            runs.append([])
        runs[-1].append((edit.at, words))
        before = same
    return [
        event._replace(words=several_words(event.words, event.edits - 1), each=tuple(run))
        for event, run in zip(events, runs, strict=True)
    ]


def _edits(session: Session, call_id: int, without: Collection[str]) -> Iterator[_Edit]:
    chosen = (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.officer,
            AuditEntry.verb,
            AuditEntry.subject,
            AuditEntry.takes_back_id,
        )
        .where(
            or_(AuditEntry.call_id == call_id, *_of_its_frameworks(session, call_id)),
            AuditEntry.verb.not_in(without),
        )
        .order_by(AuditEntry.id)
    )
    told: set[int] = set()
    for edit in map(_Edit._make, session.execute(chosen)):
        if edit.takes_back_id is None or edit.takes_back_id in told:
            told.add(edit.id)
            yield edit


def _of_its_frameworks(session: Session, call_id: int) -> Iterator[ColumnElement[bool]]:
    """Yield what picks the edits of each framework made while the call hung on it; they are of no
    call, for several may hang on it.
    """
    for time in framework_times(session, call_id):
        yield and_(
            AuditEntry.call_id.is_(None),
            AuditEntry.subject == framework_reference(time.key),
            AuditEntry.id > time.since,
            *([] if time.until is None else [AuditEntry.id < time.until]),
        )


class _Telling:
    """What is needed to say what the edits of a call did, read at once."""

    def __init__(self, session: Session, call_id: int, edits: list[_Edit], zone: str) -> None:
        self._zone = zone
        self._edits = {edit.id: edit for edit in edits}
        self._names = subject_names(session, {edit.subject for edit in edits})
        self._changes = _kept_changes(session, call_id)
        self._in_force = _in_force_before(session, call_id, zone)

    def words(self, edit: _Edit) -> str:
        """Return what an edit did."""
        if edit.takes_back_id is not None:
            root, turns = self._root(edit)
            words = event_words(root.verb, self._names.get(root.subject, root.subject), ())
            return f"Took back “{words}”" if turns % 2 else f"Did again “{words}”"
        changes = self._changes.get(edit.id, [])
        subject = self._names.get(edit.subject, edit.subject)
        return event_words(edit.verb, subject, changes, self._in_force.get(edit.id), self._zone)

    def _root(self, edit: _Edit) -> tuple[_Edit, int]:
        """Return the edit that was taken back, or done again, and how often it was turned."""
        turns = 0
        while edit.takes_back_id is not None:
            edit, turns = self._edits[edit.takes_back_id], turns + 1
        return edit, turns


def _in_force_before(session: Session, call_id: int, zone: str) -> dict[int, Deadline | None]:
    """Return, by edit that changed a deadline, also by taking one back, the deadline that was in
    force before it; None if what was kept does not say.
    """
    lines: dict[RowId, dict[str, Any]] = {}
    found: dict[int, Deadline | None] = {}
    for change in changes_in_call(session, call_id, "deadline"):
        newest = max(lines.values(), key=lambda line: line.get("ordinal", 0), default={})
        found.setdefault(change.entry_id, kept_deadline(newest, zone))
        for row_id in change.row_ids:
            if change.operation is Operation.DELETE:
                lines.pop(row_id, None)
            else:
                after = _kept(change).after
                lines[row_id] = {**lines.get(row_id, {}), **after}
    return found


def _kept_changes(session: Session, call_id: int) -> dict[int, list[KeptChange]]:
    """Return, by edit, the changes that tell more of it."""
    chosen = (
        select(AuditChange.id, AuditEntry.verb, AuditChange.table_name)
        .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
        .where(AuditEntry.call_id == call_id, AuditEntry.verb.in_(DETAILED))
        .order_by(AuditChange.id)
    )
    ids = [
        number
        for number, verb, table_name in session.execute(chosen)
        if DETAILED[verb] == table_name
    ]
    found: defaultdict[int, list[KeptChange]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        for change in changes_numbered(session, ids[start : start + _CHUNK]).values():
            found[change.entry_id].append(_kept(change))
    return found


def _kept(change: RecordedChange) -> KeptChange:
    values = change.values or {}
    before, after = values.get("before") or {}, values.get("after") or {}
    return KeptChange(before, after, len(change.row_ids))
