"""Say stance and strength of tags: of those just made, or of those on the answers selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lisdesk.edits.answers import AnswersMarked, mark_answers
from lisdesk.edits.tag_changes import edit_tag
from lisdesk.errors import CancelledError
from lisdesk.outcome import Outcome
from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.answers.aim import Aim, aim_at, aimed_tags, left_words, marked_words, said_of_all
from lisdesk.ui.reading.at_hand import TagAtHand
from lisdesk.ui.reading.marks import said_of
from lisdesk.ui.reading.recent import recent_of
from lisdesk.ui.reading.tag_words import mark_words, short_quote

if TYPE_CHECKING:
    from lisdesk.store.work import Work
    from lisdesk.ui.answers.screen import AnswersScreen

LOOKED_AT = 100
"""How many of the answers selected are looked at for what they are tagged to."""


class AnswerMarking(QObject):
    """What was tagged last is meant until other answers, or other words, are selected."""

    changed = Signal()
    """Something else is meant, or it says something else."""

    def __init__(self, screen: AnswersScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace
        self._just: Aim | None = None
        self._hand: TagAtHand | None = None
        """The tag of the words selected, from the first key on: the next one may be pressed before
        the list says what that did."""
        self._stood_at: tuple[int, ...] = ()
        screen.table.selection_told.connect(self._note_rows)
        screen.table.rows.dataChanged.connect(self._note_data)
        screen.pane.view.selectionChanged.connect(self._note_words)

    def take(self, aim: Aim) -> None:
        """Let what has just been tagged be what is meant."""
        if not self._workspace.is_read_only:
            aim.is_just_made = True
            self._just, self._stood_at = aim, tuple(self._screen.table.selected_ids())
        self.changed.emit()

    def mark(self, mark: Stance | Strength) -> None:
        """Give the tags that are meant a stance or a strength, or take off what all of them say."""
        aim = self.aim()
        if isinstance(aim, str):
            self._workspace.notices.tell(aim)
        elif aim.hand is not None:
            self._mark_words(aim, aim.hand, mark)
        else:
            self._mark_answers(aim, mark)

    def aim(self) -> Aim | str:
        """Return which tags are meant, or why none are."""
        if self._just is not None and not (self._just.hand and self._just.hand.is_gone):
            return self._just
        screen = self._screen
        span = screen.pane.selected_span()
        ids = (span.text_id,) if span else tuple(screen.table.selected_ids())
        if not ids:
            return "No answer is selected."
        rows = screen.table.rows_known(ids[:LOOKED_AT])
        own = [tag for row in rows for tag in row.tags if tag.officer == self._workspace.officer]
        if span is not None:
            own = [tag for tag in own if (tag.start, tag.end) == (span.start, span.end)]
        meant = self._one_priority(own)
        if isinstance(meant, str):
            return meant
        if span is not None:
            words = short_quote(screen.pane.view.selected_words())
            aim = aim_at(ids, words, meant)
            aim.hand = self._hand_of(meant)
            return aim
        return aim_at(ids, screen.table.words_of(ids), meant)

    def _hand_of(self, meant: TagMark) -> TagAtHand:
        """Return what the keys for a tag act on, the same for all of them that are pressed before
        the list was read again.
        """
        if self._hand is None or self._hand.is_gone or self._hand.tag_id != meant.tag_id:
            self._hand = TagAtHand(self._workspace, meant, meant.tag_id)
        return self._hand

    def said(self) -> set[Stance | Strength]:
        """Return what all the tags say that are meant, as far as they have been read."""
        aim = self.aim()
        if isinstance(aim, str):
            return set()
        if aim.hand is not None:
            return said_of_all([aim.hand.meant])
        rows = self._screen.table.rows_known(aim.text_ids[:LOOKED_AT])
        if len(rows) < len(aim.text_ids):
            return set()
        officer = self._workspace.officer
        return said_of_all(tag for row in rows for tag in aimed_tags(row, officer, aim.priority_id))

    def _one_priority(self, own: list[TagMark]) -> TagMark | str:
        """Return a tag to the priority that is meant: the one used last, or the only one."""
        by_priority = {tag.priority_id: tag for tag in reversed(own)}
        recent = recent_of(self._workspace).of_call(self._workspace.call_id)
        if recent and recent[0] in by_priority:
            return by_priority[recent[0]]
        if len(by_priority) > 1:
            return (
                "There are tags to several priorities. Press the number of the one you mean first."
            )
        if not by_priority:
            return "There is no tag of yours. Press a number first."
        return next(iter(by_priority.values()))

    def _mark_answers(self, aim: Aim, mark: Stance | Strength) -> None:
        def edit(work: Work) -> Outcome[AnswersMarked]:
            if aim.priority_id is None:  # its making was refused, and that was said
                raise CancelledError
            return mark_answers(work, priority_id=aim.priority_id, text_ids=aim.text_ids, mark=mark)

        def tell(done: AnswersMarked) -> None:
            left = left_words(aim, done)
            if left:
                self._workspace.notices.tell(left)

        self._workspace.do(edit, partial(marked_words, aim, mark), then=tell)

    def _mark_words(self, aim: Aim, hand: TagAtHand, mark: Stance | Strength) -> None:
        tag = hand.meant
        correction, changed = said_of(tag, mark)
        what = mark_words(mark, is_off=mark in (tag.stance, tag.strength))
        hand.correct(
            lambda work, tag_id: edit_tag(work, tag_id=tag_id, correction=correction),
            lambda _tag: f"{what} on {aim.code}, {aim.words}",
            changed,
            then=lambda _tag: self.changed.emit(),
        )

    def _note_rows(self) -> None:
        if self._just is not None and tuple(self._screen.table.selected_ids()) != self._stood_at:
            self._just = None
        self.changed.emit()

    def _note_data(self) -> None:
        if self._hand is not None and not self._hand.is_being_saved:
            self._hand = None
        self.changed.emit()

    def _note_words(self) -> None:
        self._hand = None
        if self._just is not None and self._just.hand is not None:
            self._just = None
        self.changed.emit()
