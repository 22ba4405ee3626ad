"""The import dialog: what would come in is seen and counted before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from lisdesk.errors import CancelledError, UserError
from lisdesk.exchange.sheets.map_changes import ColumnUse, with_column
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.type_words import with_type_meanings
from lisdesk.queries.calls import CallRow
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.import_preview import (
    ImportPreview,
    OpenedSheet,
    import_opened,
    open_sheet,
    preview_import,
)
from lisdesk.tasks.importing import ImportResult
from lisdesk.tasks.next_export import NextExport
from lisdesk.ui.importing.layout import KNOWN_PORTAL, ImportLayout
from lisdesk.ui.importing.types_dialog import TypeWordsDialog
from lisdesk.ui.importing.words import counts_line, problem_lines
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.ticket import Ticket
from lisdesk.ui.workspace import Workspace

_PROBLEMS_LISTED = 500
_COUNTED_AFTER_MS = 120
"""How long the officer's choices rest before the import is tried."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was refused while it ran: what was chosen stands again."""

    opened: OpenedSheet
    import_map: ImportMap
    fault: str


class ImportDialog(ImportLayout):
    """Reads the first of some files, shows what becomes of it, and tells what is to be imported."""

    agreed = Signal(object, object)
    """The sheet that is to be imported, and its map; the dialog is closed by then."""
    another_wanted = Signal()
    """Emitted after an offered file was not the one that is meant."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        call: CallRow,
        paths: tuple[Path, ...],
        unfinished: Unfinished | None = None,
        offered: NextExport | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._paths, self._call = workspace, paths, call
        self._call_id = call.id
        self._opened: OpenedSheet | None = None
        self._map = ImportMap()
        self._preview: ImportPreview | None = None
        self._ticket: Ticket | None = None
        self._turn = 0
        self._offered = offered
        self.other.setVisible(offered is not None)
        self.other.clicked.connect(self._choose_another)
        self.show_name(with_hidden_shown(paths[0].name), call.reference, len(paths))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_COUNTED_AFTER_MS)
        self._soon.timeout.connect(self._try)
        self.options.changed.connect(self._choose)
        self.every_row.changed.connect(self._change)
        self.columns.changed.connect(self._use_column)
        self.types_line.button.clicked.connect(self._explain_types)
        self.go.clicked.connect(self._import)
        self.finished.connect(self._stop_trying)
        if unfinished is None:
            self._read(None)
        else:
            self._opened, self._map = unfinished.opened, unfinished.import_map
            self.options.show_sheet(unfinished.opened)
            self._change(unfinished.import_map)
            self.show_fault(unfinished.fault)

    def _read(self, asked: ImportMap | None) -> None:
        turn = self._next_turn()
        self.show_reading(with_hidden_shown(self._paths[0].name))
        task = partial(open_sheet, call_id=self._call_id, path=self._paths[0], asked=asked)
        self._ticket = self._workspace.jobs.run(
            task,
            owner=self,
            then=lambda opened: self._show_opened(turn, opened),
            otherwise=lambda error: self._show_error(turn, error),
        )

    def _show_opened(self, turn: int, opened: OpenedSheet) -> None:
        if turn != self._turn:
            return
        if self._offered is not None and not opened.is_known_portal and self._opened is None:
            self._choose_another()  # of a like name, and something else
            return
        self._ticket = None
        self._opened, self._map = opened, opened.import_map
        self.options.show_sheet(opened)
        self._show_map()
        self.show_note(opened.note or self._offer_words(), is_known=opened.is_known_portal)
        if opened.preview is None:
            self.show_fault(opened.fault)
        else:
            self._show_preview(turn, opened.preview)
            self.start(is_known=opened.is_known_portal)

    def _choose(self, chosen: ImportMap, must_read: bool) -> None:
        if must_read:
            self._map = chosen
            self._read(chosen)
        else:
            self._change(chosen)

    def _use_column(self, heading: str, use: ColumnUse) -> None:
        self._change(with_column(self._map, heading, use))

    def _explain_types(self) -> None:
        """Let the officer say what the sheet's words for types mean."""
        preview = self._preview
        if preview is None:
            return
        dialog = TypeWordsDialog(self._workspace, self, preview.type_words, preview.types)
        dialog.explained.connect(lambda said: self._change(with_type_meanings(self._map, said)))
        dialog.open()

    def _change(self, chosen: ImportMap) -> None:
        """Look at the sheet with another map."""
        if self._opened is None:
            return
        self._map = chosen
        turn = self._next_turn()
        self._show_map()
        self._workspace.jobs.read(
            preview_import,
            self._call_id,
            self._opened.grid,
            chosen,
            owner=self,
            then=lambda preview: self._show_preview(turn, preview),
            otherwise=lambda error: self._show_error(turn, error),
        )

    def _show_map(self) -> None:
        self.options.show_map(self._map)
        self.every_row.show_map(self._map)

    def _show_preview(self, turn: int, preview: ImportPreview) -> None:
        if turn != self._turn:
            return
        self._preview = preview
        self.show_preview(preview)
        if preview.unclear_dates:
            self.show_waiting("Say which way round the dates are.", list(preview.plan.warnings))
        else:
            self.show_counting(list(preview.plan.warnings))
            self._soon.start()

    def _try(self) -> None:
        """Import for the sake of the counts, and undo all of it."""
        turn = self._turn
        self._ticket = self._workspace.jobs.run(
            self._task(is_dry_run=True),
            owner=self,
            then=lambda result: self._show_counts(turn, result),
            otherwise=lambda error: self._show_error(turn, error),
        )
        self._ticket.progressed.connect(self.show_progress)

    def _show_counts(self, turn: int, result: ImportResult) -> None:
        if turn == self._turn:
            self._ticket = None
            problems = problem_lines(result.report, _PROBLEMS_LISTED)
            self.show_counts(counts_line(result.report), result.warnings, problems)

    def _show_error(self, turn: int, error: BaseException) -> None:
        if turn != self._turn or isinstance(error, CancelledError):
            return
        if isinstance(error, UserError) and self._opened is None and self._offered is not None:
            self._choose_another()
        elif isinstance(error, UserError) and self._opened is None:
            self.show_unreadable(error.in_window())
        elif isinstance(error, UserError):
            self.show_fault(error.in_window())
        else:
            self.reject()
            self._workspace.explain(error)

    def _choose_another(self) -> None:
        """Leave the file that was offered."""
        self.reject()
        self.another_wanted.emit()

    def _offer_words(self) -> str:
        if self._offered is None or self._offered.saved_at is None:
            return ""
        saved = local_words(self._offered.saved_at, self._call.deadline.zone)
        folder = with_hidden_shown(self._paths[0].parent.name)
        return f"The newest export in “{folder}”, saved {saved}. {KNOWN_PORTAL}"

    def _next_turn(self) -> int:
        """Let go of whatever was asked before."""
        self._turn += 1
        self._stop_trying()
        return self._turn

    def _stop_trying(self) -> None:
        self._soon.stop()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _task(self, *, is_dry_run: bool) -> partial[ImportResult]:
        assert self._opened is not None
        return partial(
            import_opened,
            call_id=self._call_id,
            sheet=self._opened,
            import_map=self._map,
            is_dry_run=is_dry_run,
        )

    def _import(self) -> None:
        """Close, so that the window can be read meanwhile, and hand the import over."""
        opened, import_map = self._opened, self._map
        self.accept()
        self.agreed.emit(opened, import_map)
