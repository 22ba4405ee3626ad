"""How a row is known again when its file, or a newer one, is imported later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from lisdesk.exchange.sheets.grid import CellValue, cell_text
from lisdesk.exchange.sheets.plan import FieldValue, ImportPlan, Role
from lisdesk.exchange.sheets.shortened_numbers import is_shortened

if TYPE_CHECKING:
    from lisdesk.exchange.sheets.cell_readers import RowDraft

_KEPT = "Both rows, each as one of its own."


class RowKeys:
    """Gives each row a key that no other row of the file has.

    It is the row's id, or the hash of its cells by heading if it has none. Where the rows of a
    group share an id it is the id and that hash, so that they are known in whatever order they
    come. The second and third row with one key get "#2" and "#3" after it, so that none is lost.
    """

    def __init__(self, plan: ImportPlan, is_id_shared: bool) -> None:
        """Take a plan, and what `is_id_shared` says of the rows."""
        ids = plan.columns_in(Role.ID)
        self._id = ids[0] if ids else None
        self._is_id_shared = is_id_shared
        ignored = {column.index for column in plan.columns_in(Role.IGNORED)}
        self._headings = {
            column.index: column.heading for column in plan.columns if column.index not in ignored
        }
        self._rows: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._ids: dict[str, tuple[int, str | None]] = {}

    def key_of(self, draft: RowDraft, texts: Mapping[int, str], formulas: Mapping[int, str]) -> str:
        """Return the key of a row by the texts of its cells; lists a problem with its id.

        `formulas` are those that were never calculated: they tell rows apart, but are no id.
        """
        id_text = texts.get(self._id.index, "").strip() if self._id else ""
        if not id_text or is_shortened(id_text):
            key = self._hash_of_cells({**texts, **formulas})
        elif self._is_id_shared:
            key = f"{id_text}#{self._hash_of_cells({**texts, **formulas})}"
        else:
            key = id_text
        self._check_id(draft, id_text)
        if self._rows.setdefault(key, draft.number) == draft.number:
            return key
        return self._next_free(key, draft.number)

    def _check_id(self, draft: RowDraft, id_text: str) -> None:
        """List a problem if a row lacks an id, or has that of a row outside its group."""
        if not self._id:
            return
        if not id_text:
            what = "The row has no id, and is known by its content."
            draft.add_problem(self._id.heading, what, "The row.")
            return
        if is_shortened(id_text):
            what = (
                f"A spreadsheet has turned the id into {id_text}; the row is known by its content."
            )
            draft.add_problem(self._id.heading, what, "The row, and the figures.")
            return
        first_row, group = self._ids.setdefault(id_text, (draft.number, draft.group))
        is_of_one_group = self._is_id_shared and group is not None and group == draft.group
        if first_row != draft.number and not is_of_one_group:
            draft.add_problem(self._id.heading, f"Row {first_row} has the same id.", _KEPT)

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


def is_id_shared(plan: ImportPlan, rows: Iterable[tuple[int, list[CellValue]]]) -> bool:
    """Whether rows of one group have one id, so that the id alone tells no row.

    So it is if the rows are grouped by the id itself, else if it is seen in the rows of the sheet.
    """
    ids, groups = plan.columns_in(Role.ID), plan.columns_in(Role.GROUP)
    if not ids or not groups:
        return False
    places = (groups[0].index, ids[0].index)
    if places[0] == places[1]:
        return True
    seen: set[tuple[str, ...]] = set()
    for number, cells in rows:
        if number < plan.data_starts_row or max(places) >= len(cells):
            continue
        texts = tuple(cell_text(cells[place]).strip() for place in places)
        if all(texts) and texts in seen:
            return True
        seen.add(texts)
    return False


def content_hash(parts: Iterable[str]) -> str:
    """Return the SHA-256, as hexadecimal text, of texts in whatever order."""
    joined = "\0".join(sorted(parts))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


def content_text(value: FieldValue) -> str:
    """Return the value of a field as it goes into a hash."""
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, datetime) else value.key
