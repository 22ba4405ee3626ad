"""The elements of a project one after the other, each let go of once it was looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from lxml import etree

from lisdesk.exchange.documents.xml_parts import Element, attribute, child, fault_of, local_name
from lisdesk.exchange.guarded.faults import DAMAGED, FaultError
from lisdesk.exchange.refi.losses import Losses
from lisdesk.rules.coded_guids import written_guid

LONGEST_NAME = 500
"""In letters."""
_TOLD_LETTERS, _LONGEST_GUID = 60, 100
_ROOT, _GROUP, _MEMBER = 1, 2, 3
_ALONE = frozenset({"Description", "NoteRef"})
"""What stands right in the project and in no group."""


def members(stream: IO[bytes], groups: frozenset[str]) -> Iterator[tuple[str, Element]]:
    """Yield the members of these groups of a project with the name of their group, and "" with its
    root, at first, when only its attributes are known.

    Raises FaultError for what is no XML, is unsafe, or nests too deep.
    """
    depth, group = 0, ""
    try:
        for event, found in _events(stream):
            if event == "start":
                depth += 1
                if depth == _ROOT:
                    _refuse_document_type(found)
                    yield "", found
                elif depth == _GROUP:
                    group = local_name(found)
                continue
            if depth == _MEMBER and group in groups or depth == _GROUP and group in groups & _ALONE:
                yield group, found
            if depth in (_GROUP, _MEMBER):
                _let_go(found)
            depth -= 1
    except etree.XMLSyntaxError as error:
        raise fault_of(error) from error
    except (ValueError, LookupError) as error:
        raise FaultError(DAMAGED) from error


def _events(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    iterated: Any = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    yield from iterated


def _refuse_document_type(root: Element) -> None:
    if root.getroottree().docinfo.doctype:
        raise FaultError("unsafe_xml")


def _let_go(found: Element) -> None:
    found.clear(keep_tail=False)
    parent = found.getparent()
    if parent is not None:
        while found.getprevious() is not None:
            del parent[0]


def text_of(found: Element | None, name: str) -> str:
    """Return the words of a child; empty if there is none."""
    inside = child(found, name)
    return "" if inside is None else "".join(map(str, inside.itertext()))


def guid_of(found: Element) -> str:
    """Return the GUID of an element, or whatever stands in its place; empty if nothing does."""
    return as_guid(attribute(found, "guid"))


def target_of(found: Element | None) -> str:
    """Return the GUID that a reference leads to; empty for none."""
    if found is None:
        return ""
    return as_guid(attribute(found, "targetGUID") or attribute(found, "guid"))


def targets(found: Element, name: str) -> list[str]:
    """Return the GUIDs that the references of a name in an element lead to."""
    return [target_of(each) for each in found if local_name(each) == name]


def as_guid(text: str | None) -> str:
    """Return a GUID as it is compared; what is none in its form is compared by its letters, or by
    their SHA-256 if it is longer than any GUID.
    """
    words = (text or "").strip()
    if guid := written_guid(words):
        return guid
    folded = words.casefold()
    is_long = len(folded) > _LONGEST_GUID
    return hashlib.sha256(folded.encode()).hexdigest() if is_long else folded


def name_of(found: Element, kind: str, losses: Losses) -> str:
    """Return the name of an element on one line; the rest of one that is no name but a text is
    told as lost, with the kind of thing that it is the name of.
    """
    name = " ".join((attribute(found, "name") or "").split())
    if len(name) <= LONGEST_NAME:
        return name
    where = f"the {kind} “{name[:_TOLD_LETTERS]}…”"
    what = f"Its name is {len(name):,} letters long."
    losses.add(where, what, f"The first {LONGEST_NAME} letters of it.")
    return name[:LONGEST_NAME].rstrip()


def children(found: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    return (each for each in found if local_name(each) == name)


def value_of(found: Element) -> tuple[str, str] | None:
    """Return the kind and the words of a variable's value; None for one that says nothing."""
    for each in found:
        kind = local_name(each)
        if kind.endswith("Value"):
            words = "".join(map(str, each.itertext())).strip()
            return (kind, words) if words else None
    return None


def named(found: Element, names: Mapping[str, str], name: str) -> str:
    """Return what a GUID in an attribute stands for; empty if that is not known."""
    return names.get(as_guid(attribute(found, name)), "")
