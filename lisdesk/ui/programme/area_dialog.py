"""Add an area to the programme, or correct one with all that is listed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QTabWidget, QWidget

from lisdesk.edits.programme import save_area
from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.queries.programme import ProgrammeRow
from lisdesk.rules.programme import AreaDraft, AreaTheme, ThemeKind
from lisdesk.rules.taken_in_order import taken_in_order
from lisdesk.ui.calls.bodies import body_completer
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, set_tool_tip, with_hidden_shown
from lisdesk.ui.programme import area_records as listed
from lisdesk.ui.records import RecordsEditor
from lisdesk.ui.workspace import Workspace, edit_with

_LINES_PX, _WIDTH_PX = 96, 800
_SEVERAL = "Several with a semicolon between them"
_KINDS_STAY = (
    "Priorities, emerging themes and specialisms. One that stood here stays what it is; a new line "
    "is a priority."
)


class AreaDialog(FormDialog):
    """What an area is called and when it is due; who belongs to it, what it names, what is new."""

    def __init__(self, workspace: Workspace, parent: QWidget, row: ProgrammeRow | None) -> None:
        super().__init__(
            workspace, parent,
            f"Edit the area {with_hidden_shown(row.name)}" if row else "Add an area",
            "Dates are kept as they are said: in March 2019, by March 2020, in July.", "Save",
        )  # fmt: skip
        self.setMinimumWidth(_WIDTH_PX)
        self._row = row
        self.name, self.wave = QLineEdit(), QLineEdit()
        self.add_row("Name", self.name)
        self.add_row("Wave", self.wave)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Parts of the area")
        self._add_strategy()
        self.bodies = listed.bodies_editor()
        self.names = listed.names_editor(self._first_body)
        self.documents, self.updates = listed.documents_editor(), listed.updates_editor()
        self.spellings = listed.spellings_editor()
        self._add_lists()
        self.body.addWidget(self.tabs)
        if row is not None:
            self._show(row)
        self._shown = {each: each.records() for each in self._lists()}
        self._themes_shown = self.themes.toPlainText()
        self.name.setFocus()
        workspace.jobs.read(body_names, owner=self, then=self._offer)

    def send(self) -> None:
        """Save the area."""
        wave, row = self.wave.text().strip(), self._row
        if wave and not (wave.isascii() and wave.isdecimal() and len(wave) < 3):
            self.say("A wave is a number, such as 1.")
            self.wave.setFocus()
            return
        edit = edit_with(
            save_area,
            draft=self._draft(int(wave or 0)),
            area_id=row.id if row else None,
            seen=row.seen if row else None,
        )
        self.run(edit, lambda name: f"Saved the area {name}")

    def _draft(self, wave: int) -> AreaDraft:
        """Return what is to stand; what the officer left as it was is not spoken of."""
        shown = (each.name for each in self._row.members) if self._row else ()
        changed = {each: each.records() for each in self._lists() if self._is_changed(each)}
        names, documents = changed.get(self.names), changed.get(self.documents)
        bodies, updates = changed.get(self.bodies), changed.get(self.updates)
        spellings = changed.get(self.spellings)
        return AreaDraft(
            self.name.text(),
            wave,
            self.announced.text(),
            self.target.text(),
            self.published.text(),
            aliases=None if spellings is None else listed.spellings_in(spellings),
            places=_several(self.places),
            members=None if bodies is None else listed.members_in(bodies),
            themes=self._themes() if self._themes_shown != self.themes.toPlainText() else None,
            documents=None if documents is None else listed.documents_in(documents),
            updates=None if updates is None else listed.updates_in(updates),
            names=() if names is None else listed.names_in(names, shown),
        )

    def _is_changed(self, each: RecordsEditor) -> bool:
        return each.records() != self._shown[each]

    def _lists(self) -> tuple[RecordsEditor, ...]:
        return self.bodies, self.names, self.spellings, self.documents, self.updates

    def _add_strategy(self) -> None:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(12, 12, 12, 12)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self.target, self.published, self.announced = QLineEdit(), QLineEdit(), QLineEdit()
        self.places, self.themes = QLineEdit(), QPlainTextEdit()
        self.themes.setTabChangesFocus(True)
        self.themes.setFixedHeight(_LINES_PX)
        self.themes.setAccessibleDescription(_KINDS_STAY)
        set_tool_tip(self.themes, _KINDS_STAY)
        self.places.setPlaceholderText(_SEVERAL)
        for words, field in (
            ("Announced", self.announced),
            ("Target", self.target),
            ("Published", self.published),
            ("Places", self.places),
            ("Priorities, one a line", self.themes),
        ):
            label = PlainLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
        self.tabs.addTab(page, "Strategy")

    def _add_lists(self) -> None:
        titles = "Bodies", "Names and codes", "Other spellings", "Documents", "Updates"
        for title, editor in zip(titles, self._lists(), strict=True):
            place = self.tabs.addTab(editor, f"{title} (0)")
            editor.counted.connect(
                lambda count, place=place, title=title: self.tabs.setTabText(
                    place, f"{title} ({count:,})"
                )
            )

    def _show(self, row: ProgrammeRow) -> None:
        for field, words in (
            (self.name, row.name),
            (self.wave, str(row.wave or "")),
            (self.announced, row.announced),
            (self.target, row.target),
            (self.published, row.published),
            (self.places, "; ".join(row.places)),
        ):
            field.setText(words)
            field.setCursorPosition(0)
        self.themes.setPlainText("\n".join(each.name for each in row.themes))
        self.bodies.set_records(listed.member_records(row))
        self.names.set_records(listed.name_records(row))
        self.spellings.set_records([asdict(each) for each in row.spellings])
        self.documents.set_records([asdict(each) for each in row.documents])
        self.updates.set_records([asdict(each) for each in row.updates])

    def _themes(self) -> list[AreaTheme]:
        known = taken_in_order(self._row.themes if self._row else (), lambda each: each.name)
        found = []
        for line in self.themes.toPlainText().splitlines():
            name = line.strip()
            was = known(name)
            kind, body = (was.kind, was.body) if was else (ThemeKind.PRIORITY, "")
            found += [AreaTheme(name, kind, body)] if name else []
        return found

    def _first_body(self) -> str:
        return next((each["body"] for each in self.bodies.records()), "")

    def _offer(self, bodies: Sequence[BodyName]) -> None:
        for editor in (self.bodies, self.names, self.documents, self.updates):
            line = editor.line("body")
            line.setCompleter(body_completer(bodies, line))


def _several(line: QLineEdit) -> list[str]:
    return [each.strip() for each in line.text().split(";") if each.strip()]
