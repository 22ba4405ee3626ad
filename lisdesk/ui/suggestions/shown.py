"""What is suggested for the words in hand, read beside the window and shown in a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.queries.counted_tags import CountedTags
from lisdesk.ui.suggestions.found import FoundSuggestions, suggestions_for
from lisdesk.ui.suggestions.strip import SuggestionStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lisdesk.rules.suggesting import Suggestion
    from lisdesk.ui.reading.positions import TextSpan
    from lisdesk.ui.workspace import Workspace


class ShownSuggestions(QObject):
    """The strip of a screen. The screen's own kind of it says which words are in hand, and marks
    those that caused a suggestion.
    """

    def __init__(self, parent: QObject, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.strip = SuggestionStrip()
        self.strip.hide()
        self._found: FoundSuggestions | None = None
        self._counted = CountedTags()
        self._shown_words = -1

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """What is suggested now."""
        return self._found.suggestions if self._found else ()

    def _span(self) -> TextSpan | None:
        """Return the words that are meant; None while there are none."""
        raise TypeError(f"{type(self).__name__} does not say which words are meant")

    def _mark_words(self) -> None:
        """Mark the words that caused the suggestion whose words are shown."""
        raise TypeError(f"{type(self).__name__} does not mark words")

    def _read_for(self, submission_id: int | None) -> None:
        """Read what is suggested for the words in hand of a submission, and show it."""
        span = self._span()
        if submission_id is None or span is None:
            self._show(None)
            return
        self._workspace.jobs.read(
            suggestions_for,
            submission_id,
            self._workspace.officer,
            span,
            self._counted,
            owner=self,
            then=self._show,
            topic="suggestions",
            is_behind=True,
        )

    def _show(self, found: FoundSuggestions | None) -> None:
        if found is not None and found.span != self._span():
            return  # a later answer is on its way
        if self._found is None or found is None or found.span != self._found.span:
            self._shown_words = -1
        self._found = found
        self.strip.setVisible(found is not None and found.is_on)
        if found is not None:
            self.strip.show_suggestions(found.suggestions, found.about)
        self._mark_words()
