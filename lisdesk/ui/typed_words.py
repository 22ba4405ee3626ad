"""Whether an officer has typed anything into a form that is not as it was before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit


class TypedWords(QObject):
    """Belongs to a form: follows its lines and texts, and tells what was typed from what the
    program has put there, such as the words of another thing in hand.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        self._begun: dict[Field, str] = {}
        self._other: set[Field] = set()
        """The fields in which something else stands now, as it was typed."""
        self._is_left = False
        """Whether something was typed into a field that shows something else since."""

    def look(self) -> None:
        """Follow the fields that there are by now."""
        fields: list[Field] = [
            *self._form.findChildren(QLineEdit),
            *self._form.findChildren(QPlainTextEdit),
        ]
        for field in fields:
            if field not in self._begun:
                self._begun[field] = _words_of(field)
                field.textChanged.connect(partial(self._note, field))
                field.installEventFilter(self)

    @property
    def are_there(self) -> bool:
        """Whether something would be lost."""
        return self._is_left or bool(self._other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what stands in a field that is gone into: the program may have put it there."""
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(watched, QLineEdit | QPlainTextEdit)
            and not _is_typed(watched)
        ):
            self._begin_anew(watched)
        return super().eventFilter(watched, event)

    def _note(self, field: Field, *_words: str) -> None:
        if _words_of(field) == self._begun[field]:  # also by the field's own undo
            self._other.discard(field)
        elif _is_typed(field):
            self._other.add(field)
        else:
            self._begin_anew(field)

    def _begin_anew(self, field: Field) -> None:
        self._is_left = self._is_left or field in self._other
        self._other.discard(field)
        self._begun[field] = _words_of(field)


def _words_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _is_typed(field: Field) -> bool:
    """Whether it is by keyboard: what the program puts into a field cannot be undone there."""
    if isinstance(field, QLineEdit):
        return field.isModified()
    return field.document().isUndoAvailable()
