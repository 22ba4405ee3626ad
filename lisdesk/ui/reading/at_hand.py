"""The tag at hand, from the press of its key on: what is said of it goes to it, whenever it is
saved and whatever is in view by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lisdesk.errors import CancelledError
from lisdesk.outcome import Outcome
from lisdesk.queries.reading import TagMark
from lisdesk.ui.jobs import Edit
from lisdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from lisdesk.store.work import Work


class TagAtHand:
    """One tag as the officer means it; the edits of it run in the order of the keys.

    Its number is learned on the lane of edits, where the edit that makes it comes before those
    that say more of it. If it was refused, they do nothing.
    """

    def __init__(self, workspace: Workspace, meant: TagMark, tag_id: int | None) -> None:
        """`tag_id` is None for a tag that is yet to be made."""
        self._workspace = workspace
        self.meant = meant
        """What it says once every key that was pressed has had its effect."""
        self.tag_id = tag_id
        self.is_gone = False
        """Whether it was refused, or is being taken off."""
        self._saved = meant
        self._under_way = 0

    @property
    def is_being_saved(self) -> bool:
        """Whether an edit of it has not ended yet."""
        return self._under_way > 0

    def take(self, saved: TagMark) -> None:
        """Note how it stands in the file; it is meant so unless something is still being saved."""
        self._saved = saved
        if not self._under_way:
            self.meant = saved

    def make(
        self, edit: Edit, words: str | Callable[[Any], str], then: Callable[[TagMark], None]
    ) -> None:
        """Run the edit that makes the tag and returns its reference."""

        def numbered(work: Work) -> Outcome[Any]:
            outcome = edit(work)
            self.tag_id = int(outcome.result.rpartition("-")[2])
            return outcome

        self._do(numbered, words, self.meant, then)

    def correct(
        self,
        edit: Callable[[Work, int], Outcome[Any]],
        words: str | Callable[[Any], str],
        changed: TagMark,
        then: Callable[[TagMark], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run an edit that is given the tag's number, and makes the tag say `changed`; a refusal is
        a notice unless `otherwise` takes it.
        """
        if not self._workspace.is_read_only:
            self.meant = changed
        self._do(self._with_number(edit), words, changed, then, otherwise)

    def take_off(
        self,
        edit: Callable[[Work, int], Outcome[Any]],
        words: str,
        then: Callable[[TagMark], None],
    ) -> None:
        """Run the edit that takes the tag off; no key is about it any more."""
        self.is_gone = not self._workspace.is_read_only
        self._do(self._with_number(edit), words, self.meant, then)

    def _with_number(self, edit: Callable[[Work, int], Outcome[Any]]) -> Edit:
        def numbered(work: Work) -> Outcome[Any]:
            if self.tag_id is None:  # its making was refused, and that was said
                raise CancelledError
            return edit(work, self.tag_id)

        return numbered

    def _do(
        self,
        edit: Edit,
        words: str | Callable[[Any], str],
        changed: TagMark,
        then: Callable[[TagMark], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        if self._workspace.is_read_only:
            self._workspace.do(edit, words)
            return

        def end(_result: Any) -> None:
            assert self.tag_id is not None
            self._under_way -= 1
            self._saved = replace(changed, tag_id=self.tag_id)
            then(self._saved)

        def refuse(error: BaseException) -> None:
            self._under_way -= 1
            self.meant, self.is_gone = self._saved, self.tag_id is None
            (otherwise or self._workspace.explain)(error)

        self._under_way += 1
        self._workspace.do(edit, words, then=end, otherwise=refuse)
