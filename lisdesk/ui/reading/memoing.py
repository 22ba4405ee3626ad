"""Write memos on what is selected, or on the whole submission; change and remove them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lisdesk.queries.memos import MemoRow, memos_of_submission
from lisdesk.rules.redacting import whole_letters
from lisdesk.rules.spans import Span
from lisdesk.ui.reading.memo_words import memo_words, origin_of_memo, what_is_noted
from lisdesk.ui.reading.note_dialog import NoteDialog
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.queries.reading import ReadingPage
    from lisdesk.ui.reading.positions import TextSpan
    from lisdesk.ui.reading.screen import ReadingScreen

_SEVERAL = "Select words of one answer at a time to write a memo on them."
_NOTHING = "There is nothing in view to write a memo on."


class Memoing:
    """The memos on the submission in view, and the edits of them."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen, self._workspace = screen, screen.workspace
        self._submission_id: int | None = None
        self.rows: list[MemoRow] = []
        listed = screen.panes.beside.memos.list
        listed.pointed_at.connect(self.go_to)
        listed.entered.connect(self.open)
        listed.dropped.connect(self.remove)
        screen.view.margin.memo_clicked.connect(self.open)

    def read(self) -> None:
        """Read the memos on the submission in view, or take those of another one away."""
        page = self._screen.tagging.page
        submission_id = page.head.id if page is not None else None
        if submission_id != self._submission_id:
            self._submission_id = submission_id
            self._show(submission_id, [])
        if submission_id is not None:
            self._workspace.jobs.read(
                memos_of_submission,
                submission_id,
                self._workspace.officer,
                owner=self._screen,
                then=partial(self._show, submission_id),
                topic="memos",
            )

    def show(self) -> None:
        """Show them in the text as it stands in view."""
        view = self._screen.view
        view.show_memos(memo_words(self.rows, view.shown))

    def note(self) -> None:
        """Write a note on what is at hand: on the tag, else as a memo on what is selected or on the
        whole submission.
        """
        if self._screen.tagging.held() is not None:
            self._screen.tagging.ask_note()
        else:
            self.write()

    def write(self) -> None:
        """Write a memo on the selected words, without any on the whole submission; the officer's
        own that is there already is opened.
        """
        page, spans = self._screen.tagging.page, self._screen.view.selected_spans()
        if page is None or len(spans) > 1:
            self._workspace.notices.tell(_SEVERAL if spans else _NOTHING)
            return
        span = _with_whole_letters(page, spans[0]) if spans else None
        own = self._own_at(spans[0].text_id if spans else None, span)
        if own is not None:
            self._change(own)
            return
        quote = short_quote(self._screen.view.selected_words()) if spans else ""
        self._begin(page, spans[0].text_id if spans else None, span, quote)

    def open(self, memo_id: int) -> None:
        """Open a memo: one's own to be changed, a colleague's to be read."""
        row = self._row(memo_id)
        if row is None:
            return
        if row.officer == self._workspace.officer:
            self._change(row)
        else:
            dialog = self._dialog(origin_of_memo(row, self._zone()), row.words, "")
            dialog.show_only()

    def remove(self, memo_id: int) -> None:
        """Remove a memo."""
        from lisdesk.edits.memos import remove_memo

        row = self._row(memo_id)
        if row is not None:
            words = f"Removed the memo on {_on(row)}"
            self._workspace.do(edit_with(remove_memo, memo_id=row.id), words)

    def go_to(self, memo_id: int) -> None:
        """Bring the words of a memo into view."""
        place = next((each for each in self._screen.view.memos if each.memo.id == memo_id), None)
        if place is not None and place.memo.text_id is not None:
            self._screen.view.go_to(place.start, place.start)

    def _begin(self, page: ReadingPage, text_id: int | None, span: Span | None, quote: str) -> None:
        from lisdesk.edits.memos import add_memo

        about = quote or f"The whole of {page.head.reference}"
        place = (text_id or 0, span.start if span else 0, span.end if span else 0)
        dialog = self._dialog(about, "", f"memo {page.head.reference} {place}")

        def save(words: str) -> None:
            edit = edit_with(
                add_memo,
                submission_id=page.head.id,
                words=words,
                text_id=text_id,
                start=place[1],
                end=place[2],
            )
            dialog.run(edit, f"Wrote a memo on {quote or page.head.reference}")

        dialog.written.connect(save)
        dialog.open_with_draft()

    def _change(self, row: MemoRow) -> None:
        from lisdesk.edits.memos import edit_memo

        draft_of = f"memo {row.reference} {row.name}"
        dialog = self._dialog(origin_of_memo(row, self._zone()), row.words, draft_of)

        def save(words: str) -> None:
            edit = edit_with(edit_memo, memo_id=row.id, words=words)
            dialog.run(edit, f"Changed the memo on {_on(row)}")

        dialog.written.connect(save)
        dialog.open_with_draft()

    def _dialog(self, about: str, words: str, draft_of: str) -> NoteDialog:
        return NoteDialog(self._workspace, self._screen, about, words, draft_of, what="memo")

    def _own_at(self, text_id: int | None, span: Span | None) -> MemoRow | None:
        place = (text_id, span.start if span else 0, span.end if span else 0)
        mine = (each for each in self.rows if each.officer == self._workspace.officer)
        return next((e for e in mine if (e.text_id, e.start, e.end) == place), None)

    def _row(self, memo_id: int) -> MemoRow | None:
        return next((each for each in self.rows if each.id == memo_id), None)

    def _zone(self) -> str:
        assert self._workspace.call is not None
        return self._workspace.call.deadline.zone

    def _show(self, submission_id: int | None, rows: list[MemoRow]) -> None:
        if submission_id == self._submission_id:
            self.rows = rows
            zone = self._zone() if rows else ""
            self._screen.panes.beside.show_memos(rows, zone)
            self.show()


def _with_whole_letters(page: ReadingPage, span: TextSpan) -> Span:
    """Return what a memo on selected words stands on: no letter is cut from its accents."""
    body = next(text.body for text in page.texts if text.text_id == span.text_id)
    return whole_letters(body, Span(span.start, span.end))


def _on(row: MemoRow) -> str:
    return what_is_noted(row) if row.text_id is not None else row.reference
