"""The questions that stop the work, in the house's own look: a last word, and a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.ui.icons import icon
from lisdesk.ui.plain import (
    LONGEST_TOLD,
    PlainLabel,
    WrappedLabel,
    as_menu_text,
    set_look,
    shortened,
)
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from lisdesk.ui.ask import Question

_WIDTH_PX, _MARK_PX = 440, 32


class _Asking(QDialog):
    """Words beside a mark, and two buttons below."""

    def __init__(self, parent: QWidget, title: str, mark: str, verb: str, keep: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH_PX)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(8)
        picture = PlainLabel()
        colour = current_theme().caution if mark == "warning" else current_theme().accent
        picture.setPixmap(icon(mark, colour).pixmap(_MARK_PX, _MARK_PX))
        middle, foot = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(self.inside, 1)
        self.do, self.keep = QPushButton(as_menu_text(verb)), QPushButton(as_menu_text(keep))
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(self.do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(middle)
        layout.addLayout(foot)
        self.do.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)


class QuestionDialog(_Asking):
    """Asks for a last word; Enter and Esc keep things as they are."""

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent, question.title, "warning", question.verb, question.keep)
        for words, look in ((question.words, "strong"), (question.detail, "muted")):
            if words:
                self.inside.addWidget(WrappedLabel(shortened(words, LONGEST_TOLD), look))
        set_look(self.do, "danger")
        self.do.setAutoDefault(False)
        self.keep.setDefault(True)
        self.keep.setFocus()
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(" ".join((question.words, question.detail)).strip())


class LineDialog(_Asking):
    """Asks for one line of text; Enter gives it, Esc does not."""

    def __init__(self, parent: QWidget, title: str, words: str, known: str) -> None:
        super().__init__(parent, title, "information", "Save", "Cancel")
        self.line = QLineEdit(known)
        self.line.setAccessibleName(words)
        self.line.selectAll()
        self.inside.addWidget(WrappedLabel(words))
        self.inside.addWidget(self.line)
        set_look(self.do, "primary")
        self.do.setDefault(True)
        self.keep.setAutoDefault(False)
        self.line.setFocus()
