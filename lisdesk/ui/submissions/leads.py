"""What a submission is tied to: its campaign, the one that it was merged into; each a way there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from lisdesk.rules.vocabulary import SetAside
from lisdesk.ui.flow_layout import FlowLayout
from lisdesk.ui.plain import as_menu_text, set_look, set_tool_tip, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.campaign_page import CampaignPlace
    from lisdesk.queries.joining import Lead
    from lisdesk.queries.register_preview import SubmissionPreview

_MOST_SHOWN = 6
_LONGEST = 44


class Leads(QWidget):
    """Buttons that lead to the campaign and to other submissions; none where there is nothing."""

    campaign_wanted = Signal(int)
    submission_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._row = FlowLayout(spacing=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)
        self._buttons: list[QPushButton] = []

    def show_leads(self, preview: SubmissionPreview) -> None:
        """Show what a submission is tied to."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        if preview.campaign is not None:
            to_campaign = partial(self.campaign_wanted.emit, preview.campaign.campaign_id)
            self._add(campaign_words(preview.campaign), to_campaign)
        for lead in preview.leads[:_MOST_SHOWN]:
            self._add(lead_words(lead), partial(self.submission_wanted.emit, lead.submission_id))
        self.setVisible(bool(self._buttons))

    def _add(self, words: str, go: partial[None]) -> None:
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        button = QPushButton(as_menu_text(short))
        set_look(button, "chip")
        button.setAccessibleName(f"Go to: {words}")
        set_tool_tip(button, words)
        button.clicked.connect(lambda _on: go())
        self._buttons.append(button)
        self._row.addWidget(button)


def campaign_words(place: CampaignPlace) -> str:
    """Return which part a submission has in its campaign."""
    part = "Seed" if place.is_seed else "Copy" if place.is_copy else "Variant"
    return f"{part} in {place.reference} {with_hidden_shown(place.name)}"


def lead_words(lead: Lead) -> str:
    """Return how another submission is tied to one."""
    if lead.kind is SetAside.MERGED:
        return f"Holds {lead.reference}" if lead.is_here else f"Merged into {lead.reference}"
    return f"{lead.reference} is its duplicate" if lead.is_here else (
        f"Duplicate of {lead.reference}"
    )  # fmt: skip
