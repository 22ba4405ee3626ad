"""Words on the screen that are never anything but words.

Qt reads what looks like HTML in labels, tool tips and message boxes, and fetches the pictures that
it names. Whatever a respondent, a file or another program wrote goes through this module, which
shows every character as itself. A test forbids the plain Qt classes elsewhere.

This and the other modules of the first paint name enumerations of Qt's namespace by their words:
its hundred classes take longer to make than the rest of the window, and are made at first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_KEPT_CONTROLS = frozenset("\n\t")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs"})


LONGEST_NAME = 120
"""Letters of a name that a menu or a button shows."""
LONGEST_TOLD = 600
"""Letters of what a notice tells, or a dialog says above its fields."""
_WANTED_PX, _WIDEST_PX, _NARROWEST_PX, _TALLEST_PX = 1_000, 640, 240, 20_000


class PlainLabel(QLabel):
    """A label that shows its text as it stands; `look` is a name of the style sheet.

    However long the text is, it asks for no more room than a window has.
    """

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", "PlainText")
        self.setText(text)
        if look:
            self.setProperty("look", look)

    def set_look(self, look: str) -> None:
        """Change how the label looks."""
        set_look(self, look)

    def sizeHint(self) -> QSize:
        """Ask for the room of the text, within bounds."""
        return super().sizeHint().boundedTo(QSize(_WANTED_PX, _TALLEST_PX))

    def minimumSizeHint(self) -> QSize:
        """Ask for no less than the text needs, within bounds."""
        return super().minimumSizeHint().boundedTo(QSize(self._widest_least(), _TALLEST_PX))

    def _widest_least(self) -> int:
        return _WIDEST_PX

    def setBuddy(self, buddy: QWidget) -> None:
        """Let the label's key lead to a field: to the part of it that takes the keyboard, for Qt
        passes over any other.
        """
        proxy = buddy.focusProxy()
        if proxy is None:
            super().setBuddy(buddy)
        else:
            self.setBuddy(proxy)


class WrappedLabel(PlainLabel):
    """A plain label that breaks its lines."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent)
        self.setWordWrap(True)

    def _widest_least(self) -> int:
        return _NARROWEST_PX


class NameLabel(WrappedLabel):
    """A name in as many lines as it needs; of a very long one the beginning and the end, with the
    whole of it in the tool tip.
    """

    def setText(self, text: str) -> None:
        """Show another name."""
        shown = shortened(text, LONGEST_NAME)
        super().setText(shown)
        set_tool_tip(self, "" if shown == text else text)


def set_tool_tip(target: QWidget | QAction, text: str) -> None:
    """Give a widget or a command a tool tip that shows every character of `text` as itself."""
    target.setToolTip(as_tool_tip(text))


def as_tool_tip(text: str) -> str:
    """Return text as the rich text that shows it as it stands; empty for an empty text."""
    if not text:
        return ""
    import html  # a table of entities that the first paint need not wait for

    return f"<qt>{html.escape(text).replace(chr(10), '<br/>')}</qt>"


def set_look(widget: QWidget, look: str) -> None:
    """Change the name by which the style sheet knows a widget."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def shortened(text: str, most: int) -> str:
    """Return text of at most so many letters: of a longer one its beginning and its end, where a
    notice says what to do.
    """
    if len(text) <= most:
        return text
    end = most // 2
    return f"{text[: most - end - 1]}…{text[-end:]}"


def as_menu_text(text: str) -> str:
    """Return text for a menu, a button or a tab, where a lone & would mark a letter; of a very long
    text the beginning and the end.
    """
    return shortened(text, LONGEST_NAME).replace("&", "&&")


def with_hidden_shown(text: str) -> str:
    """Return a name with every character that hides or turns others as a visible mark.

    Names, file names and addresses are judged by eye: "annexe\\u202excod.exe" must not read as a
    document. Ordinary text, emoji and combining marks stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    import unicodedata

    if letter in _KEPT_CONTROLS:
        return " "
    if unicodedata.category(letter) not in _HIDDEN_CATEGORIES or letter == "\u200d":
        return letter
    return f"[U+{ord(letter):04X}]"
