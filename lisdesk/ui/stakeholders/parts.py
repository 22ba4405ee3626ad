"""How the parts of the screen Stakeholders stand beside each other."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from lisdesk.ui.action_button import ActionButton
from lisdesk.ui.empty_state import EmptyState
from lisdesk.ui.memory import keep_sizes
from lisdesk.ui.plain import PlainLabel

if TYPE_CHECKING:
    from lisdesk.ui.stakeholders.screen import StakeholdersScreen

_PANES_PX = (814, 320)
_SEARCH_PX, _LIST_PX, _DETAILS_PX = 280, 320, 280


class Page(Enum):
    """What stands at the left, by its place."""

    TABLE = 0
    MATCHES = 1
    NO_MATCHES = 2
    NONE_FITS = 3
    NOBODY = 4


def lay_out(screen: StakeholdersScreen) -> None:
    """Put title and search on top, tabs and commands below, then the list beside the details."""
    _fill_stack(screen)
    panes = QSplitter(Qt.Orientation.Horizontal)
    panes.setChildrenCollapsible(False)
    panes.addWidget(screen.stack)
    panes.addWidget(screen.details)
    panes.setStretchFactor(0, 1)
    screen.stack.setMinimumWidth(_LIST_PX)
    screen.details.setMinimumWidth(_DETAILS_PX)
    panes.setSizes(_PANES_PX)
    keep_sizes(panes, "stakeholders/panes")
    layout = QVBoxLayout(screen)
    layout.setContentsMargins(16, 12, 16, 8)
    layout.setSpacing(8)
    layout.addLayout(_top(screen))
    layout.addLayout(_commands(screen))
    layout.addWidget(panes, 1)


def _top(screen: StakeholdersScreen) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(PlainLabel("Stakeholders", "title"))
    row.addWidget(screen.told)
    row.addStretch()
    screen.line.setMinimumWidth(_SEARCH_PX)
    row.addWidget(screen.line)
    row.addWidget(screen.in_call)
    return row


def _commands(screen: StakeholdersScreen) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(screen.tabs)
    row.addStretch()
    acts = screen.acts
    for action in (
        acts.edit, acts.merge, acts.apart, acts.separate, acts.split, acts.types, acts.areas
    ):  # fmt: skip
        row.addWidget(ActionButton(action))
    return row


def _fill_stack(screen: StakeholdersScreen) -> None:
    """Add the pages in the order of `Page`."""
    for page in (
        screen.table,
        screen.matches,
        EmptyState("No two look alike", "Nobody of the register seems to be there twice."),
        EmptyState("Nobody fits", "No stakeholder has what is searched."),
        EmptyState(
            "Nobody has sent anything yet",
            "Who sends a submission to this call stands here, with all that is known of them.",
            [screen.acts.types],
        ),
    ):
        screen.stack.addWidget(page)
