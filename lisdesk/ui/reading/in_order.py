"""Keys pressed faster than an edit is saved: what is about its result waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lisdesk.ui.jobs import Edit
from lisdesk.ui.workspace import Workspace


class InOrder:
    """Runs edits, and after them what was asked for meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._under_way = 0
        self._waiting: list[Callable[[], None]] = []

    def do(self, edit: Edit, words: str, then: Callable[[Any], None]) -> None:
        """Run an edit at its turn; `then` is given its result."""
        if self._workspace.is_read_only:
            self._workspace.do(edit, words)
            return

        def end(result: Any) -> None:
            then(result)
            self._end()

        def refuse(error: BaseException) -> None:
            self._waiting.clear()  # it was about what was not made
            self._workspace.explain(error)
            self._end()

        self._under_way += 1
        self._workspace.do(edit, words, then=end, otherwise=refuse)

    def when_done(self, act: Callable[[], None]) -> None:
        """Do something now, or once every edit under way is saved; not if one was refused."""
        if self._under_way:
            self._waiting.append(act)
        else:
            act()

    def _end(self) -> None:
        self._under_way -= 1
        while self._waiting and not self._under_way:
            self._waiting.pop(0)()
