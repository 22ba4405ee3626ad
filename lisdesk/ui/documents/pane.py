"""The text of a document beside the table; what has no text is typed in here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.file_sizes import size_words
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.documents.words import name_of, notes_line, problem_lines
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.intake.words import shortened
from lisdesk.ui.plain import PlainLabel, WrappedLabel, with_hidden_shown
from lisdesk.ui.submissions.text_fields import TextField

_HINT = "No text could be read. Open the file, and type or paste here what it says."


class DocumentPane(QWidget):
    """Shows what was read as plain text only; nothing in it is opened or fetched."""

    typed = Signal(str)
    """What was typed from the document in view."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The chosen document")
        self._is_showing = False
        self.label = PlainLabel("&Text", "small")
        self.name = ElidedLabel(look="strong")
        self.open = QPushButton("&Open the file")
        self.open.setAutoDefault(False)
        self.open.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard be
        self.problems = WrappedLabel(look="small")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the document")
        self.field = TextField()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("What the document says, typed from it")
        self.texts = QStackedWidget()
        self.texts.addWidget(self.text)
        self.texts.addWidget(self.field)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.label)
        head.addWidget(self.name, 1)
        head.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.problems)
        layout.addWidget(self.texts, 1)
        self.field.textChanged.connect(self._take_words)

    def show_document(self, decisions: DocumentDecisions, place: int) -> None:
        """Show a document: its text, or room for what is typed from it."""
        item = decisions.item(place)
        assert item.found is not None
        self._is_showing = True
        self.name.setText(f"{name_of(item)}, {size_words(item.size_bytes)}")
        lines = [*problem_lines(item), notes_line(item)]
        self.problems.setText("\n".join(with_hidden_shown(line) for line in lines if line))
        self.problems.setVisible(any(lines))
        is_typed = decisions.lacks_words(place)
        self.field.setReadOnly(not decisions.is_open(place))
        if is_typed:
            self.field.show_words(decisions.said(place).typed)
        else:
            self.text.setPlainText(shortened(item.found.text))
        shown_text = self.field if is_typed else self.text
        self.texts.setCurrentWidget(shown_text)
        self.label.setBuddy(shown_text)
        self._is_showing = False

    def _take_words(self) -> None:
        if not self._is_showing:
            self.typed.emit(self.field.words())
