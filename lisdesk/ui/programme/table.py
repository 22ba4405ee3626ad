"""The areas of the programme as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from lisdesk.queries.programme import ProgrammeRow
from lisdesk.queries.programme_calls import CallStages, calls_said
from lisdesk.ui.plain import as_tool_tip
from lisdesk.ui.plain_table import PlainTable

_HEADINGS = ("Area", "Wave", "LEPs", "Led by", "Target", "Published", "Priorities", "Calls",
             "Latest update")  # fmt: skip
_WIDTHS_PX = (216, 56, 56, 112, 120, 104, 88, 184, 0)

COUNTED_AS_PRIORITIES = "Priorities, emerging themes and specialisms that the area names"


class AreaTable(PlainTable):
    """A line for each area that is shown; the one in hand stays in hand."""

    turned = Signal()
    """Another area is in hand, or it is no longer as it was."""
    opened = Signal()

    def __init__(self) -> None:
        super().__init__("Areas of the programme", _HEADINGS, _WIDTHS_PX)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        heading = self.horizontalHeaderItem(_HEADINGS.index("Priorities"))
        assert heading is not None
        heading.setToolTip(as_tool_tip(COUNTED_AS_PRIORITIES))
        self.areas: tuple[ProgrammeRow, ...] = ()
        self._is_filling = False
        self.currentCellChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_areas(self, areas: Sequence[ProgrammeRow], stages: CallStages) -> None:
        """Show other areas, or the same ones as they stand now."""
        before = self.in_hand()
        self._is_filling, self.areas = True, tuple(areas)
        self.fill([_cells(row, stages) for row in areas])
        if before is not None:
            self.point_at(before.id)
        self._is_filling = False
        self.turned.emit()

    def in_hand(self) -> ProgrammeRow | None:
        """Return the area in hand; None without any."""
        row = self.currentRow()
        return self.areas[row] if 0 <= row < len(self.areas) else None

    def point_at(self, area_id: int) -> None:
        """Take an area in hand, if it is shown."""
        for place, row in enumerate(self.areas):
            if row.id == area_id:
                self.setCurrentCell(place, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the area in hand with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.in_hand():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, row: int, _column: int, before: int, _before: int) -> None:
        if row != before and not self._is_filling:
            self.turned.emit()


def _cells(row: ProgrammeRow, stages: CallStages) -> tuple[str | int, ...]:
    latest = row.latest
    parts = (latest.dated, " ".join(latest.said.split())) if latest else ()
    return (
        row.name,
        row.wave or "",
        len(row.leps),
        row.led_by,
        row.target,
        row.published,
        len(row.themes) or "",
        ", ".join(calls_said(row, stages)),
        " · ".join(filter(None, parts)),
    )
