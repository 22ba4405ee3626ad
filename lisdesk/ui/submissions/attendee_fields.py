"""Who was at an event: stakeholders found while one types, new ones, and pasted lists of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.event_notes import pasted_names
from lisdesk.rules.names import stakeholder_key
from lisdesk.ui.plain import PlainLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.submissions.attendee_rows import Came, listed_words, rows_of, written
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.submissions.respondent_field import RespondentField
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.edits.attendees import Attendee
    from lisdesk.queries.attendees import AttendeeRow
    from lisdesk.queries.register_lists import RegisterLists, RespondentRow

_ROWS_SEEN = 4
_ROOM_PX = 4
_TYPE_PX = 184


class AttendeeFields(QWidget):
    """A line to type names into, and below it who is on the list; Delete takes off."""

    changed = Signal()

    def __init__(self, workspace: Workspace, lists: RegisterLists, window: QWidget) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows: list[Came] = []
        self._fault = ""
        self._labels = {row.key: row.label for row in lists.types}
        self.field = RespondentField(workspace, window, "Attendee", "Name, then Enter; or paste")
        self.field.told.hide()
        self.type = ChoiceField(
            [("Type not known", "")]
            + [
                (f"{'    ' * row.depth}{row.label}", row.key)
                for row in lists.types
                if not row.is_retired
            ]
        )
        self.list = QListWidget()
        self.told = PlainLabel("", "small")
        self.remove = QPushButton("Take off")
        self.paste = QPushButton("Past&e names")
        self._lay_out()
        self.field.taken.connect(self._add_typed)
        self.field.line.returnPressed.connect(self._add_typed)
        self.type.currentIndexChanged.connect(lambda _place: self._give_type())
        self.remove.clicked.connect(lambda _on: self._take_off())
        self.paste.clicked.connect(lambda _on: self._paste())
        for each in (self.list, self.field.line):
            each.installEventFilter(self)
        self._show()

    def _lay_out(self) -> None:
        name = PlainLabel("Atten&dees (not counted)", "muted")
        name.setBuddy(self.field.line)
        self.type.setAccessibleName("Type of new attendees")
        self.type.setFixedWidth(_TYPE_PX)
        self.list.setAccessibleName("Attendees")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head, line = QHBoxLayout(), QHBoxLayout()
        head.addWidget(name)
        head.addStretch()
        head.addWidget(self.told)
        head.addWidget(self.remove)
        head.addWidget(self.paste)
        line.addWidget(self.field, 1)
        line.addWidget(self.type)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addWidget(self.list)
        for button in (self.remove, self.paste):
            button.setAutoDefault(False)
        order = (self.field.line, self.type, self.list, self.remove, self.paste)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def attendees(self) -> list[Attendee]:
        """Return the whole list, with what is still in the line, as an edit takes it."""
        from lisdesk.edits.attendees import Attendee

        self._add_typed()
        return [Attendee(row.name, row.id, row.type_key) for row in self.rows]

    def written(self) -> str:
        """Return the list with what is in the line as plain words, as a draft keeps it."""
        typed = self.field.name()
        return written([*self.rows, *([Came(typed)] if typed else [])])

    def show_written(self, words: str) -> None:
        """Show a list that `written` gave."""
        self.rows = rows_of(words, self._labels)
        self._show()
        self._look_up()

    def show_typed_type(self) -> None:
        """Let new ones be of no known type again, and empty the line."""
        self.list.clearSelection()
        self.type.pick("")
        self.field.show_name("", None)

    def add_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Put names on the list, each with its type in words; those that are there are left out."""
        keys = {label.casefold(): key for key, label in self._labels.items()}
        keys |= {key.casefold(): key for key in self._labels}
        standing = {stakeholder_key(row.name) for row in self.rows}
        unknown = []
        for name, words in names:
            key = keys.get(words.casefold(), "") if words else self.type.currentData()
            if words and not key:
                unknown.append(words)
            if stakeholder_key(name) not in standing:
                standing.add(stakeholder_key(name))
                self.rows.append(Came(name, None, key, self._labels.get(key, "")))
        self._fault = f"No such type: {with_hidden_shown(unknown[0][:40])}" if unknown else ""
        self._show()
        self._look_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a pasted list apart, and take whoever is selected off with Delete; somebody is
        selected while the keyboard is in the list, and nobody while a name is typed.
        """
        if event.type() == QEvent.Type.FocusIn:
            if watched is not self.list:
                self.list.clearSelection()
            elif self.rows and not self.list.selectedItems():
                self.list.item(max(self.list.currentRow(), 0)).setSelected(True)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                self._take_off()
                return True
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            if watched is self.field.line and is_paste and "\n" in _clipboard().strip():
                self._paste()
                return True
        return super().eventFilter(watched, event)

    def _add_typed(self) -> None:
        """Put the name in the line on the list."""
        name, known = self.field.name(), self.field.known
        if not name:
            return
        if known is not None and self.field.picked_id == known.id:
            self._add_known(known)
        else:
            self.add_names([(name, "")])
        self.field.show_name("", None)

    def _add_known(self, known: RespondentRow) -> None:
        if all(row.id != known.id for row in self.rows):
            self.rows.append(Came(known.name, known.id, "", known.type))
        self._show()

    def _paste(self) -> None:
        self.add_names(pasted_names(_clipboard()))
        self.field.line.setFocus()

    def _take_off(self) -> None:
        places = {self.list.row(item) for item in self.list.selectedItems()}
        first = min(places, default=0)
        self.rows = [row for place, row in enumerate(self.rows) if place not in places]
        self._show()
        if self.rows:
            self.list.setCurrentRow(min(first, len(self.rows) - 1))
        else:
            self.field.line.setFocus()

    def _give_type(self) -> None:
        """Let the new ones that are selected be of the type that was chosen."""
        places = {self.list.row(item) for item in self.list.selectedItems()}
        key = self.type.currentData()
        self.rows = [
            replace(row, type_key=key, type=self._labels.get(key, ""))
            if place in places and row.id is None
            else row
            for place, row in enumerate(self.rows)
        ]
        self._show(selected=places)

    def _look_up(self) -> None:
        from lisdesk.queries.attendees import known_by_name

        names = [row.name for row in self.rows]
        if names:
            self._workspace.jobs.read(
                known_by_name, names, owner=self, then=self._take_known, topic="attendees"
            )

    def _take_known(self, known: dict[str, AttendeeRow]) -> None:
        """Show of those that the register has what it says of them, each once."""
        found: dict[object, Came] = {}
        for row in self.rows:
            meant = known.get(row.name)
            if meant is not None and row.id in (None, meant.id):
                row = Came(meant.name, meant.id, "", meant.type or row.type)
            found.setdefault(row.id or row.name, row)
        if list(found.values()) != self.rows:
            self.rows = list(found.values())
            self._show()

    def _show(self, selected: Iterable[int] = ()) -> None:
        self.list.clear()
        for row in self.rows:
            item = QListWidgetItem(row.words())
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(as_tool_tip(row.words()))
            self.list.addItem(item)
        for place in selected:
            self.list.item(place).setSelected(True)
        self.list.setFixedHeight(min(len(self.rows), _ROWS_SEEN) * ROW_PX + _ROOM_PX)
        self.list.setVisible(bool(self.rows))
        self.list.scrollToBottom()
        self.remove.setVisible(bool(self.rows))
        self.told.setText(self._fault or listed_words(self.rows))
        self.changed.emit()


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()
