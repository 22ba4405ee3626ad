"""What of respondents, texts, files and notes is to be indexed, when it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.orm import InstrumentedAttribute

from lisdesk.store import sketches
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import Memo, SourceText, Stakeholder, Submission, Tag
from lisdesk.store.file_words import with_known_files, with_other_files
from lisdesk.store.indexed_documents import forget, forget_all, write
from lisdesk.store.stored_documents import by_submission, index_stored

_CHUNK = 500
_INDEX_LOCK = 0x4C495345
_SEARCHED = frozenset({"respondent_id", "submitted_by"})
"""Columns of a submission that decide what is found by its names."""
_NOTES = {"tag": "note", "memo": "words"}
"""The column of each table that holds what an officer wrote on a submission."""


class EditIndexing:
    """The index during one edit.

    Rows that are written together are indexed as they come, from what is at hand; `finish` brings
    the index up to date with everything else that the edit has changed.
    """

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._without_texts: dict[int, tuple[int | None, str]] = {}
        self._indexed: set[int] = set()
        self._brought: list[Mapping[str, Any]] = []

    def take(
        self, connection: Connection, written: Table, rows: Sequence[Mapping[str, Any]]
    ) -> frozenset[int]:
        """Index new submissions when their texts are written; return the submissions of other
        texts and of notes among the rows: they wait for `finish`, as files do.
        """
        if written.name == "stakeholder":
            self._names |= {row["id"]: row["name"] for row in rows}
        elif written.name == "submission":
            self._without_texts |= {
                row["id"]: (row["respondent_id"], row["submitted_by"]) for row in rows
            }
        elif written.name == "source_text":
            return self._take_texts(connection, rows)
        elif written.name in _NOTES:
            own = _NOTES[written.name]
            return frozenset(row["submission_id"] for row in rows if row[own])
        elif written.name == "attachment":
            wanted = ("sha256", "submission_id")
            self._brought += [{name: row[name] for name in wanted} for row in rows]
        return frozenset()

    def finish(self, connection: Connection, changes: Iterable[RowChange]) -> None:
        """Bring the index up to date with all the changes of the edit.

        It waits for its turn even if there is nothing to index: the next edit of the transaction
        may have something, when it holds the turn of the audit that others wait for.
        """
        take_turn(connection)
        new, touched = _touched(connection, changes)
        stale = touched | _with_other_notes(connection, changes)
        stale |= with_other_files(connection, changes) | with_known_files(connection, self._brought)
        forget(connection, (stale - new) | (stale & self._indexed))
        index_stored(connection, sorted((new - self._indexed) | stale))
        sketches.renew(connection, new | touched | _set_aside(changes))

    def _take_texts(
        self, connection: Connection, rows: Sequence[Mapping[str, Any]]
    ) -> frozenset[int]:
        own = {row["submission_id"] for row in rows}
        new = sorted(own & self._without_texts.keys())
        texts = by_submission(
            (row["submission_id"], row["body"]) for row in rows if row["is_current"]
        )
        people = [self._without_texts.pop(submission_id) for submission_id in new]
        self._look_up(connection, {respondent_id or 0 for respondent_id, _ in people})
        write(
            connection,
            [
                (submission_id, (self._names.get(respondent_id or 0, ""), by), texts[submission_id])
                for submission_id, (respondent_id, by) in zip(new, people, strict=True)
            ],
        )
        self._indexed.update(new)
        return frozenset(own.difference(new))

    def _look_up(self, connection: Connection, stakeholder_ids: Set[int]) -> None:
        """Learn the names of those who were known before."""
        missing = stakeholder_ids - self._names.keys() - {0}
        if not missing:
            return
        chosen = select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(missing))
        self._names |= {found_id: name for found_id, name in connection.execute(chosen)}


def take_turn(connection: Connection) -> None:
    """Wait until no other transaction of a server is at its index, and keep them out until the end
    of this one: what one writes or brings, the other could not see yet.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _INDEX_LOCK})


def index_again(connection: Connection, submission_ids: Collection[int]) -> None:
    """Bring the index up to date with submissions, of which something else was found out."""
    forget(connection, submission_ids)
    index_stored(connection, sorted(submission_ids))


def rebuild_noted(connection: Connection) -> None:
    """Index those submissions anew that have notes on their tags."""
    chosen = select(Tag.submission_id).where(Tag.note != "").distinct()
    index_again(connection, list(connection.scalars(chosen)))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the texts."""
    forget_all(connection)
    index_stored(
        connection, list(connection.scalars(select(Submission.id).order_by(Submission.id)))
    )


def _touched(connection: Connection, changes: Iterable[RowChange]) -> tuple[set[int], set[int]]:
    """Return the new submissions, and those of which something that is searched has changed
    otherwise.
    """
    new: set[int] = set()
    touched: set[int] = set()
    text_ids: list[int] = []
    renamed_ids: list[int] = []
    for change in changes:
        if change.table.name == "submission":
            if change.operation is Operation.INSERT:
                new.update(_ids(change))
            elif change.after is None or not _SEARCHED.isdisjoint(change.after):
                touched.update(_ids(change))
        elif change.table.name == "source_text":
            known = _submissions_of_texts(change)
            touched.update(known or ())
            text_ids += _ids(change) if known is None else ()
        elif change.table.name == "stakeholder" and "name" in (change.after or {}):
            renamed_ids += _ids(change)
    touched.update(_with(connection, SourceText.submission_id, SourceText.id, text_ids))
    touched.update(_with(connection, Submission.id, Submission.respondent_id, renamed_ids))
    return new, touched


def _with_other_notes(connection: Connection, changes: Iterable[RowChange]) -> set[int]:
    """Return the submissions on which a memo, or a note on a tag, is written, changed or gone, or
    comes along.
    """
    touched: set[int] = set()
    changed_ids: dict[str, list[int]] = {name: [] for name in _NOTES}
    for change in changes:
        name = change.table.name
        if name not in _NOTES:
            continue
        own = _NOTES[name]
        if change.seal is not None:
            touched.update(change.unindexed_ids)
        elif change.rows is not None:
            touched.update(row["submission_id"] for row in change.rows if row[own])
        elif change.operation is Operation.UPDATE:
            before, after = change.before or {}, change.after or {}
            moved = (before.get("submission_id"), after.get("submission_id"))
            touched.update(each for each in moved if isinstance(each, int))
            changed_ids[name] += _ids(change) if own in after else ()
        else:
            row = change.after or change.before or {}
            submission_id = row["submission_id"] if row[own] else None
            touched.update([submission_id] if isinstance(submission_id, int) else ())
    touched.update(_with(connection, Tag.submission_id, Tag.id, changed_ids["tag"]))
    touched.update(_with(connection, Memo.submission_id, Memo.id, changed_ids["memo"]))
    return touched


def _set_aside(changes: Iterable[RowChange]) -> set[int]:
    """Return the submissions that were set aside, or put back."""
    return {
        submission_id
        for change in changes
        if change.table.name == "submission" and "set_aside" in (change.after or {})
        for submission_id in _ids(change)
    }


def _with(
    connection: Connection,
    wanted: InstrumentedAttribute[int],
    column: InstrumentedAttribute[Any],
    values: Sequence[int],
) -> Iterator[int]:
    """Yield a column of the rows that have one of some values in another."""
    for start in range(0, len(values), _CHUNK):
        chosen = select(wanted).where(column.in_(values[start : start + _CHUNK]))
        yield from connection.scalars(chosen)


def _ids(change: RowChange) -> list[int]:
    return [row_id for row_id in change.row_ids if isinstance(row_id, int)]


def _submissions_of_texts(change: RowChange) -> Collection[int] | None:
    """Return the submissions of changed texts; None if the change itself does not tell."""
    if change.seal is not None:
        return change.unindexed_ids
    if change.rows is not None:
        return {row["submission_id"] for row in change.rows}
    whole_row = change.before if change.operation is Operation.DELETE else change.after
    submission_id = (whole_row or {}).get("submission_id")
    return {submission_id} if isinstance(submission_id, int) else None
