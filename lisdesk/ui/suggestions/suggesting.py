"""Suggestions for the words at the cursor: read, shown, accepted, rejected, and traced to words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from lisdesk.edits.suggestions import SuggestedPlace, accept_suggestion, reject_suggestion
from lisdesk.outcome import Kind
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
from lisdesk.ui.suggestions.strip import ACCEPT_KEYS, REJECT_KEYS, SHOW_KEY
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from lisdesk.queries.reading import ReadingPage
    from lisdesk.rules.suggesting import Suggestion
    from lisdesk.ui.reading.screen import ReadingScreen


class Suggestions(ShownSuggestions):
    """The strip of suggestions of the screen Reading, with its keys."""

    def __init__(self, screen: ReadingScreen) -> None:
        super().__init__(screen, screen.workspace)
        self._screen = screen
        self.learner = learner_of(screen.workspace)
        self._submission_id: int | None = None
        self._soon = screen.pause(PAUSE_MS, self._read)
        self._add_keys()
        self.strip.accepted.connect(self.accept)
        self.strip.rejected.connect(self.reject)
        self.learner.learnt.connect(self._soon.start)
        screen.turning.turned.connect(self._take_page)
        screen.view.cursorPositionChanged.connect(self._soon.start)
        screen.view.selectionChanged.connect(self._soon.start)
        for at_work in (screen.turning.wanted, screen.list.narrowing.changed):
            at_work.connect(self.learner.wait_on)
        self._workspace.jobs.changed.connect(self._note)

    def accept(self, number: int) -> None:
        """Tag the words to a suggestion, by its number from 0."""
        self._screen.turning.when_shown(partial(self._accept, number))

    def reject(self, number: int) -> None:
        """Say that a suggestion does not fit the words."""
        self._screen.turning.when_shown(partial(self._reject, number))

    def show_words(self) -> None:
        """Mark in the text the words that caused the first suggestion, then those of the next."""
        self._shown_words = next_with_words(self.suggestions, self._shown_words)
        if not any(each.places for each in self.suggestions):
            self._workspace.notices.tell(NO_WORDS_BEHIND)
        self._mark_words()

    def _accept(self, number: int) -> None:
        found = self._at_hand(number)
        if found is None:
            return
        suggestion, place, words = found
        screen = self._screen
        if screen.view.selected_spans():
            screen.view.note_tagged()
        self._workspace.do(
            edit_with(
                accept_suggestion,
                place=place,
                priority_id=suggestion.priority_id,
                cause=cause_of(suggestion),
            ),
            f"Accepted {suggestion.code} {with_hidden_shown(suggestion.name)} for {words}",
            lambda reference: screen.tagging.point_at(int(reference.rpartition("-")[2])),
        )

    def _reject(self, number: int) -> None:
        found = self._at_hand(number)
        if found is not None:
            suggestion, place, words = found
            edit = edit_with(
                reject_suggestion,
                place=place,
                priority_id=suggestion.priority_id,
                cause=cause_of(suggestion),
            )
            name = with_hidden_shown(suggestion.name)
            self._workspace.do(edit, f"Rejected {suggestion.code} {name} for {words}")

    def _at_hand(self, number: int) -> tuple[Suggestion, SuggestedPlace, str] | None:
        """Return a suggestion with its place in words; say so if there is none for these words."""
        found = self._found
        if found is None or found.span != self._span() or number >= len(found.suggestions):
            self._workspace.notices.tell(NOTHING_SUCH)
            return None
        self._found = None  # a second press is not to mean the same suggestion again
        self._soon.start()
        span = found.span
        place = SuggestedPlace(span.text_id, span.start, span.end)
        return found.suggestions[number], place, short_quote(self._words(span))

    def _take_page(self, page: ReadingPage | None) -> None:
        own = page.head.id if page is not None else None
        if own != self._submission_id:
            self._submission_id, self._found = own, None
            self.strip.show_suggestions((), "")
        self._soon.start()

    def _note(self, kinds: frozenset[Kind]) -> None:
        if kinds & MADE_FROM:
            self._soon.start()

    def _span(self) -> TextSpan | None:
        """Return the words that are meant: the selection, or else the answer at the cursor."""
        view = self._screen.view
        selected = view.selected_spans()
        if view.textCursor().hasSelection():
            return selected[0] if len(selected) == 1 else None
        page = self._screen.tagging.page
        before = view.shown.spans_at(0, view.textCursor().position() + 1)
        bodies = {text.text_id: text.body for text in page.texts} if page else {}
        text_id = before[-1].text_id if before else next(iter(bodies), None)
        body = bodies.get(text_id, "") if text_id is not None else ""
        return TextSpan(text_id, 0, len(body)) if text_id is not None and body else None

    def _words(self, span: TextSpan) -> str:
        page = self._screen.tagging.page
        bodies = {text.text_id: text.body for text in page.texts} if page else {}
        return bodies.get(span.text_id, "")[span.start : span.end]

    def _read(self) -> None:
        self._read_for(self._submission_id)

    def _mark_words(self) -> None:
        view = self._screen.view
        if self._screen.finder.isVisible():
            return  # the marks are those of what is found
        spans = []
        if self._found is not None and 0 <= self._shown_words < len(self._found.suggestions):
            text_id = self._found.span.text_id
            places = self._found.suggestions[self._shown_words].places
            units = (view.shown.units_of(text_id, each.start, each.end) for each in places)
            spans = [each for each in units if each is not None]
        view.show_found(spans)

    def _add_keys(self) -> None:
        for number, (accept, reject) in enumerate(zip(ACCEPT_KEYS, REJECT_KEYS, strict=True)):
            self._add(f"Accept suggestion {number + 1}", accept, partial(self.accept, number))
            self._add(f"Reject suggestion {number + 1}", reject, partial(self.reject, number))
        self._add("Show the words behind a suggestion, or the next", SHOW_KEY, self.show_words)

    def _add(self, words: str, key: str, run: Callable[[], object]) -> None:
        action = QAction(words, self._screen)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked: run())
        self._screen.addAction(action)
