"""Takes the name of a view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.jobs import Edit
from lisdesk.ui.workspace import Workspace


class ViewDialog(FormDialog):
    """One line; Enter saves, and a name that is taken is told in the dialog."""

    asks_first = False

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        heading: str,
        words: str,
        name: str,
        edit: Callable[[str], Edit],
        told: Callable[[str], str],
    ) -> None:
        super().__init__(workspace, parent, heading, words, "Save")
        self._edit, self._told = edit, told
        self.name = QLineEdit(name)
        self.name.setMaxLength(120)
        self.name.setPlaceholderText("What it shows, such as “Late, for Jo”")
        self.add_row("&Name", self.name)
        self.name.setAccessibleName("Name of the view")
        self.name.selectAll()
        self.name.setFocus()
        self.name.textChanged.connect(lambda _text: self.say(""))

    def send(self) -> None:
        """Save under the name in the line."""
        self.run(self._edit(self.name.text()), self._told)
