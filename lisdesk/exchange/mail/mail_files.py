"""The files that mails lie in, opened as streams: a mailbox may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

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

LARGEST_MESSAGE_BYTES = 150 * MEGABYTE
_LARGEST_MAILBOX_BYTES = 20_000 * MEGABYTE


@contextmanager
def opened_mails(path: Path, most_bytes: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give the kind of a .eml, .msg or .mbox file, and its messages one by one.

    The file's content decides what it is; what is no mail by its content is taken for .eml. Each
    message has at most little more than `most_bytes`. UnreadableFileError if it cannot be opened.
    """
    with opened_file(path, _LARGEST_MAILBOX_BYTES, unreadable) as (stream, _):
        start = stream.read(LOOKED_AT_BYTES)
        stream.seek(0)
        kind = kind_of_mail(start, stored_name(path)) or EML
        yield kind, _messages(stream, kind, most_bytes)


def message_at(path: Path, place: int) -> tuple[str, bytes]:
    """Return the kind of a file, and the bytes of its message at this place, from 1.

    There are none if it has no such message. UnreadableFileError if it cannot be read.
    """
    with opened_mails(path, LARGEST_MESSAGE_BYTES) as (kind, messages):
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
