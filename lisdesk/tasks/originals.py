"""The file that a submission came in with, where it still lies: it is not kept in ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.exchange.files import file_bytes
from lisdesk.exchange.mail.mail_files import message_at
from lisdesk.exchange.mail.mailboxes import EML, MBOX, without_envelope
from lisdesk.queries.provenance import RowOrigin
from lisdesk.rules.mail_origin import MailOrigin

_ENDINGS_OF_EML = (".eml", ".emlx", ".mht")


@dataclass(frozen=True, slots=True)
class OriginalMail:
    """An e-mail as it came in."""

    name: str
    """Such that a mail program opens a file of this name."""
    content: bytes


def original_bytes(row: RowOrigin) -> bytes:
    """Return the bytes of the file that a row came in with, as they were then.

    Raises RefusedError if the file is not where it was, or is another by now.
    """
    try:
        content = file_bytes(Path(row.path))
    except UnreadableFileError:
        raise _gone(row) from None
    if hashlib.sha256(content).hexdigest() != row.file_sha256:
        raise _gone(row)
    return content


def original_mail(
    mail: MailOrigin, progress: Callable[[int, int], None] | None = None
) -> OriginalMail:
    """Return an e-mail from the file that it came in with, as it was then.

    One of a mailbox is returned without the line by which the mailbox sets it off from the one
    before. `progress` is told megabytes read and megabytes in all; a CancelledError that it raises
    ends the search. Raises RefusedError if the file is not where it was, or if another mail stands
    there by now.
    """
    try:
        kind, content = message_at(Path(mail.path), mail.file_place, progress)
    except UnreadableFileError:
        raise _gone_mail(mail) from None
    if hashlib.sha256(content).hexdigest() != mail.sha256:
        raise _gone_mail(mail)
    name = _name_of_copy(mail.file_name, kind, mail.file_place)
    return OriginalMail(name, without_envelope(content) if kind == MBOX else content)


def _name_of_copy(name: str, kind: str, place: int) -> str:
    ending = PurePath(name).suffix.casefold()
    if kind == MBOX:
        is_alone = place == 1 and ending == ".eml"
        return name if is_alone else f"{PurePath(name).stem} message {place}.eml"
    kept = _ENDINGS_OF_EML if kind == EML else (f".{kind}",)
    return name if ending in kept else f"{name}.{kind}"


def _gone(row: RowOrigin) -> RefusedError:
    return RefusedError(
        f"“{row.file_name}” no longer lies at {row.path} as it came in with {row.reference}. "
        "Every cell of its row is kept with the submission.",
        do=f"The file itself is the one with the SHA-256 {row.file_sha256}.",
    )


def _gone_mail(mail: MailOrigin) -> RefusedError:
    which = f"Message {mail.file_place:,} of “{mail.file_name}”"
    return RefusedError(
        f"{which if mail.is_one_of_many else f'“{mail.file_name}”'} no longer lies at {mail.path} "
        "as it came in. Its letter, sender, moments and attachments are kept with the submission.",
        do=f"The mail itself is the one with the SHA-256 {mail.sha256}.",
    )
