"""Which files are mails, and the messages of a mailbox one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from lisdesk.exchange.sheets.foreign_kinds import kind_by_content
from lisdesk.exchange.sheets.textfiles import is_table

EML, MBOX, MSG = "eml", "mbox", "msg"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAPI = tuple(name.encode("utf-16-le") for name in ("__substg1.0_", "__properties_version1.0"))
_ENDINGS = {".eml": EML, ".emlx": EML, ".mht": EML, ".mbox": MBOX, ".mbx": MBOX, ".msg": MSG}
_ENVELOPE = re.compile(rb"From \S.*(?:\d{1,2}:\d{2}|\b(?:19|20)\d\d)[^\n]*\r?\n", re.IGNORECASE)
_FIELD = re.compile(rb"[!-9;-~]+:")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
LOOKED_AT_BYTES = 1 << 16
"""How much of a file is looked at to tell what it is."""

_LONGEST_LINE_BYTES = 1 << 20


def kind_of_mail(start: bytes, name: str) -> str | None:
    """Return eml, mbox or msg for a file that begins so; None if it is no mail.

    Its content decides; its ending only where that tells nothing.
    """
    ending = _ENDINGS.get(PurePath(name).suffix.casefold())
    if start.startswith(_OLE):
        return MSG if ending == MSG or any(mark in start for mark in _MAPI) else None
    found = kind_by_content(start) if start else None
    if found == "mail" or (ending is not None and found is None and not is_table(start, None)):
        return MBOX if _begins_mailbox(start) else EML
    return None


def messages_of(stream: IO[bytes], most_bytes: int) -> Iterator[bytes]:
    """Yield the messages of a mailbox, each with its envelope, unescaped; cut after `most_bytes`.

    A message begins with a line “From …” after an empty line, before a field of a header.
    """
    message = bytearray()
    is_after_blank, envelope = True, b""
    for line in iter(lambda: stream.readline(_LONGEST_LINE_BYTES), b""):
        if envelope:
            if _FIELD.match(line) or line.startswith(b">From "):
                if message.strip():
                    yield _unescaped(message)
                message = bytearray(envelope)
            else:
                message += envelope
            envelope = b""
        if is_after_blank and _ENVELOPE.fullmatch(line):
            envelope = line
        elif len(message) <= most_bytes:
            message += line
        is_after_blank = not line.strip()
    message += envelope
    if message.strip():
        yield _unescaped(message)


def without_envelope(message: bytes) -> bytes:
    """Return a message of a mailbox as the mail that it is, without the line that begins it."""
    envelope = _ENVELOPE.match(message)
    return message[envelope.end() :] if envelope else message


def _begins_mailbox(start: bytes) -> bool:
    """Whether a file begins with the envelope of a message, as each message of a mailbox does."""
    line, _, rest = start.partition(b"\n")
    return _ENVELOPE.fullmatch(line + b"\n") is not None and _FIELD.match(rest) is not None


def _unescaped(message: bytearray) -> bytes:
    return _ESCAPED.sub(rb"\1", bytes(message))
