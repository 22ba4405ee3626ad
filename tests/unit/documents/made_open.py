"""Make small .odt files from their XML, so that every word in them is known."""

from __future__ import annotations

import io
import zipfile

MIME_TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style")),
        f'xmlns:draw="{_OASIS}:drawing:1.0"',
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
    ]
)


def open_document(
    body: str,
    automatic: str = "",
    masters: str = "",
    manifest: str = "",
    mime: str = MIME_TYPE,
    *,
    of_edges: str = "",
    meta: str = "",
) -> bytes:
    """Return an .odt with a body, automatic styles, and the master pages of its styles, with
    automatic styles of their own; `meta` is its part of properties as it stands.
    """
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    styles = (
        f"<office:automatic-styles>{of_edges}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mime, zipfile.ZIP_STORED)
        package.writestr("content.xml", _part("document-content", content))
        package.writestr("styles.xml", _part("document-styles", styles))
        if meta:
            package.writestr("meta.xml", meta)
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return packed.getvalue()


def _part(root: str, content: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f"<office:{root} {_NAMESPACES}>{content}</office:{root}>"
    )


def paragraph(content: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{content}</text:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{each if each.startswith('<') else paragraph(each)}"
            "</table:table-cell>"
            for each in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    return f"<table:table>{made}</table:table>"


def note(kind: str, words: str) -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>7</text:note-citation>'
        f"<text:note-body>{paragraph(words)}</text:note-body></text:note>"
    )
