"""Keep what is selected out of publications, and let it in again; what is kept out shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from lisdesk.queries.redactions import RedactionRow, redactions_of_submission
from lisdesk.rules.vocabulary import KeptBack
from lisdesk.ui.reading.redact_dialog import LiftDialog, ReasonsDialog, RedactDialog
from lisdesk.ui.reading.redacted_words import redacted_words
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.ui.reading.positions import TextSpan
    from lisdesk.ui.reading.screen import ReadingScreen

_NONE_SELECTED = "Select the words to keep out of publications, then press B."
_SEVERAL = "Select words of one answer at a time to keep them out of publications."
_NOTHING_HERE = "No redaction is at the cursor. Choose one in the list beside the text."


class Redacting:
    """The redactions of the submission in view, and the edits of them."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen, self._workspace = screen, screen.workspace
        self._submission_id: int | None = None
        self.rows: list[RedactionRow] = []
        listed = screen.panes.beside.redactions
        listed.pointed_at.connect(self.go_to)
        listed.lift_wanted.connect(self.lift)

    def read(self) -> None:
        """Read the redactions of the submission in view, or take those of another one away."""
        page = self._screen.tagging.page
        submission_id = page.head.id if page is not None else None
        if submission_id != self._submission_id:
            self._submission_id = submission_id
            self._show(submission_id, [])
        if submission_id is not None:
            self._workspace.jobs.read(
                redactions_of_submission,
                submission_id,
                owner=self._screen,
                then=partial(self._show, submission_id),
                topic="redactions",
            )

    def show(self) -> None:
        """Show them in the text as it stands in view."""
        view = self._screen.view
        view.show_redacted(redacted_words(self.rows, view.shown))

    def begin(self) -> None:
        """Ask why the selected words are to be kept out."""
        spans = self._screen.view.selected_spans()
        if len(spans) != 1:
            self._workspace.notices.tell(_SEVERAL if spans else _NONE_SELECTED)
            return
        words = short_quote(self._screen.view.selected_words())
        self._with_reasons(partial(self._ask, spans[0], words))

    def change_reasons(self) -> None:
        """Change the list of reasons."""
        self._with_reasons(
            lambda reasons: ReasonsDialog(self._workspace, self._screen, reasons).open()
        )

    def lift_at_cursor(self) -> None:
        """Let the words at the cursor be published again."""
        at = self._screen.view.textCursor().selectionStart()
        around = [each for each in self._screen.view.redacted if each.start <= at <= each.end]
        if around:
            self.lift(min(around, key=lambda each: each.end - each.start).redaction.id)
        else:
            self._workspace.notices.tell(_NOTHING_HERE)

    def lift(self, redaction_id: int) -> None:
        """Let words be published again; asks why if a publication kept them back."""
        from lisdesk.edits.redactions import lift_redaction

        row = next((each for each in self.rows if each.id == redaction_id), None)
        if row is None:
            return
        quote = short_quote(row.words)
        words = f"Lifted the redaction of {quote}"
        if row.was_published:
            LiftDialog(self._workspace, self._screen, row.id, f"{quote}.", words).open()
        else:
            self._workspace.do(edit_with(lift_redaction, redaction_id=row.id), words)

    def go_to(self, redaction_id: int) -> None:
        """Bring redacted words into view."""
        shown = self._screen.view.redacted
        place = next((each for each in shown if each.redaction.id == redaction_id), None)
        if place is not None:
            self._screen.view.go_to(place.start, place.start)

    def _with_reasons(self, then: Callable[[tuple[str, ...]], None]) -> None:
        from lisdesk.edits.redactions import redaction_reasons

        self._workspace.jobs.read(redaction_reasons, owner=self._screen, then=then, topic="reasons")

    def _ask(self, span: TextSpan, words: str, reasons: tuple[str, ...]) -> None:
        dialog = RedactDialog(self._screen, reasons, words)
        dialog.chosen.connect(partial(self._redact, span, words))
        dialog.list_wanted.connect(self.change_reasons)
        dialog.open()

    def _redact(self, span: TextSpan, words: str, reason: str, kind: KeptBack) -> None:
        from lisdesk.edits.redactions import redact_span

        edit = edit_with(
            redact_span,
            text_id=span.text_id,
            start=span.start,
            end=span.end,
            reason=reason,
            kind=kind,
        )
        self._workspace.do(edit, f"{kind.label} {words}: no publication shows it")

    def _show(self, submission_id: int | None, rows: list[RedactionRow]) -> None:
        if submission_id == self._submission_id:
            self.rows = rows
            self._screen.panes.beside.show_redactions(rows)
            self.show()
