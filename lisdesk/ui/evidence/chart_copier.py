"""Put a chart on the clipboard: as a picture for a paper, or its numbers for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from lisdesk.rules.pasted_table import as_markup, as_text
from lisdesk.ui.collector import loading_a_library

if TYPE_CHECKING:
    from lisdesk.rules.charts import Figure
    from lisdesk.ui.workspace import Workspace


class ChartCopier:
    """Copies the chart of the sheet that is shown; both its actions wait for one that has any."""

    def __init__(self, workspace: Workspace, screen: QWidget) -> None:
        self._workspace, self._screen = workspace, screen
        self._figure: Figure | None = None
        self.picture = self._action("Copy the chart as a picture", "Ctrl+Alt+C")
        self.picture.triggered.connect(self._copy_picture)
        self.numbers = self._action("Copy the numbers of the chart", "Ctrl+Alt+N")
        self.numbers.triggered.connect(self._copy_numbers)

    def offer(self, figure: Figure | None) -> None:
        """Copy this figure from now on."""
        self._figure = figure
        for action in (self.picture, self.numbers):
            action.setEnabled(figure is not None)

    def _action(self, words: str, keys: str) -> QAction:
        action = QAction(words, self._screen)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setEnabled(False)
        self._screen.addAction(action)
        return action

    def _copy_picture(self) -> None:
        figure = self._figure
        if figure is None:
            return

        def copy(found: tuple[QImage, bytes]) -> None:
            image, drawing = found
            data = QMimeData()
            data.setImageData(image)
            data.setData("image/svg+xml", drawing)
            data.setText(figure.sentence)
            QGuiApplication.clipboard().setMimeData(data)
            self._workspace.notices.tell(f"Copied the chart “{figure.title}” as a picture.")

        self._workspace.jobs.fetch(
            lambda: _pictures(figure),
            owner=self._screen,
            then=copy,
            otherwise=self._workspace.explain,
        )

    def _copy_numbers(self) -> None:
        from lisdesk.ui.home.clipboard import copy_page

        if self._figure is None:
            return
        table = self._figure.as_table()
        copy_page(as_text(table), as_markup(table))
        self._workspace.notices.tell(f"Copied the numbers of “{table.title}” as a table.")


def _pictures(figure: Figure) -> tuple[QImage, bytes]:
    """Return a figure in the colours of paper, as dots and as a drawing of any size."""
    with loading_a_library():
        from lisdesk.exchange.charts import draw

        return QImage.fromData(draw(figure, "png")), draw(figure, "svg")
