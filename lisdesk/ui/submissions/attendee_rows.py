"""The list of attendees on a form: each line of it, and the list as a draft keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lisdesk.ui.plain import with_hidden_shown


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody on the list; one without a number is new."""

    name: str
    id: int | None = None
    type_key: str = ""
    """Of which type a new one will be."""
    type: str = ""

    def words(self) -> str:
        """Return it as the list shows it."""
        parts = ["" if self.id else "new", self.type]
        told = ", ".join(part for part in parts if part)
        return with_hidden_shown(f"{self.name}    {told}".rstrip())


def written(rows: Iterable[Came]) -> str:
    """Return a list as plain words, a line for each."""
    return "\n".join(f"{row.name}\t{row.id or ''}\t{row.type_key}" for row in rows)


def rows_of(words: str, labels: Mapping[str, str]) -> list[Came]:
    """Return the list that `written` put in words; `labels` are types by their key."""
    rows = []
    for line in words.splitlines():
        name, number, key = line.split("\t")
        rows.append(Came(name, int(number) if number else None, key, labels.get(key, "")))
    return rows


def listed_words(rows: Sequence[Came]) -> str:
    """Return how many are on a list, and how many of them the register does not have yet."""
    new = sum(row.id is None for row in rows)
    return "" if not rows else f"{len(rows):,} listed" + (f", {new:,} new" if new else "")
