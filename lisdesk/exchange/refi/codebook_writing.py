"""Codes as XML, alike in a codebook and in a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lisdesk.exchange.refi.tags import Attributes, closed, element, opened, worded
from lisdesk.rules.coded_colours import COLOURS
from lisdesk.rules.coded_project import Code

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"


def codebook_xml(codes: Sequence[Code], origin: str) -> Iterator[str]:
    """Yield a codebook of its own, piece by piece; there has to be a code."""
    yield DECLARATION
    yield opened("CodeBook", {"xmlns": CODEBOOK_SPACE, "origin": origin})
    yield from codes_xml(codes)
    yield closed("CodeBook")


def codes_xml(codes: Sequence[Code]) -> Iterator[str]:
    """Yield the element of all codes, each within its parent; nothing if there are none."""
    if not codes:
        return
    children: defaultdict[str, list[Code]] = defaultdict(list)
    for code in codes:
        children[code.parent_guid].append(code)
    yield opened("Codes")
    waiting: list[Code | None] = list(reversed(children[""]))
    while waiting:
        begun = waiting.pop()
        if begun is None:
            yield closed("Code")
            continue
        yield _start(begun)
        waiting.append(None)
        waiting += reversed(children[begun.guid])
    yield closed("Codes")


def _start(code: Code) -> str:
    attributes: Attributes = {
        "guid": code.guid,
        "name": code.name,
        "isCodable": code.is_codable,
        "color": None if code.colour is None else COLOURS[code.colour],
    }
    described = worded("Description", code.description) if code.description else ""
    return opened("Code", attributes) + described


def set_xml(guid: str, name: str, members: Sequence[str]) -> str:
    """Return a set of sources."""
    refs = (element("MemberSource", {"targetGUID": member}) for member in members)
    return element("Set", {"guid": guid, "name": name}, refs)
