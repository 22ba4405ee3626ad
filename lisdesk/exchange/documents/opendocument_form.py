"""How an OpenDocument text writes a response form: LibreOffice keeps the bookmarks of fields, and
the signs of boxes; of the controls it keeps whether a box is ticked.
"""

from __future__ import annotations

from collections.abc import Iterator

from lisdesk.exchange.documents.form_fields import FormFormat
from lisdesk.exchange.documents.opendocument_story import is_hidden_section
from lisdesk.exchange.documents.opendocument_styles import struck_styles
from lisdesk.exchange.documents.opendocument_tables import CELLS, table_rows
from lisdesk.exchange.documents.xml_parts import Element, attribute, descendants
from lisdesk.rules.form_marks import FORM_PROPERTY


def opendocument_form(*styles: Element | None) -> FormFormat:
    """Return how a document with these styles writes a form."""
    struck = struck_styles(*styles)

    def is_struck(element: Element) -> bool:
        return any(attribute(each, "style-name") in struck for each in element.iter())

    return FormFormat(CELLS, ("p", "h"), _marks, is_struck, _ticks, _take_out_deleted)


def named_form(meta: Element | None) -> str:
    """Return the document's own property that says which form it is; "" without it."""
    for each in descendants(meta, "user-defined") if meta is not None else ():
        if attribute(each, "name") == FORM_PROPERTY:
            return "".join(map(str, each.itertext())).strip()
    return ""


def _marks(element: Element) -> Iterator[str]:
    for each in descendants(element, "bookmark-start", "bookmark"):
        yield attribute(each, "name") or ""


def _ticks(element: Element) -> Iterator[bool]:
    for each in descendants(element, "content-control"):
        if attribute(each, "checkbox") == "true":
            yield attribute(each, "checked") == "true"


def _take_out_deleted(root: Element) -> None:
    """Take out what was deleted with changes tracked, which stands apart, and what is hidden:
    sections, rows and columns.
    """
    tables = descendants(root, "table")
    unseen = [each for table in tables for _, hidden in table_rows(table) for each in hidden]
    sections = (each for each in descendants(root, "section") if is_hidden_section(each))
    for each in [*descendants(root, "tracked-changes"), *sections, *unseen]:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
