"""A button that puts headings into the note of an event, never over what was written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from lisdesk.rules.event_notes import NOTE_TEMPLATES, NoteTemplate, is_untouched
from lisdesk.rules.vocabulary import Channel
from lisdesk.ui.ask import Ask, Question
from lisdesk.ui.plain import as_menu_text
from lisdesk.ui.submissions.menu_button import MenuButton
from lisdesk.ui.submissions.text_fields import TextField


class NoteHeadings(QObject):
    """Offers the templates of the channel that is chosen."""

    def __init__(self, note: TextField, ask: Ask) -> None:
        super().__init__(note)
        self._note, self._ask = note, ask
        self.button = MenuButton("Headin&gs…")
        self.button.setAccessibleName("Headings for the note")

    def show_channel(self, channel: Channel) -> None:
        """Offer what fits a channel; without templates there is no button."""
        templates = NOTE_TEMPLATES.get(channel, ())
        menu = self.button.opens
        menu.clear()
        for each in templates:
            action = menu.addAction(as_menu_text(each.title))
            action.triggered.connect(partial(self._put_in, each))
        self.button.setVisible(bool(templates))

    def _put_in(self, template: NoteTemplate, *_checked: bool) -> None:
        """Put the headings in; below what is written, and then only if that is wanted."""
        cursor, words = self._note.textCursor(), self._note.words()
        cursor.beginEditBlock()
        if is_untouched(words):
            cursor.select(QTextCursor.SelectionType.Document)
            at = 0
        elif self._ask.agrees(_question(template)):
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n\n")
            at = cursor.position()
        else:
            cursor.endEditBlock()
            self._note.setFocus()
            return
        cursor.insertText(template.words())
        cursor.endEditBlock()
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._note.setTextCursor(cursor)
        self._note.setFocus()


def _question(template: NoteTemplate) -> Question:
    return Question(
        title="Headings for the note",
        words=f"The note has words in it, and they stay. Put the headings of “{template.title}” "
        "below them?",
        verb="Put them below",
        keep="Leave the note",
    )
