"""The templates that new calls are made from: rename, delete, bring in and write out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.errors import UserError
from lisdesk.tasks.call_templates import (
    KeptTemplate,
    KeptTemplates,
    export_template,
    import_template,
    kept_templates,
    remove_template,
    rename_template,
)
from lisdesk.ui.ask import Question
from lisdesk.ui.list_dialog import ListDialog
from lisdesk.ui.plain import WrappedLabel, with_hidden_shown
from lisdesk.ui.workspace import Workspace

_ABOUT = (
    "What new calls are made from. Your own templates are files on this computer: export one to "
    "share it. They hold questions, types, priorities and policies, and nobody’s name or words."
)
_FILES = ("Templates (*.toml)",)
_ENDING = ".toml"


class TemplatesDialog(ListDialog):
    """Every change is made at once; the dialog stays open. Calls that were made stay."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        headings = ("Template", "Whose"), ("Questions", "Priorities")
        super().__init__(workspace, parent, "Templates", _ABOUT, headings)
        self.list.setRootIsDecorated(False)
        self.items: dict[str, KeptTemplate] = {}
        self.problems = WrappedLabel(look="small")
        self.rename = self.add_action("Rename…", self._rename, "F2")
        self.remove = self.add_action("Delete…", self._remove, "Del")
        self.bring_in = self.add_action("Import…", self._bring_in, "Ins")
        self.write = self.add_action("Export…", self._write)
        self.lay_out(((self.rename, self.remove, self.bring_in, self.write), ()))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.problems)
        self.list.currentItemChanged.connect(lambda *_items: self.enable())
        self.list.itemDoubleClicked.connect(lambda *_item: self.rename.trigger())
        self._read()

    def _read(self, wanted: str = "") -> None:
        self.workspace.jobs.read(
            lambda _session: kept_templates(),
            owner=self,
            then=partial(self._show, wanted),
            topic="templates",
        )

    def _show(self, wanted: str, found: KeptTemplates) -> None:
        self.items = {each.key: each for each in found.items}
        self.show_lines(map(_line, found.items), wanted)
        self.problems.setText("\n".join(with_hidden_shown(each) for each in found.problems))
        self.problems.setVisible(bool(found.problems))

    def enable(self) -> None:
        """Offer to rename and delete the officer's own, and to write any."""
        current = self._current()
        is_own = current is not None and not current.is_shipped
        self.rename.setEnabled(is_own)
        self.remove.setEnabled(is_own)
        self.write.setEnabled(current is not None)

    def _current(self) -> KeptTemplate | None:
        return self.items.get(str(self.current_key()))

    def _do(self, change: Callable[[], KeptTemplate], done: str) -> None:
        """Change the files beside the window, then read them again; a refusal is a notice."""

        def tell(kept: KeptTemplate) -> None:
            name = with_hidden_shown(kept.template.name)
            self.workspace.notices.tell(f"{done} the template “{name}”.")
            self._read(kept.key)

        def refuse(error: BaseException) -> None:
            self.workspace.explain(error)
            if isinstance(error, UserError):
                self.problems.setText(with_hidden_shown(error.in_window()))
                self.problems.setVisible(True)

        self.workspace.run(
            lambda _database, _desk, _tell: change(),
            f"{done} a template",
            "templates",
            tell,
            refuse,
        )

    def _rename(self) -> None:
        current = self._current()
        if current is None or current.is_shipped:
            return
        known = current.template.name
        name = self.workspace.ask.line("Rename the template", "Its new name", known)
        if name is not None and name != known:
            self._do(partial(rename_template, current.key, name, is_key=True), "Renamed")

    def _remove(self) -> None:
        current = self._current()
        if current is None or current.is_shipped:
            return
        question = Question(
            "Delete the template",
            f"“{with_hidden_shown(current.template.name)}” is deleted from this computer. Calls "
            "that were made from it stay.",
            "Delete the template",
            "Keep it",
        )
        if self.workspace.ask.agrees(question):
            self._do(partial(remove_template, current.key, is_key=True), "Deleted")

    def _bring_in(self) -> None:
        paths = self.workspace.ask.files_to_open("Import a template", _FILES, Path.home())
        if paths:
            self._do(partial(import_template, paths[0]), "Imported")

    def _write(self) -> None:
        current = self._current()
        if current is None:
            return
        suggested = Path.home() / f"{current.key}{_ENDING}"
        path = self.workspace.ask.file_to_save("Export the template", _FILES, suggested)
        if path is not None:
            write = partial(export_template, current.key, path, is_key=True, may_replace=True)
            self._do(write, "Exported")


def _line(kept: KeptTemplate) -> tuple[str, tuple[str, str], tuple[int, int]]:
    whose = "Ships with lisdesk" if kept.is_shipped else "Your own"
    numbers = len(kept.template.questions), len(kept.template.priorities)
    return kept.key, (kept.template.name, whose), numbers
