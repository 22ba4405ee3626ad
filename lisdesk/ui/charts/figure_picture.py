"""A figure as the picture that reports have of it, drawn beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lisdesk.ui.collector import loading_a_library
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.theme import current_theme

if TYPE_CHECKING:
    from lisdesk.rules.charts import Figure
    from lisdesk.ui.jobs import Jobs

_DRAWING = "Drawing …"
_FAILED = (
    "The chart could not be drawn. “Show as table” has every number; another sheet and back draws "
    "it again."
)
_DOTS_PER_PX = 2
_PASSED_OVER_MS = 120
"""What is shown for less, on the way to another sheet, is not drawn."""


class FigurePicture(QWidget):
    """Shows one figure at a time; of several that are asked for meanwhile, the last is drawn."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.figure: Figure | None = None
        self._shown: tuple[Figure, str] | None = None
        self._is_drawing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PASSED_OVER_MS)
        self._soon.timeout.connect(self._begin)
        self._waiting = PlainLabel(_DRAWING, "muted")
        self._picture = PlainLabel("")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._waiting, 1, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._picture, 1)

    def show_figure(self, figure: Figure) -> None:
        """Draw a figure in the theme in force; what is drawn already stays."""
        self.figure = figure
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(f"{figure.sentence} “Show as table” has every number.")
        self._draw()

    def is_drawn(self) -> bool:
        """Whether the picture of the figure that is to be shown is there."""
        return self._shown is not None and self._shown == self._wanted()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _wanted(self) -> tuple[Figure, str] | None:
        return None if self.figure is None else (self.figure, current_theme().name)

    def _draw(self) -> None:
        wanted = self._wanted()
        is_there = wanted is None or wanted == self._shown
        self._waiting.setText(_DRAWING)
        self._picture.setVisible(is_there)
        self._waiting.setVisible(not is_there)
        if not is_there and not self._is_drawing:
            self._soon.start()

    def _begin(self) -> None:
        wanted = self._wanted()
        if wanted is None or wanted == self._shown or self._is_drawing:
            return
        self._is_drawing = True

        def show(image: QImage) -> None:
            self._is_drawing = False
            self._shown = wanted
            self._show(image)
            self._draw()  # another one may be wanted by now

        def fail(error: BaseException) -> None:
            self._is_drawing = False
            self._jobs.failed.emit(error)
            if self._wanted() == wanted:
                self._waiting.setText(_FAILED)
            else:
                self._draw()  # another one is wanted by now

        self._jobs.fetch(lambda: _drawn(*wanted), owner=self, then=show, otherwise=fail)

    def _show(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(_DOTS_PER_PX)
        self._picture.setPixmap(pixmap)
        size = QSize(image.width() // _DOTS_PER_PX, image.height() // _DOTS_PER_PX)
        self._picture.setFixedSize(size)


def _drawn(figure: Figure, theme: str) -> QImage:
    with loading_a_library():
        from lisdesk.exchange.charts import draw

        return QImage.fromData(draw(figure, "png", theme))
