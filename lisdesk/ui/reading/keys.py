"""The commands of the screen Reading, each on one key while the keyboard is not in a field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from lisdesk.ui.reading.screen_keys import ScreenKeys

if TYPE_CHECKING:
    from lisdesk.ui.reading.screen import ReadingScreen


_MEMO = "Memo on the words selected, or the whole submission…"
_MEMO_ON_WORDS, _MEMO_ON_WHOLE = "Memo on these words…", "Memo on the whole submission…"


class ReadingKeys(ScreenKeys):
    """Every command of the screen as an action on it."""

    def __init__(self, screen: ReadingScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        tagging, choosing = screen.tagging, screen.choosing
        self._add_tagging(choosing.tag_by_key, choosing.tag_again, choosing.pick)
        self._add_marks(lambda mark: self._say(partial(tagging.mark, mark)))
        memoing = screen.memoing
        note = partial(self._say, memoing.note)
        self.note = self._add("Note on the tag at hand…", ["F2", "Shift+F2"], note)
        self.memo = self._add(_MEMO, ["I"], partial(self._say, memoing.write))
        self.quote = self._add(
            "Bookmark as quotation", ["Q"], partial(self._say, screen.excerpting.toggle_bookmark)
        )
        self.remove = self._add("Take the tag off", ["Del"], partial(self._say, tagging.remove))
        self._add_ends()
        redacting = screen.redacting
        self.redact = self._add(
            "Keep out of publications…", ["B"], partial(self._say, redacting.begin)
        )
        self.lift = self._add(
            "Lift the redaction at the cursor",
            ["Shift+B"],
            partial(self._say, redacting.lift_at_cursor),
        )
        self._add("Memos on this submission", ["Shift+I"], screen.panes.beside.go_to_memos)
        self._add("Redactions of this submission", ["D"], screen.panes.beside.go_to_redactions)
        self._add("Reasons for redactions…", [], redacting.change_reasons)
        self._add("Next tag", ["]"], partial(screen.step_tag, 1))
        self._add("Previous tag", ["["], partial(screen.step_tag, -1))
        self._add(
            "Select the word, or one more", ["W"], partial(self._say, screen.view.select_word)
        )
        self._add(
            "Select the sentence, or one more",
            ["."],
            partial(self._say, screen.view.select_sentence),
        )
        self._add(
            "Select the paragraph, or one more",
            ["G"],
            partial(self._say, screen.view.select_paragraph),
        )
        self._add("Select nothing", ["Esc"], screen.let_go)
        self.read = self._add("Mark as read and go on", ["M"], screen.mark_read_and_go_on)
        self.unread = self._add("Mark as unread", ["Shift+M"], screen.mark_unread)
        self._add("Next untagged", ["N"], partial(screen.go_to_untagged, is_forward=True))
        self._add(
            "Previous untagged", ["Shift+N"], partial(screen.go_to_untagged, is_forward=False)
        )
        self._add("Next submission", ["J", "Alt+Down"], partial(screen.step, 1))
        self._add("Previous submission", ["K", "Alt+Up"], partial(screen.step, -1))
        self.answers = self._add(
            "All answers to this question", ["V"], partial(self._say, screen.go_to_answers)
        )
        self._add("Narrow the list…", ["L"], screen.narrow)
        self.files = self._add("Files of this submission", ["F"], screen.go_to_files)
        self.page = self._add("Page of the file beside the text", ["Shift+F"], screen.page.toggle)
        self._target.addActions(screen.page.pane.commands)
        self._add("Find in this text…", ["Ctrl+F"], screen.finder.begin)
        self._add("Next place found", ["F3"], partial(screen.finder.step, 1))
        self._add("Previous place found", ["Shift+F3"], partial(screen.finder.step, -1))

    def _add_ends(self) -> None:
        """Add what changes the words that the tag at hand stands on."""
        excerpting = self._screen.excerpting
        for words, keys, first, last in (
            ("Excerpt: one word more at its end", ["+", "="], 0, 1),
            ("Excerpt: one word less at its end", ["-"], 0, -1),
            ("Excerpt: one word more at its beginning", ["Alt++", "Alt+="], -1, 0),
            ("Excerpt: one word less at its beginning", ["Alt+-"], 1, 0),
            ("Excerpt: move by a word", ["Alt+Right"], 1, 1),
            ("Excerpt: move back by a word", ["Alt+Left"], -1, -1),
        ):
            self._add(words, keys, partial(self._say, partial(excerpting.move_ends, first, last)))
        reselect = partial(self._say, excerpting.begin_selecting)
        self.reselect = self._add("Excerpt: select other words, then Enter", ["R"], reselect)

    def menu(self) -> QMenu:
        """Return the menu of the text."""
        menu = QMenu(self._screen)
        copy = menu.addAction("Copy")
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.triggered.connect(lambda _checked: self._screen.view.copy())
        menu.addSeparator()
        self._fill_with_tagging(menu)
        for action in (self.note, self.quote, self.reselect, self.remove):
            menu.addAction(action)
        menu.addSeparator()
        self.memo.setText(_MEMO_ON_WORDS if self._screen.view.selected_spans() else _MEMO_ON_WHOLE)
        menu.addAction(self.memo)
        menu.addAction(self.redact)
        menu.addAction(self.lift)
        menu.addSeparator()
        menu.addAction(self.read)
        menu.addAction(self.unread)
        menu.addAction(self.files)
        menu.addAction(self.page)
        menu.addAction(self.answers)
        return menu

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the text at a point of it."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._screen.view.viewport().mapToGlobal(at))

    def _say(self, act: Callable[[], None]) -> None:
        """Do something with the text or the tag at hand: those of the submission that is being
        turned to, if any.
        """
        self._screen.turning.when_shown(act)
