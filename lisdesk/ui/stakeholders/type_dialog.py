"""Add a stakeholder type, or rename one and say which words mean it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from lisdesk.edits.types import TypeCorrection, add_type, edit_type
from lisdesk.queries.types import TypePage
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace, edit_with

_WORDS_PX = 96


class NewTypeDialog(FormDialog):
    """A new type, at the top of the list or below another one."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        above: TypePage | None,
        then: Callable[[str], None],
    ) -> None:
        """`then` is given the key of the new type."""
        where = f" below {with_hidden_shown(above.label)}" if above else ""
        super().__init__(workspace, parent, f"New type{where}", "", "Add the type")
        self._above, self._then = above, then
        self.label = QLineEdit()
        self.add_row("Name", self.label)
        self.label.setFocus()

    def send(self) -> None:
        """Add it."""
        parent = self._above.key if self._above else ""
        edit = edit_with(add_type, label=self.label.text(), parent=parent)
        self.run(edit, lambda key: f"Added the type {key}", self._then)


class EditTypeDialog(FormDialog):
    """A type that stands: its name, and the words that mean it."""

    def __init__(self, workspace: Workspace, parent: QWidget, page: TypePage) -> None:
        super().__init__(
            workspace, parent, f"Type {with_hidden_shown(page.key)}", "", "Save the type"
        )
        self._page = page
        self.label, self.words_too = QLineEdit(page.label), QPlainTextEdit()
        self.words_too.setPlainText("\n".join(page.synonyms))
        self.words_too.setPlaceholderText("Words of surveys that mean it, one a line")
        self.words_too.setFixedHeight(_WORDS_PX)
        self.words_too.setTabChangesFocus(True)
        self.add_row("Name", self.label)
        self.add_row("Also", self.words_too)
        self.label.setFocus()
        self.label.selectAll()

    def send(self) -> None:
        """Save what stands in the fields."""
        words = self.words_too.toPlainText().splitlines()
        correction = TypeCorrection(label=self.label.text(), synonyms=words)
        edit = edit_with(edit_type, type_id=self._page.id, correction=correction)
        self.run(edit, lambda key: f"Corrected the type {key}")
