"""Hang tags on another priority, many at once; nothing that they say is lost.

Where an officer has tagged the same words to that priority already, the two tags become one. It
keeps its own stance, strength and note. A stance or strength that it lacks it takes from the other;
one that differs, and the other's note, are added to its note as a line that says where it is from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from lisdesk.rules.joined_tags import TagWords, joined_words, says_otherwise
from lisdesk.store.entities import Priority, Tag
from lisdesk.store.single_rows import delete_each, held_rows, update_each
from lisdesk.store.work import Work

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Takeover:
    """Which tags went over to a priority."""

    taker_id: int
    moved_ids: Sequence[int]
    joined_ids: Mapping[int, int]
    """Tags that are gone, each with the one on the same words that it became one with."""
    differing: int
    """How many of those said something else than the one that stands."""


def take_over_tags(
    work: Work, tag_ids: Collection[int], source: Priority, taker: Priority
) -> Takeover:
    """Hang tags of one priority on another one of the call."""
    work.session.flush()
    connection, table = work.session.connection(), _table()
    rows = held_rows(connection, table, sorted(tag_ids))
    chosen = select(table).where(table.c.priority_id == taker.id).order_by(table.c.id)
    found = [dict(row) for row in connection.execute(chosen).mappings()]
    standing = {_same_words(row): row for row in found}
    over = [row for row in rows.values() if _same_words(row) not in standing]
    pairs = [
        (row, standing[_same_words(row)]) for row in rows.values() if _same_words(row) in standing
    ]
    said = [joined_words(_words(own), _words(row), source.code) for row, own in pairs]
    work.write_rows(
        lambda written: [
            *update_each(written, table, over, [{"priority_id": taker.id}] * len(over)),
            *update_each(written, table, [own for _, own in pairs], [x._asdict() for x in said]),
            *delete_each(written, table, [row for row, _ in pairs]),
        ]
    )
    return Takeover(
        taker_id=taker.id,
        moved_ids=[row["id"] for row in over],
        joined_ids={row["id"]: own["id"] for row, own in pairs},
        differing=sum(says_otherwise(_words(own), _words(row)) for row, own in pairs),
    )


def _same_words(row: _Row) -> tuple[int, int | None, str]:
    return row["submission_id"], row["excerpt_id"], row["officer"]


def _words(row: _Row) -> TagWords:
    return TagWords(row["stance"], row["strength"], row["note"])


def _table() -> Table:
    table = Tag.__table__
    assert isinstance(table, Table)
    return table
