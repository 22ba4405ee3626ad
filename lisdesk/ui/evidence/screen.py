"""The screen Evidence."""

from __future__ import annotations

from lisdesk.outcome import Kind
from lisdesk.ui.screen import Screen


class EvidenceScreen(Screen):
    """The screen Evidence."""

    key = "evidence"
    title = "Evidence"
    shows = frozenset({Kind.SUBMISSION})

    def load(self) -> None:
        """Read what is shown."""


SCREEN = EvidenceScreen
