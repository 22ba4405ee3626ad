"""A table for lists of any length: it holds every id, and only the rows near the eye."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from lisdesk.ui.jobs import Jobs
from lisdesk.ui.plain import as_tool_tip

PAGE_ROWS = 100
_PAGES_KEPT = 80
_WORDS_KEPT = 20_000
_PAINTED_MS = 30
"""How long the rest of a long list waits for the painting of its first rows."""


Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
_DISPLAY, _ALIGNMENT = int(_ROLE.DisplayRole), int(_ROLE.TextAlignmentRole)
_TELLING = frozenset({int(_ROLE.ToolTipRole), int(_ROLE.AccessibleTextRole)})
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class LazyColumn:
    """A heading, and how to read its cell from a row."""

    key: str
    """What the query sorts by; empty for a column that cannot be sorted."""
    heading: str
    text: Callable[[Any], str]
    width: int = 120
    is_number: bool = False
    tool_tip: Callable[[Any], str] | None = None
    """What to tell beside the text; by default the text itself, since it may be cut."""
    spoken: Callable[[Any], str] | None = None
    """What a screen reader says of a cell, where the text of it is shortened."""
    is_shown_first: bool = True
    """Whether the column is shown until the officer chooses otherwise."""


class LazyTableModel(QAbstractTableModel):
    """Reads all ids at once and rows by the page, both on the lane of reads."""

    listed = Signal(int)
    """Emitted with the number of rows after each reading of the list."""

    def __init__(
        self,
        jobs: Jobs,
        columns: Sequence[LazyColumn],
        read_rows: Callable[..., Sequence[Any]],
        parent: QObject | None = None,
    ) -> None:
        """`read_rows(session, ids)` returns rows that have an `id`."""
        super().__init__(parent)
        self._jobs, self.columns, self._read_rows = jobs, tuple(columns), read_rows
        self._alignments = [_RIGHT if each.is_number else _LEFT for each in self.columns]
        self._ids: Sequence[int] = ()
        self._places: dict[int, int] | None = None
        self._pages: OrderedDict[int, Mapping[int, Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._age = 0
        self._has_head_only = False
        self._wanted = 0
        self._words: dict[tuple[int, int], str] = {}

    def reload(self, read_ids: Callable[..., Sequence[int]], *arguments: Any) -> None:
        """Read the list again: after a change, or with another filter or order."""
        self._wanted += 1
        wanted = self._wanted

        def show(ids: Sequence[int]) -> None:
            if wanted == self._wanted:  # no other list was asked for in the meantime
                self._show(ids)

        self._jobs.read(read_ids, *arguments, owner=self, then=show, topic="ids")

    def reload_head_first(
        self,
        read_head: Callable[..., Sequence[Any]],
        read_ids: Callable[..., Sequence[int]],
        *arguments: Any,
        is_another: bool = False,
        head_rows: int = 0,
    ) -> None:
        """Show the first rows of a long list while all of it is still being read.

        `read_head(session, *arguments)` returns the first rows of what `read_ids` lists; they take
        the place of what is shown if it `is_another` list. Where it returns fewer than `head_rows`
        they are all there are, and nothing else is read.
        """

        self._wanted += 1
        wanted = self._wanted

        def read_the_rest() -> None:
            if wanted == self._wanted:
                self.reload(read_ids, *arguments)

        def show(rows: Sequence[Any]) -> None:
            if wanted == self._wanted and len(rows) < head_rows:
                self._show_whole(rows)
                return
            if is_another or not self._ids:
                self._show_head(rows)
            QTimer.singleShot(_PAINTED_MS, self, read_the_rest)

        self._jobs.read(read_head, *arguments, owner=self, then=show, topic="head")

    def refresh_rows(self) -> None:
        """Read the rows again, each page when it is next seen; the list stays as it is."""
        self._age += 1
        self._asked.clear()
        self._stale = set(self._pages)
        self._tell_changed(0, len(self._ids) - 1)

    @property
    def is_whole(self) -> bool:
        """Whether all of the list is here, not its first rows alone."""
        return not self._has_head_only

    def is_known(self, row: int) -> bool:
        """Whether a row has been read, without asking for it."""
        return row >= 0 and row // PAGE_ROWS in self._pages

    def put_row(self, row: Any) -> None:
        """Show another row in place of one that is known, until it is read again."""
        place = self.row_of(row.id)
        page = self._pages.get(place // PAGE_ROWS) if place >= 0 else None
        if page is not None and row.id in page:
            self._pages[place // PAGE_ROWS] = {**page, row.id: row}
            for column in range(len(self.columns)):
                self._words.pop((place, column), None)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def ids(self) -> Sequence[int]:
        """Return every id, in the order of the rows."""
        return self._ids

    def id_at(self, row: int) -> int:
        """Return the id of the thing in a row."""
        return self._ids[row]

    def row_of(self, thing_id: int) -> int:
        """Return the row in which a thing stands; -1 if it is not in the list."""
        return self.places().get(thing_id, -1)

    def places(self) -> Mapping[int, int]:
        """Return the row of each thing that is in the list."""
        if self._places is None:
            self._places = dict(zip(self._ids, range(len(self._ids)), strict=True))
        return self._places

    def row_at(self, row: int) -> Any | None:
        """Return what is known of a row; None until it has been read."""
        place = row // PAGE_ROWS
        page = self._pages.get(place)
        if page is None or place in self._stale:
            self._ask(place)
        return page.get(self._ids[row]) if page is not None else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many things the list has."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number."""
        if role == _ROLE.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return self.columns[section].heading
            return f"{section + 1:,}"
        if role == _ROLE.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return self._alignments[section]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows; nothing until its page has been read."""
        if role == _DISPLAY:  # a window asks for thousands of cells while it scrolls
            place = index.row(), index.column()
            return self._words.get(place) or self._word(*place)
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role not in _TELLING:
            return None
        column, row = self.columns[index.column()], self.row_at(index.row())
        if row is None:
            return None
        if role == _ROLE.ToolTipRole:
            return as_tool_tip((column.tool_tip or column.text)(row))
        return f"{column.heading}: {(column.spoken or column.text)(row)}"

    def _word(self, row: int, column: int) -> str | None:
        known = self.row_at(row)
        if known is None:
            return None
        if len(self._words) > _WORDS_KEPT:
            self._words.clear()
        words = self._words[row, column] = self.columns[column].text(known)
        return words

    def _show_head(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._words.clear()
        self._age += 1
        self._ids, self._places = [row.id for row in rows], None
        for known in (self._asked, self._stale, self._pages):
            known.clear()
        self._pages[0] = {row.id: row for row in rows}
        self._has_head_only = True
        self.endResetModel()

    def _show_whole(self, rows: Sequence[Any]) -> None:
        if [row.id for row in rows] == list(self._ids):  # selection and place stay
            self.refresh_rows()
            self._pages[0] = {row.id: row for row in rows}
            self._stale.clear()
        else:
            self._show_head(rows)
        self._has_head_only = False
        self.listed.emit(len(self._ids))

    def _show(self, ids: Sequence[int]) -> None:
        is_longer_head = self._has_head_only and list(ids[: len(self._ids)]) == self._ids
        self._has_head_only = False
        if is_longer_head:
            self._add_to_head(ids)
        elif ids == self._ids:  # the same things in the same order: selection and place stay
            self.refresh_rows()
        else:
            self.beginResetModel()
            self._words.clear()
            self._age += 1
            self._ids, self._places = ids, None
            self._asked.clear()
            self._stale.clear()
            self._pages.clear()
            self.endResetModel()
        self.listed.emit(len(self._ids))

    def _add_to_head(self, ids: Sequence[int]) -> None:
        if len(ids) > len(self._ids):
            self.beginInsertRows(QModelIndex(), len(self._ids), len(ids) - 1)
            self._ids, self._places = ids, None
            self.endInsertRows()
        self.refresh_rows()

    def _tell_changed(self, first: int, last: int) -> None:
        self._words.clear()
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _ask(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        ids = list(self._ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])
        age = self._age
        self._jobs.read(
            self._read_rows, ids, owner=self, then=lambda rows: self._fill(page, age, rows)
        )

    def _fill(self, page: int, age: int, rows: Sequence[Any]) -> None:
        if age != self._age:
            return
        self._asked.discard(page)
        self._pages[page] = {row.id: row for row in rows}
        self._pages.move_to_end(page)
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        self._stale.discard(page)
        last = min((page + 1) * PAGE_ROWS, len(self._ids)) - 1
        self._tell_changed(page * PAGE_ROWS, last)
