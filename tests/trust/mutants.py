"""Good files changed by chance, most of them inside what they are packed in.

So it is the readers who meet the change and not only what unpacks for them: four of five mutants of
a zipped file have XML that is still well-formed, four of five of a compound file are changed in its
streams alone, and four of five of a plain text in its letters, not in the bytes that encode them.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from pathlib import Path

import olefile
from lxml import etree

from tests.trust.good_files import good_files

_PACKED_AS_THEY_ARE = 0.8
"""Which share of mutants keeps what the file is packed in as it was."""
_ZIPPED = ("xlsx", "xlsm", "xlsb", "ods", "docx", "odt", "qdpx")
_COMPOUND = ("xls", "msg")
_LETTERS = ("csv", "tsv", "txt", "html")
_UNREAD = ("docProps/", "xl/theme/", "xl/printerSettings/", "META-INF/", "Thumbnails/")
"""Parts that no reader of ours looks into; a change there would prove nothing."""
_MAIN = (
    "document.xml",
    "content.xml",
    "sheet1.xml",
    "sharedStrings.xml",
    "sheet1.bin",
    "project.qde",
)


def mutant(kind: str, number: int, corpus: Path) -> bytes:
    """Return the mutant of a format that has this number; the same one every time."""
    chance = random.Random(f"{kind} {number}")
    good = good_files(kind, corpus)
    content = good[number % len(good)]
    if kind in _ZIPPED:
        return _changed_package(content, chance)
    if chance.random() < _PACKED_AS_THEY_ARE:
        if kind in _COMPOUND:
            return _changed_streams(content, chance)
        if kind in _LETTERS:
            return _changed_letters(content, chance)
        if kind == "qdc":
            return _changed_tree(content, chance)
    return changed_bytes(content, chance)


def _changed_package(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [
        name
        for name in parts
        if name.endswith((".xml", ".rels", ".bin", ".qde"))
        and not name.startswith(_UNREAD)
        and parts[name]
    ]
    main = [name for name in names if name.endswith(_MAIN)]
    name = chance.choice([*names, *main * 8])
    if chance.random() >= _PACKED_AS_THEY_ARE:
        change = changed_bytes
    else:
        change = _overwritten if name.endswith(".bin") else _changed_tree
    parts[name] = change(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(names)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return packed.getvalue()


def _changed_streams(content: bytes, chance: random.Random) -> bytes:
    """Return a compound file with bytes overwritten in its streams, not in its tables."""
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        size = package.sector_size
        tables = {sector for sector, use in enumerate(package.fat) if use in (-3, -4)}
        for first in (package.first_dir_sector, package.first_mini_fat_sector):
            while 0 <= first < len(package.fat) and first not in tables:
                tables.add(first)
                first = package.fat[first]
        used = [sector for sector, use in enumerate(package.fat) if use != -1]
    sectors = [sector for sector in used if sector not in tables]
    starts = [size * (sector + 1) for sector in sectors if size * (sector + 2) <= len(content)]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 3, 10))):
        changed[chance.choice(starts) + chance.randrange(size)] = chance.randrange(256)
    return bytes(changed)


def _overwritten(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 50))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


_ODD_LETTERS = (
    "\u202e", "\U0001f600", "\ufffd", "\x01", "\x0b", "\x85", "\u2028", '"', '""', ",", ";", "\t",
    "\n", "\r\n", "'", "=1+1", "<", ">", "</p>", "<table>", "&#0;", "&", "<!--", "999999999999",
    "\u0301", "\u00a0", "İ", "ß", "From ",
)  # fmt: skip


def _changed_letters(content: bytes, chance: random.Random) -> bytes:
    """Return a plain text with letters changed, cut out, doubled and put in, in its encoding."""
    encoding = next(each for each in ("utf-16", "utf-8", "cp1252") if _is_in(content, each))
    text = list(content.decode(encoding))
    for _ in range(chance.choice((1, 3, 10, 50))):
        place = chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text[place] = chance.choice(text)
        elif kind == 1 and len(text) > 20:
            del text[place : place + chance.randrange(1, 20)]
        elif kind == 2:
            text[place:place] = text[place : place + chance.randrange(1, 200)]
        else:
            text[place:place] = chance.choice(_ODD_LETTERS)
    return "".join(text).encode(encoding, "ignore")


def _is_in(content: bytes, encoding: str) -> bool:
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return content with some of its bytes changed, gone, doubled or new, wherever they stand."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 50))):
        place = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[place] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randrange(1, 20)]
        elif kind == 2:
            changed[place:place] = changed[place : place + chance.randrange(1, 200)]
        else:
            changed[place:place] = chance.choice(_ODD)
        if not changed:
            break
    return bytes(changed)


_ODD = (
    b"\x00", b"<", b"</w:p>", b"{", b"}", b"\\u-1?", b"\\bin9999999999 ", b"\\'", b"999999999999",
    b"-1", b"\xff\xfe", b"\xf0\x9f\x98\x80", b"]]>", b"&#0;", b"%PDF-", b"endobj", b"\\v ", b">>",
)  # fmt: skip


def _changed_tree(content: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:  # one of the good documents has a damaged part
        return changed_bytes(content, chance)
    for _ in range(chance.choice((1, 2, 5))):
        elements = list(root.iter(etree.Element))
        element = chance.choice(elements)
        other = chance.choice(elements)
        parent = element.getparent()
        kind = chance.randrange(6)
        if kind == 0 and parent is not None:
            parent.remove(element)
        elif kind == 1 and parent is not None:
            parent.append(copy.deepcopy(element))
        elif kind == 2 and other not in element.iter():
            other.append(copy.deepcopy(element))
        elif kind == 3 and element.attrib:
            name = chance.choice(sorted(element.attrib))
            element.set(name, chance.choice(("", "-1", "99999999999", "none", "é😀", "true")))
        elif kind == 4:
            element.text = chance.choice(("", " ", "\n\n", "x" * 5000, "\u202eevil", "😀"))
        else:
            element.tag = other.tag
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
