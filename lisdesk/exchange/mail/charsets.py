"""Bytes of mails as text, whatever charset they claim to be in."""

from __future__ import annotations

import codecs

_ALSO_CALLED = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
}
"""Wider charsets that senders mean when they name the narrower."""

_NO_TEXT = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "unicode_escape",
                      "raw_unicode_escape", "idna", "punycode", "undefined"})  # fmt: skip


def decoded(content: bytes, charset: str) -> tuple[str, str]:
    """Return bytes as text, and what was wrong with their charset: an empty text for nothing.

    What cannot be read stands as U+FFFD.
    """
    name = charset.strip().strip("\"'").casefold()
    codec = _codec(name)
    if codec is not None:
        try:
            return content.decode(codec), ""
        except (UnicodeError, ValueError):
            pass
    guess = _guessed(content)
    if guess is not None and codec in (None, "ascii"):
        text, encoding = guess
        if not name or content.isascii():
            return text, ""
        return text, f"The text is not in the charset that the mail names; {encoding} was read."
    if codec is None:
        codec = "cp1252"
    text = content.decode(codec, errors="replace")
    return text, "Some characters could not be read; “\N{REPLACEMENT CHARACTER}” stands for them."


def guessed(content: bytes) -> str:
    """Return bytes whose charset nobody names as text: UTF-8, else Windows-1252."""
    guess = _guessed(content)
    return guess[0] if guess else content.decode("cp1252", errors="replace")


def _codec(name: str) -> str | None:
    """Return the codec for a charset's name; None if there is none, or it is not one of text."""
    if not name:
        return None
    try:
        found = codecs.lookup(_ALSO_CALLED.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return None if found.split("-")[0] in _NO_TEXT or found in _NO_TEXT else found


def _guessed(content: bytes) -> tuple[str, str] | None:
    for codec, name in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    return None
