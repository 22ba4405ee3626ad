"""Put a table and a picture on the clipboard, to be pasted into a paper or a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter


def copy_page(text: str, markup: str, pictures: Sequence[bytes] = ()) -> None:
    """Copy a table as text and as markup, with one picture of the given ones below each other."""
    data = QMimeData()
    data.setText(text)
    data.setData("text/html", markup.encode())
    if pictures:
        data.setImageData(_together([QImage.fromData(each) for each in pictures]))
    QGuiApplication.clipboard().setMimeData(data)


def _together(pictures: Sequence[QImage]) -> QImage:
    width = max(each.width() for each in pictures)
    image = QImage(width, sum(each.height() for each in pictures), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter, top = QPainter(image), 0
    for each in pictures:
        painter.drawImage(QPoint(0, top), each)
        top += each.height()
    painter.end()
    return image
