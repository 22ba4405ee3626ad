"""The screen Submissions."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class SubmissionsScreen(Screen):
    """The screen Submissions."""

    key = "submissions"
    title = "Submissions"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = SubmissionsScreen
