"""A table that is handed over by itself, as on the clipboard: its words and its small numbers."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role
from lisdesk.table import Table

_BROKEN_DOWN = "Heard from"
"""What the rows are about, in whose numbers small ones are withheld."""
_ABOUT, _NUMBER = 0, 2


def table_pieces(table: Table, smallest_count: int) -> Iterator[Found]:
    """Yield everything that a steering group's table says, and what none for publication has."""
    for words in (table.name, table.title, table.description, table.unit):
        yield Piece(table.name, "head", Role.OTHER, words)
    for place, row in enumerate(table.rows, start=1):
        number = row[_NUMBER]
        is_small = isinstance(number, int) and 0 < number < smallest_count
        if row[_ABOUT] == _BROKEN_DOWN and is_small:
            yield Flaw(table.name, f"row {place}", "a small number that is withheld")
        for cell in row:
            if cell is not None:
                yield Piece(table.name, f"row {place}", Role.OTHER, str(cell))
