"""The whole of the answer at hand, with what is tagged in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.queries.answers import AnswerRow
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.positions import Passage, TextSpan
from lisdesk.ui.reading.shown_page import highlights_and_chips
from lisdesk.ui.reading.text_view import ReadingView


class AnswerPane(QWidget):
    """Shows one answer as it is stored, to be read whole and to select words in."""

    def __init__(self) -> None:
        super().__init__()
        self.about = ElidedLabel(look="strong")
        self.more = ElidedLabel(look="muted")
        self.view = ReadingView()
        self.view.setAccessibleName("The whole answer")
        self.shown: AnswerRow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self.about)
        layout.addWidget(self.more)
        layout.addWidget(self.view, 1)

    def show_row(self, row: AnswerRow | None, colour_of: Callable[[int], QColor]) -> None:
        """Show an answer, or none; of the same answer only what has changed."""
        before, self.shown = self.shown, row
        if row is None:
            self.about.setText("")
            self.more.setText("")
            if before is not None:
                self.view.show_texts([])
            return
        if before is None or (before.id, before.body) != (row.id, row.body):
            name = with_hidden_shown(row.respondent or "Respondent not stated")
            self.about.setText(f"{row.reference}  {name}")
            non_answer = "non-answer" if row.is_non_answer else ""
            parts = [with_hidden_shown(row.type), row.disposition.label, non_answer]
            self.more.setText(" · ".join(part for part in parts if part))
            self.view.show_texts([Passage(row.id, "", row.body)])
            before = None
        if before is None or before.tags != row.tags:
            self.view.show_tags(*highlights_and_chips(row.tags, self.view.shown, colour_of))

    def show_colours(self, colour_of: Callable[[int], QColor]) -> None:
        """Take the hues of the priorities anew."""
        if self.shown is not None:
            marks = highlights_and_chips(self.shown.tags, self.view.shown, colour_of)
            self.view.show_tags(*marks)

    def selected_span(self) -> TextSpan | None:
        """Return what is selected of the answer, if the keyboard is in it."""
        spans = self.view.selected_spans() if self.view.hasFocus() else []
        return spans[0] if spans else None
