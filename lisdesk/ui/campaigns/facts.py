"""What is known of the group at hand beside its members: what is left to do, what differs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lisdesk.queries.campaign_page import GroupState, group_state
from lisdesk.queries.campaigns import Difference, difference
from lisdesk.ui.campaigns.words import difference_words, state_lines

if TYPE_CHECKING:
    from lisdesk.ui.campaigns.screen import CampaignsScreen

_PAUSE_MS = 60


class GroupFacts(QObject):
    """Reads the tags and reading marks of the group, and the words of the member in hand."""

    def __init__(self, screen: CampaignsScreen) -> None:
        super().__init__(screen)
        self._screen, self._jobs = screen, screen.workspace.jobs
        self.state: GroupState | None = None
        self._soon: QTimer = screen.pause(_PAUSE_MS, self._read_difference)

    def forget(self) -> None:
        """Let go of what was known of another group."""
        self.state = None

    def read_difference_soon(self) -> None:
        """Read the words of the member in hand once the officer rests on it."""
        self._soon.start()

    def read_state(self) -> None:
        """Read what is done about the group."""
        group = self._screen.group
        if group is not None:
            self._jobs.read(
                group_state, group.seed_id, group.kept, self._screen.workspace.officer,
                owner=self, then=partial(self._take_state, group.seed_id), topic="state",
            )  # fmt: skip

    def _take_state(self, seed_id: int, state: GroupState) -> None:
        group = self._screen.group
        if group is not None and group.seed_id == seed_id:
            self.state = state
            has_unread = bool(state.unread_copies or state.unread_variants)
            self._screen.pane.show_state(state_lines(group, state), has_unread=has_unread)

    def _read_difference(self) -> None:
        group, current = self._screen.group, self._screen.members.current_id()
        if group is not None and current:
            self._jobs.read(
                partial(difference, as_written=True), group.seed_id, current,
                owner=self, then=partial(self._show_difference, current), topic="difference",
            )  # fmt: skip

    def _show_difference(self, submission_id: int, found: Difference) -> None:
        group = self._screen.group
        if group is None or self._screen.members.current_id() != submission_id:
            return
        reference = self._screen.members.reference_of(submission_id) or "This one"
        copies = {each.submission_id for each in group.members if each.is_copy}
        is_copy = submission_id in copies
        words = difference_words(reference, group.seed, found, is_copy=is_copy)
        if submission_id == group.seed_id:
            words = f"{group.seed} is the seed: the text that the others resemble."
        self._screen.pane.difference.show_difference(words, found)
