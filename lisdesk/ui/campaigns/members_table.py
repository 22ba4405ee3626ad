"""The submissions of one group as a table of any length: the seed first, then the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from lisdesk.queries.campaign_page import MemberLine, member_lines
from lisdesk.rules.grouping import Alike
from lisdesk.ui.campaigns.at_hand import GroupAtHand
from lisdesk.ui.campaigns.groups_table import dress_table, take_row
from lisdesk.ui.campaigns.words import percent
from lisdesk.ui.lazy_table import Index, LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import current_theme
from lisdesk.ui.workspace import Workspace
from lisdesk.ui.yielding_columns import YieldingColumns

_ROLE = Qt.ItemDataRole
_RESPONDENT, _READ, _STATUS = 1, 5, 6
_LEAST_NAME_PX = 152
_DISPLAY = int(_ROLE.DisplayRole)
_FONT, _FOREGROUND = int(_ROLE.FontRole), int(_ROLE.ForegroundRole)


class MembersModel(LazyTableModel):
    """Holds who belongs to the group at hand; what is known of each is read by the page."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        self.group: GroupAtHand | None = None
        self._alike: dict[int, Alike] = {}
        self._officer = workspace.officer
        columns = (
            LazyColumn("", "Reference", lambda line: line.row.reference, 96),
            LazyColumn("", "Respondent", _respondent, 136),
            LazyColumn("", "Part", self._part, 76),
            LazyColumn("", "Alike", _alike, 56, is_number=True),
            LazyColumn("", "Own words", _own_words, 92, is_number=True),
            LazyColumn("", "Read", lambda line: "Read" if line.row.is_read else "Unread", 76),
            LazyColumn("", "Status", lambda line: line.row.disposition.label, 132),
        )
        super().__init__(workspace.jobs, columns, self._lines, parent)
        self._bold, self._struck = QFont(), QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._struck.setStrikeOut(True)

    def show_group(self, group: GroupAtHand | None) -> None:
        """Show the submissions of a group; None shows none."""
        is_same_seed = (
            self.group is not None and group is not None and (self.group.seed_id == group.seed_id)
        )
        self.group = group
        ids: list[int] = []
        self._alike = {}
        if group is not None:
            self._alike = {each.submission_id: each for each in group.members}
            self._alike[group.seed_id] = Alike(group.seed_id, 1.0, is_copy=True)
            ids = [group.seed_id, *(each.submission_id for each in group.members)]
        if not is_same_seed:  # what is known of each is told beside another seed
            self._show(())
        self._show(ids)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell shows: bold what is unread, struck through who is left out."""
        if role not in (_FONT, _FOREGROUND):
            return super().data(index, role)
        line = self.row_at(index.row())
        if line is None:
            return None
        is_out = self._is_left_out(line)
        if role == _FOREGROUND:
            return QBrush(QColor(current_theme().muted)) if is_out else None
        if index.column() > 1:
            return None
        if is_out and self.group is not None and self.group.campaign_id is None:
            return self._struck
        return None if line.row.is_read else self._bold

    def _lines(self, session: Any, ids: Sequence[int]) -> list[MemberLine]:
        group, known = self.group, self._alike
        members = [known[each] for each in ids if each in known]
        if group is None or not members:
            return []
        return member_lines(session, group.seed_id, members, self._officer)

    def _is_left_out(self, line: MemberLine) -> bool:
        return self.group is not None and line.id in self.group.left_out

    def _part(self, line: MemberLine) -> str:
        if self._is_left_out(line):
            is_proposed = self.group is not None and self.group.campaign_id is None
            return "Left out" if is_proposed else "Not in it"
        if line.row.is_seed:
            return "Seed"
        return "Copy" if line.row.is_copy else "Variant"


class MembersTable(SteadySelection, QTableView):
    """Shows the members, and tells which are meant."""

    pointed_at = Signal(int)
    """The submission in the current line; 0 if there is none."""
    selection_told = Signal()
    opened = Signal(int)

    def __init__(self, members: MembersModel) -> None:
        super().__init__()
        self.members = members
        self.setModel(members)
        self.setAccessibleName("Submissions of the group")
        dress_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for place, column in enumerate(members.columns):
            self.setColumnWidth(place, column.width)
        yielding = {place: members.columns[place].width for place in (_STATUS, _READ)}
        self._yielding = YieldingColumns(self, _RESPONDENT, _LEAST_NAME_PX, yielding)
        self.doubleClicked.connect(lambda index: self.opened.emit(members.id_at(index.row())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name its room; what is not read is bold, too."""
        super().resizeEvent(event)
        self._yielding.fit()

    def current_id(self) -> int:
        """Return the submission in the current line; 0 if there is none."""
        row = self.currentIndex().row()
        return self.members.id_at(row) if 0 <= row < self.members.rowCount() else 0

    def reference_of(self, submission_id: int) -> str:
        """Return the reference of a submission in view; empty until its line has been read."""
        row = self.members.row_of(submission_id)
        line = self.members.row_at(row) if row >= 0 else None
        return line.row.reference if line is not None else ""

    def selected_ids(self) -> list[int]:
        """Return the selected submissions in the order of the lines."""
        return self.selected_of(self.members.ids())

    def point_at(self, submission_id: int) -> bool:
        """Make a submission the current line; whether it is in the group."""
        row = self.members.row_of(submission_id)
        if row >= 0:
            take_row(self, row)
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which submission is meant now."""
        super().currentChanged(current, previous)
        self.pointed_at.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other lines are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_told.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current submission with Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)


def _respondent(line: MemberLine) -> str:
    return with_hidden_shown(line.row.respondent) or "No name given"


def _alike(line: MemberLine) -> str:
    return "" if line.row.is_seed else percent(line.row.likeness)


def _own_words(line: MemberLine) -> str:
    if line.row.is_seed:
        return ""
    return f"{line.own_words:,}" if line.own_words is not None else "many"
