"""Write a finding: the word that the numbers give and permitted quotations come by one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lisdesk.edits.findings import set_finding
from lisdesk.queries.evidence.best_quotations import Quotable
from lisdesk.queries.findings import (
    NUMBER_WITHHELD,
    QUOTES_WITHHELD,
    FindingCell,
    FindingRow,
    FindingsPage,
    quotations_for,
)
from lisdesk.rules.claims import numbers_words, offered, warning
from lisdesk.ui.findings.conclusion_dialog import ConclusionDialog, focus, text_field
from lisdesk.ui.findings.pane import place_words
from lisdesk.ui.findings.quotation_list import MOST_LISTED, QuotationList
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_menu_text
from lisdesk.ui.workspace import Workspace, edit_with

_WIDTH_PX, _TEXT_PX = 720, 136
WORD_KEY, QUOTATIONS_KEY = "F4", "F6"


class FindingDialog(ConclusionDialog):
    """The text; below it what the numbers do not bear of it, and what may be quoted in it."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        page: FindingsPage,
        row: FindingRow,
        cell: FindingCell,
    ) -> None:
        call = workspace.call
        reference = call.reference if call else ""
        place = f"{row.code} {cell.type_id or ''}".strip()
        super().__init__(
            workspace,
            parent,
            f"Finding on {place_words(row, cell)}",
            numbers_words(cell.numbers, page.scale),
            f"finding {reference} {place}",
        )
        self.setMinimumWidth(_WIDTH_PX)
        self._row, self._cell, self._scale, self._seen = row, cell, page.scale, cell.text
        self.text = text_field(_TEXT_PX, cell.text, grows=True)
        self.text.setAccessibleName("Finding")
        self.warning = WrappedLabel("", "caution")
        self.word = QPushButton()
        self.quote = QPushButton(f"Quote ({QUOTATIONS_KEY})")
        self.quotations, self.may_quote = QuotationList(), PlainLabel("", "strong")
        self._lay_out()
        self._offer()
        self.text.textChanged.connect(self._warn)
        self.quotations.taken.connect(self._insert)
        self._warn()
        workspace.jobs.read(
            quotations_for,
            workspace.call_id,
            row.priority_id,
            cell.type_id,
            owner=self,
            then=self._show_quotations,
        )
        focus(self.text)

    def values(self) -> dict[str, str]:
        """Return the text."""
        return {"text": self.text.toPlainText()}

    def take(self, values: dict[str, str]) -> None:
        """Put a text into the field."""
        self.text.setPlainText(values.get("text", ""))
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def take_standing(self, page: FindingsPage) -> str:
        """Note the text that stands now."""
        row = page.row(self._row.priority_id)
        types = [None, *(type_id for type_id, _ in page.types)]
        is_there = row is not None and self._cell.type_id in types
        self._seen = row.cell(self._cell.type_id).text if row is not None and is_there else ""
        return f"“{self._seen}”." if self._seen else "removed."

    def send(self) -> None:
        """Save what stands in the field."""
        edit = edit_with(
            set_finding,
            priority_id=self._row.priority_id,
            type_id=self._cell.type_id,
            text=self.text.toPlainText(),
            seen=self._seen,
        )
        self.run(edit, lambda code: f"Wrote the finding on {code}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.word)
        row.addWidget(self.quote)
        row.addStretch()
        row.addWidget(PlainLabel("Ctrl+Enter saves", "small"))
        hidden = WrappedLabel(NUMBER_WITHHELD, "caution")
        hidden.setVisible(self._cell.is_hidden)
        barred = WrappedLabel(QUOTES_WITHHELD, "negative")
        barred.setVisible(self._cell.is_barred)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(row)
        for label in (self.warning, hidden, barred, self.told, self.may_quote):
            self.body.addWidget(label)
        self.body.addWidget(self.quotations, 1)

    def _offer(self) -> None:
        """Offer what the numbers give, unless a publication would be told a number by it."""
        self._word = "" if self._cell.is_hidden else offered(self._cell.numbers, self._scale)
        self.word.setText(as_menu_text(f"Insert “{self._word}” ({WORD_KEY})"))
        self.word.setVisible(bool(self._word))
        for button in (self.word, self.quote):
            button.setAutoDefault(False)
        self.word.clicked.connect(lambda: self._insert(self._word))
        self.quote.clicked.connect(lambda: focus(self.quotations))
        QShortcut(QKeySequence(WORD_KEY), self, lambda: self._insert(self._word))
        QShortcut(QKeySequence(QUOTATIONS_KEY), self, self._turn)

    def _turn(self) -> None:
        focus(self.text if self.quotations.hasFocus() else self.quotations)

    def _insert(self, words: str) -> None:
        """Write words where the cursor is, with a space before them where they need one."""
        cursor = self.text.textCursor()
        before = self.text.toPlainText()[: cursor.selectionStart()]
        if words and not before.strip() and not words.startswith("“"):
            words = words[0].upper() + words[1:]
        is_close = bool(before) and not before[-1].isspace() and before[-1] not in "(“"
        if words:
            cursor.insertText(f" {words}" if is_close else words)
        focus(self.text)

    def _warn(self) -> None:
        said = warning(self.text.toPlainText(), self._cell.numbers, self._scale)
        self.warning.setText(said)
        self.warning.setVisible(bool(said))

    def _show_quotations(self, found: Sequence[Quotable]) -> None:
        self.quotations.show_quotations(found)
        self.quote.setEnabled(bool(found))
        self.quotations.setVisible(bool(found))
        number = len(found)
        more = f", of which the first {MOST_LISTED:,} are listed" if number > MOST_LISTED else ""
        self.may_quote.setText(
            f"May be quoted: {number:,}{more}" if number else "Nothing here may be quoted."
        )
