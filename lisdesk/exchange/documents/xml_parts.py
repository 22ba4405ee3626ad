"""XML of strangers, read without entities, document types or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from lisdesk.exchange.guarded.faults import DAMAGED, NO_MEMORY, TOO_BIG, FaultError

Element: TypeAlias = etree._Element


def parse_xml(content: bytes) -> Element:
    """Return the root of an XML document.

    Raises FaultError for one that declares a document type, which only attackers need; that nests
    elements deeper than 256; that holds a text of more than ten million bytes; or that is damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise fault_of(error) from error
    except (ValueError, LookupError) as error:
        raise FaultError(DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise FaultError("unsafe_xml")
    return root


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; documents mix two spellings of those."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without a namespace; None if it is not there."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None if there is none, or no element."""
    if element is None:
        return None
    return next((each for each in element if local_name(each) == name), None)


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Give the elements of these names below an element, and itself, in document order."""
    return (each for each in element.iter() if local_name(each) in names)


def fault_of(error: etree.XMLSyntaxError) -> FaultError:
    """Return the fault that stands for what stopped the parser."""
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        return FaultError(NO_MEMORY)
    if error.code != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return FaultError(DAMAGED)
    if "depth" in str(error):
        return FaultError("too_deep")
    return FaultError(TOO_BIG, reason="a paragraph of it has more than ten million characters")
