"""The form of one submission: what logging and correcting have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lisdesk.queries.register_lists import RegisterLists
from lisdesk.rules.event_notes import CHANNELS_WITH_ATTENDEES
from lisdesk.ui.ask import THROW_AWAY
from lisdesk.ui.draft_keeper import DraftKeeper
from lisdesk.ui.main_window import dropped_paths
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look
from lisdesk.ui.submissions.attendee_fields import AttendeeFields
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.submissions.file_fields import FileFields, read_files
from lisdesk.ui.submissions.note_headings import NoteHeadings
from lisdesk.ui.submissions.text_fields import LETTER, TextFields
from lisdesk.ui.submissions.who_fields import WhoFields
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.edits.submissions import AttachedFile

_SIZE_PX = (1000, 620)
_WHO_PX = 432
TEXT = "text "
"""Before the number of a text, in the names of a form's values."""


class SubmissionForm(QDialog):
    """Fields at the left, texts and files at the right, and what went wrong above the buttons."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        lists: RegisterLists,
        *,
        title: str,
        draft_of: str,
        verb: str,
        is_new: bool,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*_SIZE_PX)
        self.setAcceptDrops(True)
        self.workspace, self.lists = workspace, lists
        self.who = WhoFields(workspace, lists, self, zone_of(workspace), asks_for_contact=is_new)
        self.texts = TextFields(lists.questions)
        self.attendees = AttendeeFields(workspace, lists, self)
        self.headings = NoteHeadings(self.texts.fields[LETTER], workspace.ask)
        self.files = FileFields(workspace.ask)
        self.told = WrappedLabel("", "muted")
        self.told.hide()
        self.empty = QPushButton("Start empty")
        self.empty.setAutoDefault(False)
        self.empty.hide()
        self.fault = WrappedLabel("", "negative")
        self.fault.hide()
        self.save_button = QPushButton(verb)
        self.save_button.setAutoDefault(False)
        set_look(self.save_button, "primary")
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAutoDefault(False)
        self.buttons = QHBoxLayout()
        self.keeper = DraftKeeper(workspace, draft_of, self.draft, self)
        self._begun: dict[str, str] = {}
        self._is_saving = False
        self._lay_out()

    def _lay_out(self) -> None:
        self.buttons.addWidget(PlainLabel("Ctrl+Enter saves", "small"))
        self.buttons.addStretch()
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.save_button)
        self.who.setFixedWidth(_WHO_PX)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.empty)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout()  # an alignment would cut the words below a moment
        column.addWidget(self.who)
        column.addStretch()
        grid.addLayout(column, 0, 0, 2, 1)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.attendees)
        beside.addWidget(self.files)
        self.texts.beside_letter.addWidget(self.headings.button)
        grid.addWidget(self.texts, 0, 1)
        grid.addLayout(beside, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(grid, 1)
        layout.addWidget(self.fault)
        layout.addLayout(self.buttons)
        self.save_button.clicked.connect(lambda _on: self.save())
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        for part in (self.who, self.texts, self.files, self.attendees):
            part.changed.connect(self.fault.hide)
        self.who.channel.currentIndexChanged.connect(lambda _place: self._show_channel())
        self._show_channel()

    def _show_channel(self) -> None:
        """Ask for attendees, and offer headings, where it is a note of something with several."""
        channel = self.who.chosen_channel()
        is_note = channel in CHANNELS_WITH_ATTENDEES
        self.attendees.setVisible(is_note or bool(self.attendees.rows))
        self.headings.show_channel(channel)

    def values(self) -> dict[str, str]:
        """Return everything in the form as plain words, as a draft keeps it."""
        texts = {f"{TEXT}{number}": words for number, words in self.texts.texts().items()}
        files = "\n".join(map(str, self.files.paths))
        came = self.attendees.written()
        return {**self.who.values(), **texts, "attendees": came, "files": files}

    def draft(self) -> dict[str, str]:
        """Return what is worth keeping of the form; by default all of it."""
        return self.values()

    def show_values(self, values: dict[str, str]) -> None:
        """Show what a draft has kept."""
        self.who.show_values(values)
        self.texts.show_texts(
            {
                int(name.removeprefix(TEXT)): words
                for name, words in values.items()
                if name.startswith(TEXT)
            }
        )
        if "attendees" in values:
            self.attendees.show_written(values["attendees"])
            self._show_channel()
        if "files" in values:
            self.files.show_paths([Path(line) for line in values["files"].splitlines()])

    def begin(self) -> None:
        """Let the form as it is be what it began with, and keep it from now on."""
        self._begun = self.values()
        self.keeper.begin()

    def begun(self) -> dict[str, str]:
        """Return the values that the form began with."""
        return self._begun

    def has_changed(self) -> bool:
        """Whether anything was typed or chosen."""
        return self.values() != self._begun

    def save(self) -> None:
        """Save what is in the form. Each form has its own."""
        raise TypeError(f"{type(self).__name__} does not say what it saves")

    def with_files(self, then: Callable[[list[AttachedFile]], None]) -> None:
        """Read the files of the form, which may lie far away, then go on; nothing else waits."""
        paths = list(self.files.paths)
        self.set_saving(is_saving=True)
        self.workspace.jobs.fetch(
            lambda: read_files(paths), owner=self, then=then, otherwise=self.show_fault
        )

    def set_saving(self, *, is_saving: bool) -> None:
        """Hold the buttons while the form is being saved."""
        self._is_saving = is_saving
        self.save_button.setEnabled(not is_saving)

    @property
    def is_saving(self) -> bool:
        """Whether the form is being saved."""
        return self._is_saving

    def show_fault(self, error: BaseException) -> None:
        """Say what kept the form from being saved; everything typed stays in it."""
        from lisdesk.errors import UserError

        self.set_saving(is_saving=False)
        if isinstance(error, UserError):
            self.fault.setText(f"{error.in_window()} What you typed is kept in this form.")
            self.fault.show()
            self.who.go_to_unclear()
        else:
            self.workspace.explain(error)

    def done(self, result: int) -> None:
        """Close the form: it was saved, or thrown away."""
        self.keeper.drop()
        super().done(result)

    def reject(self) -> None:
        """Close the form; asks first if something typed would be lost."""
        if self._is_saving:
            return
        if not self.has_changed() or self.workspace.ask.agrees(THROW_AWAY):
            super().reject()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed if the window takes the form down, neither saved nor thrown away."""
        self.keeper.keep()
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the form."""
        if dropped_paths(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach files that were dropped."""
        self.files.attach(dropped_paths(event.mimeData().urls()))
        event.acceptProposedAction()
