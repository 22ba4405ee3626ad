"""One set of outline icons, drawn in the colours of the theme."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lisdesk.paths import shipped
from lisdesk.ui.theme import current_theme

ICON_PX = 20


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon of `resources/icons` in a colour; by default that of text in the theme."""
    source = (shipped("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    drawn = source.replace("currentColor", colour or current_theme().text)
    renderer = QSvgRenderer(QByteArray(drawn.encode()))
    made = QIcon()
    for scale in sorted({1, _largest_scale()}):
        pixmap = QPixmap(QSize(ICON_PX, ICON_PX) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made


def _largest_scale() -> int:
    """Return how many pixels a unit is wide on the finest screen, rounded up."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return ceil(application.devicePixelRatio())
