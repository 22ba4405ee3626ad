"""What a column can become, in words: the entries of the list beside each column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from lisdesk.exchange.sheets.map_changes import ColumnUse
from lisdesk.exchange.sheets.plan import Field, Role
from lisdesk.queries.calls import QuestionRow

FIELD_WORDS = {
    Field.RESPONDENT: "Respondent’s name",
    Field.ORGANISATION: "Organisation",
    Field.TYPE: "Type of stakeholder",
    Field.AREA: "Area",
    Field.EMAIL: "E-mail",
    Field.CHANNEL: "Channel",
    Field.RECEIVED: "Received",
    Field.SENT: "Sent",
    Field.PERMISSION: "Permission to publish",
    Field.SUBMITTED_BY: "Submitted by",
}
_LONGEST_QUESTION = 70


def all_uses(questions: Sequence[QuestionRow]) -> list[tuple[ColumnUse, str]]:
    """Return everything that a column can become, with its words."""
    fields = [(ColumnUse(Role.FIELD, field), words) for field, words in FIELD_WORDS.items()]
    asked = [
        (ColumnUse(Role.QUESTION, question=each.number), f"Q{each.number}: {_cut(each.text)}")
        for each in questions
    ]
    return [
        *asked,
        (ColumnUse(Role.QUESTION), "New question"),
        *fields,
        (ColumnUse(Role.ID), "Id of the response"),
        (ColumnUse(Role.GROUP), "Joins rows of one submission"),
        (ColumnUse(Role.EXTRA), "Kept as extra"),
        (ColumnUse(Role.IGNORED), "Ignored"),
    ]


def short_words(use: ColumnUse, heading: str) -> str:
    """Return what a column becomes for the top of a narrow column; extras keep their heading."""
    if use.role is Role.FIELD and use.field is not None:
        return FIELD_WORDS[use.field]
    if use.role is Role.QUESTION:
        return f"Q{use.question}" if use.question else "New question"
    if use.role is Role.EXTRA:
        return heading
    return {Role.ID: "Id", Role.GROUP: "Joins rows", Role.IGNORED: "Ignored"}[use.role]


def uses_model(questions: Sequence[QuestionRow]) -> QStandardItemModel:
    """Return the entries as one model that every list shares, each with its `ColumnUse`."""
    model = QStandardItemModel()
    for use, words in all_uses(questions):
        item = QStandardItem(words)
        item.setData(use, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUESTION else f"{text[:_LONGEST_QUESTION]}…"
