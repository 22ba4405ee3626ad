"""One file's pages as pictures: which one, how large, and a sentence where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from lisdesk.errors import UserError
from lisdesk.ui.action_button import ActionButton, tell_keys_in_list
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.flow_layout import FlowLayout
from lisdesk.ui.icons import icon
from lisdesk.ui.pages.asking import PageAsker, PageWanted
from lisdesk.ui.pages.page_view import PageView
from lisdesk.ui.plain import PlainLabel, WrappedLabel, set_look, with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.attachments import AttachmentRow
    from lisdesk.tasks.page_viewing import DrawnPage
    from lisdesk.ui.workspace import Workspace

_STEP = 1.25
_SMALLEST, _LARGEST = -4, 8
"""How often a page can be made smaller and larger than it fits."""
_NARROWEST_PX = 200


class PagePane(QWidget):
    """Shows the pages of one file at a time; nothing in them can be followed, run or changed."""

    closing = Signal()
    """The officer wants it away."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._row: AttachmentRow | None = None
        self._number, self._pages, self._steps = 1, 0, 0
        self._shown: tuple[str, int] | None = None
        """The file and the page that are in view."""
        self._asker = PageAsker(workspace.jobs, self)
        self.name = ElidedLabel(look="strong")
        self.place = PlainLabel(look="small")
        self.told = WrappedLabel(look="muted")
        self.view = PageView(self.turn, self.turn_to_end, self.magnify)
        self.previous = self._action("Previous page", "PgUp", lambda: self.turn(-1))
        self.following = self._action("Next page", "PgDn", lambda: self.turn(1))
        self.smaller = self._action("Smaller page", "−", lambda: self.magnify(-1))
        self.larger = self._action("Larger page", "+", lambda: self.magnify(1))
        self.fit = self._action("Page as wide as its place", "W", lambda: self.magnify(0))
        self.close_button = QToolButton()
        self.setAccessibleName("The page of the file")
        self.setMinimumWidth(_NARROWEST_PX)
        self._arrange()
        self.view.resized.connect(self._ask)
        self.close_button.clicked.connect(lambda _on: self.closing.emit())
        self.show_nothing("")

    @property
    def commands(self) -> list[QAction]:
        """What can be done with a page, with the keys that do it in the page."""
        return [self.following, self.previous, self.larger, self.smaller, self.fit]

    def show_file(self, row: AttachmentRow) -> None:
        """Show the first page of a file, unless that file is in view already."""
        if self._row is not None and self._row.id == row.id:
            return
        self._row, self._number, self._pages, self._shown = row, 1, 0, None
        self.name.setText(with_hidden_shown(row.name))
        self.place.setText("")
        self.told.hide()
        self.view.show_page(None, is_another=True)
        self._ask()

    def show_nothing(self, words: str) -> None:
        """Show no page, and say why not."""
        self._row, self._shown = None, None
        self._asker.ask_nothing()
        self.name.setText("")
        self.place.setText("")
        self._say(words)

    def turn(self, pages: int) -> None:
        """Go on by so many pages, or back."""
        self._turn_to(self._number + pages)

    def turn_to_end(self, end: int) -> None:
        """Go to the last page, or with -1 to the first."""
        self._turn_to(self._pages if end > 0 else 1)

    def magnify(self, steps: int) -> None:
        """Make the page larger, or smaller; with 0 as wide as there is room."""
        wanted = min(max(_SMALLEST, self._steps + steps), _LARGEST) if steps else 0
        if wanted != self._steps:
            self._steps = wanted
            self._ask()

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in this pane."""
        return self.isAncestorOf(self.window().focusWidget())

    def showEvent(self, event: QShowEvent) -> None:
        """Have the page drawn once it is known how much room there is."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._ask)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no picture and no process that nobody looks at."""
        super().hideEvent(event)
        self._shown = None
        self.place.setText("")
        self.view.show_page(None, is_another=True)
        self._asker.rest()
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.close_button.setIcon(icon("close"))

    def _turn_to(self, number: int) -> None:
        wanted = min(max(1, number), max(1, self._pages))
        if wanted != self._number:
            self._number = wanted
            self._ask()

    def _ask(self) -> None:
        """Ask for the page at hand, as large as it is wanted now."""
        row = self._row
        if row is None or not self.isVisible():
            return
        about = (row.sha256, self._number)
        if self._shown != about:
            of_all = f" of {self._pages:,}" if self._pages else ""
            self.place.setText(f"Reading page {self._number:,}{of_all}…")
        wanted = PageWanted(*about, self.view.width_px(), _STEP**self._steps)
        self._offer()
        self._asker.ask(row, wanted, self._show, self._refuse)

    def _show(self, page: DrawnPage) -> None:
        """Show a page, or say that it alone is damaged."""
        assert self._row is not None
        about = (self._row.sha256, page.number)
        self._number, self._pages = page.number, page.pages
        self.place.setText(f"Page {page.number:,} of {page.pages:,}")
        if page.pixels:
            self.told.hide()
            self.view.show_page(page, is_another=self._shown != about)
            name = with_hidden_shown(self._row.name)
            self.view.setAccessibleName(f"Page {page.number} of {page.pages} of {name}, a picture")
        else:
            self._say(f"Page {page.number:,} of this file is damaged and cannot be shown.")
        self._shown = about
        self._offer()

    def _refuse(self, error: BaseException) -> None:
        """Say why there is no page; a mistake of ours is explained as everywhere."""
        self._shown = None
        self.place.setText(f"Page {self._number:,} of {self._pages:,}" if self._pages else "")
        if isinstance(error, UserError):
            self._say(f"{error.happened} {error.do_in_window}")
        else:
            self._say("The page could not be shown.")
            self._workspace.explain(error)

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.view.show_page(None, is_another=True)
        self.view.setAccessibleName(words or "No page")
        self._offer()

    def _offer(self) -> None:
        has_page = self._row is not None and self._pages > 0 and not self.isHidden()
        self.previous.setEnabled(has_page and self._number > 1)
        self.following.setEnabled(has_page and self._number < self._pages)
        self.smaller.setEnabled(has_page and self._steps > _SMALLEST)
        self.larger.setEnabled(has_page and self._steps < _LARGEST)
        self.fit.setEnabled(has_page and self._steps != 0)

    def _action(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        tell_keys_in_list(action, f"{key} in the page")
        action.triggered.connect(lambda _on: do())
        return action

    def _arrange(self) -> None:
        self.close_button.setIcon(icon("close"))
        self.close_button.setAccessibleName("Put the page away")
        set_look(self.close_button, "quiet")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.place)
        head.addWidget(self.close_button)
        buttons = FlowLayout(spacing=4)
        for action, words in (
            (self.previous, "Previous"),
            (self.following, "Next"),
            (self.smaller, "Smaller"),
            (self.larger, "Larger"),
            (self.fit, "Fit"),
        ):
            button = ActionButton(action)
            button.setText(words)
            button.setAccessibleName(action.text())
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(buttons)
        layout.addWidget(self.told)
        layout.addWidget(self.view, 1)
