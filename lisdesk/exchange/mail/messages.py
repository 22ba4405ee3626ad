"""What is read from an e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

IMPORTER_VERSION = "1"
"""Raised when the same bytes would give another text; kept with every mail that is filed."""


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """A file that came with a mail, or a mail that was attached to it, as it can be stored."""

    name: str
    """As the sender wrote it: data, never a path. Made up where there is none."""
    media_type: str
    content: bytes
    sha256: str
    is_inline: bool
    """Whether it is shown within the text, as logos are."""

    @property
    def is_message(self) -> bool:
        """Whether it is a mail of its own."""
        return self.media_type == "message/rfc822"


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One e-mail. Empty texts and None stand for what the mail does not say."""

    file_name: str
    path: str
    """Where that file is, from the root; empty for a message that was given as bytes."""
    place: int
    """Which message of the file it is, from 1; only a mailbox has several."""
    kind: str
    """eml, mbox or msg."""
    sha256: str
    """Of the message's bytes."""
    message_id: str
    """Without its angle brackets."""
    sender_name: str
    sender_address: str
    subject: str
    sent_at: datetime | None
    sent_source: str
    """Where `sent_at` was found, such as “Date”."""
    received_at: datetime | None
    received_source: str
    """Where `received_at` was found, such as “Received”: the sender does not write that one."""
    text: str
    """The sender's own words."""
    quoted: str
    """The earlier mails below them, as a reply carries them along."""
    disclaimer: str
    """What a machine put at the end: it asks for nothing on the sender's behalf."""
    attachments: tuple[MailAttachment, ...]
    problems: tuple[str, ...]
    """What is wrong with the mail, each as a plain sentence."""


@dataclass(frozen=True, slots=True)
class UnreadMail:
    """A message of a file that could not be read, and the sentences that say why."""

    file_name: str
    place: int
    happened: str
    do: str
    do_in_window: str = ""
