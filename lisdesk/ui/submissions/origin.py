"""Show where a submission came from: open a copy of the document, the sheet or the e-mail."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lisdesk.errors import CancelledError, UserError
from lisdesk.queries.register_preview import submission_preview
from lisdesk.rules.file_names import safe_file_name
from lisdesk.rules.opening import opening_of
from lisdesk.ui.file_opener import FileOpener
from lisdesk.ui.origin_words import origin_words
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.forms import GONE

if TYPE_CHECKING:
    from lisdesk.queries.provenance import DocumentOrigin, RowOrigin
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.rules.mail_origin import MailOrigin
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.ui.jobs import Progress
    from lisdesk.ui.submissions.screen import SubmissionsScreen

_TYPED = "was typed in by an officer; no file stands behind it."
_MAIL_NOWHERE = (
    "It is not known where its file was when it came in. The mail itself is not kept: its letter, "
    "sender, moments and attachments are."
)


class Origin(QObject):
    """Opens what the submission in view came in with, read-only, or says why it cannot be."""

    def __init__(self, screen: SubmissionsScreen) -> None:
        super().__init__(screen)
        self._screen, self._workspace = screen, screen.workspace
        self._opener = FileOpener(self._workspace, self, self._workspace.notices.warn)

    def show(self) -> None:
        """Open a copy of the document, or of the sheet or the e-mail where that lies."""
        current = self._screen.table.current_id()
        if current:
            self._workspace.jobs.read(
                submission_preview, current, owner=self, then=self._show, topic="origin"
            )

    def _show(self, shown: SubmissionPreview | None) -> None:
        if shown is None:
            self._workspace.notices.tell(GONE)
            return
        placed = [row for row in shown.page.rows if row.path]
        if shown.document is not None:
            self._open_document(shown, shown.document)
        elif placed:
            self._open_sheet(placed[-1])
        elif shown.mail is not None and shown.mail.path:
            self._open_mail(shown.mail)
        elif shown.mail is not None:
            self._workspace.notices.tell(f"{origin_words(shown.mail)}. {_MAIL_NOWHERE}")
        elif shown.page.rows:
            name = with_hidden_shown(shown.page.rows[-1].file_name)
            self._workspace.notices.tell(f"It is not known where “{name}” was when it came in.")
        else:
            self._workspace.notices.tell(f"{shown.page.row.reference} {_TYPED}")

    def _open_document(self, shown: SubmissionPreview, document: DocumentOrigin) -> None:
        kept = next(each for each in shown.attachments if each.id == document.attachment_id)
        self._opener.open(
            kept.name,
            kept.size_bytes,
            kept.opening,
            lambda copies, database: copies.copy(
                database, shown.page.row.id, kept.number, is_confirmed=True
            ),
        )

    def _open_sheet(self, row: RowOrigin) -> None:
        from lisdesk.tasks.originals import original_bytes

        self._workspace.jobs.fetch(
            partial(original_bytes, row),
            owner=self,
            then=partial(self._open_bytes, row.file_name),
            otherwise=self._refuse,
        )

    def _open_mail(self, mail: MailOrigin) -> None:
        from lisdesk.tasks.originals import OriginalMail, original_mail

        def task(_database: Database, _desk: Desk, count: Progress) -> OriginalMail:
            return original_mail(mail, count)

        ticket = self._workspace.jobs.run(
            task,
            owner=self,
            then=lambda found: self._open_bytes(found.name, found.content),
            otherwise=self._refuse,
        )
        self._workspace.progress.follow_if_long(ticket, "Looking for the e-mail", "megabytes")

    def _open_bytes(self, name: str, content: bytes) -> None:
        self._opener.open(
            name,
            len(content),
            opening_of(safe_file_name(name)),
            lambda copies, _database: copies.copy_bytes(name, content, is_confirmed=True),
        )

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self._workspace.notices.tell("Cancelled. Nothing was opened.")
        elif isinstance(error, UserError):
            self._workspace.notices.warn(with_hidden_shown(error.in_window()))
        else:
            self._workspace.explain(error)
