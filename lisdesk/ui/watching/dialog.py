"""The dialog for a call's watched folder: which it is, how often it is looked into, what waits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from lisdesk.queries.calls import CallRow
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.watched_folders import MINUTES, Watch, call_watching
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.watching.looking import begin_task
from lisdesk.ui.watching.words import frequency, waiting_words
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.ui.watching.watcher import Watcher

_WORDS = (
    "E-mails of known senders and exports of a portal that you have imported before come in by "
    "themselves, and one press takes them back. Everything else waits for you. Nothing in the "
    "folder is ever changed."
)


class WatchDialog(FormDialog):
    """Chooses the folder of a call on this computer."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, watcher: Watcher, call: CallRow
    ) -> None:
        super().__init__(
            workspace, parent, f"Watch a folder for {call.reference}", _WORDS, "Watch and look"
        )
        self._watcher, self._call = watcher, call
        self._watch = watcher.watches.get(call.id)
        self.folder, self.choose = QLineEdit(), QPushButton("&Choose…")
        self.often = ChoiceBox()
        self._add_fields()
        self.state = WrappedLabel("", "muted")
        self.open_waiting = QPushButton("&Look at what waits")
        self.leave = QPushButton("Lea&ve them out")
        self.stop = QPushButton("&Stop watching")
        self._add_state()
        self.choose.clicked.connect(self._choose)
        self.open_waiting.clicked.connect(self._open_waiting)
        self.leave.clicked.connect(self._leave)
        self.stop.clicked.connect(self._stop)
        for button in (self.choose, self.open_waiting, self.leave, self.stop):
            button.setAutoDefault(False)
        self._show_state()
        order = (self.folder, self.choose, self.often, self.open_waiting, self.leave, self.stop,
                 self.cancel, self.go)  # fmt: skip
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self.folder.setFocus()

    def send(self) -> None:
        """Watch the folder, once it could be listed; what was seen in the same one is kept."""
        written = self.folder.text().strip()
        if not written:
            self.say("Choose the folder that is to be watched.")
            return
        watch = self._wanted(Path(written).expanduser())
        calls = self._watcher.watches.items()
        others = [(self._watcher.call_named(each), one) for each, one in calls
                  if each != self._call.id]  # fmt: skip
        if other := call_watching(others, watch.folder):
            self.say(
                f"This folder is watched for {other}, and what comes in would be counted in both "
                "calls. Choose another folder."
            )
            return
        self.say("")
        self.begin_saving()
        self.workspace.jobs.run(
            begin_task(self._call, watch), owner=self, then=self._begin, otherwise=self.refuse
        )

    def _add_fields(self) -> None:
        row, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose)
        row.setLayout(line)
        row.setFocusProxy(self.folder)
        self.folder.setAccessibleName("Folder")
        self.add_row("Folder", row)
        for minutes in MINUTES:
            self.often.addItem(frequency(minutes), minutes)
        self.add_row("How often", self.often)
        if self._watch is not None:
            self.folder.setText(str(self._watch.folder))
            self.often.setCurrentIndex(MINUTES.index(self._watch.minutes))
        else:
            self.often.setCurrentIndex(MINUTES.index(15))

    def _add_state(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.open_waiting)
        line.addWidget(self.leave)
        line.addStretch()
        line.addWidget(self.stop)
        self.body.addWidget(self.state)
        self.body.addLayout(line)

    def _show_state(self) -> None:
        watch = self._watcher.watches.get(self._call.id)
        waits = bool(watch and watch.waiting())
        for button in (self.open_waiting, self.leave):
            button.setVisible(waits)
        self.stop.setVisible(watch is not None)
        self.state.setVisible(watch is not None)
        if watch is not None:
            self.state.setText(self._state_words(watch))

    def _state_words(self, watch: Watch) -> str:
        if watch.looked_at is None:
            return "Not looked into yet."
        looked = f"Looked into on {local_words(watch.looked_at, self._call.deadline.zone)}."
        return f"{looked} {waiting_words(watch) or 'Nothing waits for you.'}"

    def _wanted(self, folder: Path) -> Watch:
        minutes = int(self.often.currentData())
        if self._watch is None:
            return Watch(folder, minutes)
        known = self._watcher.watches.get(self._call.id, self._watch)
        if known.folder == folder:
            return replace(known, minutes=minutes)
        return Watch(folder, minutes, taken=known.taken)

    def _begin(self, watch: Watch) -> None:
        self.end()
        self._watcher.take(self._call, watch)

    def _choose(self) -> None:
        known = self.folder.text().strip()
        path = self.workspace.path
        near = Path(known) if known else path.parent if path else Path.home()
        folder = self.workspace.ask.folder_to_open("Watch a folder", near)
        if folder is not None:
            self.folder.setText(str(folder))
            self.often.setFocus()

    def _open_waiting(self) -> None:
        self.accept()
        QTimer.singleShot(0, self._watcher, partial(self._watcher.open_waiting, self._call))

    def _leave(self) -> None:
        watch = self._watcher.watches[self._call.id]
        self._watcher.settle(self._call, watch.waiting())
        self._show_state()
        self.often.setFocus()

    def _stop(self) -> None:
        self._watcher.forget(self._call)
        self.accept()
