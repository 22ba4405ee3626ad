"""The proposed e-mails as a table of two lines a mail."""

from __future__ import annotations

from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.filing.words import (
    attachments_line,
    fate_line,
    place_line,
    received_line,
    remarks_line,
    respondent_line,
    why_line,
)
from lisdesk.ui.intake.model import Column, IntakeModel
from lisdesk.ui.plain import with_hidden_shown

RESPONDENT, SENDER, SUBJECT, RECEIVED, FATE = range(1, 6)

_COLUMNS = (
    Column("File", 44),
    Column("Respondent, why", 188),
    Column("Sender, file", 172),
    Column("Subject, attachments", 160),
    Column("Received, found in", 152),
    Column("What becomes of it"),
)


class MailsModel(IntakeModel[Decisions]):
    """Shows what is proposed and decided; a tick in the first column accepts a mail."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)

    def lines(self, place: int, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        decisions = self.decisions
        item = decisions.item(place)
        if column == RESPONDENT:
            return respondent_line(decisions, place), why_line(decisions, place)
        if column == SENDER:
            sender = with_hidden_shown(item.sender) or "No sender"
            return sender, place_line(decisions, place)
        if column == SUBJECT:
            subject = with_hidden_shown(item.mail.subject) or "No subject"
            return subject, attachments_line(len(item.mail.attachments))
        if column == RECEIVED:
            found_in = with_hidden_shown(decisions.received_from(place))
            return received_line(decisions, place, self.zone), found_in
        return fate_line(decisions, place), remarks_line(decisions, place)
