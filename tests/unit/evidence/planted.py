"""Publications with something planted in one of their parts, as a mistake of ours might."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Parts = dict[str, bytes]
Change = Callable[[Parts, str], None]
SHEET = "xl/worksheets/sheet{}.xml"
_FIXED = (1980, 1, 1, 0, 0, 0)


def parts_of(path: Path) -> Parts:
    """Return the parts of a package in their order."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts, path: Path) -> Path:
    """Write a package of these parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            member = ZipInfo(name, _FIXED)
            member.compress_type = ZIP_DEFLATED
            package.writestr(member, content)
    return path


def sheet_part(parts: Parts, sheet: str) -> str:
    """Return the part of a sheet by its name."""
    names = re.findall(r'<sheet [^>]*?name="([^"]*)"', parts["xl/workbook.xml"].decode())
    return SHEET.format(names.index(sheet) + 1)


def replaced(part: str, old: str, new: str) -> Change:
    """Plant what `new` says, with the secret in place of “{}”, for the first `old` of a part."""

    def change(parts: Parts, secret: str) -> None:
        text = parts[part].decode()
        assert old in text, (part, old)
        parts[part] = text.replace(old, new.format(escape(secret)), 1).encode()

    return change


def in_sheet(sheet: str, old: str, new: str) -> Change:
    """Plant it in a sheet that is known by its name."""

    def change(parts: Parts, secret: str) -> None:
        replaced(sheet_part(parts, sheet), old, new)(parts, secret)

    return change


def in_cell(sheet: str, column: str, row: int = 5) -> Change:
    """Plant it as a cell, in place of the one that is there or before the end of the row."""

    def change(parts: Parts, secret: str) -> None:
        part = sheet_part(parts, sheet)
        text = parts[part].decode()
        cell = (
            f'<c r="{column}{row}" s="2" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(secret)}</t></is></c>"
        )
        own = re.compile(rf'<c r="{column}{row}"[^>]*?(?:/>|>.*?</c>)')
        if own.search(text):
            text = own.sub(lambda _: cell, text, count=1)
        else:
            text = re.sub(
                rf'(<row r="{row}"[^>]*>.*?)(</row>)', lambda found: found[1] + cell + found[2],
                text, count=1, flags=re.DOTALL,
            )  # fmt: skip
        assert cell in text
        parts[part] = text.encode()

    return change


def added(part: str, content: str) -> Change:
    """Plant a part of its own."""

    def change(parts: Parts, secret: str) -> None:
        parts[part] = content.format(escape(secret)).encode()

    return change
