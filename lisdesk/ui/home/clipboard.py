"""Put a table and a picture on the clipboard, to be pasted into a paper or a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap

from lisdesk.ui.home.numbers import Block, as_markup, as_text
from lisdesk.ui.theme import GRID_PX, current_theme


def copy_blocks(parts: Sequence[Block], pictures: Sequence[QPixmap]) -> None:
    """Copy blocks as text and as tables, with one picture of the charts below each other."""
    data = QMimeData()
    data.setText(as_text(parts))
    data.setData("text/html", as_markup(parts).encode())
    if pictures:
        data.setImageData(_together(pictures))
    QGuiApplication.clipboard().setMimeData(data)


def _together(pictures: Sequence[QPixmap]) -> QImage:
    ratio = pictures[0].devicePixelRatio()
    width = max(each.width() for each in pictures)
    height = sum(each.height() + round(2 * GRID_PX * ratio) for each in pictures)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(current_theme().surface))
    painter, top = QPainter(image), 0
    for each in pictures:
        plain = each.toImage()
        plain.setDevicePixelRatio(1)
        painter.drawImage(QPoint(0, top), plain)
        top += each.height() + round(2 * GRID_PX * ratio)
    painter.end()
    return image
