"""Things that came in as a table of two lines each; words are made as the rows come in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from lisdesk.ui.intake.standings import Standing, Standings
from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.theme import current_theme

Decided = TypeVar("Decided", bound=Standings)
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
SECOND_LINE = int(_ROLE.UserRole)
"""The role of what stands below the first line of a cell."""
TICK = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width; the last column takes what is left."""

    heading: str
    width_px: int = 0


class IntakeModel(QAbstractTableModel, Generic[Decided]):
    """Shows what is proposed and decided; a tick in the first column accepts one. The last column
    says what becomes of it.
    """

    ticked = Signal(int, bool)
    """The place of one, and whether it is to be filed."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._decisions: Decided | None = None
        self.zone = ""

    @property
    def decisions(self) -> Decided:
        """What is shown, as soon as there is something."""
        assert self._decisions is not None
        return self._decisions

    def lines(self, place: int, column: int) -> tuple[str, str]:
        """Return the two lines of a cell. Each kind of thing has its own."""
        raise TypeError(f"{type(self).__name__} does not say what is in its cells")

    def show_decisions(self, decisions: Decided, zone: str) -> None:
        """Show other things; moments as clocks in `zone` show them."""
        self.beginResetModel()
        self._decisions, self.zone = decisions, zone
        self.endResetModel()

    def tell_changed(self) -> None:
        """Show what was decided meanwhile."""
        if self.rowCount():
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1)
            )

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        is_empty = parent.isValid() or self._decisions is None
        return 0 if is_empty else len(self.decisions)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number."""
        if role == _ROLE.DisplayRole:
            is_column = orientation == Qt.Orientation.Horizontal
            return self.columns[section].heading if is_column else f"{section + 1:,}"
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: the tick of one that is not here yet is set."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK and self.decisions.is_open(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows, in two lines; the tick says whether it is filed."""
        place, column = index.row(), index.column()
        if column == TICK:
            return self._tick(place, role)
        if role == _ROLE.DisplayRole:
            return self.lines(place, column)[0]
        if role == SECOND_LINE:
            return self.lines(place, column)[1]
        if role == _ROLE.ForegroundRole and column == len(self.columns) - 1:
            return QColor(self._colour(place))
        if role not in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return None
        words = "\n".join(self.lines(place, column)).strip()
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(words)
        return f"{self.columns[column].heading}: {words}"

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Take a tick that was set or taken away."""
        if role != _ROLE.CheckStateRole or index.column() != TICK:
            return False
        self.ticked.emit(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _tick(self, place: int, role: int) -> Any:
        standing = self.decisions.standing(place)
        if role == _ROLE.CheckStateRole and standing is not Standing.KNOWN:
            is_filed = standing is Standing.FILED
            return Qt.CheckState.Checked if is_filed else Qt.CheckState.Unchecked
        if role == _ROLE.AccessibleTextRole:
            return self.lines(place, len(self.columns) - 1)[0]
        return None

    def _colour(self, place: int) -> str:
        theme = current_theme()
        return {
            Standing.FILED: theme.positive,
            Standing.WAITS: theme.caution,
            Standing.LEFT_OUT: theme.muted,
            Standing.KNOWN: theme.muted,
        }[self.decisions.standing(place)]
