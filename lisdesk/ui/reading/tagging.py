"""Tag what is selected, and change the tag at hand; what was done shows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.reading import mark_read, mark_unread
from lisdesk.edits.tag_changes import TagCorrection, edit_tag
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag, tag_span
from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading import ReadingPage, TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.in_order import InOrder
from lisdesk.ui.reading.note_dialog import NoteDialog
from lisdesk.ui.reading.positions import TextSpan
from lisdesk.ui.reading.tag_words import short_quote, what_is_tagged
from lisdesk.ui.workspace import Workspace, edit_with


class Tagging(QObject):
    """The tags of the submission in view, and the edits of them."""

    changed = Signal()
    """The tags, or which of them is at hand, are not as they were."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._window = workspace, parent
        self._steps = InOrder(workspace)
        self.page: ReadingPage | None = None
        self.current: int | None = None
        """The tag at hand."""

    def show_page(self, page: ReadingPage | None) -> None:
        """Take the tags of a page as it was read; the tag at hand stays if it is still there."""
        before, self.page = self.page, page
        is_lost = self.current is not None and self.tag(self.current) is None
        if is_lost:
            self.current = None
        if is_lost or not _has_same_tags(before, page):
            self.changed.emit()

    def tag(self, tag_id: int | None) -> TagMark | None:
        """Return a tag of the submission in view."""
        tags = self.page.tags if self.page else ()
        return next((tag for tag in tags if tag.tag_id == tag_id), None)

    def point_at(self, tag_id: int | None) -> None:
        """Take a tag in hand."""
        if tag_id != self.current:
            self.current = tag_id
            self.changed.emit()

    def tag_selection(self, spans: list[TextSpan], priority: PriorityRow) -> None:
        """Tag the selected words to a priority; without a selection the whole submission."""
        if self.page is None:
            return
        if len(spans) > 1:
            self._workspace.notices.warn(
                "The selection runs over several answers, so nothing was tagged. Select within one "
                "answer, or press Esc and then the number to tag the whole submission."
            )
        elif spans:
            self._tag_span(spans[0], priority)
        else:
            self._tag_whole(priority)

    def mark(self, mark: Stance | Strength) -> None:
        """Give the tag at hand a stance or a strength; the same again takes it off."""
        self._steps.when_done(partial(self._mark, mark))

    def write_note(self, tag_id: int, note: str) -> None:
        """Keep what was written in the note dialog."""
        tag = self.tag(tag_id)
        words = f"Noted on {tag.priority}, {_about(tag)}" if tag else "Noted on a tag"
        changed = replace(tag, note=note.strip()) if tag else None
        self._correct(changed, TagCorrection(note=note), words, tag_id)

    def ask_note(self) -> None:
        """Open the note of the tag at hand; the text stays in reach."""
        self._steps.when_done(self._ask_note)

    def remove(self) -> None:
        """Take the tag at hand off."""
        self._steps.when_done(self._remove)

    def mark_read(self) -> None:
        """Mark the submission in view as read by the officer."""
        assert self.page is not None
        head = self.page.head
        if head.read_at is None:
            edit = edit_with(mark_read, submission_ids=[head.id])
            self._workspace.do(edit, f"Marked {head.reference} as read")

    def mark_unread(self) -> None:
        """Take the officer's own mark off the submission in view."""
        assert self.page is not None
        head = self.page.head
        edit = edit_with(mark_unread, submission_ids=[head.id])
        self._workspace.do(edit, f"Marked {head.reference} as unread")

    def _mark(self, mark: Stance | Strength) -> None:
        tag = self.tag(self.current)
        if tag is None:
            self._workspace.notices.tell("There is no tag at hand. Tag some words first.")
            return
        is_off = mark in (tag.stance, tag.strength)
        if isinstance(mark, Stance):
            correction = TagCorrection(stance=NOTHING if is_off else mark)
            changed = replace(tag, stance=None if is_off else mark)
        else:
            correction = TagCorrection(strength=NOTHING if is_off else mark)
            changed = replace(tag, strength=None if is_off else mark)
        what = f"{'No longer “' if is_off else '“'}{mark.label.lower()}”"
        self._correct(changed, correction, f"{what} on {tag.priority}, {_about(tag)}")

    def _ask_note(self) -> None:
        tag = self.tag(self.current)
        if tag is None:
            self._workspace.notices.tell("There is no tag at hand. Tag some words first.")
            return
        about = f"{tag.priority} {with_hidden_shown(tag.priority_name)} · {what_is_tagged(tag)}"
        dialog = NoteDialog(self._window, tag.tag_id, about, tag.note)
        dialog.written.connect(self.write_note)
        dialog.show()

    def _remove(self) -> None:
        tag = self.tag(self.current)
        if tag is None:
            self._workspace.notices.tell("There is no tag at hand to take off.")
            return
        self._steps.do(
            edit_with(remove_tag, tag_id=tag.tag_id),
            f"Took {tag.priority} off {_about(tag)}",
            then=lambda _reference: self._put(tag.tag_id, None),
        )

    def _tag_span(self, span: TextSpan, priority: PriorityRow) -> None:
        assert self.page is not None
        text = next(text for text in self.page.texts if text.text_id == span.text_id)
        quote = text.body[span.start : span.end]
        edit = edit_with(
            tag_span,
            text_id=span.text_id,
            start=span.start,
            end=span.end,
            priority_id=priority.id,
            draft=TagDraft(),
        )
        name = with_hidden_shown(priority.name)
        self._steps.do(
            edit,
            f"Tagged {short_quote(quote)} to {priority.code} {name}",
            then=self._adder(priority, span, quote),
        )

    def _tag_whole(self, priority: PriorityRow) -> None:
        assert self.page is not None
        head = self.page.head
        name = with_hidden_shown(priority.name)
        self._steps.do(
            edit_with(add_tag, submission_id=head.id, priority_id=priority.id, draft=TagDraft()),
            f"Tagged the whole of {head.reference} to {priority.code} {name}",
            then=self._adder(priority, None, ""),
        )

    def _adder(
        self, priority: PriorityRow, span: TextSpan | None, quote: str
    ) -> Callable[[str], None]:
        """Return what shows the new tag, before the page is read again."""
        page, officer = self.page, self._workspace.officer

        def add(reference: str) -> None:
            if page is None or self.page is None or page.head.id != self.page.head.id:
                return
            tag_id = int(reference.rpartition("-")[2])
            tag = TagMark(
                tag_id=tag_id,
                priority_id=priority.id,
                priority=priority.code,
                priority_name=priority.name,
                text_id=span.text_id if span else None,
                start=span.start if span else 0,
                end=span.end if span else 0,
                quote=quote,
                stance=None,
                strength=None,
                note="",
                officer=officer,
                is_on_earlier_text=False,
            )
            self.current = tag_id
            self._put(tag_id, tag)

        return add

    def _correct(
        self,
        changed: TagMark | None,
        correction: TagCorrection,
        words: str,
        tag_id: int | None = None,
    ) -> None:
        number = changed.tag_id if changed else tag_id
        assert number is not None

        def show(_reference: str) -> None:
            if changed is not None and self.tag(number) is not None:
                self._put(number, changed)

        edit = edit_with(edit_tag, tag_id=number, correction=correction)
        self._steps.do(edit, words, then=show)

    def _put(self, tag_id: int, tag: TagMark | None) -> None:
        """Show a tag as it is now, or no more."""
        if self.page is None:
            return
        tags = [each for each in self.page.tags if each.tag_id != tag_id]
        if tag is not None:
            tags.append(tag)
        elif self.current == tag_id:
            self.current = None
        self.page = replace(self.page, tags=tuple(tags))
        self.changed.emit()


def _has_same_tags(one: ReadingPage | None, other: ReadingPage | None) -> bool:
    """Whether two readings of a page show the same texts with the same tags, in any order."""
    if one is None or other is None or one.texts != other.texts:
        return one is other
    return len(one.tags) == len(other.tags) and set(one.tags) == set(other.tags)


def _about(tag: TagMark) -> str:
    return short_quote(tag.quote) if tag.quote else "the whole submission"
