"""One transaction of edits: who works, by which clock, and what has been changed so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, event, func, select, text
from sqlalchemy.orm import Session, UOWTransaction

from lisdesk.outcome import LASTING_VERBS, TAKE_BACK, Outcome, Step
from lisdesk.store import audit
from lisdesk.store.bulk_insert import insert_together
from lisdesk.store.changes import (
    Operation,
    RowChange,
    changed_kinds,
    flushed_changes,
    refuse_unaudited_writes,
)
from lisdesk.store.desk import Desk
from lisdesk.store.entities import Entity
from lisdesk.store.indexing import EditIndexing
from lisdesk.store.server_clock import moment_of_edit

__all__ = ["Desk", "Work"]

T = TypeVar("T")

_CHUNK = 500


class Work:
    """A transaction in which edits run. The block that handed it out commits it, or rolls it
    back.
    """

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session = session
        self.officer = desk.officer
        self.now: datetime = moment_of_edit(session, desk.clock)
        self._clock_is_set = desk.clock.is_set
        self._changes: list[RowChange] | None = None
        self._indexing = EditIndexing()
        self._call_id: int | None = None
        self._subject = ""
        self._takes_back_id: int | None = None
        self._has_failed = False
        event.listen(session, "after_flush", self._capture)
        event.listen(session, "do_orm_execute", refuse_unaudited_writes)

    def run(
        self,
        verb: str,
        version: int,
        body: Callable[[], T],
        follow: Callable[[Sequence[RowChange]], None] | None = None,
    ) -> Outcome[T]:
        """Run an edit and write its audit entry. An edit inside another one belongs to the outer
        one. `follow` is told what an outer edit has changed, and changes what follows from that.

        After an edit that raised, the transaction can only be undone: half an edit is never saved.
        """
        self.refuse_if_failed()
        if self._changes is not None:
            return Outcome(body(), None, frozenset(), None)
        self._changes, self._call_id, self._subject, self._takes_back_id = [], None, "", None
        self._indexing = EditIndexing()
        try:
            result = body()
            self.session.flush()
            if follow is not None:
                follow(tuple(self._changes))
                self.session.flush()
            changes = self._changes
        except BaseException:
            self._has_failed = True
            raise
        finally:
            self._changes = None
        if not changes:
            return Outcome(result, None, frozenset(), None)
        connection = self.session.connection()
        self._indexing.finish(connection, changes)
        entry_id = audit.record(connection, self._signature(verb, version), changes)
        inverse = None if verb in LASTING_VERBS else Step(TAKE_BACK, 1, {"entry_id": entry_id})
        return Outcome(result, entry_id, changed_kinds(changes), inverse)

    def refuse_if_failed(self) -> None:
        """Stop a transaction that goes on after one of its edits has raised."""
        if self._has_failed:
            raise RuntimeError("an edit has failed: let its error end the transaction")

    def about(self, call_id: int | None, subject: str) -> None:
        """Say what the edit is about: its call, and a reference (never a name) for the audit."""
        self._call_id, self._subject = call_id, subject

    @property
    def call_id(self) -> int | None:
        """The call that the edit is about; None for one about the file, or before it is said."""
        return self._call_id

    def takes_back(self, entry_id: int) -> None:
        """Say that the edit takes an earlier one back."""
        self._takes_back_id = entry_id

    @property
    def is_taking_back(self) -> bool:
        """Whether the edit takes an earlier one back."""
        return self._takes_back_id is not None

    def add(self, *entities: Entity) -> None:
        """Store new entities now, in this order, so that their numbers are known."""
        for entity in entities:
            self.session.add(entity)
            self.session.flush()

    def remove(self, entity: Entity) -> None:
        """Delete an entity now."""
        self.session.delete(entity)
        self.session.flush()

    def reserve_ids(self, entity: type[Entity], count: int) -> list[int]:
        """Return `count` new numbers, ascending, for rows that `insert_rows` will write."""
        name = _table(entity).name
        if self.session.get_bind().dialect.name == "postgresql":
            drawn = (
                "SELECT nextval(pg_get_serial_sequence(:name, 'id')) "
                "FROM generate_series(1, :count)"
            )
            arguments = {"name": f'"{name}"', "count": count}
            return sorted(self.session.scalars(text(drawn), arguments))
        last = self.session.scalar(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": name}
        )
        return list(range((last or 0) + 1, (last or 0) + 1 + count))

    def insert_rows(self, entity: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows at once. Each row gives every column but the version, in the order of
        ids.
        """
        if not rows:
            return
        self.session.flush()
        table = _table(entity)
        connection = self.session.connection()
        insert_together(connection, table, rows)
        self._recorded().append(
            RowChange(
                table,
                Operation.INSERT,
                [row["id"] for row in rows],
                seal=audit.seal_of(table, rows),
                unindexed_ids=self._indexing.take(connection, table, rows),
            )
        )

    def delete_rows(
        self,
        entity: type[Entity],
        row_ids: Sequence[int],
        rows: Sequence[dict[str, Any]] | None = None,
    ) -> None:
        """Delete many rows at once; what they held is kept in the audit's erasable values.

        `rows` are those rows, if they have just been read by `rows_by_id`.
        """
        self.session.flush()
        table = _table(entity)
        connection = self.session.connection()
        rows = self.rows_by_id(entity, row_ids) if rows is None else rows
        for start in range(0, len(row_ids), _CHUNK):
            connection.execute(
                table.delete().where(table.c.id.in_(row_ids[start : start + _CHUNK]))
            )
        self.session.expire_all()
        self._recorded().append(RowChange(table, Operation.DELETE, list(row_ids), rows=rows))

    def write_rows(self, write: Callable[[Connection], Sequence[RowChange]]) -> None:
        """Write many rows at once by a function of `single_rows`; each has its own record."""
        self.session.flush()
        changes = write(self.session.connection())
        self.session.expire_all()
        self._recorded().extend(changes)

    def rows_by_id(self, entity: type[Entity], row_ids: Sequence[int]) -> list[dict[str, Any]]:
        """Return the stored rows with these numbers, in ascending order; missing ones are left
        out.
        """
        table = _table(entity)
        rows: list[dict[str, Any]] = []
        for start in range(0, len(row_ids), _CHUNK):
            chosen = select(table).where(table.c.id.in_(row_ids[start : start + _CHUNK]))
            found = self.session.connection().execute(chosen.order_by(table.c.id))
            rows += [dict(row) for row in found.mappings()]
        return rows

    def next_number(self, prefix: str, count: int = 1) -> int:
        """Return the first of `count` numbers that were never given out under a prefix before."""
        last = self.session.connection().scalar(
            text(
                "INSERT INTO reference_counter (prefix, last_number) VALUES (:prefix, :count) "
                "ON CONFLICT (prefix) DO UPDATE "
                "SET last_number = reference_counter.last_number + :count RETURNING last_number"
            ),
            {"prefix": prefix, "count": count},
        )
        assert isinstance(last, int)
        return last - count + 1

    def next_position(self, entity: type[Entity], call_id: int) -> int:
        """Return the position after the last one among a call's rows of one table."""
        table = _table(entity)
        chosen = select(func.max(table.c.position)).where(table.c.call_id == call_id)
        return (self.session.scalar(chosen) or 0) + 1

    def _recorded(self) -> list[RowChange]:
        if self._changes is None:
            raise RuntimeError("a change outside an edit")
        return self._changes

    def _capture(self, session: Session, _context: UOWTransaction) -> None:
        self._recorded().extend(flushed_changes(session))

    def _signature(self, verb: str, version: int) -> audit.Signature:
        return audit.Signature(
            at=self.now,
            clock_is_set=self._clock_is_set,
            officer=self.officer,
            verb=verb,
            verb_version=version,
            subject=self._subject,
            call_id=self._call_id,
            takes_back_id=self._takes_back_id,
        )


def _table(entity: type[Entity]) -> Table:
    table = entity.__table__
    assert isinstance(table, Table)
    return table
