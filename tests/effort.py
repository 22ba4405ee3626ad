"""How much SQLite does for what is read or edited: the steps of its virtual machine, which no other
program on the machine stretches, and by which indexes it goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

_EVERY = 10


@dataclass(slots=True)
class Effort:
    """What was done: statements, and steps of the virtual machine to the nearest ten."""

    statements: int = 0
    steps: int = 0
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def effort(session: Session) -> Iterator[Effort]:
    """Count what the block has a session's connection do."""
    found, connection = Effort(), session.connection()
    driver = connection.connection.driver_connection
    assert driver is not None

    def count_steps() -> int:
        found.steps += _EVERY
        return 0

    def count_statement(_connection: object, _cursor: object, *about: Any) -> None:
        found.statements += 1
        found.asked.append((about[0], about[1]))

    event.listen(connection, "before_cursor_execute", count_statement)
    driver.set_progress_handler(count_steps, _EVERY)
    try:
        yield found
    finally:
        driver.set_progress_handler(None, _EVERY)
        event.remove(connection, "before_cursor_execute", count_statement)


def plan(session: Session, found: Effort) -> str:
    """Return by which indexes the statements went, a line for each table."""
    connection = session.connection()
    return "\n".join(
        str(row[3])
        for statement, parameters in found.asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    )
