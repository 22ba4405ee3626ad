"""The columns of the register: headings, words of their cells, and how a line looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from lisdesk.queries.register import RegisterColumn
from lisdesk.queries.register_rows import RegisterRow, register_rows
from lisdesk.rules.vocabulary import Disposition
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.lazy_table import LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.found_words import PASSAGE, passage_words
from lisdesk.ui.theme import current_theme
from lisdesk.ui.workspace import Workspace

_ROLE = Qt.ItemDataRole
_DISPLAY = int(_ROLE.DisplayRole)
_FONT, _FOREGROUND = int(_ROLE.FontRole), int(_ROLE.ForegroundRole)
_TELLS_UNREAD = frozenset({RegisterColumn.REFERENCE.value, RegisterColumn.RESPONDENT.value})
Zone = Callable[[], str]


def register_columns(zone: Zone) -> tuple[LazyColumn, ...]:
    """Return the columns; times are shown on the clocks of the zone of the call at hand."""

    def moment(value: datetime | None) -> str:
        return local_words(value, zone()) if value is not None else ""

    def column(
        key: RegisterColumn,
        heading: str,
        text: Callable[[RegisterRow], str],
        width: int,
        *,
        is_number: bool = False,
        is_shown: bool = True,
    ) -> LazyColumn:
        return LazyColumn(
            key.value, heading, text, width, is_number=is_number, is_shown_first=is_shown
        )

    key = RegisterColumn
    return (
        column(key.REFERENCE, "Reference", lambda row: row.reference, 112),
        column(key.RESPONDENT, "Respondent", _respondent, 184),
        column(key.FOUND, "Found", lambda row: passage_words(row.found), 320, is_shown=False),
        column(key.RECEIVED, "Received", lambda row: moment(row.received_at), 152),
        column(key.DISPOSITION, "Status", lambda row: row.standing, 128),
        column(key.TYPE, "Type", lambda row: row.type, 152),
        column(key.CHANNEL, "Channel", lambda row: row.channel.label, 112),
        column(key.TAGS, "Tags", lambda row: f"{row.tags:,}", 64, is_number=True),
        column(key.ATTACHMENTS, "Files", lambda row: f"{row.attachments:,}", 64, is_number=True),
        column(key.AREA, "Area", _area, 120, is_shown=False),
        column(key.SENT, "Sent", lambda row: moment(row.sent_at), 152, is_shown=False),
        column(key.TIMING, "Timing", lambda row: row.timing.label, 104, is_shown=False),
        column(key.PERMISSION, "Permission", _permission, 152, is_shown=False),
        column(
            key.ANSWERS, "Texts", lambda row: f"{row.answers:,}", 64, is_number=True, is_shown=False
        ),
        column(
            key.READ,
            "Read by you",
            lambda row: moment(row.read_at) or "Unread",
            120,
            is_shown=False,
        ),
        column(key.RELEVANT, "Relevant to", lambda row: row.relevant, 152, is_shown=False),
    )


class RegisterModel(LazyTableModel):
    """The register's lines: those that the officer has not read are bold."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        officer = workspace.officer
        super().__init__(
            workspace.jobs,
            register_columns(lambda: zone_of(workspace)),
            lambda session, ids: register_rows(session, ids, officer, self.search),
            parent,
        )
        self.search = ""
        """What the lines are searched for, so that they tell where it stands."""
        keys = [each.key for each in self.columns]
        self._tell_unread = frozenset(map(keys.index, _TELLS_UNREAD))
        self._standing = keys.index(RegisterColumn.DISPOSITION.value)
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        """Return what a cell shows, and how."""
        if role == PASSAGE:
            row = self.row_at(index.row())
            return row.found if row is not None else None
        if role == _FONT:
            if index.column() not in self._tell_unread:
                return None
            row = self.row_at(index.row())
            return self._bold if row is not None and row.read_at is None else None
        if role == _FOREGROUND:
            row = self.row_at(index.row()) if index.column() == self._standing else None
            return _colour(row) if row is not None else None
        return super().data(index, role)


def zone_of(workspace: Workspace) -> str:
    """Return the zone of the call at hand."""
    assert workspace.call is not None
    return workspace.call.deadline.zone


def _respondent(row: RegisterRow) -> str:
    return with_hidden_shown(row.respondent) or "No name given"


def _area(row: RegisterRow) -> str:
    return with_hidden_shown(row.area)


def _permission(row: RegisterRow) -> str:
    return row.permission.label if row.permission is not None else "Not answered"


def _colour(row: RegisterRow) -> QBrush | None:
    theme = current_theme()
    if row.disposition is Disposition.LATE_WAITING:
        return QBrush(QColor(theme.caution))
    return None if row.disposition.is_counted else QBrush(QColor(theme.muted))
