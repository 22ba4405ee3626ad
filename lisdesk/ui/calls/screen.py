"""The screen Calls."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class CallsScreen(Screen):
    """The screen Calls."""

    key = "calls"
    title = "Calls"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = CallsScreen
