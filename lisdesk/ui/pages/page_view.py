"""The picture of a page: as fine as the screen, scrolled and turned by keys of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

    from lisdesk.tasks.page_viewing import DrawnPage

_PAUSE_MS = 150
"""While the officer still drags, nothing is drawn anew."""
_NARROWEST_PX = 60
_EDGE_PX = 2
"""Of the line around it while it has the keyboard."""
_PIXEL_BYTES = 4

_Key = Qt.Key
_LARGER = (_Key.Key_Plus, _Key.Key_Equal)


class _Sheet(QWidget):
    """What lies in the scrolling area; a picture's pixels are the screen's."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._pixels: bytes | bytearray = b""
        """The image looks at these and has none of its own, so nothing is copied here."""

    def show_page(self, page: DrawnPage | None, ratio: float) -> None:
        """Show a page, whose picture has `ratio` pixels for a unit of the screen; or nothing."""
        self._image = QImage()
        self._pixels = page.pixels if page is not None else b""
        if page is not None:
            wide, high = page.width_px, page.height_px
            self._image = QImage(
                self._pixels, wide, high, _PIXEL_BYTES * wide, QImage.Format.Format_RGB32
            )
            self._image.setDevicePixelRatio(ratio)
        size = self._image.deviceIndependentSize().toSize() if page is not None else QSize(0, 0)
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the page as is in view."""
        if not self._image.isNull():
            QPainter(self).drawImage(0, 0, self._image)


class PageView(QScrollArea):
    """Shows one page. Keys turn it while it has the keyboard, and no others are taken."""

    resized = Signal()
    """It has another width, or is on a screen of another fineness, and has rested since."""

    def __init__(
        self,
        turn: Callable[[int], None],
        turn_to_end: Callable[[int], None],
        magnify: Callable[[int], None],
    ) -> None:
        """What turns pages on and back, to the last and the first, and makes them larger and
        smaller: each is given 1 or -1; 0 fits a page to the width.
        """
        super().__init__()
        self._turn, self._magnify = turn, magnify
        self._keys: dict[_Key, Callable[[], None]] = {
            _Key.Key_PageDown: partial(turn, 1),
            _Key.Key_PageUp: partial(turn, -1),
            _Key.Key_End: partial(turn_to_end, 1),
            _Key.Key_Home: partial(turn_to_end, -1),
            _Key.Key_Plus: partial(magnify, 1),
            _Key.Key_Equal: partial(magnify, 1),
            _Key.Key_Minus: partial(magnify, -1),
            _Key.Key_W: partial(magnify, 0),
        }
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setProperty("look", "page")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.resized)

    def width_px(self) -> int:
        """Return how many pixels wide a page is that fits, whether or not it is to be scrolled."""
        taken = 2 * _EDGE_PX + self.verticalScrollBar().sizeHint().width()
        return max(_NARROWEST_PX, int((self.width() - taken) * self.devicePixelRatioF()))

    def show_page(self, page: DrawnPage | None, *, is_another: bool) -> None:
        """Show a page from its top, or one that was made larger or smaller at the same place."""
        bar, along = self.verticalScrollBar(), self.horizontalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() and not is_another else 0.0
        centre = _centre(along) if along.maximum() and not is_another else 0.5
        self._sheet.show_page(page, self.devicePixelRatioF())
        bar.setValue(round(share * bar.maximum()))
        along.setValue(round(centre * (along.maximum() + along.pageStep()) - along.pageStep() / 2))

    def event(self, event: QEvent) -> bool:
        """Keep own keys from the screen's, which Qt would ask first; note another fineness."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._own(event) is not None:
                event.accept()
                return True
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._pause.start()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, make larger or scroll."""
        do = self._own(event)
        if do is not None:
            do()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl make the page larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._magnify(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page drawn anew once the officer has stopped dragging."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._pause.start()

    def _own(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here; None if it is no key of a page."""
        key, held = _Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_shifted = held == Qt.KeyboardModifier.ShiftModifier
        if key is _Key.Key_Space and (is_shifted or not held):
            return self._scroll_back if is_shifted else self._scroll_on
        if held and not (is_shifted and key in _LARGER):
            return None
        return self._keys.get(key)

    def _scroll_on(self) -> None:
        """Scroll by what is in view; at the foot of a page turn to the next."""
        bar = self.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
        else:
            self._turn(1)

    def _scroll_back(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() - bar.pageStep())
        else:
            self._turn(-1)


def _centre(bar: QScrollBar) -> float:
    """Return where the middle of what is in view lies, as a share of all."""
    return (bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep())
