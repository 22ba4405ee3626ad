"""Make one submission of several that one respondent sent: what becomes of each, before it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from lisdesk.rules.merging import odds_of
from lisdesk.rules.permissions import is_stricter, strictest_of_all
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import PlainLabel, WrappedLabel, with_hidden_shown
from lisdesk.ui.theme import ROW_PX
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.merging import MergeReport
    from lisdesk.queries.joining import JoinRow

_HEADINGS = ("Reference", "Respondent", "Received", "Status", "Texts", "Tags", "Files")
_WIDTHS_PX = (104, 168, 148, 152, 56, 56, 56)
_FIRST_NUMBER = 4
_WIDTH_PX, _ROWS_SEEN = 808, 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MergeDialog(FormDialog):
    """Lists the submissions; the one in hand stays, and the others lead to it."""

    steps_aside = True

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        rows: Sequence[JoinRow],
        then: Callable[[int], None],
    ) -> None:
        """`then` is given the submission that stays."""
        super().__init__(workspace, parent, "Merge into one", "", "Merge")
        assert workspace.call is not None
        self.setMinimumWidth(_WIDTH_PX)
        self._rows, self._then = list(rows), then
        self._zone = workspace.call.deadline.zone
        self.list = QTableWidget(len(rows), len(_HEADINGS))
        self.told = WrappedLabel()
        self.reason = QLineEdit()
        self.reason.setMaxLength(1_000)
        self.duplicate = QPushButton()
        self.duplicate.setAutoDefault(False)
        self.savers.append(self.duplicate)
        self._fill()
        self.words.setText(
            "The one in hand stays: it gets the texts, tags and files of the others after its own. "
            "They are kept whole, are not counted, and lead to it. Ctrl+Z takes it back."
        )
        self.words.show()
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.duplicate)
        self.body.addWidget(self.list)
        self.body.addLayout(foot)
        self.body.addLayout(self._why())
        self.duplicate.clicked.connect(lambda _on: self._set_aside())
        self.list.currentCellChanged.connect(lambda *_where: self._offer())
        self.list.setCurrentCell(0, 0)
        self._offer()
        self.list.setFocus()

    def _why(self) -> QHBoxLayout:
        name, row = PlainLabel("Wh&y"), QHBoxLayout()
        name.setBuddy(self.reason)
        self.reason.setAccessibleName("Why")
        self.reason.setPlaceholderText("Goes on record; without it, into which one they went")
        row.setSpacing(12)
        row.addWidget(name)
        row.addWidget(self.reason, 1)
        return row

    def stays(self) -> JoinRow:
        """Return the submission in hand."""
        return self._rows[max(self.list.currentRow(), 0)]

    def send(self) -> None:
        """Merge the others into the one in hand."""
        from lisdesk.edits.merging import merge_submissions

        one = self.stays()
        edit = edit_with(
            merge_submissions,
            into_id=one.id,
            submission_ids=[each.id for each in self._others()],
            reason=self.reason.text(),
        )
        self.run(edit, merged_words, then=lambda _report: self._then(one.id))

    def _set_aside(self) -> None:
        from lisdesk.edits.merging import mark_duplicate

        one, [other] = self.stays(), self._others()
        edit = edit_with(
            mark_duplicate, submission_id=other.id, of_id=one.id, reason=self.reason.text()
        )
        words = f"Set {other.reference} aside: a duplicate of {one.reference}"
        self.run(edit, words, then=lambda _of: self._then(one.id))

    def _others(self) -> list[JoinRow]:
        one = self.stays()
        return [each for each in self._rows if each.id != one.id]

    def _offer(self) -> None:
        one, others = self.stays(), self._others()
        self.go.setText(f"Merge into {one.reference}")
        is_pair = len(others) == 1
        self.duplicate.setVisible(is_pair)
        if is_pair:
            self.duplicate.setText(f"{others[0].reference} is a duplicate")
        fault = self._fault(one, others)
        self.go.setEnabled(not fault)
        self.say(fault)
        self.told.setVisible(not fault)
        self.told.setText("" if fault else _what_comes(one, others))

    def _fault(self, one: JoinRow, others: Sequence[JoinRow]) -> str:
        if len({each.respondent_id for each in self._rows}) > 1 or one.respondent_id is None:
            return (
                "These are not known to be of one respondent, so they cannot be merged. Correct "
                "the respondent first."
            )
        aside = next((each for each in (one, *others) if each.set_aside is not None), None)
        if aside is not None and aside.set_aside is not None:
            what = aside.set_aside.label.lower()
            return f"{aside.reference} is set aside: {what}. Put it back first."
        for each in others:
            odds = odds_of(one.mergeable, each.mergeable)
            if odds is not None:
                return f"{odds.happened} {odds.do}"
        return ""

    def _fill(self) -> None:
        table = self.list
        table.setAccessibleName("Submissions to be merged; the one in hand stays")
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(_LEFT)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS_PX):
            table.setColumnWidth(column, width)
        for place, row in enumerate(self._rows):
            for column, words in enumerate(self._cells(row)):
                item = QTableWidgetItem(words)
                if column >= _FIRST_NUMBER:
                    item.setTextAlignment(_RIGHT)
                table.setItem(place, column, item)
        table.setFixedHeight((min(len(self._rows), _ROWS_SEEN) + 1) * ROW_PX + ROW_PX // 2)

    def _cells(self, row: JoinRow) -> tuple[str, ...]:
        return (
            row.reference,
            with_hidden_shown(row.respondent) or "No name given",
            local_words(row.received_at, self._zone),
            row.disposition.label,
            f"{row.texts:,}",
            f"{row.tags:,}",
            f"{row.attachments:,}",
        )


def merged_words(report: MergeReport) -> str:
    """Return what was merged into which."""
    many = "" if report.submissions == 1 else "s"
    return f"Merged {report.submissions:,} submission{many} into {report.reference}"


def _what_comes(one: JoinRow, others: Sequence[JoinRow]) -> str:
    numbers = (
        (sum(each.texts for each in others), "text"),
        (sum(each.tags for each in others), "tag"),
        (sum(each.attachments for each in others), "file"),
    )
    parts = [f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in numbers if count]
    gets = f"{one.reference} gets {', '.join(parts) or 'nothing'}."
    fewer = sum(each.disposition.is_counted for each in others)
    numbers_then = (
        f"{fewer:,} submission{'' if fewer == 1 else 's'} fewer will be counted."
        if fewer
        else "The numbers stay as they are."
    )
    return " ".join((gets, numbers_then, *_what_is_permitted(one, others)))


def _what_is_permitted(one: JoinRow, others: Sequence[JoinRow]) -> Iterator[str]:
    """Yield what less may be published of any of them than before."""
    together = (one, *others)
    strictest = strictest_of_all([each.permission for each in together])
    if any(is_stricter(strictest, each.permission) for each in together):
        label = strictest.label if strictest else "Not answered: not published"
        yield f"The strictest permission holds for all of it: “{label}”."
    if len({each.is_confidential for each in together}) > 1:
        yield "The request for confidentiality holds for all of it: none of it will be published."
