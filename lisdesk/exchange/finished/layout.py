"""What stands in which column of a published sheet, by its headings."""

from __future__ import annotations

import re

from lisdesk.exchange.finished.pieces import Role

HEADING_ROW = "4"
_HEAD = frozenset({"1", "2", "3", HEADING_ROW})
_REFERENCES = frozenset({"Reference", "Submission reference"})
_JOINED = "Text shown once"
_ROLES = {
    "Respondent": Role.AUTHOR,
    "Attribution": Role.AUTHOR,
    "Quotation": Role.WORDS,
    "Text": Role.WORDS,
    _JOINED: Role.WORDS,
    "Start": Role.POINTER,
    "End": Role.POINTER,
    "Text hash": Role.POINTER,
}
_ABOUT_SUBMISSIONS = frozenset({"Evidence", "Submissions", "Answers"})
_OF_SEEDS = "Campaigns"
"""The sheet whose words are those of the submission that each campaign is like."""
_SEED = "Seed"
_SPEAKING = frozenset({*_ABOUT_SUBMISSIONS, "Quotations", _OF_SEEDS})
_NUMBERED = {
    "Respondents": frozenset({"Submissions", "Stakeholders"}),
    "Areas": frozenset({"Submissions", "Stakeholders"}),
    "Campaigns": frozenset(
        {
            "Submissions", "Copies", "Variants", "Counted", "Counted once", "Separately",
            "Not counted",
        }
    ),
    "Campaign priorities": frozenset(
        {"Submissions", "Support", "Oppose", "Mixed", "Neutral", "Unstated"}
    ),
}  # fmt: skip
_FINDINGS = {
    "Framework grid": frozenset({"Code", "Priority"}),
    "You said we did": frozenset({"Code", "Priority", "Owner", "Due", "Status"}),
}
"""By sheet with findings, the columns that hold none."""
_OF_POLICY = "Counted"
"""One of a campaign is in the tables where the policy is that it counts once: no secret."""
_BY_TYPE = "Priority × type"
_NOT_BY_TYPE = frozenset({"Code", "Priority", "Total"})
_FURTHER = re.compile(r" \([0-9]+\)$")
_SHARE = re.compile(r"([0-9]+) of [0-9,]+")


def withholds_numbers(sheet: str) -> bool:
    """Whether small numbers are withheld in a sheet."""
    return sheet in _NUMBERED or sheet == _BY_TYPE


class SheetLayout:
    """The columns of one sheet, learnt from its headings as they are read."""

    def __init__(self, sheet: str, smallest_count: int, heading_row: str = HEADING_ROW) -> None:
        self.reference_column = ""
        self.telling_columns: set[str] = set()
        """Columns of which every cell counts, whatever other cells say."""
        self.said_columns: dict[str, Role] = {}
        """Those of them that say something of a submission, and what: none of them is a number that
        may be withheld."""
        self._sheet = _FURTHER.sub("", sheet)
        self.is_about_submissions = self._sheet in _ABOUT_SUBMISSIONS
        self.quotes_submissions = self.is_about_submissions or self._sheet == _OF_SEEDS
        """Whether what it says of a submission stands beside the reference of that one."""
        self.joined_columns: set[str] = set()
        """Columns whose cells hold several texts of a submission, one after the other."""
        self.head_rows = _HEAD if heading_row == HEADING_ROW else frozenset({heading_row})
        self.looks_at_numbers = withholds_numbers(self._sheet)
        self._smallest_count = smallest_count
        self._heading_row = heading_row
        self._headings: dict[str, str] = {}
        self._roles: dict[str, Role] = {}

    def heading_row_is(self, row: str) -> bool:
        """Whether a row holds the headings."""
        return row == self._heading_row

    def learn(self, column: str, heading: str) -> None:
        """Take in what stands above a column."""
        self._headings[column] = heading
        if heading not in _FINDINGS.get(self._sheet, {heading}):
            self._roles[column] = Role.FINDING
        if heading in _REFERENCES or (self._sheet == _OF_SEEDS and heading == _SEED):
            self.reference_column = column
            self.telling_columns.add(column)
        if self._sheet in _SPEAKING and heading in _ROLES:
            self._roles[column] = self.said_columns[column] = _ROLES[heading]
            self.telling_columns.add(column)
            if heading == _JOINED:
                self.joined_columns.add(column)

    def role(self, column: str, row: str) -> Role:
        """Return what a cell stands for."""
        return Role.OTHER if row in self.head_rows else self._roles.get(column, Role.OTHER)

    def is_small(self, column: str, row: str, number: str, text: str) -> bool:
        """Whether a cell tells a number that must not be shown, as such or in words."""
        if not self.looks_at_numbers or row in self.head_rows:
            return False
        if self._sheet == _BY_TYPE:
            told = number or text
            is_type = self._headings.get(column, "") not in _NOT_BY_TYPE
            return is_type and told.isdecimal() and 0 < int(told) < self._smallest_count
        if self._headings.get(column) == "Share":
            share = _SHARE.match(text)
            return share is not None and 0 < int(share[1]) < self._smallest_count
        told = number or text
        if not self._is_withheld(column) or not told.isdecimal():
            return False
        is_of_policy = told == "1" and self._headings.get(column) == _OF_POLICY
        return 0 < int(told) < self._smallest_count and not is_of_policy

    def _is_withheld(self, column: str) -> bool:
        return self._headings.get(column, "") in _NUMBERED.get(self._sheet, ())
