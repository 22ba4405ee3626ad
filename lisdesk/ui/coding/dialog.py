"""The dialog about samples that officers code blind: draw, progress, compare and settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from lisdesk.outcome import Kind
from lisdesk.rules.counted import counted
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.coding.compare_page import ComparePage
from lisdesk.ui.coding.draw_page import DrawPage
from lisdesk.ui.coding.progress_page import ProgressPage
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.saving_dialog import SavingDialog
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.coder_comparison import Comparison
    from lisdesk.queries.double_coding import SampleRow
    from lisdesk.ui.jobs import Edit

DRAW, PROGRESS, COMPARE = range(3)
_SIZE_PX = (960, 640)
_TITLES = ("Draw a sample", "Progress", "Compare and settle")


class DoubleCodingDialog(SavingDialog):
    """Stays open from one step to the next; it shows the page of the step that is due."""

    asks_first = False

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(workspace, parent)
        assert workspace.call is not None
        self.setWindowTitle("Double coding")
        self.resize(*_SIZE_PX)
        self._call_id = workspace.call_id
        self.rows: list[SampleRow] = []
        self.sample = ChoiceBox()
        self.sample.setAccessibleName("Sample")
        self.tabs = QTabWidget()
        self.draw = DrawPage(self._call_id)
        self.progress = ProgressPage(workspace.officer, workspace.call.deadline.zone)
        self.compare = ComparePage()
        pages = (self.draw, self.progress, self.compare)
        for page, title in zip(pages, _TITLES, strict=True):
            self.tabs.addTab(page, title)
        for wanted in (self.draw.wanted, self.progress.wanted, self.compare.wanted):
            wanted.connect(self._do)
        self.shut = QPushButton("Close")
        self.shut.setAutoDefault(False)
        self.savers += [
            self.draw.draw, self.progress.done, self.progress.reveal, self.compare.keep,
            self.compare.drop, self.compare.move_to,
        ]  # fmt: skip
        self._lay_out()
        self.sample.currentIndexChanged.connect(lambda _place: self._show_sample())
        self.shut.clicked.connect(self.reject)
        self.progress.reading_wanted.connect(self._lead_to_reading)
        workspace.jobs.changed.connect(self._note)
        self._read_beside()
        self._read()

    def _lay_out(self) -> None:
        label, head, foot = PlainLabel("Sample"), QHBoxLayout(), QHBoxLayout()
        label.setBuddy(self.sample)
        head.addWidget(label)
        head.addWidget(self.sample, 1)
        foot.addStretch()
        foot.addWidget(self.shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.fault)
        layout.addLayout(foot)

    def current(self) -> SampleRow | None:
        """Return the sample in hand."""
        wanted = self.sample.currentData(Qt.ItemDataRole.UserRole)
        return next((row for row in self.rows if row.id == wanted), None)

    def _do(self, edit: Edit, words: str | Callable[[Any], str]) -> None:
        """Run an edit; the dialog stays, and shows what is due next."""
        self.say("")
        self.begin_saving()
        self.workspace.do(edit, words, lambda _result: self._read(), self.refuse)

    def _lead_to_reading(self, submission_id: int) -> None:
        self.accept()
        self.workspace.go_to("reading", submission_id)

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.TAG, Kind.READING, Kind.PRIORITY} and not self.is_saving:
            self._read()

    def _read_beside(self) -> None:
        from lisdesk.queries.coding import priorities
        from lisdesk.queries.double_coding import candidates_of
        from lisdesk.queries.shares import officers

        read, call_id = self.workspace.jobs.read, self._call_id
        read(officers, call_id, self.workspace.officer, owner=self, then=self.draw.suggest)
        read(candidates_of, call_id, owner=self, then=self.draw.tell)
        read(priorities, call_id, owner=self, then=self.compare.offer)

    def _read(self) -> None:
        from lisdesk.queries.double_coding import samples

        self.workspace.jobs.read(
            samples, self._call_id, owner=self, then=self._show, topic="samples"
        )

    def _show(self, rows: Sequence[SampleRow]) -> None:
        """Show the samples; a new one, or the newest, comes in hand, with the page that is due."""
        known = {row.id: row.is_blind for row in self.rows}
        before = self.current()
        self.is_saving = False
        self.rows = list(rows)
        made = [row.id for row in rows if row.id not in known]
        wanted = made[0] if made else (before.id if before else 0)
        self.sample.blockSignals(True)
        self.sample.clear()
        for row in rows:
            self.sample.addItem(
                f"{row.reference}: {counted(len(row.submissions), 'submission')}", row.id
            )
        self.sample.setCurrentIndex(max(self.sample.findData(wanted), 0))
        self.sample.blockSignals(False)
        self.sample.setEnabled(bool(rows))
        self._show_sample()
        now = self.current()
        if now is None:
            self.tabs.setCurrentIndex(DRAW)
            self.draw.officers.setFocus()
        elif before is None or now.id != before.id or now.is_blind != known.get(now.id):
            self.tabs.setCurrentIndex(PROGRESS if now.is_blind else COMPARE)
            (self.progress.done if now.is_blind else self.compare.list).setFocus()

    def _show_sample(self) -> None:
        row = self.current()
        may_change = not self.workspace.is_read_only
        self.draw.draw.setEnabled(may_change)
        self.tabs.setTabEnabled(PROGRESS, row is not None)
        self.tabs.setTabEnabled(COMPARE, row is not None and not row.is_blind)
        if row is None:
            return
        self.progress.show_sample(row, may_change=may_change)
        if not row.is_blind:
            from lisdesk.queries.coder_comparison import comparison

            self.workspace.jobs.read(
                comparison, row.id, owner=self, then=self._show_comparison, topic="comparison"
            )

    def _hold(self, *, is_saving: bool) -> None:
        """Hold the buttons; each page offers its own again, by what stands then."""
        super()._hold(is_saving=is_saving)
        if not is_saving:
            self._show_sample()

    def _show_comparison(self, found: Comparison) -> None:
        self.compare.show_comparison(found, may_change=not self.workspace.is_read_only)
