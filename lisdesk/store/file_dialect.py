"""SQLite as every consultation file speaks it, so that a statement is compiled once for all."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Compiled
from sqlalchemy.util import LRUCache

DRIVER = "sqlite+lisdesk"
"""The name of the dialect in an engine's URL."""

_MOST_STATEMENTS = 1_500

COMPILED: LRUCache[Any, Compiled] = LRUCache(_MOST_STATEMENTS)
"""What the statements of this process compiled to. Reading and writing each have an engine, and a
window opens one file after another: to compile a statement costs more than most answers take.
"""


class FileDialect(SQLiteDialect_pysqlite):
    """One dialect, however many engines use it: what is compiled is kept by the dialect."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """Whether both are this dialect: nothing in it differs from file to file."""
        return isinstance(other, FileDialect)

    def __hash__(self) -> int:
        """Return the same for all."""
        return hash(FileDialect)


registry.register("sqlite.lisdesk", __name__, FileDialect.__name__)
