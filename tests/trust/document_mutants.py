"""Documents changed by chance: inside their zip, so that it is the readers who meet the change."""

from __future__ import annotations

import copy
import io
import random
import zipfile

from lxml import etree

from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.open_cases import CASES as OPEN_CASES
from tests.unit.documents.page_cases import PAGES
from tests.unit.documents.rich_cases import RICH, rich
from tests.unit.documents.word_cases import CASES as WORD_CASES

_LONG = [f"Line {number}: we want “jobs” – £{number}." for number in range(40)]
GOOD: dict[str, list[bytes]] = {
    "docx": [case.content for case in WORD_CASES.values()],
    "odt": [case.content for case in OPEN_CASES.values()],
    "rtf": [rich(markup) for markup, _, _ in RICH.values()],
    "pdf": [portable_document(_LONG, _LONG[:3], []), portable_document(*[_LONG] * 5)],
    "html": [f"<!DOCTYPE html><html>{body}</html>".encode() for body, _ in PAGES.values()],
    "txt": ["\n".join(_LONG).encode(), "\r\n".join(_LONG).encode("cp1252")],
}
"""Good documents of each kind; together they use all that the readers know."""


def mutant(kind: str, number: int) -> bytes:
    """Return the mutant of a number; the same one every time."""
    chance = random.Random(f"{kind} {number}")
    good = GOOD[kind][number % len(GOOD[kind])]
    if kind in ("docx", "odt"):
        return _changed_package(good, chance)
    return _changed_bytes(good, chance)


def _changed_package(content: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in names if name.endswith(("document.xml", "content.xml"))]
    name = chance.choice([*names, *main * 3])
    # In four of five the XML stays well-formed, so that what is read is odd and not merely cut off.
    change = _changed_tree if chance.random() < 0.8 else _changed_bytes
    parts[name] = change(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(names)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return packed.getvalue()


def _changed_bytes(content: bytes, chance: random.Random) -> bytes:
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
        return _changed_bytes(content, chance)
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
