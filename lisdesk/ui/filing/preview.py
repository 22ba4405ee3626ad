"""One e-mail to be looked at before it is filed: header, problems, words, attachments."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.exchange.mail.messages import MailAttachment, MailMessage
from lisdesk.rules.file_sizes import size_words
from lisdesk.rules.opening import opening_of, opening_words
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.mail_proposals import MailProposal, place_words
from lisdesk.ui.elided import ElidedLabel
from lisdesk.ui.intake.fields import NAMES_PX
from lisdesk.ui.intake.line_list import LineList
from lisdesk.ui.intake.words import shortened
from lisdesk.ui.plain import PlainLabel, with_hidden_shown

_RULE = "─" * 24
_UNFOLD, _FOLD = "Show what is quoted below", "Hide what is quoted below"


class MailPreview(QWidget):
    """Shows what is read of a mail as plain text only; nothing in it is opened or fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The chosen e-mail")
        self._mail: MailMessage | None = None
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnMinimumWidth(0, NAMES_PX)
        self.problems = LineList("Problems of the e-mail")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the e-mail")
        self.fold = QPushButton(_UNFOLD)
        self.fold.setCheckable(True)
        self.fold.setAutoDefault(False)
        self.attachments = LineList("Attachments of the e-mail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self.grid)
        layout.addWidget(self.problems)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.attachments)
        self.fold.toggled.connect(lambda _on: self._show_text())

    def show_mail(self, item: MailProposal, zone: str) -> None:
        """Show a mail, what is quoted in it folded away; moments as clocks in `zone` show them."""
        mail = self._mail = item.mail
        self._show_header(header_lines(mail, zone))
        self.problems.show_lines([(line, line) for line in map(with_hidden_shown, item.remarks)])
        self.fold.setChecked(False)
        self.fold.setVisible(bool(mail.quoted or mail.disclaimer))
        self._show_text()
        self.attachments.show_lines([_attachment_words(each) for each in mail.attachments])

    def _show_header(self, lines: list[tuple[str, str]]) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, words) in enumerate(lines):
            label = ElidedLabel(words)
            label.setAccessibleName(f"{name}: {words}")
            self.grid.addWidget(PlainLabel(name, "small"), row, 0)
            self.grid.addWidget(label, row, 1)

    def _show_text(self) -> None:
        assert self._mail is not None
        self.fold.setText(_FOLD if self.fold.isChecked() else _UNFOLD)
        self.text.setPlainText(text_words(self._mail, is_unfolded=self.fold.isChecked()))


def header_lines(mail: MailMessage, zone: str) -> list[tuple[str, str]]:
    """Return what a mail's header says, by name; characters that hide or turn others are marks."""
    sender = f"{mail.sender_name} <{mail.sender_address}>" if mail.sender_name else ""
    sent = f"{local_words(mail.sent_at, zone)}, by {mail.sent_source}" if mail.sent_at else ""
    lines = [
        ("From", sender or mail.sender_address or "Not said"),
        ("Subject", mail.subject or "None"),
        ("Sent", sent or "Not said"),
        ("File", place_words(mail)),
    ]
    return [(name, with_hidden_shown(words)) for name, words in lines]


def text_words(mail: MailMessage, *, is_unfolded: bool) -> str:
    """Return a mail's own words, and what it quotes if that is unfolded."""
    parts = [mail.text or "The e-mail has no words of its own."]
    if is_unfolded:
        parts += [part for part in (mail.disclaimer, mail.quoted) if part]
    words = f"\n\n{_RULE}\n\n".join(parts)
    return shortened(words)


def _attachment_words(attachment: MailAttachment) -> tuple[str, str]:
    name, size = with_hidden_shown(attachment.name), size_words(len(attachment.content))
    place = "shown within the text, " if attachment.is_inline else ""
    opening = opening_words(opening_of(attachment.name))
    return f"{name}    {place}{size}", f"{name}\n{place}{size}. Once it is filed: {opening}"
