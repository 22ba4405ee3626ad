"""The proposed e-mails as a table of two lines a mail; words are made as the rows come in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from lisdesk.ui.filing.decisions import Decisions, Standing
from lisdesk.ui.filing.words import (
    attachments_line,
    fate_line,
    place_line,
    received_line,
    remarks_line,
    respondent_line,
    why_line,
)
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole
SECOND_LINE = int(_ROLE.UserRole)
"""The role of what stands below the first line of a cell."""
TICK, RESPONDENT, SENDER, SUBJECT, RECEIVED, FATE = range(6)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width_px: int
    """0 for the last one, which takes what is left."""
    first: Callable[[MailsModel, int], str]
    second: Callable[[MailsModel, int], str]


class MailsModel(QAbstractTableModel):
    """Shows what is proposed and decided; a tick in the first column accepts a mail."""

    ticked = Signal(int, bool)
    """A mail's place, and whether it is to be filed."""

    def __init__(self) -> None:
        super().__init__()
        self._decisions: Decisions | None = None
        self._zone = ""

    @property
    def decisions(self) -> Decisions:
        """The mails that are shown."""
        assert self._decisions is not None
        return self._decisions

    @property
    def zone(self) -> str:
        """Whose clocks the moments are shown by."""
        return self._zone

    def show_decisions(self, decisions: Decisions, zone: str) -> None:
        """Show other mails."""
        self.beginResetModel()
        self._decisions, self._zone = decisions, zone
        self.endResetModel()

    def tell_changed(self) -> None:
        """Show what was decided meanwhile."""
        if self.rowCount():
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, len(COLUMNS) - 1)
            )

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many mails there are."""
        is_empty = parent.isValid() or self._decisions is None
        return 0 if is_empty else len(self.decisions.proposals.items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        """Return a column's heading, or a row's number."""
        if role == _ROLE.DisplayRole:
            is_column = orientation == Qt.Orientation.Horizontal
            return COLUMNS[section].heading if is_column else f"{section + 1:,}"
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell: the tick of a mail that is not here yet is set."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_open = self.decisions.standing(index.row()) is not Standing.KNOWN
        if index.column() == TICK and is_open:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows, in two lines; the tick says whether the mail is filed."""
        place, column = index.row(), COLUMNS[index.column()]
        if index.column() == TICK:
            return self._tick(place, role)
        if role == _ROLE.DisplayRole:
            return column.first(self, place)
        if role == SECOND_LINE:
            return column.second(self, place)
        if role == _ROLE.ForegroundRole and index.column() == FATE:
            return QColor(self._colour(place))
        lines = "\n".join(each(self, place) for each in (column.first, column.second)).strip()
        if role == _ROLE.ToolTipRole:
            return as_tool_tip(lines)
        if role == _ROLE.AccessibleTextRole:
            return f"{column.heading}: {lines}"
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Take a tick that was set or taken away."""
        if role != _ROLE.CheckStateRole or index.column() != TICK:
            return False
        self.ticked.emit(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _tick(self, place: int, role: int) -> Any:
        is_filed = self.decisions.standing(place) is Standing.FILED
        if role == _ROLE.CheckStateRole and self.decisions.standing(place) is not Standing.KNOWN:
            return Qt.CheckState.Checked if is_filed else Qt.CheckState.Unchecked
        if role == _ROLE.AccessibleTextRole:
            return fate_line(self.decisions, place)
        return None

    def _colour(self, place: int) -> str:
        theme = current_theme()
        return {
            Standing.FILED: theme.positive,
            Standing.WAITS: theme.caution,
            Standing.LEFT_OUT: theme.muted,
            Standing.KNOWN: theme.muted,
        }[self.decisions.standing(place)]


def _subject(model: MailsModel, place: int) -> str:
    return with_hidden_shown(model.decisions.item(place).mail.subject) or "No subject"


def _attachments(model: MailsModel, place: int) -> str:
    return attachments_line(len(model.decisions.item(place).mail.attachments))


COLUMNS = (
    _Column("File", 44, lambda _model, _place: "", lambda _model, _place: ""),
    _Column(
        "Respondent, why", 188,
        lambda model, place: respondent_line(model.decisions, place),
        lambda model, place: why_line(model.decisions, place),
    ),
    _Column(
        "Sender, file", 172,
        lambda model, place: with_hidden_shown(model.decisions.item(place).sender) or "No sender",
        lambda model, place: place_line(model.decisions, place),
    ),
    _Column("Subject, attachments", 160, _subject, _attachments),
    _Column(
        "Received, found in", 152,
        lambda model, place: received_line(model.decisions, place, model.zone),
        lambda model, place: with_hidden_shown(model.decisions.received_from(place)),
    ),
    _Column(
        "What becomes of it", 0,
        lambda model, place: fate_line(model.decisions, place),
        lambda model, place: remarks_line(model.decisions, place),
    ),
)  # fmt: skip
