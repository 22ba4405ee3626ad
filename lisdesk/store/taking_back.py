"""Take an edit back from what the audit kept of it: each row to what it was before, or nothing at
all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.outcome import LASTING_VERBS, Json
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.rules.wall_time import local_words
from lisdesk.store.audit import is_as_written, seal_of
from lisdesk.store.change_runs import ChangeRun, runs_to_take_back, values_of
from lisdesk.store.changes import Operation, RowId
from lisdesk.store.entities import AuditEntry, all_entities, all_tables
from lisdesk.store.obstacles import newest_obstacle
from lisdesk.store.recorded_changes import (
    RecordedChange,
    altered,
    newest_change_of,
    recorded_changes,
)
from lisdesk.store.rows import plain_row, row_values
from lisdesk.store.single_rows import delete_each, held_rows, insert_each, update_each
from lisdesk.store.work import Work

_SAY_HOW_IT_STANDS = frozenset(
    {
        "attachment",
        "confidentiality_request",
        "late_decision",
        "set_aside_decision",
        "source_text",
        "submission",
    }
)
"""The tables from which follows whether and how a submission counts."""
_MEMBERS = "campaign_member"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An edit that was taken back: what it was about, and the submissions it had a hand in."""

    entry_id: int
    verb: str
    call_id: int | None
    subject: str
    submission_ids: set[int] = field(default_factory=set)
    """Submissions of which single rows were written back that say how they stand, and those that
    are no members of a campaign any more; other rows written together are left out.
    """


def take_back_changes(work: Work, entry_id: int) -> TakenBack:
    """Write every row of an edit back to what it was before, newest change first but for those
    whose order does not matter.

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
    changes = recorded_changes(work.session, entry_id)
    try:
        with _kept_open(work.session.connection()):
            for run in runs_to_take_back(reversed(changes)):
                _take_back(work, taken_back, run)
    except IntegrityError as error:
        later = newest_obstacle(work.session, changes)
        if later is not None:
            raise _is_needed(work, taken_back, later) from error
        raise _in_the_way(taken_back) from error
    return taken_back


def _kept_open(connection: Connection) -> AbstractContextManager[object]:
    """Let a server tell, after it refused a row, what is in the way; a file does so anyhow."""
    return nullcontext() if connection.dialect.name == "sqlite" else connection.begin_nested()


def _take_back(work: Work, edit: TakenBack, run: ChangeRun) -> None:
    if run.is_single:
        _restore_rows(work, edit, run)
        return
    (change,) = run.changes.values()
    if change.is_erased:
        raise RefusedError(
            f"Edit {edit.entry_id} cannot be taken back: "
            "what it changed has since been erased by law.",
            do="Make the change you need by hand.",
        )
    if change.values is None:
        _delete_together(work, edit, change)
    else:
        _insert_together(work, edit, change)


def _delete_together(work: Work, edit: TakenBack, change: RecordedChange) -> None:
    entity = all_entities()[change.table_name]
    row_ids = [row_id for row_id in change.row_ids if isinstance(row_id, int)]
    rows = work.rows_by_id(entity, row_ids)
    if seal_of(_table_of(change), rows, change.salt).digest != change.digest:
        raise _changed_since(work, edit, change.table_name, row_ids)
    work.delete_rows(entity, row_ids, rows)
    if change.table_name == _MEMBERS:  # how these counted may have followed a policy set since
        edit.submission_ids.update(row["submission_id"] for row in rows)


def _insert_together(work: Work, edit: TakenBack, change: RecordedChange) -> None:
    assert change.values is not None
    table = _table_of(change)
    rows = [_python_row(edit, table, row) for row in change.values["rows"]]
    row_ids = [row["id"] for row in rows]
    if work.rows_by_id(all_entities()[change.table_name], row_ids):
        raise _changed_since(work, edit, change.table_name, row_ids)
    work.insert_rows(all_entities()[change.table_name], rows)


def _restore_rows(work: Work, edit: TakenBack, run: ChangeRun) -> None:
    table = run.table
    held = held_rows(work.session.connection(), table, run.changes)
    if run.operation is Operation.DELETE:
        if held:
            raise _changed_since(work, edit, table.name, list(held))
        kept = [values_of(change)["before"] for change in run.changes.values()]
        gone = [_python_row(edit, table, row) for row in kept]
        work.write_rows(lambda connection: insert_each(connection, table, gone))
        _note_submissions(edit, table, gone)
        return
    changed = [
        key for key, each in run.changes.items() if not _is_as_left(table, held.get(key), each)
    ]
    if changed:
        raise _changed_since(work, edit, table.name, changed)
    rows = [held[key] for key in run.changes]
    _note_submissions(edit, table, rows)
    if run.operation is Operation.INSERT:
        work.write_rows(lambda connection: delete_each(connection, table, rows))
        return
    before = [
        _python_row(edit, table, values_of(change)["before"]) for change in run.changes.values()
    ]
    work.write_rows(lambda connection: update_each(connection, table, rows, before))


def _note_submissions(edit: TakenBack, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    name = "id" if table.name == "submission" else "submission_id"
    if table.name in _SAY_HOW_IT_STANDS:
        edit.submission_ids.update(row[name] for row in rows)


def _is_as_left(table: Table, row: Mapping[str, Any] | None, change: RecordedChange) -> bool:
    if row is None:
        return False
    after = values_of(change)["after"]
    return plain_row(table, {name: row.get(name) for name in after}) == after


def _python_row(edit: TakenBack, table: Table, row: dict[str, Json]) -> dict[str, Any]:
    try:
        return row_values(table, row)
    except KeyError as error:
        raise RefusedError(
            f"Edit {edit.entry_id} was made by an older version of lisdesk "
            "and cannot be taken back now.",
            do="Make the change you need by hand.",
        ) from error


def _table_of(change: RecordedChange) -> Table:
    return all_tables().tables[change.table_name]


def _changed_since(
    work: Work, edit: TakenBack, table_name: str, row_ids: Collection[RowId]
) -> RefusedError:
    """Return what to say where rows are not as the edit left them: who changed them, if known."""
    later = newest_change_of(work.session, edit.entry_id, table_name, row_ids)
    if later is None:
        return _in_the_way(edit)
    return _refused_for(work, edit, later, "changed what it wrote")


def _is_needed(work: Work, edit: TakenBack, later: AuditEntry) -> RefusedError:
    """Return what to say where rows cannot be as they were because of a later edit."""
    return _refused_for(work, edit, later, "added what needs it, or took its place,")


def _refused_for(work: Work, edit: TakenBack, later: AuditEntry, did: str) -> RefusedError:
    who = "you" if later.officer == work.officer else later.officer
    first = f"Take back edit {later.id} first"
    return RefusedError(
        f"Edit {edit.entry_id} ({_named(edit)}) cannot be taken back: {who} {did} "
        f"on {local_words(later.at)} (edit {later.id}: "
        f"{words_of_edit(later.verb, later.subject)}).",
        do=f"{first}, if it may go.",
        do_in_window=f"{first}, in the history of edits (Ctrl+Shift+H), if it may go.",
    )


def _named(edit: TakenBack) -> str:
    verb = edit.verb.replace("_", " ")
    return f"{verb} on {edit.subject}" if edit.subject else verb


def _in_the_way(edit: TakenBack) -> RefusedError:
    return RefusedError(
        f"Edit {edit.entry_id} ({_named(edit)}) cannot be taken back: "
        "what it wrote has been changed, or is needed by something added since.",
        do="Take back the later edits first; “lisdesk history” lists them.",
        do_in_window="Take back what came after it first, in the history of edits (Ctrl+Shift+H).",
    )
