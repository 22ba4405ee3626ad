"""How a Word document writes a response form: bookmarks, controls, what was deleted or hidden."""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.documents.form_fields import FormFormat
from lisdesk.exchange.documents.word_fields import is_on
from lisdesk.exchange.documents.word_inline import DELETIONS
from lisdesk.exchange.documents.word_runs import is_struck
from lisdesk.exchange.documents.xml_parts import Element, attribute, child, descendants, local_name


def _marks(element: Element) -> Iterator[str]:
    for each in descendants(element, "bookmarkStart", "tag"):
        name = "name" if local_name(each) == "bookmarkStart" else "val"
        yield attribute(each, name) or ""


def _ticks(element: Element) -> Iterator[bool]:
    return (is_on(child(each, "checked")) for each in descendants(element, "checkbox"))


def _take_out_deleted(root: Element) -> None:
    """Take out rows, cells and paragraphs whose deletion was tracked, or that are hidden."""
    for each in list(descendants(root, "tr", "tc", *DELETIONS)):
        name = local_name(each)
        properties = child(each, f"{name}Pr") if name in ("tr", "tc") else None
        is_gone = (
            next(descendants(each, "p"), None) is not None
            if name in DELETIONS
            else child(properties, "del") is not None
            or child(properties, "cellDel") is not None
            or is_on(child(properties, "hidden"))
        )
        parent = each.getparent()
        if is_gone and parent is not None:
            parent.remove(each)


WORD_FORM = FormFormat(("tc",), ("p",), _marks, is_struck, _ticks, _take_out_deleted)
"""How Word and its kin write a form."""
