"""What is said of a whole sheet: which one, its headings, its dates, values for every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from lisdesk.exchange.sheets.grid import TEXT_KINDS
from lisdesk.exchange.sheets.map_changes import with_constant, without_columns
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import DateOrder, Field
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.tasks.import_preview import ImportPreview, OpenedSheet
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_menu_text

_HEADINGS: tuple[tuple[str, int | None], ...] = (
    ("Found by itself", None), ("Row 1", 1), ("First 2 rows", 2), ("First 3 rows", 3),
    ("First 4 rows", 4), ("No headings", 0),
)  # fmt: skip
_ENCODINGS: tuple[tuple[str, str | None], ...] = (
    ("Found by itself", None), ("UTF-8", "utf-8"), ("Windows-1252", "cp1252"),
    ("UTF-16", "utf-16"),
)  # fmt: skip
_SHEET_PX, _OPTION_PX = 200, 136
_BOLDER_PX = 16
"""The room that the words of a chosen button take beyond those of another, its edges included."""


class SheetOptions(QWidget):
    """Which sheet is read, and how."""

    changed = Signal(object, bool)
    """The map as it is now, and whether the file must be read again for it."""

    def __init__(self) -> None:
        super().__init__()
        self._map = ImportMap()
        self.sheet, self.headings, self.encoding = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.again = QPushButton("Start afresh")
        self.again.setProperty("look", "quiet")
        self.again.setAccessibleDescription("Use every column as its heading and cells say")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._labels = []
        for words, box, width in (
            ("Sheet", self.sheet, _SHEET_PX),
            ("Headings", self.headings, _OPTION_PX),
            ("Encoding", self.encoding, _OPTION_PX),
        ):
            label = PlainLabel(words, "muted")
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setFixedWidth(width)
            self._labels.append(label)
            layout.addWidget(label)
            layout.addWidget(box)
        layout.addStretch()
        layout.addWidget(self.again)
        self.headings.addItems([words for words, _ in _HEADINGS])
        self.encoding.addItems([words for words, _ in _ENCODINGS])
        self.sheet.activated.connect(self._choose_sheet)
        self.headings.activated.connect(self._choose_headings)
        self.encoding.activated.connect(self._choose_encoding)
        self.again.clicked.connect(lambda: self.changed.emit(without_columns(self._map), False))

    def show_sheet(self, opened: OpenedSheet) -> None:
        """Show what can be chosen for a file that was read."""
        names = list(opened.grid.sheet_names)
        self.sheet.clear()
        self.sheet.addItems(names)
        self.sheet.setCurrentIndex(
            names.index(opened.grid.name) if opened.grid.name in names else 0
        )
        is_text = opened.grid.kind in TEXT_KINDS
        for widget in (self._labels[0], self.sheet):
            widget.setVisible(len(names) > 1)
        for widget in (self._labels[2], self.encoding):
            widget.setVisible(is_text)

    def show_map(self, officers_map: ImportMap) -> None:
        """Show what the map says of the sheet."""
        self._map = officers_map
        self.headings.setCurrentIndex(_place(_HEADINGS, officers_map.header_rows))
        self.encoding.setCurrentIndex(_place(_ENCODINGS, officers_map.encoding))

    def _choose_sheet(self, place: int) -> None:
        chosen = replace(without_columns(self._map), sheet=self.sheet.itemText(place))
        self.changed.emit(chosen, True)

    def _choose_headings(self, place: int) -> None:
        chosen = replace(without_columns(self._map), header_rows=_HEADINGS[place][1])
        self.changed.emit(chosen, False)

    def _choose_encoding(self, place: int) -> None:
        self.changed.emit(replace(self._map, encoding=_ENCODINGS[place][1]), True)


class EveryRow(QFrame):
    """Values for every row, and which way round dates are written if that is not clear."""

    changed = Signal(object)
    """The map as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._map = ImportMap()
        self.channel = _choice("Channel for every row", [each.label for each in Channel])
        self.permission = _choice("Permission for every row", [each.label for each in Permission])
        self.received = QLineEdit()
        self.received.setAccessibleName("Received, for every row")
        self.received.setFixedWidth(_OPTION_PX)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setHorizontalSpacing(8)
        layout.addWidget(PlainLabel("For every row", "strong"), 0, 0)
        place = 1
        boxes = (self.channel, self.permission, self.received)
        for words, box in zip(("Channel", "Permission", "Received"), boxes, strict=True):
            label = PlainLabel(words, "muted")
            label.setBuddy(box)
            layout.addWidget(label, 0, place)
            layout.addWidget(box, 0, place + 1)
            place += 2
        layout.setColumnStretch(place, 1)
        self._ask = self._date_question()
        layout.addWidget(self._ask, 1, 0, 1, place + 1)
        self.channel.activated.connect(lambda at: self._set(Field.CHANNEL, self.channel, at))
        self.permission.activated.connect(
            lambda at: self._set(Field.PERMISSION, self.permission, at)
        )
        self.received.editingFinished.connect(self._set_received)

    def show_map(self, officers_map: ImportMap) -> None:
        """Show what the map says of every row."""
        self._map = officers_map
        constants = officers_map.constants
        for field, box in ((Field.CHANNEL, self.channel), (Field.PERMISSION, self.permission)):
            box.setCurrentIndex(max(box.findText(constants.get(field, "")), 0))
        if not self.received.hasFocus():
            self.received.setText(constants.get(Field.RECEIVED, ""))
        order = officers_map.date_order
        self.orders.setExclusive(False)
        self.day_first.setChecked(order is DateOrder.DMY)
        self.month_first.setChecked(order is DateOrder.MDY)
        self.orders.setExclusive(True)

    def show_preview(self, preview: ImportPreview) -> None:
        """Say where each field comes from if no value is given, and ask about dates if needed."""
        columns = {each.field: each.heading for each in preview.plan.columns if each.field}
        for field, box, otherwise in (
            (Field.CHANNEL, self.channel, Channel.ONLINE.label),
            (Field.PERMISSION, self.permission, "Not said: not published"),
        ):
            known = columns.get(field)
            box.setItemText(0, f"As in “{known}”" if known else otherwise)
        known = columns.get(Field.RECEIVED)
        self.received.setPlaceholderText("As in its column" if known else "Now, or 2019-01-31")
        self._ask.setVisible(preview.unclear_dates > 0 or self._map.date_order is not None)
        self._words.set_look("caution" if preview.unclear_dates else "muted")
        if preview.unclear_dates:
            self._words.setText(
                f"{preview.unclear_dates:,} dates, such as 03/04/2019, can be read in two ways. "
                "Which is meant?"
            )
        elif self._map.date_order is not None:
            self._words.setText("Dates such as 03/04/2019 are read as:")

    def _date_question(self) -> QWidget:
        self._words = WrappedLabel(look="caution")
        self.day_first = QPushButton("3 April: day first")
        self.month_first = QPushButton("4 March: month first")
        self.orders = QButtonGroup(self)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words, 1)
        for button, order in (
            (self.day_first, DateOrder.DMY), (self.month_first, DateOrder.MDY)
        ):  # fmt: skip
            button.setProperty("look", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumWidth(button.sizeHint().width() + _BOLDER_PX)
            self.orders.addButton(button)
            button.clicked.connect(lambda _checked, chosen=order: self._set_order(chosen))
            layout.addWidget(button)
        return row

    def _set(self, field: Field, box: QComboBox, place: int) -> None:
        text = box.itemText(place) if place else ""
        self.changed.emit(with_constant(self._map, field, text))

    def _set_received(self) -> None:
        text = self.received.text().strip()
        if text != self._map.constants.get(Field.RECEIVED, ""):
            self.changed.emit(with_constant(self._map, Field.RECEIVED, text))

    def _set_order(self, order: DateOrder) -> None:
        self.changed.emit(replace(self._map, date_order=order))


def _choice(name: str, labels: Sequence[str]) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.addItem("")
    box.addItems([as_menu_text(label) for label in labels])
    box.setFixedWidth(_SHEET_PX)
    return box


def _place(choices: Sequence[tuple[str, object]], value: object) -> int:
    return next((place for place, (_, each) in enumerate(choices) if each == value), 0)
