"""Headings that do not show which columns are selected."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView


def leave_headings_unmarked(table: QTableView) -> None:
    """Give the headings of a table of whole rows a selection of their own, which stays empty.

    Qt asks each row, when it paints a heading, whether all of its column is selected: a second
    after Ctrl+A in a list of 100,000. To be called once the table has its model.
    """
    header = table.horizontalHeader()
    header.setSelectionModel(QItemSelectionModel(table.model(), header))
