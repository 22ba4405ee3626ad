"""The screen Home."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class HomeScreen(Screen):
    """The screen Home."""

    key = "home"
    title = "Home"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = HomeScreen
