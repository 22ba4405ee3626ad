"""Say what a sheet's words for stakeholder types mean; it is kept for the portal's next export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from lisdesk.exchange.sheets.type_words import TypeWord
from lisdesk.queries.register_lists import TypeRow
from lisdesk.rules.counted import counted
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import as_tool_tip, with_hidden_shown
from lisdesk.ui.stakeholders.type_dialog import NewTypeDialog
from lisdesk.ui.submissions.choice_field import ChoiceField
from lisdesk.ui.workspace import Workspace

_WIDTH_PX, _ROW_PX, _WORD_PX, _ROWS_PX = 680, 34, 264, 72
_ROWS_SEEN = 8
_MOST_WORDS = 60
_NEW = object()
_ABOUT = (
    "This is kept for the next export of the portal. What is left as not known is asked again: its "
    "rows come in without a type, with the word in their notes. A new type is added to the list at "
    "once, and one undo takes it back."
)


class TypeWordsDialog(FormDialog):
    """One row a word, those of most rows first; Enter takes the meanings over."""

    explained = Signal(object)
    """The key of the type that each word means; empty for one that is left as not known."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        words: Sequence[TypeWord],
        types: Sequence[TypeRow],
    ) -> None:
        super().__init__(
            workspace, parent, "What the sheet’s words for types mean", _ABOUT, "Use these"
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._words = list(words[:_MOST_WORDS])
        self._types = [("    " * each.depth + each.label, each.key) for each in types]
        self.boxes = [self._box(word) for word in self._words]
        self.table = self._table()
        self.body.addWidget(self.table)
        if len(words) > _MOST_WORDS:
            self.say(
                f"{len(words) - _MOST_WORDS:,} rarer words are not listed here. Is this column the "
                "type of stakeholder?"
            )
        first = next((box for box in self.boxes if not box.currentData()), self.boxes[0])
        first.setFocus()

    def send(self) -> None:
        """Hand the meanings over, once every new type has its name."""
        for word, box in zip(self._words, self.boxes, strict=True):
            if box.currentData() is _NEW:
                self._name_new(box, word)
                return
        meanings = {
            word.word: str(box.currentData() or "")
            for word, box in zip(self._words, self.boxes, strict=True)
        }
        self.accept()
        self.explained.emit(meanings)

    def _box(self, word: TypeWord) -> ChoiceField:
        box = ChoiceField([("Not known", ""), ("New type …", _NEW), *self._types])
        box.setAccessibleName(f"What {word.word} means, in {counted(word.rows, 'row')}")
        box.pick(word.meaning)
        box.activated.connect(partial(self._choose, box, word))
        return box

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._words), 3)
        table.setAccessibleName("Words of the sheet and what they mean")
        table.setHorizontalHeaderLabels(["In the sheet", "Rows", "Means"])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, _WORD_PX)
        table.setColumnWidth(1, _ROWS_PX)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (word, box) in enumerate(zip(self._words, self.boxes, strict=True)):
            name, count = QTableWidgetItem(with_hidden_shown(word.word)), QTableWidgetItem()
            name.setToolTip(as_tool_tip(word.word))
            count.setText(f"{word.rows:,}")
            count.setTextAlignment(right)
            table.setItem(row, 0, name)
            table.setItem(row, 1, count)
            table.setCellWidget(row, 2, box)
        shown = min(len(self._words), _ROWS_SEEN)
        table.setMinimumHeight((shown + 1) * _ROW_PX + 4)
        return table

    def _choose(self, box: ChoiceField, word: TypeWord, _place: int) -> None:
        if box.currentData() is _NEW:
            self._name_new(box, word)

    def _name_new(self, box: ChoiceField, word: TypeWord) -> None:
        """Ask for the name of a new type, add it to the list, and mean that."""
        dialog = NewTypeDialog(
            self.workspace, self, None, lambda key: self._offer(box, dialog.label.text(), key)
        )
        dialog.label.setText(word.word)
        dialog.label.selectAll()
        dialog.rejected.connect(partial(box.pick, word.meaning))
        dialog.open()

    def _offer(self, box: ChoiceField, label: str, key: str) -> None:
        for each in self.boxes:
            each.addItem(" ".join(label.split()), key)
        box.pick(key)
        box.setFocus()
