"""The screen Reading."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class ReadingScreen(Screen):
    """The screen Reading."""

    key = "reading"
    title = "Reading"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = ReadingScreen
