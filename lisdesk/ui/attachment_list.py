"""The files that came with a submission: shown by name, saved, and opened only deliberately."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.queries.attachments import AttachmentRow
from lisdesk.queries.provenance import DocumentOrigin
from lisdesk.rules.file_sizes import size_words
from lisdesk.rules.opening import Opening, opening_words
from lisdesk.tasks.attachments import OpenedAttachments, SavedAttachment, save_attachment
from lisdesk.ui.attachment_words import add_words
from lisdesk.ui.file_opener import FileOpener
from lisdesk.ui.plain import WrappedLabel, as_tool_tip, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk


class AttachmentList(QWidget):
    """Names of attachments with every hidden sign shown, and what can be done with them."""

    pointed_at = Signal(object)
    """The `AttachmentRow` that is chosen now, or None."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._submission_id, self._reference = 0, ""
        self._rows: tuple[AttachmentRow, ...] = ()
        self._opener = FileOpener(workspace, self, workspace.notices.warn)
        self.list = QListWidget()
        self.list.setAccessibleName("Files of the submission")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the ending stays in view
        self.save = QPushButton("Save as…")
        self.open = QPushButton("Open a copy")
        self.why = WrappedLabel("", "small")
        self.words = QPushButton("Add its &words to the letter")
        self._buttons = buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.save)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.why)
        layout.addLayout(buttons)
        layout.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        self.setTabOrder(self.list, self.open)
        self.setTabOrder(self.open, self.save)
        self.setTabOrder(self.save, self.words)
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.currentRowChanged.connect(self._offer)
        self.save.clicked.connect(self._save)
        self.open.clicked.connect(self._open)
        self.words.clicked.connect(self._add_words)
        self._offer()

    def show_files(
        self,
        submission_id: int,
        reference: str,
        rows: Sequence[AttachmentRow],
        origin: DocumentOrigin | None = None,
    ) -> None:
        """Show the attachments of a submission; the one that it came in as is chosen first."""
        if (submission_id, tuple(rows)) == (self._submission_id, self._rows):
            return
        before = self._current() if submission_id == self._submission_id else None
        kept = next((row.id for row in rows if before is not None and row.id == before.id), None)
        self._submission_id, self._reference, self._rows = submission_id, reference, tuple(rows)
        once = QSignalBlocker(self.list)
        self.list.clear()
        for row in rows:
            name = with_hidden_shown(row.name)
            is_origin = origin is not None and row.id == origin.attachment_id
            mark = "    it came in as this" if is_origin else ""
            searched = row.search.label
            item = QListWidgetItem(f"{name}    {size_words(row.size_bytes)}    {searched}{mark}")
            item.setSizeHint(QSize(0, ROW_PX))
            words = f"{name}\n{size_words(row.size_bytes)}. {opening_words(row.opening)}"
            words += f"\n{searched}. {with_hidden_shown(row.reason)}".rstrip()
            item.setToolTip(as_tool_tip(words))
            self.list.addItem(item)
            if row.id == kept or (kept is None and (is_origin or not self.list.count() > 1)):
                self.list.setCurrentItem(item)
        once.unblock()
        self._offer()

    def add_button(self, button: QPushButton) -> None:
        """Put what else can be done with a file behind opening and saving it."""
        self._buttons.insertWidget(self._buttons.indexOf(self.save) + 1, button)
        self.setTabOrder(self.save, button)
        self.setTabOrder(button, self.words)

    def choose_one(self) -> None:
        """Choose the first file if none is chosen, and tell which one is."""
        if self._current() is None and self._rows:
            self.list.setCurrentRow(0)
        self.pointed_at.emit(self._current())

    def _current(self) -> AttachmentRow | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _offer(self, *_row: int) -> None:
        row = self._current()
        self.why.setText(with_hidden_shown(row.reason) if row is not None else "")
        self.why.setVisible(bool(self.why.text()))
        self.save.setEnabled(row is not None)
        self.open.setEnabled(row is not None and row.opening is not Opening.NEVER)
        self.words.setEnabled(row is not None and not self._workspace.is_read_only)
        self.pointed_at.emit(row)

    def _add_words(self) -> None:
        row = self._current()
        if row is not None:
            add_words(self._workspace, self._submission_id, self._reference, row)

    def _save(self) -> None:
        row = self._current()
        if row is None:
            return
        ending = Path(row.safe_name).suffix
        target = self._workspace.ask.file_to_save(
            "Save the file", [f"This kind of file (*{ending})"], Path.home() / row.safe_name
        )
        if target is None:
            return
        reference, number = self._reference, row.number

        def task(database: Database, _desk: Desk, _count: object) -> SavedAttachment:
            return save_attachment(database, reference, number, target, may_replace=True)

        def tell(saved: SavedAttachment) -> None:
            self._workspace.notices.tell(
                f"Saved “{saved.path.name}” ({size_words(saved.size_bytes)})."
            )

        self._workspace.run(task, "Saving the file", "bytes", tell)

    def _open(self) -> None:
        row = self._current()
        if row is None:
            return
        submission_id, number = self._submission_id, row.number

        def copy(copies: OpenedAttachments, database: Database) -> Path:
            return copies.copy(database, submission_id, number, is_confirmed=True)

        self._opener.open(row.name, row.size_bytes, row.opening, copy)
