"""Read the mails in a file, each with limits of its own, in a process that can do nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.files import stored_name
from lisdesk.exchange.guarded.faults import DAMAGED
from lisdesk.exchange.guarded.limits import MEGABYTE, ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.guarded.session import GuardedSession
from lisdesk.exchange.mail.mailboxes import (
    EML,
    LOOKED_AT_BYTES,
    MBOX,
    kind_of_mail,
    messages_of,
)
from lisdesk.exchange.mail.messages import MailAttachment, MailMessage, UnreadMail
from lisdesk.exchange.mail.refusals import unreadable

_WORKER = "lisdesk.exchange.mail.worker"
MAIL_LIMITS = ProcessLimits(input_bytes=150 * MEGABYTE, output_bytes=300 * MEGABYTE)
"""Limits for each message, not for each mailbox."""

_LARGEST_MAILBOX_BYTES = 20_000 * MEGABYTE


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
        name = stored_name(path)
        place = 0
        try:
            with opened_file(path, _LARGEST_MAILBOX_BYTES, unreadable) as (stream, _):
                kind = _kind(stream, name)
                for place, content in enumerate(self._contents(stream, kind), 1):
                    yield self._read(content, name, place, kind)
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

    def _contents(self, stream: IO[bytes], kind: str) -> Iterator[bytes]:
        most = self._limits.input_bytes
        if kind == MBOX:
            yield from messages_of(stream, most)
        else:
            yield stream.read(most + 1)


def is_mail(path: Path) -> bool:
    """Whether a file is an e-mail or a mailbox, by its content, or by its ending if that is mute.

    A file that cannot be opened is one if its ending says so.
    """
    try:
        with opened_file(path, _LARGEST_MAILBOX_BYTES, unreadable) as (stream, _):
            start = stream.read(LOOKED_AT_BYTES)
    except UnreadableFileError:
        start = b""
    return kind_of_mail(start, path.name) is not None


def _kind(stream: IO[bytes], name: str) -> str:
    start = stream.read(LOOKED_AT_BYTES)
    stream.seek(0)
    return kind_of_mail(start, name) or EML


def _message(output: GuardedOutput) -> MailMessage:
    report = output.report
    return MailMessage(
        file_name="",
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
