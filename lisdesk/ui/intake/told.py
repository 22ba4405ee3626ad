"""What became of the files of one drop, told together: no notice takes the place of another."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from lisdesk.ui.workspace import Workspace


class _Part(NamedTuple):
    words: str
    needs_a_look: bool
    entry_id: int | None
    done: str
    is_passing: bool


class ToldOfDrop:
    """Tells what was done with the files of one drop, each time with what was told before of it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._parts: list[_Part] = []

    def say(
        self,
        words: str,
        *,
        needs_a_look: bool = False,
        entry_id: int | None = None,
        done: str = "",
        is_passing: bool = False,
    ) -> None:
        """Tell one step more; one that `needs_a_look` lets the notice stay until it is closed.

        `entry_id` is the audit entry by which the step is taken back, and `done` says in words what
        that undoes, such as "filed 2 documents". A step that `is_passing` is told no longer than
        until the next thing succeeds.
        """
        self._parts.append(_Part(words, needs_a_look, entry_id, done, is_passing))
        if entry_id is not None:
            self._workspace.did.emit(f"{done[:1].upper()}{done[1:]}")
        self.say_again()

    def say_again(self) -> None:
        """Tell what was told so far, for a dialog may have hidden it."""
        if not self._parts:
            return
        notices = self._workspace.notices
        looks = [part for part in self._parts if part.needs_a_look]
        say = notices.warn if looks else notices.tell
        if looks and all(part.is_passing for part in looks):
            say = notices.refuse
        words = "\n".join(part.words for part in self._parts)
        kept = self._entries()
        with notices.telling_of(kept, self._say_what_stands):
            if kept:
                say(words, "Undo" if len(kept) == 1 else "Undo all", self._undo)
            else:
                say(words)

    def _say_what_stands(self, taken_back: Collection[int]) -> None:
        self._parts = [part for part in self._parts if part.entry_id not in taken_back]
        self.say_again()

    def _entries(self) -> list[int]:
        return [part.entry_id for part in self._parts if part.entry_id is not None]

    def _undo(self) -> None:
        """Take back all that was done so far, in one step; it is not told again."""
        entries = self._entries()
        done = ", ".join(part.done for part in self._parts if part.entry_id is not None)
        self._parts = [part for part in self._parts if part.entry_id is None]
        self._workspace.history.undo_entries(entries, done)
