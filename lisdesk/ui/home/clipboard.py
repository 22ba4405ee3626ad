"""Put a table on the clipboard, to be pasted into a paper or a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def copy_page(text: str, markup: str) -> None:
    """Copy a table as text and as markup."""
    data = QMimeData()
    data.setText(text)
    data.setData("text/html", markup.encode())
    QGuiApplication.clipboard().setMimeData(data)
