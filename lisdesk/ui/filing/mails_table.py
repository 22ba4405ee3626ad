"""The table of proposed e-mails."""

from __future__ import annotations

from lisdesk.ui.filing.mails_model import MailsModel
from lisdesk.ui.intake.table import IntakeTable


class MailsTable(IntakeTable):
    """One row a mail: whose it is and why, who sent it, when it came, what becomes of it."""

    def __init__(self) -> None:
        self.mails = MailsModel()
        super().__init__(
            self.mails,
            "E-mails and what becomes of them",
            "Space accepts a mail or leaves it out. Type a name to give it another respondent.",
        )
