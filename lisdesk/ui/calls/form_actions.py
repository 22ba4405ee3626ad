"""What is done with a call's form and with templates, for the screen of calls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lisdesk.tasks.call_templates import KeptTemplate, save_call_as_template
from lisdesk.ui.calls.frameworks_dialog import FrameworksDialog
from lisdesk.ui.calls.response_form_dialog import ResponseFormDialog
from lisdesk.ui.calls.templates_dialog import TemplatesDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.workspace import Workspace


class FormActions:
    """Write the form of the call at hand, keep the call as a template, look after templates and
    frameworks.
    """

    def __init__(
        self, workspace: Workspace, screen: QWidget, action: Callable[..., QAction]
    ) -> None:
        self._workspace, self._screen = workspace, screen
        self.form = action("Response form…", self._form)
        self.save = action("Save as template…", self._save)
        self.templates = action("Templates…", self._templates)
        self.frameworks = action("Frameworks…", self._frameworks)

    def all(self) -> list[QAction]:
        """Return what can be done."""
        return [self.form, self.save, self.templates, self.frameworks]

    def beside_heading(self) -> list[QAction]:
        """Return what stands beside the heading of the screen."""
        return [self.frameworks, self.save, self.templates]

    def enable(self) -> None:
        """Let be done what needs a call if there is one."""
        has_call = self._workspace.call is not None
        self.form.setEnabled(has_call)
        self.save.setEnabled(has_call)

    def _form(self) -> None:
        if self._workspace.call is not None:
            ResponseFormDialog(self._workspace, self._screen.window(), self._workspace.call).open()

    def _templates(self) -> None:
        TemplatesDialog(self._workspace, self._screen.window()).open()

    def _frameworks(self) -> None:
        FrameworksDialog(self._workspace, self._screen.window()).open()

    def _save(self) -> None:
        workspace = self._workspace
        if workspace.call is None:
            return
        reference = workspace.call.reference
        name = workspace.ask.line(
            "Save as template",
            "Its name. It takes questions, types, priorities and policies, and nobody’s words.",
            workspace.call.title,
        )
        if name is None:
            return

        def tell(kept: KeptTemplate) -> None:
            shown = with_hidden_shown(kept.template.name)
            workspace.notices.tell(f"Saved the template “{shown}”. “New call…” offers it.")

        workspace.run(
            lambda database, _desk, _tell: save_call_as_template(database, reference, name),
            "Saving the template",
            "templates",
            tell,
        )
