"""How a row is known again when its file, or a newer one, is imported later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from lisdesk.exchange.sheets.plan import FieldValue, ImportPlan, Role

if TYPE_CHECKING:
    from lisdesk.exchange.sheets.cell_readers import RowDraft

_KEPT = "Both rows, each as one of its own."


class RowKeys:
    """Gives each row a key that no other row of the file has.

    It is the row's id, or the hash of its cells by heading if it has none; the second and third row
    with one key get "#2" and "#3" after it, so that none is lost and all are known again.
    """

    def __init__(self, plan: ImportPlan) -> None:
        ids = plan.columns_in(Role.ID)
        groups = plan.columns_in(Role.GROUP)
        self._id = ids[0] if ids else None
        self._is_id_shared = bool(ids and groups and ids[0].index == groups[0].index)
        ignored = {column.index for column in plan.columns_in(Role.IGNORED)}
        self._headings = {
            column.index: column.heading for column in plan.columns if column.index not in ignored
        }
        self._rows: dict[str, int] = {}
        self._counts: dict[str, int] = {}

    def key_of(self, draft: RowDraft, texts: Mapping[int, str]) -> str:
        """Return the key of a row by the texts of its cells; lists a problem with its id."""
        id_text = texts.get(self._id.index, "").strip() if self._id else ""
        key = id_text or self._hash_of_cells(texts)
        first_row = self._rows.setdefault(key, draft.number)
        if self._id and not id_text:
            what = "The row has no id, and is known by its content."
            draft.add_problem(self._id.heading, what, "The row.")
        if first_row == draft.number:
            return key
        if self._id and id_text and not self._is_id_shared:
            what = f"Row {first_row} has the same id."
            draft.add_problem(self._id.heading, what, _KEPT)
        return self._next_free(key, draft.number)

    def _hash_of_cells(self, texts: Mapping[int, str]) -> str:
        headings = self._headings
        return content_hash(
            [f"{headings[index]}={text}" for index, text in texts.items() if index in headings]
        )

    def _next_free(self, key: str, row_number: int) -> str:
        count = self._counts.get(key, 1) + 1
        while f"{key}#{count}" in self._rows:
            count += 1
        self._counts[key] = count
        self._rows[f"{key}#{count}"] = row_number
        return f"{key}#{count}"


def content_hash(parts: Iterable[str]) -> str:
    """Return the SHA-256, as hexadecimal text, of texts in whatever order."""
    joined = "\0".join(sorted(parts))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def content_text(value: FieldValue) -> str:
    """Return the value of a field as it goes into a hash."""
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, datetime) else value.key
