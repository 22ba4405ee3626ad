"""The columns of one sheet by name."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.grid import column_letters
from lisdesk.exchange.sheets.header import Header
from lisdesk.exchange.sheets.headings import heading_key


class ColumnNames:
    """Finds a column as a person writes its heading."""

    def __init__(self, header: Header, width: int) -> None:
        self.headings = _unique_headings(header.headings, width)
        self._header = header
        self._by_text: dict[str, int] = {}
        self._by_key: dict[str, int] = {}
        for index, heading in enumerate(self.headings):
            self._add(heading, index)
        for index, names in enumerate(header.other_names):
            for name in names:
                self._add(name, index)

    def find(self, name: str) -> int | None:
        """Return the index of a column, from 0, by its heading or what else stands above it."""
        folded = " ".join(name.split())
        if folded in self._by_text:
            return self._by_text[folded]
        return self._by_key.get(heading_key(folded))

    def index(self, name: str) -> int:
        """Return the index of a column that `require` has found; KeyError for another."""
        index = self.find(name)
        if index is None:
            raise KeyError(name)
        return index

    def has_heading(self, index: int) -> bool:
        """Whether a column has a heading of its own."""
        return index < len(self._header.headings) and bool(self._header.headings[index])

    def other_names(self, index: int) -> tuple[str, ...]:
        """Return what else stands in the header rows of a column."""
        names = self._header.other_names
        return names[index] if index < len(names) else ()

    def require(self, names: Sequence[str]) -> None:
        """Raise RefusedError that names every one of these columns that is not there."""
        missing = [name for name in names if self.find(name) is None]
        if not missing:
            return
        listed = ", ".join(f"“{name}”" for name in missing)
        there = ", ".join(f"“{heading}”" for heading in self.headings[:20])
        noun = "column" if len(missing) == 1 else "columns"
        raise RefusedError(
            f"The map names the {noun} {listed}, which the sheet does not have.",
            do=f"The sheet has {there}. Correct the map and import again.",
        )

    def _add(self, name: str, index: int) -> None:
        self._by_text.setdefault(name, index)
        self._by_key.setdefault(heading_key(name), index)


def _unique_headings(headings: Sequence[str], width: int) -> tuple[str, ...]:
    """Return one heading a column: "Column C" for a blank one, " (2)" after a repeated one."""
    used: set[str] = set()
    unique: list[str] = []
    for index in range(width):
        heading = headings[index] if index < len(headings) else ""
        heading = heading or f"Column {column_letters(index)}"
        candidate, count = heading, 1
        while candidate.casefold() in used:
            count += 1
            candidate = f"{heading} ({count})"
        used.add(candidate.casefold())
        unique.append(candidate)
    return tuple(unique)
