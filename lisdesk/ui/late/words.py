"""Decisions about late submissions in few words, for columns; the whole words are in tool tips."""

from __future__ import annotations

from lisdesk.rules.late_policy import disposition_words
from lisdesk.rules.vocabulary import Disposition, LateChoice
from lisdesk.tasks.late_queue import LateLine

NO_PROPOSAL = "None"
SHORT_CHOICES = {
    LateChoice.ACCEPT: "Accept",
    LateChoice.ACCEPT_FLAGGED: "Accept, flag",
    LateChoice.NOTE: "Note",
    LateChoice.REFUSE: "Refuse",
}
_SHORT_STANDINGS = {
    (Disposition.LATE_ACCEPTED, LateChoice.ACCEPT_FLAGGED): "Accepted, flagged",
    (Disposition.LATE_NOT_COUNTED, LateChoice.NOTE): "Noted",
    (Disposition.LATE_NOT_COUNTED, LateChoice.REFUSE): "Refused",
}
_SHORT_DISPOSITIONS = {
    Disposition.LATE_ACCEPTED: "Accepted",
    Disposition.LATE_WAITING: "Waiting",
    Disposition.LATE_NOT_COUNTED: "Not counted",
    Disposition.DUPLICATE: "Duplicate",
    Disposition.MERGED: "Merged",
    Disposition.CAMPAIGN_COPY: "Campaign copy",
    Disposition.CAMPAIGN_APART: "Campaign, apart",
}


def proposed_words(line: LateLine) -> str:
    """Return what is proposed."""
    return line.proposal.choice.label if line.proposal.choice else NO_PROPOSAL


def short_proposal(line: LateLine) -> str:
    """Return what is proposed, in the words of its button."""
    return SHORT_CHOICES[line.proposal.choice] if line.proposal.choice else NO_PROPOSAL


def standing_words(line: LateLine) -> str:
    """Return how a late submission stands now."""
    return disposition_words(line.row.disposition, line.row.choice)


def short_standing(line: LateLine) -> str:
    """Return how it stands in few words: that it is late is what the list is about."""
    disposition, choice = line.row.disposition, line.row.choice
    said = _SHORT_STANDINGS.get((disposition, choice)) if choice is not None else None
    return said or _SHORT_DISPOSITIONS.get(disposition, disposition.label)
