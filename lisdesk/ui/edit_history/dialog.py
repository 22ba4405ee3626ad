"""The history of edits: look through what was done, and take back from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lisdesk.errors import UserError
from lisdesk.queries.edit_details import EditDetails, edit_details
from lisdesk.queries.edit_list import EditFilter, edit_ids, officers_of_edits, standing_since
from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import LONDON
from lisdesk.ui.ask import Question
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.clearable_line import ClearableLine
from lisdesk.ui.edit_history.table import EditsModel, EditsTable
from lisdesk.ui.edit_history.words import details_words, edit_words
from lisdesk.ui.plain import LONGEST_TOLD, PlainLabel, WrappedLabel, shortened, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.outcome import Kind
    from lisdesk.queries.edit_list import EditRow
    from lisdesk.ui.workspace import Workspace

MOST_TOGETHER = 500
"""So many edits are taken back at once; it is one transaction, and nothing else is saved then."""
_SIZE_PX = (1_080, 600)
_BESIDE_PX, _WIDEST_PX = 64, 1400
_TOLD_PX = 348
_SEARCH_PAUSE_MS = 200
_EVERYBODY = "All officers"


class HistoryDialog(QDialog):
    """Lists the edits of the file, tells what each changed, and takes back."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History of edits")
        width = min(parent.window().width() - _BESIDE_PX, _WIDEST_PX)
        self.resize(max(width, _SIZE_PX[0]), _SIZE_PX[1])
        self._workspace = workspace
        self._zone = workspace.call.deadline.zone if workspace.call else LONDON
        self._since: list[int] = []
        self._told_id = 0
        """The edit that is told, which the buttons are about; 0 while it is being read."""
        self.search, self.officer, self.this_call = ClearableLine(), ChoiceBox(), QCheckBox()
        self.model = EditsModel(workspace.jobs, self._zone, self)
        self.table = EditsTable(self.model)
        self.told = QPlainTextEdit()
        self.count, self.fault = PlainLabel("", "muted"), WrappedLabel("", "negative")
        self.one, self.all_since = QPushButton(), QPushButton()
        self.close_button = QPushButton("Close")
        self._pause = QTimer(self)
        self._dress()
        self._lay_out()
        self._connect()
        self._hold()
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the list again, with the edit in hand kept in hand."""
        jobs = self._workspace.jobs
        self.model.refresh_rows()
        self.model.reload(edit_ids, self._filter())
        jobs.read(officers_of_edits, owner=self, then=self._show_officers, topic="officers")

    def take_back_one(self) -> None:
        """Take the edit in hand back, or do it again; one of another officer's after a question."""
        row = self.table.current_row()
        if row is None or row.is_lasting or self._workspace.is_read_only:
            return
        if row.officer != self._workspace.officer and not self._workspace.ask.agrees(_asked(row)):
            return
        words = shortened(edit_words(row), LONGEST_TOLD)
        self._take([row.newest_entry_id], words, is_undo=row.stands)

    def take_back_since(self) -> None:
        """Take back the edit in hand and all later ones of the officer's, all of them or none."""
        row = self.table.current_row()
        if row is not None and len(self._since) > 1 and not self._workspace.is_read_only:
            words = shortened(edit_words(row), LONGEST_TOLD)
            self._take(self._since, f"{counted(len(self._since), 'edit')}, back to “{words}”")

    def _take(self, entry_ids: list[int], words: str, *, is_undo: bool = True) -> None:
        self.say("")
        self._hold()
        history = self._workspace.history
        history.undo_entries(entry_ids, words, self._refuse, is_undo=is_undo)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.say(error.in_window())
        else:
            self._workspace.explain(error)
        self._show_current()

    def say(self, sentence: str) -> None:
        """Show why something was not taken back; an empty sentence takes that away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _filter(self) -> EditFilter:
        call = self._workspace.call
        return EditFilter(
            officer=str(self.officer.currentData() or ""),
            call_id=call.id if call is not None and self.this_call.isChecked() else None,
            search=self.search.text(),
        )

    def _show_list(self, count: int) -> None:
        self.count.setText(f"{count:,} edit{'' if count == 1 else 's'}")
        self.table.point_at(self.table.current_id())
        self._show_current()

    def _show_officers(self, officers: list[str]) -> None:
        if [self.officer.itemData(place) for place in range(1, self.officer.count())] == officers:
            return
        chosen = self.officer.currentData()
        self.officer.blockSignals(True)
        self.officer.clear()
        for name, data in (
            (_EVERYBODY, ""),
            *((with_hidden_shown(each), each) for each in officers),
        ):
            self.officer.addItem(name, data)
        self.officer.setCurrentIndex(max(self.officer.findData(chosen), 0))
        self.officer.blockSignals(False)

    def _show_current(self) -> None:
        edit_id = self.table.current_id()
        if edit_id != self._told_id:
            self._hold()
        if not edit_id:
            self.told.setPlainText("")
            return
        officer = self._workspace.officer
        self._workspace.jobs.read(
            lambda session: (
                edit_details(session, edit_id),
                standing_since(session, edit_id, officer),
            ),
            owner=self,
            then=lambda found: self._tell(edit_id, *found),
            topic="edit",
        )

    def _tell(self, edit_id: int, details: EditDetails, since: list[int]) -> None:
        row = self.table.current_row()
        if row is None or row.id != edit_id:
            return
        words = details_words(row, details, self._zone)
        if words != self.told.toPlainText():
            self.told.setPlainText(words)
        self._since, self._told_id = since, edit_id
        self.one.setText("Take &back this edit" if row.stands else "Do it &again")
        can = not self._workspace.is_read_only
        self.one.setEnabled(can and not row.is_lasting)
        many = len(since)
        self.all_since.setText(f"Take back my {many:,} edits &from here" if many > 1 else _SINCE)
        self.all_since.setEnabled(can and row.stands and 1 < many <= MOST_TOGETHER)

    def _hold(self) -> None:
        self._since, self._told_id = [], 0
        self.one.setEnabled(False)
        self.all_since.setEnabled(False)

    def _note(self, _kinds: frozenset[Kind]) -> None:
        self.reload()

    def _dress(self) -> None:
        self.search.setPlaceholderText("Search what was done, about what, by whom")
        self.search.setAccessibleName("Search the edits")
        self.officer.setAccessibleName("Edits of")
        self.officer.addItem(_EVERYBODY, "")
        self.officer.setMinimumContentsLength(16)
        self.this_call.setText("&Only the call at hand")
        self.this_call.setEnabled(self._workspace.call is not None)
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName("What the edit changed")
        self.fault.hide()
        self.one.setText("Take &back this edit")
        self.all_since.setText(_SINCE)
        for button in (self.one, self.all_since, self.close_button):
            button.setAutoDefault(False)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)

    def _lay_out(self) -> None:
        top, foot, panes = QHBoxLayout(), QHBoxLayout(), QSplitter()
        top.setSpacing(8)
        for widget in (self.officer, self.this_call, self.count):
            top.addWidget(widget)
        top.insertWidget(0, self.search, 1)
        panes.addWidget(self.table)
        panes.addWidget(self.told)
        panes.setStretchFactor(0, 1)
        panes.setSizes([self.width() - _TOLD_PX, _TOLD_PX])
        panes.setChildrenCollapsible(False)
        foot.addWidget(self.one)
        foot.addWidget(self.all_since)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(panes, 1)
        layout.addWidget(self.fault)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _typed: self._pause.start())
        self._pause.timeout.connect(self.reload)
        self.officer.currentIndexChanged.connect(lambda _place: self.reload())
        self.this_call.toggled.connect(lambda _checked: self.reload())
        self.model.listed.connect(self._show_list)
        self.model.dataChanged.connect(lambda *_cells: self._show_current())
        self.table.pointed_at.connect(self._show_current)
        self._workspace.jobs.changed.connect(self._note)
        self.one.clicked.connect(self.take_back_one)
        self.all_since.clicked.connect(self.take_back_since)
        self.close_button.clicked.connect(self.reject)


_SINCE = "Take back my edits &from here"


def _asked(row: EditRow) -> Question:
    who = with_hidden_shown(row.officer)
    verb = "Take it back" if row.stands else "Do it again"
    return Question(
        title="Another officer’s edit",
        words=f"{who} did this: {shortened(edit_words(row), LONGEST_TOLD)}.",
        verb=verb,
        keep="Leave it",
        detail="It goes on record under your name, and can be turned again.",
    )
