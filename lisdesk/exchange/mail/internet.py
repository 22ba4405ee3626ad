"""A message in the form in which the internet carries it: .eml, and each message of a mailbox."""

from __future__ import annotations

import email.parser
import email.policy
import re
from collections.abc import Mapping

from lisdesk.exchange.guarded.child import Put, Wanted
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.mail.found import Found
from lisdesk.exchange.mail.headers import (
    AS_WRITTEN,
    AnyMessage,
    field,
    message_id,
    moment,
    plain_words,
    raw_field,
    raw_fields,
    received_moment,
    sender,
)
from lisdesk.exchange.mail.parts import add_parts

MOST_PARTS = 2_000
MOST_LEVELS = 40
_APPLE_COUNT = re.compile(rb"\A\s*\d+\s*\r?\n(?=[!-9;-~]+:)")
_BLANK_START = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)+(?=[!-9;-~]+:|>?From )")
_OLD_HEADER = re.compile(rb"\A(?:[^\r\n]+\r?\n)+")
_OLD_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]+:", re.MULTILINE)
_FIELD_START = re.compile(rb"[!-9;-~]+:")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY_SHARE = 0.02
_ENVELOPE = re.compile(r"From\s+(\S+@\S+)?\s*(.*)")
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def read_internet_message(content: bytes, _wanted: Wanted, put: Put) -> Mapping[str, object]:
    """Read one message; FaultError if it is no message, or nested beyond reason."""
    content = _BLANK_START.sub(b"", _APPLE_COUNT.sub(b"", content, count=1), count=1)
    content = _OLD_HEADER.sub(_without_spaces, content, count=1)
    if not content.strip():
        raise FaultError("empty")
    _refuse_noise(content)
    if len(_BOUNDARY.findall(content)) > MOST_PARTS:
        raise FaultError("nested")
    try:
        message = email.parser.BytesParser(policy=AS_WRITTEN).parsebytes(content)
        found = Found()
        _read_header(message, found)
        add_parts(message, found, most_levels=MOST_LEVELS, most_parts=MOST_PARTS)
    except RecursionError as error:
        raise FaultError("nested") from error
    return found.report(put)


def _without_spaces(header: re.Match[bytes]) -> bytes:
    """Return a header without the space that old programs put between a field's name and colon."""
    return _OLD_FIELD.sub(rb"\1:", header[0])


def _refuse_noise(content: bytes) -> None:
    """Raise FaultError for bytes that are no text: a message without any header may still be."""
    start = content[:20_000]
    if _FIELD_START.match(start) or start.startswith((b"From ", b">From ")):
        return
    if b"\0" in start or len(_BINARY.findall(start)) > len(start) * _MOST_BINARY_SHARE:
        raise FaultError("not_mail")


def _read_header(message: AnyMessage, found: Found) -> None:
    if not message.keys():
        found.tell("The mail has no header; all of it was taken for its text.")
    found.message_id = message_id(raw_field(message, "Message-ID"))
    found.subject = field(message, "Subject")
    name, address, source = sender(message)
    envelope = _ENVELOPE.match(message.get_unixfrom() or "")
    if not source and envelope and envelope[1]:
        address, source = envelope[1], "the envelope"
    found.sender_name, found.sender_address = name, address
    if source not in ("", "From"):
        found.tell(f"The mail names no sender in From; the one in {source} was taken.")
    if len([raw for raw in raw_fields(message, "From") if raw.strip()]) > 1:
        found.tell("The mail has more than one From field; the first was taken.")
    _read_moments(message, found, envelope[2] if envelope else "")


def _read_moments(message: AnyMessage, found: Found, envelope_date: str) -> None:
    found.received_at = received_moment(raw_fields(message, "Received"))
    found.received_source = "Received" if found.received_at else ""
    raw = raw_field(message, "Date")
    for source in ("Date", "Resent-Date", "Delivery-date"):
        found.sent_at, has_zone = moment(raw_field(message, source))
        if found.sent_at is not None:
            found.sent_source = source
            break
    if found.sent_at is None and envelope_date.strip():
        found.sent_at, has_zone = moment(envelope_date)
        found.sent_source = "the envelope" if found.sent_at else ""
    if found.sent_at is not None and not has_zone:
        found.tell(f"The date in {found.sent_source} names no time zone; it was read as UTC.")
    if found.sent_source != "Date" and raw.strip():
        found.tell(f"The date of the mail cannot be read: “{plain_words(raw)[:80]}”.")
    elif found.sent_source not in ("Date", ""):
        found.tell(f"The mail has no date; the one in {found.sent_source} was taken.")
