"""Who speaks: a line that finds the known stakeholders while one types, or takes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lisdesk.rules.names import stakeholder_key
from lisdesk.ui.plain import PlainLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.register_lists import RespondentRow

_PAUSE_MS = 80
_ROOM_PX = 10
_LIST_PX = 480
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RespondentField(QWidget):
    """A line of its own, and below it the stakeholders that fit."""

    changed = Signal()
    picked = Signal(object)
    """A stakeholder was taken from the list: its RespondentRow."""
    answered = Signal()
    """It is known which stakeholders fit the name that stands there."""
    taken = Signal()
    """A line of the list was taken: a stakeholder's, or the one for a new name."""

    def __init__(
        self,
        workspace: Workspace,
        window: QWidget,
        name: str = "Respondent",
        hint: str = "Name of the person or body",
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.known: RespondentRow | None = None
        self.picked_id: int | None = None
        """Which stakeholder it is; None for a name that is new or was not looked at."""
        self._fitting: list[RespondentRow] = []
        self._asked = ""
        self._answered: str | None = None
        self._is_typed = False
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(400)
        self.told = PlainLabel("", "small")
        self._window = window
        self.list = QListWidget(window)
        self.list.setAccessibleName("Stakeholders that fit")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.told)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._note_typed)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.line.installEventFilter(self)

    @property
    def is_new(self) -> bool:
        """Whether a whole name is given that the file does not know."""
        is_settled = self._asked == self.name() and not self.list.isVisible()
        is_known = self.known is not None or self.picked_id is not None
        return bool(self.name()) and not is_known and is_settled

    @property
    def is_answered(self) -> bool:
        """Whether it is known which stakeholders fit the name that stands there."""
        return not self._pause.isActive() and self._answered == self.name()

    def name(self) -> str:
        """Return the name as typed or taken."""
        return " ".join(self.line.text().split())

    def show_name(self, name: str, picked_id: int | None) -> None:
        """Show a name and find out whether it is known, without a list below it."""
        self.line.setText(name)
        self.known, self.picked_id, self._is_typed = None, picked_id, False
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows and take from it with Enter; leaving closes it."""
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
            self._tell()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.list.isVisible() and self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        elif event.key() in _TAKES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            return False
        return True

    def _note_typed(self, _text: str) -> None:
        self.known, self.picked_id, self._is_typed = None, None, True
        self._pause.start()
        self._tell()

    def _ask(self) -> None:
        from lisdesk.queries.register_lists import respondents

        self._asked = self.name()
        self._workspace.jobs.read(
            respondents, self._asked, owner=self, then=self._show, topic="respondents"
        )

    def _show(self, rows: list[RespondentRow]) -> None:
        if self._asked != self.name():
            return
        self._fitting = rows
        same = self._meant(rows)
        if len(same) == 1 and self.known is None:
            self.known = same[0]
            if self._is_typed:
                self.picked_id = self.known.id
                self.picked.emit(self.known)
        self._fill_list(rows)
        self._tell()
        self._answered = self._asked
        self.answered.emit()

    def _meant(self, rows: list[RespondentRow]) -> list[RespondentRow]:
        if self.picked_id is not None:
            return [row for row in rows if row.id == self.picked_id]
        key = stakeholder_key(self._asked)
        return [row for row in rows if stakeholder_key(row.name) == key]

    def _fill_list(self, rows: list[RespondentRow]) -> None:
        is_settled = self.known is not None and len(rows) == 1
        if not self.line.hasFocus() or not self._asked or not rows or is_settled:
            self.list.hide()
            return
        self.list.clear()
        for row in rows:
            shown = with_hidden_shown(row.name)
            detail = " · ".join(part for part in (row.type, row.area, row.email) if part)
            item = QListWidgetItem(f"{shown}    {with_hidden_shown(detail)}")
            item.setToolTip(as_tool_tip(f"{shown}\n{detail}"))
            self.list.addItem(item)
        if self.known is None:
            self.list.addItem(f"New stakeholder: {with_hidden_shown(self._asked)}")
        self.list.setCurrentRow(0)
        below = self.line.mapTo(self._window, QPoint(0, self.line.height() + 2))
        for place in range(self.list.count()):
            self.list.item(place).setSizeHint(QSize(0, ROW_PX))
        height = self.list.count() * ROW_PX + _ROOM_PX
        width = max(self.line.width(), _LIST_PX)
        left = max(min(below.x(), self._window.width() - width - _ROOM_PX), 0)
        top = below.y()
        if top + height > self._window.height():  # there is more room above the line
            top = max(top - self.line.height() - height - 4, 0)
        self.list.setGeometry(left, top, width, height)
        self.list.raise_()
        self.list.show()

    def _take(self) -> None:
        place = self.list.currentRow()
        self.list.hide()
        if 0 <= place < len(self._fitting):
            self.known = self._fitting[place]
            self.picked_id = self.known.id
            self.line.setText(self.known.name)
            self._asked = self.name()
            self.picked.emit(self.known)
        self._tell()
        self.taken.emit()

    def _tell(self) -> None:
        if self.known is not None:
            count = self.known.submissions
            words = f"Known, with {count:,} submission{'' if count == 1 else 's'}"
        elif self.picked_id is not None:
            words = "Known"
        else:
            words = "New: added to the register when you save" if self.name() else ""
        self.told.setText(words)
        self.changed.emit()
