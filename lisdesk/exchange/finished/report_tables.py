"""The tables of a finished report, cell by cell as a reader comes to them."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.finished.layout import SheetLayout
from lisdesk.exchange.finished.pieces import Flaw, Found, Piece, Role

_HEADING_ROW = "1"
_SHEETS = {
    "Type": "Respondents",
    "Stakeholder type": "Respondents",
    "Area": "Areas",
    "Campaign": "Campaigns",
}
"""By the first heading, the sheet whose small numbers are withheld as the table's are."""
_BY_TYPE = "Priority × type"
"""The sheet of tables that begin with a priority and have a total; headings of types differ."""
_PRIORITY, _TOTAL = "Priority", "Total"
_FINDINGS = frozenset({"What is said", "You said", "We did", "Reason"})
"""Columns of words that officers write, or quote."""
_GRID, _OF_ALL, _FIRST_ROW = "Stakeholder type", "All types", 2
"""The first line of a table of the grid stands for no type, and its number is no secret; another
line of that name is a type that an officer called so.
"""


class ReportTables:
    """Takes cells one after the other, and tells what they say and whether they may."""

    def __init__(self, part: str, smallest_count: int) -> None:
        self._part, self._smallest_count = part, smallest_count
        self._table = self._row = self._column = 0
        self._layout = SheetLayout("", smallest_count, _HEADING_ROW)
        self._is_of_all = self._is_of_grid = False
        self._findings: set[int] = set()
        self._headings: dict[str, str] = {}

    def begin_table(self) -> None:
        """Take in that a table begins."""
        self._table += 1
        self._row = 0
        self._is_of_grid = False
        self._findings.clear()
        self._headings.clear()
        self._layout = SheetLayout("", self._smallest_count, _HEADING_ROW)

    def begin_row(self) -> None:
        """Take in that a row begins; the first is that of the headings."""
        self._row += 1
        self._column = 0

    def place(self, what: str) -> str:
        """Return where something of a table stands that is no cell."""
        return f"table {self._table}, {what}"

    def cell(self, text: str) -> Iterator[Found]:
        """Take in a cell; yield what it says, and a small number that is withheld."""
        self._column += 1
        row, column = str(self._row), str(self._column)
        if row == _HEADING_ROW:
            self._learn(column, text)
        elif self._column == 1:
            is_first = self._is_of_grid and self._row == _FIRST_ROW
            self._is_of_all = is_first and text == _OF_ALL
        place = self.place(f"row {self._row}, column {self._column}")
        if not self._is_of_all and self._layout.is_small(column, row, "", text.replace(",", "")):
            yield Flaw(self._part, place, "a small number that is withheld")
        if text:
            says_finding = row != _HEADING_ROW and self._column in self._findings
            yield Piece(self._part, place, Role.FINDING if says_finding else Role.OTHER, text)

    def _learn(self, column: str, heading: str) -> None:
        """Take in a heading, and with it whose small numbers the table withholds."""
        self._headings[column] = heading
        first = self._headings.get("1", "")
        if column == "1":
            self._is_of_grid = heading == _GRID
            self._begin_layout(_SHEETS.get(heading, ""))
        elif first == _PRIORITY and heading == _TOTAL:
            self._begin_layout(_BY_TYPE)
        else:
            self._layout.learn(column, heading)
        if heading in _FINDINGS:
            self._findings.add(self._column)

    def _begin_layout(self, sheet: str) -> None:
        self._layout = SheetLayout(sheet, self._smallest_count, _HEADING_ROW)
        for column, heading in self._headings.items():
            self._layout.learn(column, heading)
