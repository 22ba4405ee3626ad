"""The parts of a message: which of them is its text, and which came along as files."""

from __future__ import annotations

import base64
import contextlib
import quopri
import re
from collections.abc import Sequence
from email.message import Message
from email.utils import collapse_rfc2231_value

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.mail.charsets import decoded
from lisdesk.exchange.mail.found import Found, FoundAttachment
from lisdesk.exchange.mail.headers import AnyMessage, field, plain_words, raw_field
from lisdesk.exchange.mail.html_text import text_of_html

_MEDIA_TYPE = re.compile(r"[a-z0-9][\w!#$&^.+-]*/[\w!#$&^.+-]+")
_ENDING_OF = {"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics",
              "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg",
              "image/gif": ".gif", "message/rfc822": ".eml",
              "message/delivery-status": ".txt", "text/rfc822-headers": ".txt"}  # fmt: skip
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_SOFT_SPACE = re.compile(r"(?<!\n--) \n(?!-- \n)(?!\n)(?![ >])")


def add_parts(message: AnyMessage, found: Found, *, most_levels: int, most_parts: int) -> None:
    """Add a message's texts and attachments to what was found; FaultError if it has too many."""
    walk = _Walk(found, most_levels, most_parts)
    found.texts += walk.texts_of(message, 0)


class _Walk:
    """One message under way: its parts are counted as they are met."""

    def __init__(self, found: Found, most_levels: int, most_parts: int) -> None:
        self._found = found
        self._most_levels = most_levels
        self._parts_left = most_parts

    def texts_of(self, part: AnyMessage, level: int) -> list[str]:
        """Return the texts of a part, and add its files to what was found."""
        self._parts_left -= 1
        if level > self._most_levels or self._parts_left < 0:
            raise FaultError("nested")
        media_type = _media_type(part)
        if part.is_multipart() and media_type.startswith("multipart/"):
            return self._texts_of_many(part, media_type, level)
        if part.is_multipart():  # a mail in a mail, or a report on a delivery
            self._attach_messages(part, media_type)
            return []
        if media_type.startswith("multipart/") and str(part.get_payload()).strip():
            self._found.tell("The mail says that it has parts, but they are not marked; all of it "
                             "was taken for its text.")  # fmt: skip
        return self._text_or_file(part, media_type)

    def _texts_of_many(self, part: AnyMessage, media_type: str, level: int) -> list[str]:
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if "StartBoundaryNotFoundDefect" in {type(each).__name__ for each in part.defects}:
            self._found.tell("The parts of the mail are not marked as its header says.")
        if media_type != "multipart/alternative":
            return [text for child in children for text in self.texts_of(child, level + 1)]
        versions = [(child, self.texts_of(child, level + 1)) for child in children]
        return _best_version(versions)

    def _text_or_file(self, part: AnyMessage, media_type: str) -> list[str]:
        content = _bytes_of(part, self._found)
        disposition = raw_field(part, "Content-Disposition").partition(";")[0].strip().casefold()
        name = _file_name(part)
        is_text = media_type in ("text/plain", "text/html") or media_type.startswith("multipart/")
        if not is_text or disposition == "attachment" or _has_file_name(part):
            if content or name:
                self._attach(name, media_type, content, is_inline=disposition == "inline")
            return []
        text, problem = decoded(content, _charset(part))
        self._found.tell(problem)
        if media_type == "text/html":
            return [text_of_html(text)]
        return [_unfolded(text, part)]

    def _attach_messages(self, part: AnyMessage, media_type: str) -> None:
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if media_type == "message/rfc822" and len(children) == 1:
            inner = children[0]
            content = _message_bytes(inner, raw_field(part, "Content-Transfer-Encoding"))
            name = _file_name(part) or field(inner, "Subject")[:100]
        else:
            content = b"\n".join(_message_bytes(child, "") for child in children)
            name = _file_name(part)
        self._attach(name, media_type, content, is_inline=False)

    def _attach(self, name: str, media_type: str, content: bytes, *, is_inline: bool) -> None:
        ending = _ENDING_OF.get(media_type, "")
        name = name or f"attachment {len(self._found.attachments) + 1}"
        if (
            media_type == "message/rfc822"
            and not name.casefold().endswith((ending, ".msg"))
            or "." not in name
        ):
            name += ending
        self._found.attachments.append(FoundAttachment(name, media_type, content, is_inline))


def _best_version(versions: Sequence[tuple[AnyMessage, list[str]]]) -> list[str]:
    """Return the texts of one of several versions: the first plain one, else the first with any."""
    with_words = [(part, texts) for part, texts in versions if any(text.strip() for text in texts)]
    for part, texts in with_words:
        if _media_type(part) == "text/plain":
            return texts
    return with_words[0][1] if with_words else []


def _media_type(part: AnyMessage) -> str:
    if not raw_field(part, "Content-Type").strip():
        return part.get_default_type()
    written = plain_words(raw_field(part, "Content-Type")).partition(";")[0].strip().casefold()
    if _MEDIA_TYPE.fullmatch(written):
        return written
    return "text/html" if "html" in written else "text/plain"


def _bytes_of(part: AnyMessage, found: Found) -> bytes:
    """Return a part's bytes, as its transfer encoding says, or as they stand if that is broken."""
    encoding = raw_field(part, "Content-Transfer-Encoding").strip().casefold()
    del part["Content-Transfer-Encoding"]  # the bytes as they stand are wanted first
    raw = _undecoded(part)
    if encoding.startswith("base64"):
        return _from_base64(raw, found)
    if encoding.startswith("quoted-printable"):
        return quopri.decodestring(raw)
    if "uue" in encoding:
        part["Content-Transfer-Encoding"] = "x-uuencode"
        return _undecoded(part)
    return raw


def _undecoded(part: AnyMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _from_base64(raw: bytes, found: Found) -> bytes:
    packed = b"".join(raw.split())
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except ValueError:
        found.tell(
            "A part of the mail is damaged where it is packed as base64; what could be read of "
            "it was kept."
        )
    kept = _NOT_BASE64.sub(b"", packed)
    if len(kept) * 2 < len(packed):  # it is no such thing
        return raw
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return base64.b64decode(kept + b"=" * (-len(kept) % 4))


def _message_bytes(inner: AnyMessage, encoding: str) -> bytes:
    if encoding.strip().casefold() == "base64" and isinstance(inner.get_payload(), str):
        packed = _NOT_BASE64.sub(b"", _undecoded(inner))
        with contextlib.suppress(ValueError):
            return base64.b64decode(packed + b"=" * (-len(packed) % 4))
    try:
        return inner.as_bytes(unixfrom=False)
    except (ValueError, LookupError, KeyError, TypeError, AttributeError):
        lines = [f"{name}: {value}" for name, value in inner.raw_items()]
        text = "\n".join([*lines, "", str(inner.get_payload())])
        return text.encode("utf-8", "surrogateescape")


def _charset(part: AnyMessage) -> str:
    try:
        found = part.get_param("charset")
    except (ValueError, IndexError):
        return ""
    if found is None:
        return ""
    return collapse_rfc2231_value(found) if isinstance(found, tuple) else str(found)


def _has_file_name(part: AnyMessage) -> bool:
    try:
        return bool(part.get_param("filename", header="content-disposition"))
    except (ValueError, IndexError):
        return False


def _file_name(part: AnyMessage) -> str:
    """Return the name that a part's file has, decoded whichever way it was encoded."""
    for name, header in (("filename", "content-disposition"), ("name", "content-type")):
        try:
            found = part.get_param(name, header=header)
        except (ValueError, IndexError, LookupError):
            continue
        if found:
            try:
                written = collapse_rfc2231_value(found)
            except (LookupError, ValueError):
                written = str(found[-1])
            return plain_words(written)
    location = plain_words(raw_field(part, "Content-Location"))
    return location.rstrip("/").rpartition("/")[2]


def _unfolded(text: str, part: AnyMessage) -> str:
    """Return text whose sender's program broke its lines as one line for each paragraph."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "format=flowed" not in raw_field(part, "Content-Type").casefold().replace(" ", ""):
        return text
    return _SOFT_SPACE.sub(" ", text)
