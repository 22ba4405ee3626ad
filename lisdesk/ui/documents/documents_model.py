"""The documents to be filed as a table of two lines each."""

from __future__ import annotations

from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.documents.words import (
    beginning_line,
    fate_line,
    name_of,
    notes_line,
    received_line,
    remarks_line,
    respondent_line,
    why_line,
    words_line,
)
from lisdesk.ui.intake.model import Column, IntakeModel
from lisdesk.ui.intake.table import IntakeTable
from lisdesk.ui.plain import with_hidden_shown

DOCUMENT, RESPONDENT, BEGINNING, RECEIVED, FATE = range(1, 6)

_COLUMNS = (
    Column("File", 44),
    Column("Document, words", 144),
    Column("Respondent", 128),
    Column("How it begins", 124),
    Column("Received, channel", 146),
    Column("What becomes of it"),
)


class DocumentsModel(IntakeModel[DocumentDecisions]):
    """Shows what was read and decided; a tick in the first column accepts a document."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)

    def lines(self, place: int, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        decisions = self.decisions
        item = decisions.item(place)
        if column == DOCUMENT:
            return name_of(item), words_line(decisions, place)
        if column == RESPONDENT:
            return respondent_line(decisions, place), why_line(decisions, place)
        if column == BEGINNING:
            return with_hidden_shown(beginning_line(decisions, place)), notes_line(item)
        if column == RECEIVED:
            if not decisions.is_open(place):
                return "", ""
            channel = decisions.said(place).channel.label
            return received_line(decisions, place, self.zone), channel
        return fate_line(decisions, place), remarks_line(decisions, place)


class DocumentsTable(IntakeTable):
    """One row a document: what it is, whose views it states, how it begins, what becomes of it."""

    def __init__(self) -> None:
        self.documents = DocumentsModel()
        super().__init__(
            self.documents,
            "Documents and what becomes of them",
            "Type a name to say whose views the chosen documents state. Space accepts them "
            "without one, or leaves them out.",
        )
