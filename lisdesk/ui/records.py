"""Several things of one kind in a dialog: a list of them, and the fields of the one in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, set_tool_tip, with_hidden_shown

Record = dict[str, str]
"""Field to what it says; of a choice, the words of it. What has no field stays with the thing."""
Field = QLineEdit | QPlainTextEdit | ChoiceBox

_LIST_PX = 96


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of each thing."""

    key: str
    label: str
    widget: Field

    def show(self, said: str) -> None:
        """Show what a thing says here."""
        with QSignalBlocker(self.widget):
            if isinstance(self.widget, ChoiceBox):
                self.widget.setCurrentText(said)
            elif isinstance(self.widget, QPlainTextEdit):
                self.widget.setPlainText(said)
            else:
                self.widget.setText(said)
                self.widget.setCursorPosition(0)

    def said(self) -> str:
        """Return what stands here."""
        if isinstance(self.widget, ChoiceBox):
            return self.widget.currentText()
        if isinstance(self.widget, QPlainTextEdit):
            return self.widget.toPlainText()
        return self.widget.text()

    def when_changed(self, then: Callable[[], None]) -> None:
        """Call `then` whenever the officer changes it."""
        if isinstance(self.widget, ChoiceBox):
            self.widget.currentIndexChanged.connect(lambda _index: then())
        elif isinstance(self.widget, QPlainTextEdit):
            self.widget.textChanged.connect(then)
        else:
            self.widget.textChanged.connect(lambda _text: then())


class RecordsEditor(QWidget):
    """Adds, corrects, moves and removes things; the dialog around it saves them all at once."""

    counted = Signal(int)
    """How many there are, whenever that changes."""

    def __init__(
        self,
        names: tuple[str, str],
        fields: Sequence[RecordField],
        told: Callable[[Record], str],
        fresh: Callable[[], Record] = dict,
    ) -> None:
        """`names` are what one is called and several are, `told` gives the line of one, `fresh`
        what a new one begins with.
        """
        super().__init__()
        self._one, self._fields, self._told, self._fresh = names[0], fields, told, fresh
        self._records: list[Record] = []
        self.list = QListWidget()
        self.list.setAccessibleName(names[1])
        self.list.setFixedHeight(_LIST_PX)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_buttons()
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        for field in fields:
            field.when_changed(self._take)
        self._show()

    def set_records(self, records: Sequence[Record]) -> None:
        """Show other things; the first is in hand."""
        self._records = [dict(record) for record in records]
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([self._line(record) for record in self._records])
        self.list.setCurrentRow(0 if records else -1)
        self._show()
        self.counted.emit(len(self._records))

    def records(self) -> list[Record]:
        """Return the things in their order, without those in which nothing was written."""
        given = self._fresh().keys() | {
            f.key for f in self._fields if isinstance(f.widget, ChoiceBox)
        }
        written = [f.key for f in self._fields if f.key not in given]
        return [each for each in self._records if any(each.get(key, "").strip() for key in written)]

    def line(self, key: str) -> QLineEdit:
        """Return the line of a field; TypeError for a field that is none."""
        widget = next(field.widget for field in self._fields if field.key == key)
        if not isinstance(widget, QLineEdit):
            raise TypeError(f"{key} is no line")
        return widget

    def add_one(self) -> None:
        """Add one, and put the keyboard into its first field."""
        first = {
            f.key: f.widget.itemText(0) for f in self._fields if isinstance(f.widget, ChoiceBox)
        }
        self._records.append({**first, **self._fresh()})
        self.list.addItem(self._line(self._records[-1]))
        self.list.setCurrentRow(len(self._records) - 1)
        self.counted.emit(len(self._records))
        empty = (f.widget for f in self._fields if not self._records[-1].get(f.key))
        next(empty, self._fields[0].widget).setFocus()

    def remove_one(self) -> None:
        """Remove the one in hand."""
        row = self.list.currentRow()
        if row < 0:
            return
        del self._records[row]
        with QSignalBlocker(self.list):
            self.list.takeItem(row)
        self.list.setCurrentRow(min(row, len(self._records) - 1))
        self._show()
        self.counted.emit(len(self._records))
        (self.list if self._records else self.add).setFocus()

    def move_one(self, by: int) -> None:
        """Move the one in hand up or down."""
        row = self.list.currentRow()
        to = row + by
        if row < 0 or not 0 <= to < len(self._records):
            return
        self._records.insert(to, self._records.pop(row))
        with QSignalBlocker(self.list):
            self.list.insertItem(to, self.list.takeItem(row))
        self.list.setCurrentRow(to)
        self._show()

    def _make_buttons(self) -> None:
        self.add, self.remove = QPushButton("Add"), QPushButton("Remove")
        self.up, self.down = QPushButton("Up"), QPushButton("Down")
        article = "an" if self._one[0] in "aeiou" else "a"
        keys: tuple[tuple[QPushButton, str, str, Callable[[], None]], ...] = (
            (self.add, f"Add {article} {self._one}", "Ins", self.add_one),
            (self.remove, f"Remove the {self._one}", "Del", self.remove_one),
            (self.up, f"Move the {self._one} up", "Alt+Up", lambda: self.move_one(-1)),
            (self.down, f"Move the {self._one} down", "Alt+Down", lambda: self.move_one(1)),
        )
        for button, name, key, act in keys:
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            set_tool_tip(button, f"{name} ({key} in the list)")
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(key), self.list, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        pairs = (self.add, self.remove), (self.up, self.down)
        for pair in pairs:
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            buttons.addLayout(row)
        buttons.addStretch()
        top = QHBoxLayout()
        top.addWidget(self.list, 1)
        top.addLayout(buttons)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._fields:
            label = PlainLabel(field.label)
            label.setBuddy(field.widget)
            field.widget.setAccessibleName(field.label)
            form.addRow(label, field.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addLayout(form)
        layout.addStretch()

    def _show(self) -> None:
        row = self.list.currentRow()
        record = self._records[row] if 0 <= row < len(self._records) else None
        for field in self._fields:
            field.show(record.get(field.key, "") if record is not None else "")
            field.widget.setEnabled(record is not None)
        self.remove.setEnabled(record is not None)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._records) - 1)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._records):
            said = {field.key: field.said() for field in self._fields}
            self._records[row] = {**self._records[row], **said}
            self.list.item(row).setText(self._line(self._records[row]))

    def _line(self, record: Record) -> str:
        return with_hidden_shown(" ".join(self._told(record).split())) or f"New {self._one}"
