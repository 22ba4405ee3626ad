"""Fill response forms in as Word does: into the controls, box by box; and spoil them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from lisdesk.rules.form_marks import read_field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_BODY = "word/document.xml"


def w(name: str) -> str:
    """Return the whole name of an element of a document's text."""
    return f"{{{W}}}{name}"


def changed(path: Path, change: Callable[[etree._Element], None], out: Path) -> Path:
    """Write a form to `out` with its text changed."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[_BODY])
    change(root)
    parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    out.write_bytes(buffer.getvalue())
    return out


def filled(path: Path, said: Mapping[str, str | bool], out: Path) -> Path:
    """Write a form to `out` with its fields filled in: "name" or "3.text", "4.c2": True, …"""

    def fill(root: etree._Element) -> None:
        left = dict(said)
        for control in list(root.iter(w("sdt"))):
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            place = read_field(tag.get(w("val"))) if tag is not None else None
            if place is None:
                continue
            key = f"{place.number}.{place.part}" if place.number else place.part
            if key in left:
                _fill(control, left.pop(key))
        assert not left, left

    return changed(path, fill, out)


def _fill(control: etree._Element, value: str | bool) -> None:
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    if value is True:
        properties.find(f"{{{W14}}}checkbox/{{{W14}}}checked").set(f"{{{W14}}}val", "1")
        next(content.iter(w("t"))).text = "☒"
        return
    hint = properties.find(w("showingPlcHdr"))
    if hint is not None:
        properties.remove(hint)
    for each in list(content):
        content.remove(each)
    for block in str(value).split("\n\n"):
        paragraph = etree.SubElement(content, w("p"))
        run = etree.SubElement(paragraph, w("r"))
        for nth, line in enumerate(block.split("\n")):
            if nth:
                etree.SubElement(run, w("br"))
            text = etree.SubElement(run, w("t"))
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def without_controls(root: etree._Element) -> None:
    """Leave what controls hold and take the controls away, as some programs do."""
    for control in reversed(list(root.iter(w("sdt")))):
        parent, content = control.getparent(), control.find(w("sdtContent"))
        place = parent.index(control)
        parent[place : place + 1] = list(content)
