"""The screen Priorities."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class PrioritiesScreen(Screen):
    """The screen Priorities."""

    key = "priorities"
    title = "Priorities"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = PrioritiesScreen
