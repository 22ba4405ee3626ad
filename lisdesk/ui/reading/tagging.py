"""Tag what is selected, and change the tag at hand; what was done shows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lisdesk.edits.reading import mark_read, mark_unread
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.edits.tags import remove_tag
from lisdesk.outcome import Outcome
from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading import ReadingPage, TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.at_hand import TagAtHand
from lisdesk.ui.reading.making import Making
from lisdesk.ui.reading.marks import has_same_tags, said_of, with_mates
from lisdesk.ui.reading.note_dialog import NoteDialog
from lisdesk.ui.reading.positions import TextSpan
from lisdesk.ui.reading.tag_words import mark_words, short_quote, what_is_tagged
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.store.work import Work


class Tagging(QObject):
    """The tags of the submission in view, and the edits of them."""

    changed = Signal()
    """The tags, or which of them is at hand, are not as they were."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._window = workspace, parent
        self._hand: TagAtHand | None = None
        self._making = Making(workspace, self)
        self.page: ReadingPage | None = None
        self.current: int | None = None
        """The number of the tag at hand; that of one that is being made is not known yet."""

    def show_page(self, page: ReadingPage | None) -> None:
        """Take the tags of a page as it was read; the tag at hand stays if it is still there."""
        before, self.page = self.page, page
        if page is None or before is None or page.head.id != before.head.id:
            self._hand = None
        is_lost = self.current is not None and self.tag(self.current) is None
        if is_lost:
            self.current = self._hand = None
        if is_lost or not has_same_tags(before, page):
            self.changed.emit()

    def tag(self, tag_id: int | None) -> TagMark | None:
        """Return a tag of the submission in view."""
        tags = self.page.tags if self.page else ()
        return next((tag for tag in tags if tag.tag_id == tag_id), None)

    def point_at(self, tag_id: int | None) -> None:
        """Take a tag in hand."""
        hand = self._hand
        if hand is not None and (tag_id is None or hand.tag_id != tag_id or hand.is_gone):
            self._hand = None
        if tag_id != self.current:
            self.current = tag_id
            self.changed.emit()

    def tag_selection(self, spans: list[TextSpan], priority: PriorityRow | str) -> None:
        """Tag the selected words to a priority, or to one of a name that is to be added; without a
        selection the whole submission.
        """
        if self.page is None:
            return
        if len(spans) > 1:
            self._workspace.notices.refuse(
                "The selection runs over several answers, so nothing was tagged. Select within one "
                "answer, or press Esc and then the number to tag the whole submission."
            )
        else:
            self._making.tag(spans[0] if spans else None, priority)

    def mark(self, mark: Stance | Strength) -> None:
        """Give the tag at hand a stance or a strength; the same again takes it off."""
        hand = self.at_hand("There is no tag at hand. Tag some words first.")
        if hand is None:
            return
        tag = hand.meant
        correction, changed = said_of(tag, mark)
        what = mark_words(mark, is_off=mark in (tag.stance, tag.strength))
        self._say(hand, correction, f"{what} on {tag.priority}, {_about(tag)}", changed)

    def ask_note(self) -> None:
        """Open the note of the tag at hand; the text stays in reach."""
        hand = self.at_hand("There is no tag at hand. Tag some words first.")
        if hand is None:
            return
        tag = hand.meant
        about = f"{tag.priority} {with_hidden_shown(tag.priority_name)} · {what_is_tagged(tag)}"
        where = (tag.priority, tag.text_id or 0, tag.start, tag.end)
        draft_of = f"note {self.page.head.reference if self.page else ''} {where}"
        dialog = NoteDialog(self._workspace, self._window, about, tag.note, draft_of)
        dialog.written.connect(partial(self._write_note, hand, dialog))
        dialog.open_with_draft()

    def remove(self) -> None:
        """Take the tag at hand off."""
        hand = self.at_hand("There is no tag at hand to take off.")
        if hand is not None:
            words = f"Took {hand.meant.priority} off {_about(hand.meant)}"
            hand.take_off(
                lambda work, tag_id: remove_tag(work, tag_id=tag_id),
                words,
                then=lambda tag: self.put(tag, is_there=False),
            )

    def mark_read(self) -> None:
        """Mark the submission in view as read by the officer."""
        head = self.page.head if self.page else None
        if head is not None and head.read_at is None:
            edit = edit_with(mark_read, submission_ids=[head.id])
            self._workspace.do(edit, f"Marked {head.reference} as read")

    def mark_unread(self) -> None:
        """Take the officer's own mark off the submission in view."""
        if self.page is None:
            return
        head = self.page.head
        edit = edit_with(mark_unread, submission_ids=[head.id])
        self._workspace.do(edit, f"Marked {head.reference} as unread")

    def take_in_hand(self, hand: TagAtHand) -> None:
        """Let a tag that is being made be the one at hand."""
        self._hand = hand

    def is_in_hand(self, hand: TagAtHand) -> bool:
        """Whether what is said next is about this tag."""
        return hand is self._hand

    def at_hand(self, otherwise: str) -> TagAtHand | None:
        """Return the tag at hand, also while it is being made; say so if there is none."""
        hand = self.held()
        if hand is None:
            self._workspace.notices.tell(otherwise)
        return hand

    def held(self) -> TagAtHand | None:
        """Return the tag at hand, also while it is being made; None if there is none."""
        standing = self.tag(self.current)
        if self._hand is None and standing is not None:
            self._hand = TagAtHand(self._workspace, standing, standing.tag_id)
        if self._hand is None or self._hand.is_gone:
            return None
        if standing is not None and standing.tag_id == self._hand.tag_id:
            self._hand.take(standing)
        return self._hand

    def _write_note(self, hand: TagAtHand, dialog: NoteDialog, note: str) -> None:
        words = f"Noted on {hand.meant.priority}, {_about(hand.meant)}"
        changed = replace(hand.meant, note=note.strip())
        self._say(hand, TagCorrection(note=note), words, changed, dialog)

    def _say(
        self,
        hand: TagAtHand,
        correction: TagCorrection,
        words: str,
        changed: TagMark,
        dialog: NoteDialog | None = None,
    ) -> None:
        self.correct(
            hand,
            lambda work, tag_id: edit_tag(work, tag_id=tag_id, correction=correction),
            words,
            changed,
            dialog,
        )

    def correct(
        self,
        hand: TagAtHand,
        edit: Callable[[Work, int], Outcome[Any]],
        words: str,
        changed: TagMark,
        dialog: NoteDialog | None = None,
    ) -> None:
        """Run an edit of the tag at hand, which is given its number, and show what it says then."""
        before = hand.meant

        def show(tag: TagMark) -> None:
            if dialog is not None:
                dialog.end()
            if self.page is not None and self.tag(tag.tag_id) is not None:
                self.page = replace(self.page, tags=with_mates(self.page.tags, before, tag))
                self.changed.emit()

        hand.correct(
            edit,
            words,
            changed,
            then=show,
            otherwise=dialog.refuse if dialog is not None else None,
        )

    def put(self, tag: TagMark, *, is_there: bool = True) -> None:
        """Show a tag as it is now, or no more."""
        if self.page is None:
            return
        tags = [each for each in self.page.tags if each.tag_id != tag.tag_id]
        if is_there:
            tags.append(tag)
        elif self.current == tag.tag_id:
            self.current = None
        self.page = replace(self.page, tags=tuple(tags))
        self.changed.emit()


def _about(tag: TagMark) -> str:
    return short_quote(tag.quote) if tag.quote else "the whole submission"
