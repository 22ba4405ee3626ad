"""The files that mails lie in, opened as streams: a mailbox may be larger than the memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.files import stored_name
from lisdesk.exchange.guarded.limits import MEGABYTE
from lisdesk.exchange.guarded.regular_files import opened_file
from lisdesk.exchange.mail.mailboxes import (
    EML,
    LOOKED_AT_BYTES,
    MBOX,
    kind_of_mail,
    messages_of,
)
from lisdesk.exchange.mail.refusals import unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_MESSAGE_BYTES = 150 * MEGABYTE
_LARGEST_MAILBOX_BYTES = 20_000 * MEGABYTE
_TOLD_EVERY_BYTES = 1 << 20


@contextmanager
def opened_mails(path: Path, most_bytes: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give the kind of a .eml, .msg or .mbox file, and its messages one by one.

    The file's content decides what it is; what is no mail by its content is taken for .eml. Each
    message has at most little more than `most_bytes`. UnreadableFileError if it cannot be opened,
    and in place of the last message if the file was written to meanwhile: nobody knows whether that
    is whole.
    """
    with _opened(path, most_bytes, None) as (stream, kind, messages):
        before = _stamp(stream)
        yield kind, _whole(messages, lambda: _stamp(stream) == before, stored_name(path))


def message_at(
    path: Path, place: int, progress: Callable[[int, int], None] | None = None
) -> tuple[str, bytes]:
    """Return the kind of a file, and the bytes of its message at this place, from 1.

    There are none if it has no such message. `progress` is told megabytes read and megabytes in
    all; a CancelledError that it raises ends the reading. UnreadableFileError if it cannot be read.
    """
    with _opened(path, LARGEST_MESSAGE_BYTES, progress) as (_, kind, messages):
        return kind, next(islice(messages, place - 1, None), b"")


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


def _messages(stream: IO[bytes], kind: str, most_bytes: int) -> Iterator[bytes]:
    if kind == MBOX:
        yield from messages_of(stream, most_bytes)
    else:
        yield stream.read(most_bytes + 1)


@contextmanager
def _opened(
    path: Path, most_bytes: int, progress: Callable[[int, int], None] | None
) -> Iterator[tuple[IO[bytes], str, Iterator[bytes]]]:
    with opened_file(path, _LARGEST_MAILBOX_BYTES, unreadable) as (stream, size):
        start = stream.read(LOOKED_AT_BYTES)
        stream.seek(0)
        kind = kind_of_mail(start, stored_name(path)) or EML
        told = stream if progress is None else _told(stream, size, progress)
        yield stream, kind, _messages(told, kind, most_bytes)


def _whole(
    messages: Iterator[bytes], is_as_before: Callable[[], bool], name: str
) -> Iterator[bytes]:
    held = None
    for each in messages:
        if held is not None:
            yield held
        held = each
    if not is_as_before():
        raise unreadable("growing", {"name": name})
    if held is not None:
        yield held


def _stamp(stream: IO[bytes]) -> tuple[int, int]:
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def _told(stream: IO[bytes], size: int, progress: Callable[[int, int], None]) -> IO[bytes]:
    return BufferedReader(_Told(stream, size, progress), _TOLD_EVERY_BYTES)


class _Told(RawIOBase):
    """Tells how much of a stream has been read, each time that a buffer is filled."""

    def __init__(self, stream: IO[bytes], size: int, progress: Callable[[int, int], None]) -> None:
        self._stream, self._progress = stream, progress
        self._read, self._in_all = 0, -(-size // MEGABYTE)

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer; a CancelledError that is raised here ends the reading."""
        self._progress(self._read // MEGABYTE, self._in_all)
        room = memoryview(buffer)
        content = self._stream.read(len(room))
        room[: len(content)] = content
        self._read += len(content)
        return len(content)
