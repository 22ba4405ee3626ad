"""What publications leave out of the submission in view, as a list beside its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from lisdesk.queries.redactions import RedactionRow
from lisdesk.ui.reading.entry_list import Entry, EntryList
from lisdesk.ui.reading.redacted_words import redaction_lines, whole_redaction


class RedactionList(EntryList):
    """One entry for each redaction, in the order of the text; Del lifts one, Enter leads there."""

    lift_wanted = Signal(int)
    """Del was pressed on an entry: the number of its redaction."""

    def __init__(self) -> None:
        super().__init__("Redactions of this submission")
        self.dropped.connect(self.lift_wanted)
        self.entered.connect(self.pointed_at)

    def show_rows(self, rows: Sequence[RedactionRow]) -> None:
        """Show other redactions, without telling anybody."""
        self.show_entries(
            [Entry(row.id, redaction_lines(row), whole_redaction(row)) for row in rows]
        )
