"""The frameworks whose headings questions and priorities hang on: add, correct, remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.outcome import Kind
from lisdesk.queries.frameworks import FrameworkRow, frameworks
from lisdesk.rules.frameworks import (
    SHIPPED_FRAMEWORK,
    FrameworkDraft,
    HeadingDraft,
    group_words,
    users_words,
)
from lisdesk.rules.names import name_key
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.list_dialog import ListDialog
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.records import Record, RecordField, RecordsEditor
from lisdesk.ui.workspace import Workspace, edit_with

_NAME_PX = 216
_ABOUT = (
    "A call has one framework, or none: choose it with “Edit…” of the call. Its questions and "
    "priorities are linked to its headings, and tables are counted by them."
)


class FrameworksDialog(ListDialog):
    """Every change is saved at once and can be undone; the dialog stays open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        headings = ("Framework", "Headings"), ("Calls",)
        super().__init__(workspace, parent, "Frameworks", _ABOUT, headings)
        self.rows: Sequence[FrameworkRow] = ()
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.header().resizeSection(0, _NAME_PX)
        self.add = self.add_action("Add…", lambda: self._open(None), "Ins")
        self.edit = self.add_action("Edit…", lambda: self._open(self.current()), "F2")
        self.remove = self.add_action("Remove", self._remove, "Del")
        self.lay_out(((self.add, self.edit, self.remove), ()))
        self.follow(frameworks, self._show, {Kind.CALL, Kind.PRIORITY}, opened_by=self.edit)

    def current(self) -> FrameworkRow | None:
        """Return the framework in hand."""
        return next((row for row in self.rows if row.id == self.current_key()), None)

    def _show(self, rows: Sequence[FrameworkRow]) -> None:
        self.rows = rows
        self.show_lines((row.id, (row.name, _names(row)), (len(row.calls),)) for row in rows)

    def enable(self) -> None:
        """Offer to add, to correct, and to remove what nothing needs."""
        row, can = self.current(), not self.workspace.is_read_only
        self.add.setEnabled(can)
        self.edit.setEnabled(can and row is not None)
        self.remove.setEnabled(can and row is not None and not _is_needed(row))

    def _open(self, row: FrameworkRow | None) -> None:
        FrameworkDialog(self.workspace, self, row).open()

    def _remove(self) -> None:
        row = self.current()
        if row is not None:
            edit = edit_with(remove_framework, framework_id=row.id)
            self.workspace.do(edit, lambda name: f"Removed the framework {name}")


class FrameworkDialog(FormDialog):
    """One framework: its name and its headings in their order."""

    def __init__(self, workspace: Workspace, parent: QWidget, row: FrameworkRow | None) -> None:
        heading = "Edit the framework" if row else "Add a framework"
        words = "What the first heading is, such as a Foundation, names the columns of tables."
        super().__init__(workspace, parent, heading, words, "Save")
        self._row = row
        self.name = QLineEdit(row.name if row else "")
        self.add_row("Name", self.name)
        self.headings = _headings_editor()
        self.body.addWidget(self.headings)
        if row is not None:
            self.headings.set_records([_record(each) for each in row.draft.headings])
        self.name.setFocus()

    def _headings(self) -> Iterator[HeadingDraft]:
        """Yield what is to stand, in its order."""
        given = [_heading(each) for each in self.headings.records()]
        kept = {each.key for each in given}
        before = self._row.draft.headings if self._row else ()
        gone = {name_key(each.name): each for each in before if each.key not in kept}
        for each in given:
            was = None if each.key else gone.pop(name_key(each.name), None)
            yield _heading_again(each, was) if was else each

    def send(self) -> None:
        """Save the framework."""
        row = self._row
        headings = [*self._headings()]
        edit = edit_with(
            save_framework,
            draft=FrameworkDraft(self.name.text(), headings),
            framework_id=row.id if row else None,
            seen=row.draft if row else None,
        )
        name = with_hidden_shown(self.name.text().strip())
        used = f", the framework of {users_words(row.calls)}" if row and row.calls else ""
        self.run(edit, f"Saved the framework {name}{used}")


def _heading_again(heading: HeadingDraft, before: HeadingDraft) -> HeadingDraft:
    """Return a heading that was taken out and added again by its name, as it was before."""
    return replace(
        heading,
        key=before.key,
        group=heading.group or before.group,
        aliases=heading.aliases if any(heading.aliases) else before.aliases,
    )


def _names(row: FrameworkRow) -> str:
    return ", ".join(each.name for each in row.draft.headings)


def _is_needed(row: FrameworkRow) -> bool:
    """Whether calls hang on a framework, or templates name it."""
    return bool(row.calls) or row.key == SHIPPED_FRAMEWORK


def _headings_editor() -> RecordsEditor:
    group, aliases = QLineEdit(), QLineEdit()
    group.setPlaceholderText("Such as foundation or mission")
    aliases.setPlaceholderText("Several with a semicolon between them")
    fields = [
        RecordField("name", "Heading", QLineEdit()),
        RecordField("group", "Is a", group),
        RecordField("aliases", "Also spelt", aliases),
    ]

    def told(record: Record) -> str:
        return " · ".join(filter(None, (record.get("name", ""), record.get("group", ""))))

    return RecordsEditor(("heading", "Headings"), fields, told)


def _record(heading: HeadingDraft) -> Record:
    return {
        "name": heading.name,
        "group": group_words(heading.group),
        "aliases": "; ".join(heading.aliases),
        "key": heading.key,
    }


def _heading(record: Record) -> HeadingDraft:
    aliases = tuple(record.get("aliases", "").split(";"))
    return HeadingDraft(record["name"], record.get("group", ""), aliases, record.get("key", ""))
