"""Choose the priority to tag to: by its number, by the one used last, by typing, or a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lisdesk.queries.coding import PriorityRow
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.reading.recent import recent_of
from lisdesk.ui.reading.tag_words import short_quote

if TYPE_CHECKING:
    from lisdesk.ui.reading.screen import ReadingScreen

_LEFT = (
    "You had already gone on from the text that these words are in, so nothing was tagged. Go back "
    "to it to tag them."
)


class Choosing:
    """Tags what is selected in the text, or the whole submission, once it is in view."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen, self._workspace = screen, screen.workspace

    def tag_by_key(self, number: int) -> None:
        """Tag to the priority on a number key."""
        row = self._screen.tree.by_key(number)
        if row is not None:
            self.tag_to(row.id)

    def tag_to(self, priority_id: int) -> None:
        """Tag to a priority."""
        row = self._screen.tree.row(priority_id)
        if row is not None:
            self._tag_when_shown(row)

    def tag_to_new(self, name: str) -> None:
        """Add a priority, and tag to it."""
        self._tag_when_shown(name)

    def tag_again(self) -> None:
        """Tag to the priority that was used last."""
        row = next(filter(None, map(self._screen.tree.row, self._recent())), None)
        if row is None:
            words = "No priority was used yet. Press a number, or / to find one."
            self._workspace.notices.tell(words)
        else:
            self.tag_to(row.id)

    def pick(self) -> None:
        """Find the priority to tag to by typing."""
        words = self._screen.view.selected_words()
        what = short_quote(words) if words else "The whole submission"
        rows, recent = self._screen.tree.rows, self._recent()
        picker = PriorityPicker(self._screen, rows, what, recent=recent, can_add=True)
        picker.picked.connect(self.tag_to)
        picker.added.connect(self.tag_to_new)
        picker.open()

    def _recent(self) -> list[int]:
        return recent_of(self._workspace).of_call(self._workspace.call_id)

    def _tag_when_shown(self, priority: PriorityRow | str) -> None:
        turning = self._screen.turning
        if turning.is_turning and self._screen.view.textCursor().hasSelection():
            self._workspace.notices.refuse(_LEFT)
        else:
            turning.when_shown(partial(self._tag, priority))

    def _tag(self, priority: PriorityRow | str) -> None:
        screen = self._screen
        screen.view.note_tagged()
        screen.excerpting.forget()
        if isinstance(priority, PriorityRow):
            recent_of(self._workspace).note(self._workspace.call_id, priority.id)
        screen.tagging.tag_selection(screen.view.selected_spans(), priority)
