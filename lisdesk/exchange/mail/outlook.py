"""A message as Outlook saves it: .msg, a compound file of properties."""

from __future__ import annotations

import email.parser
import email.policy
import io
import re
from collections.abc import Mapping

import olefile

from lisdesk.exchange.guarded.child import Put, Wanted
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.mail.charsets import decoded
from lisdesk.exchange.mail.found import Found, FoundAttachment
from lisdesk.exchange.mail.headers import (
    AS_WRITTEN,
    message_id,
    moment,
    plain_words,
    raw_field,
    raw_fields,
    received_moment,
    sender,
)
from lisdesk.exchange.mail.html_text import text_of_html
from lisdesk.exchange.mail.inner_messages import as_internet_message
from lisdesk.exchange.mail.mapi import BYTES_TEXT, OBJECT, UNICODE, Properties
from lisdesk.exchange.mail.rich_text import text_of_rtf, unpacked_rtf

_SUBJECT, _NORMAL_SUBJECT, _PREFIX = 0x0037, 0x0E1D, 0x003D
_HEADERS, _MESSAGE_ID = 0x007D, 0x1035
_SENDER_NAMES = (0x0042, 0x0C1A)
_SENDER_SMTP = (0x5D02, 0x5D01)
_SENDER_ADDRESSES = ((0x0064, 0x0065), (0x0C1E, 0x0C1F))
_SUBMITTED, _DELIVERED, _CREATED = 0x0039, 0x0E06, 0x3007
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
_FILE_TYPE, _FILE_DATA, _CONTENT_ID, _ENDING = 0x370E, 0x3701, 0x3712, 0x3703
_TOP_HEADER, _INNER_HEADER, _PART_HEADER = 32, 24, 8
_MARK = "__substg1.0_".encode("utf-16-le")
_ATTACHMENT = "__attach_version1.0_#"
_MOST_ATTACHMENTS = 2_000
_MOST_LEVELS = 20
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def read_outlook_message(content: bytes, _wanted: Wanted, put: Put) -> Mapping[str, object]:
    """Read one message; FaultError if it is none, or too damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            names = {name[0].casefold() for name in file.listdir() if name}
            if not any(name.startswith(("__substg1.0_", "__properties_version")) for name in names):
                raise FaultError("damaged" if _MARK in content else "not_mail")
            return _read(file, (), 0).report(put)
    except OSError as error:  # what olefile raises of a damaged file
        raise FaultError("damaged") from error


def _read(file: olefile.OleFileIO, storage: tuple[str, ...], level: int) -> Found:
    if level > _MOST_LEVELS:
        raise FaultError("nested")
    own = Properties(file, storage, _INNER_HEADER if storage else _TOP_HEADER)
    found = Found()
    found.subject = plain_words(own.text(_SUBJECT)) or plain_words(
        own.text(_PREFIX) + own.text(_NORMAL_SUBJECT)
    )
    found.sender_name, found.sender_address = _sender(own)
    found.message_id = message_id(own.text(_MESSAGE_ID))
    _read_moments(own, found)
    _read_headers(own.text(_HEADERS), found)
    _read_body(own, found)
    _read_attachments(file, own, found, level)
    found.tell(own.problem)
    return found


def _sender(own: Properties) -> tuple[str, str]:
    address = own.text(*_SENDER_SMTP).strip()
    for kind, number in _SENDER_ADDRESSES:
        written = own.text(number).strip()
        is_internet = own.text(kind).strip("\0 ").upper() in ("SMTP", "")
        if not address and is_internet and _ADDRESS.fullmatch(written):
            address = written
    name = plain_words(own.text(*_SENDER_NAMES))
    name = name.replace(f"<{address}>", "").strip("'\" ") if address else name
    if not address and _ADDRESS.fullmatch(name):
        address = name
    return ("" if name.casefold() == address.casefold() else name), address


def _read_moments(own: Properties, found: Found) -> None:
    found.sent_at, number = own.time(_SUBMITTED, _CREATED)
    if number == _CREATED:
        found.sent_source = "the message’s creation"
    elif number:
        found.sent_source = "Outlook’s time of sending"
    found.received_at, number = own.time(_DELIVERED)
    found.received_source = "Outlook’s time of delivery" if number else ""


def _read_headers(headers: str, found: Found) -> None:
    """Complete what was found from the header with which the mail came over the internet."""
    if not headers.strip():
        return
    lines = headers.replace("\r\n", "\n").lstrip()
    if lines.startswith("Microsoft Mail Internet Headers"):
        lines = lines.partition("\n")[2]
    message = email.parser.HeaderParser(policy=AS_WRITTEN).parsestr(lines)
    found.message_id = found.message_id or message_id(raw_field(message, "Message-ID"))
    name, address, _ = sender(message)
    if not found.sender_address:
        found.sender_address = address
    found.sender_name = found.sender_name or name
    received = received_moment(raw_fields(message, "Received"))
    if received is not None and found.received_at is None:
        found.received_at, found.received_source = received, "Received"
    dated, _ = moment(raw_field(message, "Date"))
    if dated is not None:
        found.sent_at, found.sent_source = dated, "Date"


def _read_body(own: Properties, found: Found) -> None:
    text = own.text(_BODY).replace("\0", "")
    if not text.strip():
        text = text_of_html(_html(own, found))
    if not text.strip():
        text = _rich_text(own, found)
    found.texts.append(text.replace("\r\n", "\n"))


def _html(own: Properties, found: Found) -> str:
    if own.stream(_HTML, UNICODE) or own.stream(_HTML, BYTES_TEXT):
        return own.text(_HTML)
    content = own.binary(_HTML)
    if not content:
        return ""
    text, problem = decoded(content, own.html_charset())
    found.tell(problem)
    return text


def _rich_text(own: Properties, found: Found) -> str:
    packed = own.binary(_RTF)
    if not packed:
        return ""
    try:
        return text_of_rtf(unpacked_rtf(packed))
    except (ValueError, IndexError, KeyError, LookupError):
        found.tell("The text of the mail is damaged and could not be read.")
        return ""


def _read_attachments(file: olefile.OleFileIO, own: Properties, found: Found, level: int) -> None:
    depth = len(own.storage)
    storages = sorted(
        {
            tuple(name[: depth + 1])
            for name in file.listdir(streams=True, storages=True)
            if len(name) > depth
            and tuple(name[:depth]) == own.storage
            and name[depth].casefold().startswith(_ATTACHMENT)
        }
    )
    if len(storages) > _MOST_ATTACHMENTS:
        raise FaultError("nested")
    for place, storage in enumerate(storages, 1):
        _read_attachment(file, own, found, storage, place, level)


def _read_attachment(
    file: olefile.OleFileIO,
    own: Properties,
    found: Found,
    storage: tuple[str, ...],
    place: int,
    level: int,
) -> None:
    part = Properties(file, storage, _PART_HEADER, own.charset)
    name = plain_words(part.text(*_FILE_NAMES)) or f"attachment {place}"
    inner = (*storage, f"__substg1.0_{_FILE_DATA:04X}{OBJECT:04X}")
    if file.exists(list(inner)) and file.get_type(list(inner)) == olefile.STGTY_STORAGE:
        if not _holds_message(file, inner):
            found.tell(f"“{name}” is an object of another program; it could not be taken out.")
            return
        message = _read(file, inner, level + 1)
        content = as_internet_message(message)
        name = name if name.casefold().endswith(".eml") else f"{name.removesuffix('.msg')}.eml"
        found.attachments.append(FoundAttachment(name, "message/rfc822", content))
        return
    content_or_none = part.binary(_FILE_DATA)
    if content_or_none is None:
        found.tell(f"The attachment “{name}” has no contents in the file.")
        return
    if "." not in name:
        name += plain_words(part.text(_ENDING))
    media_type = plain_words(part.text(_FILE_TYPE)).casefold() or "application/octet-stream"
    is_inline = bool(part.text(_CONTENT_ID))
    found.attachments.append(FoundAttachment(name, media_type, content_or_none, is_inline))


def _holds_message(file: olefile.OleFileIO, storage: tuple[str, ...]) -> bool:
    return any(
        tuple(name[: len(storage)]) == storage
        and name[-1].casefold().startswith("__substg1.0_0037")
        for name in file.listdir()
    ) or file.exists([*storage, "__properties_version1.0"])
