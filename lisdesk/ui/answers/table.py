"""The answers to one question as a table of any length, one or many selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from lisdesk.queries.answers import AnswerRow, answer_rows
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.lazy_table import Index, LazyColumn, LazyTableModel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.tag_words import chip_words
from lisdesk.ui.steady_selection import SteadySelection
from lisdesk.ui.theme import ROW_PX, current_theme

_SHOWN_LETTERS, _TOLD_LETTERS = 400, 1_500
_FROM, _TYPE, _ANSWER, _TAGS = 1, 2, 3, 4
_NARROW_PX = 560
_SHARES = ((_FROM, 0.36, 280), (_TYPE, 0.24, 240))
"""Of the room beside reference and tags, and at most how wide; the answer has the rest."""
_ROLE = Qt.ItemDataRole


def answer_words(row: AnswerRow) -> str:
    """Return the beginning of an answer on one line."""
    return with_hidden_shown(" ".join(row.body[: 2 * _SHOWN_LETTERS].split()))[:_SHOWN_LETTERS]


def _told(row: AnswerRow) -> str:
    told = row.body[:_TOLD_LETTERS]
    return told if len(told) == len(row.body) else f"{told}…"


def _respondent(row: AnswerRow) -> str:
    return with_hidden_shown(" ".join((row.respondent or "Not stated").split()))


def tag_words(row: AnswerRow) -> str:
    """Return the tags of an answer as their chips say them, each once."""
    return "  ".join(dict.fromkeys(map(chip_words, row.tags)))


def _told_tags(row: AnswerRow) -> str:
    return "\n".join(f"{tag.priority} {with_hidden_shown(tag.priority_name)}" for tag in row.tags)


COLUMNS = (
    LazyColumn("", "Reference", lambda row: str(row.reference), 98),
    LazyColumn("", "From", _respondent, 116),
    LazyColumn("", "Type", lambda row: with_hidden_shown(row.type), 92),
    LazyColumn("", "Answer", answer_words, 320, tool_tip=_told),
    LazyColumn("", "Tags", tag_words, 100, tool_tip=_told_tags),
)


class AnswersModel(LazyTableModel):
    """The rows of answers; a non-answer is muted, one without a tag is bold at its reference."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        rows = partial(answer_rows, officer=jobs.desk.officer)
        super().__init__(jobs, COLUMNS, rows, parent)
        self._bold = QFont()
        self._bold.setWeight(QFont.Weight.DemiBold)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role not in (_ROLE.FontRole, _ROLE.ForegroundRole, _ROLE.AccessibleTextRole):
            return super().data(index, role)
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == _ROLE.ForegroundRole:
            is_quiet = row.is_non_answer and index.column() == _ANSWER
            return QColor(current_theme().muted) if is_quiet else None
        is_waiting = not row.tags and index.column() == 0
        if role == _ROLE.FontRole:
            return self._bold if is_waiting else None
        said = super().data(index, role)
        return f"{said}, without a tag" if is_waiting else said


class AnswersTable(SteadySelection, QTableView):
    """Moves by the arrow keys; Shift and Ctrl select several rows."""

    pointed_at = Signal(int)
    """The row that is current now."""
    opened = Signal(int)
    """The row that was activated."""
    selection_told = Signal()
    """Other rows are selected."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.rows = AnswersModel(jobs, self)
        self.setModel(self.rows)
        self.setAccessibleName("Answers")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(32)
        for place, column in enumerate(COLUMNS):
            self.setColumnWidth(place, column.width)
        head.setSectionResizeMode(_ANSWER, QHeaderView.ResizeMode.Stretch)
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(lambda now, _before: self.pointed_at.emit(now.row()))
        chosen.selectionChanged.connect(lambda _now, _before: self.selection_told.emit())
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def current_row(self) -> int:
        """Return the current row; -1 if there is none."""
        return self.currentIndex().row()

    def selected_ids(self) -> list[int]:
        """Return the answers that are selected, in the order of their rows."""
        return self.selected_of(self.rows.ids())

    def words_of(self, ids: Sequence[int]) -> str:
        """Return what is said of some answers, such as “the answer of LLEP-0003”."""
        if len(ids) != 1:
            return f"{len(ids):,} answers"
        row = self.row(self.rows.row_of(ids[0]))
        return f"the answer of {row.reference}" if row is not None else "one answer"

    def selected_rows(self) -> tuple[int, int]:
        """Return the first and the last row that are selected; -1 twice if none is."""
        runs = list(self.selected_runs())
        return (runs[0][0], runs[-1][1]) if runs else (-1, -1)

    def point_at(self, row: int) -> None:
        """Select one row alone, make it the current one and bring it into view."""
        if not 0 <= row < self.rows.rowCount():
            return
        index, model = self.rows.index(row, 0), self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        model.select(
            QItemSelection(index, self.rows.index(row, len(COLUMNS) - 1)), flags.ClearAndSelect
        )
        model.setCurrentIndex(index, flags.NoUpdate)
        self.scrollTo(index)

    def row(self, row: int) -> AnswerRow | None:
        """Return what is known of a row; None until it has been read, or if there is none."""
        known: AnswerRow | None = None
        if 0 <= row < self.rows.rowCount():
            known = self.rows.row_at(row)
        return known

    def rows_known(self, ids: Sequence[int]) -> list[AnswerRow]:
        """Return those of some answers that have been read."""
        places = (self.rows.row_of(each) for each in ids)
        found = (self.row(place) for place in places if self.rows.is_known(place))
        return [row for row in found if row is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the commands: they search for nothing here."""
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out to names, types and answers; with little of it the type is left out.

        An answer is read whole beside the table, and who it is from nowhere else in the list.
        """
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW_PX
        self.setColumnHidden(_TYPE, is_narrow)
        fixed = COLUMNS[0].width + COLUMNS[_TAGS].width
        room = event.size().width() - fixed
        for place, share, most in _SHARES:
            least = COLUMNS[place].width
            self.setColumnWidth(place, min(max(least, int(room * share)), most))
