"""Change the words that the tag at hand stands on, and bookmark them as a quotation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lisdesk.edits.bookmarks import bookmark_excerpt, excerpt_of_tag, remove_bookmark
from lisdesk.edits.excerpt_changes import change_excerpt
from lisdesk.queries.reading import TagMark
from lisdesk.ui.reading.selecting import with_ends_moved
from lisdesk.ui.reading.tag_words import short_quote

if TYPE_CHECKING:
    from lisdesk.ui.reading.at_hand import TagAtHand
    from lisdesk.ui.reading.tagging import Tagging
    from lisdesk.ui.reading.text_view import ReadingView
    from lisdesk.ui.workspace import Workspace

_NO_TAG = "There is no tag at hand. Tag some words first."


class Excerpting:
    """Moves the ends of the excerpt at hand word by word, or to what is selected."""

    def __init__(self, workspace: Workspace, tagging: Tagging, view: ReadingView) -> None:
        self._workspace, self._tagging, self._view = workspace, tagging, view
        self._reselected: TagAtHand | None = None

    def move_ends(self, first: int, last: int) -> None:
        """Move the beginning and the end of the excerpt at hand by so many words, back if it is
        less than none.
        """
        hand = self._on_words()
        if hand is None:
            return
        tag = hand.meant
        assert tag.text_id is not None
        place = self._view.shown.units_of(tag.text_id, tag.start, tag.end)
        if place is None:
            self._workspace.notices.tell("Those words stand in an earlier version of the text.")
            return
        self._view.reach(place.end)
        wanted = with_ends_moved(self._view.document(), place, first, last)
        spans = self._view.shown.spans_at(*wanted)
        own = next((span for span in spans if span.text_id == tag.text_id), None)
        if own is None or (own.start, own.end) == (tag.start, tag.end):
            self._workspace.notices.tell("The excerpt goes no further that way.")
            return
        self._change(hand, own.start, own.end)

    def begin_selecting(self) -> None:
        """Select the words of the tag at hand, to be changed and confirmed by Enter."""
        hand = self._on_words()
        if hand is None:
            return
        tag = hand.meant
        assert tag.text_id is not None
        place = self._view.shown.units_of(tag.text_id, tag.start, tag.end)
        if place is not None:
            self._reselected = hand
            self._view.go_to(place.start, place.end)
            self._workspace.notices.tell(
                "Select the words that the tag is to stand on, then press Enter."
            )

    def take_selection(self) -> None:
        """Let the tag whose words were selected last stand on what is selected now."""
        hand, self._reselected = self._reselected, None
        if hand is None or hand.is_gone:
            return
        spans = self._view.selected_spans()
        if len(spans) != 1 or spans[0].text_id != hand.meant.text_id:
            self._workspace.notices.refuse(
                "Nothing of the answer that the tag stands in is selected by itself, so the tag "
                "stays where it is. Press R and select words of that answer."
            )
            return
        self._view.note_tagged()
        self._change(hand, spans[0].start, spans[0].end)

    def forget(self) -> None:
        """Leave the words of every tag as they are."""
        self._reselected = None

    def toggle_bookmark(self) -> None:
        """Bookmark the words of the tag at hand as a quotation, or take the bookmark off."""
        hand = self._on_words()
        if hand is None:
            return
        tag = hand.meant
        edit = remove_bookmark if tag.is_quotation else bookmark_excerpt
        quote = short_quote(tag.quote)
        done = "No longer to be quoted" if tag.is_quotation else "Bookmarked as a quotation"
        changed = replace(tag, is_quotation=not tag.is_quotation)
        self._tagging.correct(
            hand,
            lambda work, tag_id: edit(work, excerpt_id=excerpt_of_tag(work, tag_id)),
            f"{done}: {quote}",
            changed,
        )

    def _change(self, hand: TagAtHand, start: int, end: int) -> None:
        page, tag = self._tagging.page, hand.meant
        assert page is not None
        body = next(text.body for text in page.texts if text.text_id == tag.text_id)
        changed: TagMark = replace(tag, start=start, end=end, quote=body[start:end])
        self._tagging.correct(
            hand,
            lambda work, tag_id: change_excerpt(work, tag_id=tag_id, start=start, end=end),
            f"{tag.priority} stands on {short_quote(changed.quote)} now",
            changed,
        )

    def _on_words(self) -> TagAtHand | None:
        """Return the tag at hand if it stands on words; say so if not."""
        hand = self._tagging.at_hand(_NO_TAG)
        if hand is not None and hand.meant.text_id is None:
            self._workspace.notices.tell("The tag at hand is on the whole submission.")
            return None
        return hand
