"""The properties of an Outlook message, as its compound file holds them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import olefile

from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.mail.charsets import decoded

UNICODE, BYTES_TEXT, BINARY, OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_SYSTEM_TIME, _LONG = 0x0040, 0x0003
_ENTRY_BYTES = 16
_TIMES_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGE, _INTERNET_CODE_PAGE, _LOCALE = 0x3FFD, 0x3FDE, 0x3FF1
_PAGE_NAMES = {65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 28591: "iso-8859-1",
               28592: "iso-8859-2", 28595: "iso-8859-5", 28597: "iso-8859-7",
               28605: "iso-8859-15", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp",
               50221: "iso-2022-jp", 50222: "iso-2022-jp", 51932: "euc-jp", 51949: "euc-kr",
               54936: "gb18030", 52936: "hz", 936: "gb18030", 10000: "mac-roman"}  # fmt: skip
_PAGE_OF_LANGUAGE = {0x04: 936, 0x11: 932, 0x12: 949, 0x19: 1251, 0x02: 1251, 0x22: 1251,
                     0x23: 1251, 0x05: 1250, 0x0E: 1250, 0x15: 1250, 0x18: 1250, 0x1A: 1250,
                     0x1B: 1250, 0x24: 1250, 0x08: 1253, 0x1F: 1254, 0x0D: 1255, 0x01: 1256,
                     0x25: 1257, 0x26: 1257, 0x27: 1257, 0x2A: 1258, 0x1E: 874}  # fmt: skip
_TRADITIONAL_CHINESE = frozenset({0x0404, 0x0C04, 0x1404})
_LANGUAGE_BITS = 0x3FF
_WESTERN = 1252


class Properties:
    """The properties of one storage: a message, or an attachment of one."""

    def __init__(
        self,
        file: olefile.OleFileIO,
        storage: tuple[str, ...],
        header_bytes: int,
        charset: str | None = None,
    ) -> None:
        """`charset` is that of texts that are bytes; None for a message, which says itself."""
        self._file = file
        self.storage = storage
        self._streams = {
            name[len(storage)].casefold(): name
            for name in map(tuple, file.listdir(streams=True, storages=False))
            if len(name) == len(storage) + 1 and name[: len(storage)] == storage
        }
        self._fixed = self._read_fixed(header_bytes)
        self.charset = charset if charset is not None else self._own_charset()
        self.problem = ""

    def text(self, *numbers: int) -> str:
        """Return the first of these properties that is a text with any words in it."""
        for number in numbers:
            for kind in (UNICODE, BYTES_TEXT):
                content = self.stream(number, kind)
                if content is None:
                    continue
                if kind == UNICODE:
                    text = content[: len(content) & ~1].decode("utf-16-le", errors="replace")
                else:
                    text = self._decoded(content)
                if text.strip(" \0\r\n\t"):
                    return text.rstrip("\0")
        return ""

    def binary(self, number: int) -> bytes | None:
        """Return a property that is bytes; None if there is none."""
        return self.stream(number, BINARY)

    def time(self, *numbers: int) -> tuple[datetime | None, int]:
        """Return the first of these properties that is a moment, and which one it was."""
        for number in numbers:
            value = self._fixed.get((number, _SYSTEM_TIME))
            if value is None:
                continue
            ticks = int.from_bytes(value, "little")
            try:
                found = _TIMES_BEGIN + timedelta(microseconds=ticks // 10)
            except OverflowError:
                continue
            if 1900 < found.year < 2200:
                return found.replace(microsecond=0), number
        return None, 0

    def number(self, number: int) -> int | None:
        """Return a property that is a whole number; None if there is none."""
        value = self._fixed.get((number, _LONG))
        return None if value is None else int.from_bytes(value[:4], "little")

    def stream(self, number: int, kind: int) -> bytes | None:
        """Return the bytes of a property of variable size; None if there is none."""
        name = self._streams.get(f"__substg1.0_{number:04x}{kind:04x}")
        return self._bytes(name) if name else None

    def html_charset(self) -> str:
        """Return the charset of an HTML body that is bytes."""
        return _page_name(self.number(_INTERNET_CODE_PAGE)) or self.charset

    def _decoded(self, content: bytes) -> str:
        text, problem = decoded(content.rstrip(b"\0"), self.charset)
        self.problem = self.problem or problem
        return text

    def _bytes(self, name: tuple[str, ...]) -> bytes:
        try:
            with self._file.openstream(list(name)) as stream:
                return bytes(stream.read())
        except OSError as error:
            raise FaultError("damaged") from error

    def _read_fixed(self, header_bytes: int) -> dict[tuple[int, int], bytes]:
        name = self._streams.get("__properties_version1.0")
        if name is None:
            return {}
        content = self._bytes(name)
        fixed = {}
        for start in range(header_bytes, len(content) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            kind, number = struct.unpack_from("<HH", content, start)
            fixed[number, kind] = content[start + 8 : start + _ENTRY_BYTES]
        return fixed

    def _own_charset(self) -> str:
        page = _page_name(self.number(_CODE_PAGE))
        if page:
            return page
        locale = self.number(_LOCALE) or 0
        if locale in _TRADITIONAL_CHINESE:
            return "cp950"
        if locale:
            return _page_name(_PAGE_OF_LANGUAGE.get(locale & _LANGUAGE_BITS, _WESTERN))
        return _page_name(self.number(_INTERNET_CODE_PAGE))


def _page_name(page: int | None) -> str:
    if not page:
        return ""
    return _PAGE_NAMES.get(page, f"cp{page}")
