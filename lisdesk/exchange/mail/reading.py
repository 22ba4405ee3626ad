"""Read the mails in a file, each with limits of its own, in a process that can do nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.files import stored_name, stored_path
from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.mail.mail_files import LARGEST_MESSAGE_BYTES, opened_mails
from lisdesk.exchange.mail.mailboxes import EML
from lisdesk.exchange.mail.messages import MailAttachment, MailMessage, UnreadMail
from lisdesk.exchange.mail.refusals import unreadable

_WORKER = "lisdesk.exchange.mail.worker"
MAIL_LIMITS = ProcessLimits(input_bytes=LARGEST_MESSAGE_BYTES, output_bytes=300 * MEGABYTE)
"""Limits for each message, not for each mailbox."""


class MailReader:
    """Reads mails one after the other; use it in a `with` block, which ends its process."""

    def __init__(self, limits: ProcessLimits = MAIL_LIMITS) -> None:
        self._limits = limits
        self._session = GuardedSession(_WORKER, limits, unreadable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._session.close()

    def messages(self, path: Path) -> Iterator[MailMessage | UnreadMail]:
        """Yield what is in a .eml, .msg or .mbox file, message by message.

        A message that cannot be read is one UnreadMail; a file that cannot be opened is one, too.
        The file's content decides what it is; what is no mail by its content is read as .eml.
        """
        name, place = stored_name(path), 0
        where = stored_path(path)
        try:
            with opened_mails(path, self._limits.input_bytes) as (kind, contents):
                for place, content in enumerate(contents, 1):
                    found = self._read(content, name, place, kind)
                    yield found if isinstance(found, UnreadMail) else replace(found, path=where)
        except UnreadableFileError as error:
            yield UnreadMail(name, place + 1, error.happened, error.do, error.do_in_window)

    def message(self, content: bytes, name: str = "", kind: str = EML) -> MailMessage:
        """Return one message from its bytes; UnreadableFileError if it cannot be read."""
        output = self._session.read(content, {})
        try:
            return replace(_message(output), file_name=name, kind=kind,
                           sha256=hashlib.sha256(content).hexdigest())  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise unreadable(DAMAGED) from error

    def _read(self, content: bytes, name: str, place: int, kind: str) -> MailMessage | UnreadMail:
        try:
            return replace(self.message(content, name, kind), place=place)
        except UnreadableFileError as error:
            return UnreadMail(name, place, error.happened, error.do, error.do_in_window)


def _message(output: GuardedOutput) -> MailMessage:
    report = output.report
    return MailMessage(
        file_name="",
        path="",
        place=1,
        kind=EML,
        sha256="",
        message_id=str(report["message_id"]),
        sender_name=str(report["sender_name"]),
        sender_address=str(report["sender_address"]),
        subject=str(report["subject"]),
        sent_at=_moment(report["sent_at"]),
        sent_source=str(report["sent_source"]),
        received_at=_moment(report["received_at"]),
        received_source=str(report["received_source"]),
        text=str(report["text"]),
        quoted=str(report["quoted"]),
        disclaimer=str(report["disclaimer"]),
        attachments=tuple(_attachments(report["attachments"], output.payload)),
        problems=tuple(map(str, report["problems"])),
    )


def _attachments(
    listed: Sequence[Mapping[str, Any]], payload: bytearray
) -> Iterator[MailAttachment]:
    start = 0
    for each in listed:
        end = start + int(each["size"])
        content = bytes(payload[start:end])
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 != each["sha256"]:
            raise ValueError("what came back is not what was put")
        yield MailAttachment(
            name=str(each["name"]),
            media_type=str(each["media_type"]),
            content=content,
            sha256=sha256,
            is_inline=bool(each["is_inline"]),
        )
        start = end


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
