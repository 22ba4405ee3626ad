"""A button for a command, so that both are in the same words and can be used at the same times."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from lisdesk.ui.plain import set_tool_tip

_IN_LIST = "keys in the list"


def shown_keys(action: QAction) -> str:
    """Return the key of a command as it is told everywhere; empty without one."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return keys.replace("Return", "Enter") or keys_in_list(action)


def keys_in_list(action: QAction) -> str:
    """Return the keys that a command has while a list has the keyboard, in words; or nothing."""
    return str(action.property(_IN_LIST) or "")


def tell_keys_in_list(action: QAction, keys: str) -> None:
    """Let a command be told with the keys that it has in a list, such as "Del in the questions"."""
    action.setProperty(_IN_LIST, keys)


class ActionButton(QPushButton):
    """A button that does what a command does, and follows whether, and why not, it can be done."""

    def __init__(self, action: QAction, tool_tip: str = "") -> None:
        """`tool_tip` is told as long as nothing keeps the command from being done."""
        super().__init__(action.text())
        self._action, self._tool_tip = action, tool_tip
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        why_not = self._action.data()
        if not (isinstance(why_not, str) and why_not):
            why_not = self._tool_tip or self._keys()
        set_tool_tip(self, why_not)

    def _keys(self) -> str:
        """Return the key of the command, which stands nowhere else on a button."""
        keys = shown_keys(self._action)
        words = self._action.text().replace("&&", "&").removesuffix("…")
        return f"{words}: {keys}" if keys else ""
