"""Add an area to the programme, or correct one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from lisdesk.edits.programme import save_area
from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.queries.programme import ProgrammeRow
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaTheme,
    AreaUpdate,
    ThemeKind,
)
from lisdesk.rules.taken_in_order import taken_in_order
from lisdesk.ui.calls.bodies import BodiesLine
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.workspace import Workspace, edit_with

_ROLES = (AreaRole.LEAD, AreaRole.PARTNER)
_LINES_PX = 72


class AreaDialog(FormDialog):
    """What an area is called, when it is due, who leads, what it names, what is new."""

    def __init__(self, workspace: Workspace, parent: QWidget, row: ProgrammeRow | None) -> None:
        super().__init__(
            workspace, parent, "Edit the area" if row else "Add an area",
            "Dates are kept as they are said: in March 2019, by March 2020, in July.", "Save",
        )  # fmt: skip
        self._row = row
        self.name, self.wave = QLineEdit(), QLineEdit()
        self.target, self.published, self.announced = QLineEdit(), QLineEdit(), QLineEdit()
        self.leads, self.partners = BodiesLine(), BodiesLine()
        self.themes, self.update_words = _lines(), _lines()
        self.update_dated, self.document, self.link = QLineEdit(), QLineEdit(), QLineEdit()
        self.update_dated.setPlaceholderText("When, if that is known")
        self.update_dated.setAccessibleName("Date of the new update")
        self.link.setAccessibleName("Link of the new document")
        for words, field in (
            ("Name", self.name),
            ("Wave", self.wave),
            ("Announced", self.announced),
            ("Target", self.target),
            ("Published", self.published),
            ("Led by", self.leads),
            ("With", self.partners),
            ("Priorities, one a line", self.themes),
            ("New update", self.update_words),
            ("Its date", self.update_dated),
            ("New document", self.document),
            ("Its link", self.link),
        ):
            self.add_row(words, field)
        if row is not None:
            self._show(row)
        self._shown = self._members(), self.themes.toPlainText()
        self.name.setFocus()
        workspace.jobs.read(body_names, owner=self, then=self._offer)

    def send(self) -> None:
        """Save the area."""
        wave, row = self.wave.text().strip(), self._row
        if wave and not (wave.isascii() and wave.isdecimal() and len(wave) < 3):
            self.say("A wave is a number, such as 1.")
            self.wave.setFocus()
            return
        members, themes = self._members(), self.themes.toPlainText()
        draft = AreaDraft(
            self.name.text(),
            int(wave or 0),
            self.announced.text(),
            self.target.text(),
            self.published.text(),
            members=None if members == self._shown[0] else members,
            themes=None if themes == self._shown[1] else self._themes(),
            documents=self._documents(),
            updates=self._updates(),
        )
        edit = edit_with(
            save_area,
            draft=draft,
            area_id=row.id if row else None,
            seen=row.seen if row else None,
        )
        self.run(edit, lambda name: f"Saved the area {name}")

    def _show(self, row: ProgrammeRow) -> None:
        for field, words in (
            (self.name, row.name),
            (self.wave, str(row.wave or "")),
            (self.announced, row.announced),
            (self.target, row.target),
            (self.published, row.published),
        ):
            field.setText(words)
        for line, role in zip((self.leads, self.partners), _ROLES, strict=True):
            line.setText("; ".join(each.name for each in row.members if each.role is role))
        self.themes.setPlainText("\n".join(each.name for each in row.themes))

    def _members(self) -> list[AreaMember]:
        known = {each.name: each for each in self._row.members} if self._row else {}
        found = []
        for line, role in zip((self.leads, self.partners), _ROLES, strict=True):
            for name in line.names():
                was = known.get(name)
                dates = (was.since, was.until) if was else ("", "")
                found.append(AreaMember(name, role, *dates))
        return found

    def _themes(self) -> list[AreaTheme]:
        known = taken_in_order(self._row.themes if self._row else (), lambda each: each.name)
        found = []
        for line in self.themes.toPlainText().splitlines():
            name = line.strip()
            was = known(name)
            kind, body = (was.kind, was.body) if was else (ThemeKind.PRIORITY, "")
            found += [AreaTheme(name, kind, body)] if name else []
        return found

    def _documents(self) -> list[AreaDocument] | None:
        title, link = self.document.text().strip(), self.link.text().strip()
        known = self._row.documents if self._row else ()
        standing = [AreaDocument(each.title, each.dated, each.link, each.body) for each in known]
        return [*standing, AreaDocument(title, link=link)] if title or link else None

    def _updates(self) -> list[AreaUpdate] | None:
        said, dated = self.update_words.toPlainText().strip(), self.update_dated.text()
        known = self._row.updates if self._row else ()
        standing = [AreaUpdate(each.said, each.dated, each.source, each.body) for each in known]
        return [*standing, AreaUpdate(said, dated)] if said or dated.strip() else None

    def _offer(self, bodies: Sequence[BodyName]) -> None:
        self.leads.offer(bodies)
        self.partners.offer(bodies)


def _lines() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(_LINES_PX)
    return field
