"""Take an edit back from what the audit kept of it: each row to what it was before, or nothing at
all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.outcome import Json
from lisdesk.store.audit import is_as_written, seal_of
from lisdesk.store.changes import Operation
from lisdesk.store.entities import AuditEntry, Entity, Submission
from lisdesk.store.recorded_changes import RecordedChange, altered, recorded_changes
from lisdesk.store.rows import plain_row, row_values
from lisdesk.store.work import LASTING_VERBS, Work

_CLASSES: dict[str, type[Entity]] = {
    mapper.local_table.name: mapper.class_
    for mapper in Entity.registry.mappers
    if isinstance(mapper.local_table, Table)
}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An edit that was taken back: what it was about, and the submissions it had a hand in."""

    entry_id: int
    verb: str
    call_id: int | None
    subject: str
    submission_ids: set[int] = field(default_factory=set)
    """Submissions of which single rows were written back; rows written together are left out."""


def take_back_changes(work: Work, entry_id: int) -> TakenBack:
    """Write every row of an edit back to what it was before, newest change first.

    Raises RefusedError if a row is no longer as the edit left it, if something added since depends
    on one, or if the kept values were lawfully erased. The transaction then undoes what was begun.
    """
    entry = work.session.get(AuditEntry, entry_id)
    if entry is None:
        raise NotFoundError(
            f"There is no edit number {entry_id} in the history.",
            do="Look it up with “lisdesk history”.",
        )
    if entry.verb in LASTING_VERBS:
        raise RefusedError(
            f"Edit {entry_id} ({entry.verb.replace('_', ' ')}) stays on record.",
            do="Nothing needs to be done; a file that was published can be published anew.",
        )
    if not is_as_written(work.session, entry):
        raise altered(entry_id)
    taken_back = TakenBack(entry.id, entry.verb, entry.call_id, entry.subject)
    try:
        for change in reversed(recorded_changes(work.session, entry_id)):
            _take_back(work, taken_back, change)
    except IntegrityError as error:
        raise _in_the_way(taken_back) from error
    return taken_back


def _take_back(work: Work, edit: TakenBack, change: RecordedChange) -> None:
    if change.is_erased:
        raise RefusedError(
            f"Edit {edit.entry_id} cannot be taken back: "
            "what it changed has since been erased by law.",
            do="Make the change you need by hand.",
        )
    if change.values is None:
        _delete_together(work, edit, change)
    elif "rows" in change.values:
        _insert_together(work, edit, change)
    else:
        _restore_row(work, edit, change, change.values)


def _delete_together(work: Work, edit: TakenBack, change: RecordedChange) -> None:
    entity = _class_of(change)
    row_ids = [row_id for row_id in change.row_ids if isinstance(row_id, int)]
    rows = work.rows_by_id(entity, row_ids)
    if seal_of(_table_of(change), rows, change.salt).digest != change.digest:
        raise _in_the_way(edit)
    work.delete_rows(entity, row_ids)


def _insert_together(work: Work, edit: TakenBack, change: RecordedChange) -> None:
    assert change.values is not None
    table = _table_of(change)
    rows = [_python_row(edit, table, row) for row in change.values["rows"]]
    if work.rows_by_id(_class_of(change), [row["id"] for row in rows]):
        raise _in_the_way(edit)
    work.insert_rows(_class_of(change), rows)


def _restore_row(
    work: Work, edit: TakenBack, change: RecordedChange, values: dict[str, Any]
) -> None:
    entity = work.session.get(_class_of(change), change.row_ids[0], populate_existing=True)
    if change.operation is Operation.DELETE:
        if entity is not None:
            raise _in_the_way(edit)
        entity = _class_of(change)(**_python_row(edit, _table_of(change), values["before"]))
        work.add(entity)
        _note_submission(edit, entity)
        return
    if entity is None or not _is_as_left(entity, change, values["after"]):
        raise _in_the_way(edit)
    _note_submission(edit, entity)
    if change.operation is Operation.INSERT:
        work.remove(entity)
        return
    for name, value in _python_row(edit, _table_of(change), values["before"]).items():
        setattr(entity, name, value)
    work.session.flush()


def _note_submission(edit: TakenBack, entity: Entity) -> None:
    submission_id = getattr(entity, "id" if isinstance(entity, Submission) else "submission_id", 0)
    if submission_id:
        edit.submission_ids.add(submission_id)


def _is_as_left(entity: Entity, change: RecordedChange, after: dict[str, Json]) -> bool:
    now = {name: getattr(entity, name, None) for name in after}
    return plain_row(_table_of(change), now) == after


def _python_row(edit: TakenBack, table: Table, row: dict[str, Json]) -> dict[str, Any]:
    try:
        return row_values(table, row)
    except KeyError as error:
        raise RefusedError(
            f"Edit {edit.entry_id} was made by an older version of lisdesk "
            "and cannot be taken back now.",
            do="Make the change you need by hand.",
        ) from error


def _class_of(change: RecordedChange) -> type[Entity]:
    return _CLASSES[change.table_name]


def _table_of(change: RecordedChange) -> Table:
    return Entity.metadata.tables[change.table_name]


def _in_the_way(edit: TakenBack) -> RefusedError:
    subject = f" on {edit.subject}" if edit.subject else ""
    verb = edit.verb.replace("_", " ")
    return RefusedError(
        f"Edit {edit.entry_id} ({verb}{subject}) cannot be taken back: "
        "what it wrote has been changed, or is needed by something added since.",
        do="Take back the later edits first; “lisdesk history” lists them.",
    )
