"""The fields of a mail's header, read with patience: programs write all kinds of things there."""

from __future__ import annotations

import binascii
import email.errors
import email.header
import email.policy
import email.utils
import re
from datetime import UTC, datetime
from email.message import Message
from typing import Any, TypeAlias

from lisdesk.exchange.mail.charsets import decoded, guessed

AnyMessage: TypeAlias = "Message[Any, Any]"


class _AsWritten(email.policy.Compat32):
    """Gives every field as it was written; the newer policies raise errors for what is odd."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the field's value as it was written, its bytes above ASCII as surrogates."""
        return value


AS_WRITTEN = _AsWritten()
_SPACES = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ADDRESS = re.compile(r"[^\s<>(),;:\"@]+@[^\s<>(),;:\"@]+")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_ZONE_COMMENT = re.compile(r"\s*\([^()]*\)")
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOST_DECODED = 200_000
_SENDERS = ("From", "Sender", "Reply-To", "Return-Path")


def plain_words(raw: str) -> str:
    """Return a field's value as text: encoded words decoded, folding undone, no control character.

    Bytes above ASCII that stand there unencoded are UTF-8, else Windows-1252. Of a value of more
    than MOST_DECODED characters only the beginning is looked at, for to decode it takes the square
    of its length.
    """
    unfolded = _SPACES.sub(" ", raw[:MOST_DECODED])
    if "=?" in unfolded:
        unfolded = _without_encoded_words(unfolded)
    return _INVISIBLE.sub(" ", _from_surrogates(unfolded)).strip()


def field(message: AnyMessage, name: str) -> str:
    """Return the first field of this name as text; an empty text if there is none."""
    return plain_words(raw_field(message, name))


def raw_field(message: AnyMessage, name: str) -> str:
    """Return the first field of this name as it was written; an empty text if there is none."""
    for each, value in message.raw_items():
        if each.casefold() == name.casefold():
            return str(value)
    return ""


def raw_fields(message: AnyMessage, name: str) -> list[str]:
    """Return all fields of this name as they were written, in their order."""
    return [str(value) for each, value in message.raw_items() if each.casefold() == name.casefold()]


def sender(message: AnyMessage) -> tuple[str, str, str]:
    """Return the sender's name and address, and the field that says so: none if no field does."""
    for name in _SENDERS:
        raw = _SPACES.sub(" ", raw_field(message, name))
        if raw.strip() and (found := person(raw)) != ("", ""):
            return (*found, name)
    return "", "", ""


def person(raw: str) -> tuple[str, str]:
    """Return the name and the address of the first person in a field of addresses."""
    try:
        pairs = email.utils.getaddresses([_from_surrogates(raw)])
    except (ValueError, IndexError, TypeError, RecursionError):
        pairs = []
    for name, address in pairs:
        if _ADDRESS.fullmatch(address.strip()):
            return _person_name(name, address), address.strip()
    words = plain_words(raw)
    address_in = _ADDRESS.search(words)
    address = address_in[0].strip(".'") if address_in else ""
    name = _ADDRESS.sub(" ", _IN_BRACKETS.sub(" ", words)) if address else words
    return _person_name(name, address), address


def moment(raw: str) -> tuple[datetime | None, bool]:
    """Return a moment that a field states, and whether it states its zone; UTC is taken if not.

    None for what is no moment, or one that no mail can be from.
    """
    written = _ZONE_COMMENT.sub("", _from_surrogates(_SPACES.sub(" ", raw))).strip()
    try:
        found = email.utils.parsedate_to_datetime(written)
        has_zone = found.tzinfo is not None or written.endswith("-0000")
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, False
    return (found, has_zone) if _EARLIEST <= found < _LATEST else (None, False)


def received_moment(fields: list[str]) -> datetime | None:
    """Return when the last server received a mail, by the topmost Received field that says so."""
    for raw in fields:
        found, _ = moment(raw.rpartition(";")[2])
        if found is not None:
            return found
    return None


def message_id(raw: str) -> str:
    """Return an identifier without its brackets, spaces and comments; an empty text for none."""
    bracketed = _IN_BRACKETS.search(raw)
    inner = bracketed[1] if bracketed else raw
    return "".join(_INVISIBLE.sub("", _from_surrogates(inner)).split())


def _person_name(name: str, address: str) -> str:
    words = " ".join(plain_words(name).strip(" \t'\"<>").split())
    return "" if words.casefold() == address.casefold() else words


def _without_encoded_words(text: str) -> str:
    try:
        pieces = email.header.decode_header(text)
    except (email.errors.HeaderParseError, binascii.Error, ValueError):
        return text
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif charset is None:
            words.append(piece.decode("latin-1") if piece.isascii() else _raw_unescaped(piece))
        else:
            words.append(decoded(piece, charset)[0])
    return "".join(words)


def _raw_unescaped(piece: bytes) -> str:
    """Return what `decode_header` made bytes of by its own escapes, as text again."""
    return piece.decode("raw-unicode-escape", errors="replace")


def _from_surrogates(text: str) -> str:
    """Return text whose bytes above ASCII are surrogates, as the parser leaves them, as text."""
    if text.isascii():
        return text
    try:
        return guessed(text.encode("utf-8", errors="surrogateescape"))
    except UnicodeEncodeError:
        return text.encode("utf-8", errors="replace").decode("utf-8")
