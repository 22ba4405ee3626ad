"""The screen Evidence: what the export will contain, live, and the export itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lisdesk.outcome import Kind
from lisdesk.rules.vocabulary import Edition
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.evidence.chart_copier import ChartCopier
from lisdesk.ui.evidence.comparer import compare_workbook
from lisdesk.ui.evidence.exporter import Exporter, open_settling
from lisdesk.ui.evidence.overview import Overview
from lisdesk.ui.evidence.sheet_pane import SheetPane
from lisdesk.ui.screen import Screen
from lisdesk.ui.theme import GRID_PX
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.queries.evidence.personal_data import ToSettle
    from lisdesk.queries.evidence.preview import EvidencePreview, SheetPreview
    from lisdesk.table import Row

_LIST_PX, _LINE_PX = 208, 25
_FIRST_SHEET = "Ledger"


class EvidenceScreen(Screen):
    """The sheets of the workbook from the same tables; numbers lead to their submissions."""

    key = "evidence"
    title = "Evidence"
    help_page = "evidence"
    shows = frozenset(
        {
            Kind.SUBMISSION, Kind.TAG, Kind.PRIORITY, Kind.QUESTION, Kind.STAKEHOLDER,
            Kind.IMPORT, Kind.SETTING, Kind.REDACTION, Kind.FINDING,
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.preview: EvidencePreview | None = None
        self.edition = Edition.INTERNAL
        self._exporter = Exporter(workspace, self)
        self._export_when_read = self._wants_part = False
        self.waiting_count: int | None = None
        self._sheet_name, self._start = _FIRST_SHEET, 0
        self._export = QAction("Export this edition…", self)
        self._export.setShortcut("Ctrl+Return")
        self._export.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._part = QAction("Export a part of it…", self)
        self._part.setShortcut("Ctrl+Shift+Return")
        self._part.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._turn = QAction("Show the other edition", self)
        self._turn.setShortcut("Ctrl+P")
        self._turn.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._compare = QAction("Compare a workbook with the call…", self)
        self.addActions([self._export, self._part, self._turn])
        self.head = Overview(self._export)
        self.sheets = QListWidget()
        self.sheets.setAccessibleName("Sheets of the workbook")
        self.sheets.setFixedWidth(_LIST_PX)
        self._copier = ChartCopier(workspace, self)
        self.pane = SheetPane(workspace.jobs, self._copier)
        self.waiting = EmptyState("Reading the evidence …", "")
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Read the tables of the edition, as an export would write them now."""
        from lisdesk.queries.evidence.preview import evidence_preview

        clock = self.workspace.clock
        self.workspace.jobs.read(
            evidence_preview,
            self.workspace.call_id,
            self.edition,
            clock.now(),
            clock.is_set,
            owner=self,
            then=self._show,
            otherwise=self._explain,
            topic="evidence",
        )

    def show_target(self, target: object) -> None:
        """Begin an export, or show the sheet of a name."""
        if target in (Wish.EXPORT, Wish.PUBLISH):
            wanted = Edition.PUBLICATION if target is Wish.PUBLISH else Edition.INTERNAL
            self._export_when_read, self._wants_part = True, False
            self._choose_edition(wanted)
        elif isinstance(target, str):
            self._choose_sheet(target)

    def commands(self) -> list[QAction]:
        """Return what can be done here."""
        copying = [self._copier.picture, self._copier.numbers]
        done = [self._export, self._part, self._turn, self._compare, self.pane.follow]
        return [*done, *copying]

    def start_with(self) -> QWidget:
        """Begin in the list of sheets."""
        return self.sheets

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of an export that was not asked about yet."""
        self._export_when_read = False
        super().hideEvent(event)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(2 * GRID_PX)
        below.addWidget(self.sheets)
        below.addWidget(self.pane, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(2 * GRID_PX, GRID_PX, 2 * GRID_PX, GRID_PX)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addLayout(below, 1)
        self._pages.addWidget(self.waiting)
        self._pages.addWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self._export.triggered.connect(self._begin_export)
        self._part.triggered.connect(partial(self._begin_export, is_part=True))
        self._turn.triggered.connect(self._other_edition)
        self._compare.triggered.connect(partial(compare_workbook, self.workspace, self))
        self.head.chosen.connect(self._choose_edition)
        self.head.settling.connect(self._settle)
        self.head.followed.connect(partial(self.workspace.go_to, "submissions"))
        self.head.concluded.connect(partial(self.workspace.go_to, "findings"))
        self.pane.followed.connect(partial(self.workspace.go_to, "submissions"))
        self.pane.wanted.connect(self._show_from)
        self.sheets.currentItemChanged.connect(self._take_sheet)
        self.workspace.call_changed.connect(self._forget_other_call)

    def _explain(self, error: BaseException) -> None:
        self._export_when_read = False
        self.workspace.explain(error)

    def _show(self, preview: EvidencePreview) -> None:
        if not self._is_at_hand(preview):
            return
        self.preview = preview
        self._pages.setCurrentIndex(1)
        self.head.show_preview(preview)
        self.waiting_count = None
        self._look_for_personal_data(preview)
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in preview.sheets:
            item = QListWidgetItem(f"{sheet.name}  {sheet.row_count:,}")
            item.setData(Qt.ItemDataRole.UserRole, sheet.name)
            item.setSizeHint(QSize(0, _LINE_PX))
            self.sheets.addItem(item)
        names = [sheet.name for sheet in preview.sheets]
        at = names.index(self._sheet_name) if self._sheet_name in names else 0
        self.sheets.setCurrentRow(at)
        self.sheets.blockSignals(False)
        self._sheet_name = names[at]
        self._show_from(self._start)
        self._export_if_waited_for()

    def _export_if_waited_for(self) -> None:
        if self._export_when_read:
            self._export_when_read = False
            self._begin_export(is_part=self._wants_part)

    def _look_for_personal_data(self, preview: EvidencePreview) -> None:
        """Find what waits to be settled; in a large call the first time takes some seconds."""
        from lisdesk.queries.evidence.personal_data import to_settle

        def show(found: ToSettle) -> None:
            if preview is self.preview:
                self.waiting_count = found.count
                self.head.show_waiting(found.count)
                self._export_if_waited_for()

        read = self.workspace.jobs.read
        read(to_settle, preview.evidence, owner=self, then=show, topic="to settle")

    def _take_sheet(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._sheet_name = item.data(Qt.ItemDataRole.UserRole)
            self._show_from(0)

    def _choose_sheet(self, name: str) -> None:
        self._sheet_name, self._start = name, 0
        for row in range(self.sheets.count()):
            if self.sheets.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.sheets.setCurrentRow(row)

    def _show_from(self, start: int) -> None:
        from lisdesk.queries.evidence.preview import sheet_page

        preview = self.preview
        sheet = self._sheet()
        if preview is None or sheet is None:
            return
        self._start = start if 0 <= start < max(sheet.row_count, 1) else 0
        if sheet.rows is not None:
            self._show_rows(sheet, self._start, sheet.rows)
        else:
            self.workspace.jobs.read(
                sheet_page,
                preview,
                sheet.name,
                self._start,
                owner=self,
                then=partial(self._show_rows, sheet, self._start),
                topic="page",
            )

    def _show_rows(self, sheet: SheetPreview, start: int, rows: tuple[Row, ...] | None) -> None:
        from lisdesk.queries.evidence.preview import PAGE_ROWS

        call = self.workspace.call
        if rows is None or call is None:
            self.refresh_soon()
        elif sheet is self._sheet():
            self.pane.show_sheet(sheet, rows, start, PAGE_ROWS, call.deadline.zone)

    def _sheet(self) -> SheetPreview | None:
        known = self.preview.sheets if self.preview else ()
        return next((each for each in known if each.name == self._sheet_name), None)

    def _choose_edition(self, edition: Edition) -> None:
        self.edition = edition
        self.head.editions[edition].setChecked(True)
        self.refresh_soon()

    def _other_edition(self) -> None:
        is_internal = self.edition is Edition.INTERNAL
        self._choose_edition(Edition.PUBLICATION if is_internal else Edition.INTERNAL)

    def _begin_export(self, _checked: bool = False, *, is_part: bool = False) -> None:
        preview = self.preview
        self._wants_part = is_part
        if preview is None or preview.edition is not self.edition or not self._is_at_hand(preview):
            self._export_when_read = True
            self.refresh_soon()
        elif preview.edition is Edition.PUBLICATION and self.waiting_count is None:
            self._export_when_read = True
        else:
            begin = self._exporter.export_part if is_part else self._exporter.export
            begin(preview, self.waiting_count or 0)

    def _settle(self) -> None:
        open_settling(self.workspace, self)

    def _forget_other_call(self) -> None:
        if self.preview is None or not self._is_at_hand(self.preview):
            self.preview = None
            self.waiting_count = None
            self.head.show_waiting(None)
            self._pages.setCurrentIndex(0)

    def _is_at_hand(self, preview: EvidencePreview) -> bool:
        call = self.workspace.call
        return call is not None and preview.evidence.call.call_id == call.id


SCREEN = EvidenceScreen
