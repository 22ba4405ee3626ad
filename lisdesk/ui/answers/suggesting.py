"""Suggestions for the answer at hand, or for words selected in it, on the screen Answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from lisdesk.edits.suggestions import SuggestedPlace, accept_suggestion, reject_suggestion
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.positions import TextSpan
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.suggestions.found import (
    MADE_FROM,
    NO_WORDS_BEHIND,
    NOTHING_SUCH,
    PAUSE_MS,
    cause_of,
    next_with_words,
)
from lisdesk.ui.suggestions.learner import learner_of
from lisdesk.ui.suggestions.shown import ShownSuggestions
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.outcome import Kind
    from lisdesk.rules.suggesting import Suggestion
    from lisdesk.ui.answers.screen import AnswersScreen

_ONE_ONLY = "Suggestions are for one answer: go to it with an arrow key."


class AnswerSuggestions(ShownSuggestions):
    """The strip of suggestions below the list; with several answers selected there are none."""

    def __init__(self, screen: AnswersScreen) -> None:
        super().__init__(screen, screen.workspace)
        self._screen = screen
        self._soon = screen.pause(PAUSE_MS, self._read)
        self.strip.accepted.connect(self.accept)
        self.strip.rejected.connect(self.reject)
        learner = learner_of(screen.workspace)
        learner.learnt.connect(self._soon.start)
        for at_work in (screen.table.selection_told, screen.pane.view.selectionChanged):
            at_work.connect(self._soon.start)
            at_work.connect(learner.wait_on)
        screen.table.rows.dataChanged.connect(self._soon.start)
        self._workspace.jobs.changed.connect(self._note)

    def accept(self, number: int) -> None:
        """Tag the answer, or the words selected in it, to a suggestion, by its number from 0."""
        found = self._at_hand(number)
        if found is None:
            return
        suggestion, span = found
        place = SuggestedPlace(span.text_id, span.start, span.end)
        edit = edit_with(
            accept_suggestion,
            place=place,
            priority_id=suggestion.priority_id,
            cause=cause_of(suggestion),
        )
        name = f"{suggestion.code} {with_hidden_shown(suggestion.name)}"
        words = f"Accepted {name} for {self._words(span)}"
        self._screen.tagging.accept(span, suggestion.priority_id, edit, words)

    def reject(self, number: int) -> None:
        """Say that a suggestion does not fit."""
        found = self._at_hand(number)
        if found is None:
            return
        suggestion, span = found
        edit = edit_with(
            reject_suggestion,
            place=SuggestedPlace(span.text_id, span.start, span.end),
            priority_id=suggestion.priority_id,
            cause=cause_of(suggestion),
        )
        name = f"{suggestion.code} {with_hidden_shown(suggestion.name)}"
        self._workspace.do(edit, f"Rejected {name} for {self._words(span)}")

    def show_words(self) -> None:
        """Mark in the answer the words that caused the first suggestion, then those of the next."""
        self._shown_words = next_with_words(self.suggestions, self._shown_words)
        if not any(each.places for each in self.suggestions):
            self._workspace.notices.tell(NO_WORDS_BEHIND)
        self._mark_words()

    def _at_hand(self, number: int) -> tuple[Suggestion, TextSpan] | None:
        """Return a suggestion with the words that it is for; say so if there is none."""
        found, span = self._found, self._span()
        if span is None and len(self._screen.table.selected_ids()) > 1:
            self._workspace.notices.tell(_ONE_ONLY)
            return None
        if found is None or found.span != span or number >= len(found.suggestions):
            self._workspace.notices.tell(NOTHING_SUCH)
            return None
        self._found = None  # a second press is not to mean the same suggestion again
        self._soon.start()
        return found.suggestions[number], found.span

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & MADE_FROM:
            self._soon.start()

    def _span(self) -> TextSpan | None:
        """Return the words that are meant: those selected in the answer, or all of it; at a button
        of the strip those that its suggestions are for.
        """
        row, span = self._screen.pane.shown, self._screen.pane.selected_span()
        if span is not None or row is None:
            return span
        at = QApplication.focusWidget()
        is_at_strip = at is not None and self.strip.isAncestorOf(at)
        if is_at_strip and self._found is not None and self._found.span.text_id == row.id:
            return self._found.span
        is_alone = self._screen.table.selected_ids() == [row.id]
        return TextSpan(row.id, 0, len(row.body)) if is_alone and row.body else None

    def _words(self, span: TextSpan) -> str:
        """Return what is said of some words, such as “the answer of LLEP-0003”."""
        row = self._screen.pane.shown
        if row is not None and (span.start, span.end) != (0, len(row.body)):
            return short_quote(row.body[span.start : span.end])
        return self._screen.table.words_of([span.text_id])

    def _read(self) -> None:
        row = self._screen.pane.shown
        self._read_for(row.submission_id if row is not None else None)

    def _mark_words(self) -> None:
        view, found = self._screen.pane.view, self._found
        spans = []
        if found is not None and 0 <= self._shown_words < len(found.suggestions):
            places = found.suggestions[self._shown_words].places
            units_of = partial(view.shown.units_of, found.span.text_id)
            units = (units_of(each.start, each.end) for each in places)
            spans = [each for each in units if each is not None]
        view.show_found(spans)
