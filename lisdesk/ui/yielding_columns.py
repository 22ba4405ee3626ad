"""Columns that make room: the one that names a line is never too narrow to be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHeaderView, QTableView


class YieldingColumns:
    """Hides some columns of a table as long as the stretched one would be too narrow with them."""

    def __init__(
        self, table: QTableView, stretched: int, least_px: int, yielding: Mapping[int, int]
    ) -> None:
        """`yielding` are columns with their widths, the one that yields last first."""
        self._table, self._stretched, self._least_px = table, stretched, least_px
        self._yielding = yielding
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Show what there is room for; to be called when the table has another size."""
        header = self._table.horizontalHeader()
        always = set(range(header.count())) - {self._stretched, *self._yielding}
        room = (
            self._table.viewport().width() - self._least_px - sum(map(header.sectionSize, always))
        )
        for place, width in self._yielding.items():
            room -= header.sectionSize(place) or width
            self._table.setColumnHidden(place, room < 0)
