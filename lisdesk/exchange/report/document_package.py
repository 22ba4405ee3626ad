"""The package of a document: our own styles, nothing that tells who or where, the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lisdesk.paths import shipped
from lisdesk.rules.cell_text import clean_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_KEPT = ("/styles", "/settings")
"""What of the parts beside the text a document needs."""
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>lisdesk</Application></Properties>"
)
_APPLICATION_PART = "docProps/app.xml"
_LONGEST_PROPERTY = 255


class Headed(Protocol):
    """What a document says of itself in its properties."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def subtitle(self) -> str:
        """What it is about."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""


def bare_document(report: Headed) -> Document:
    """Return a document without a word in it, with the styles of reports and its properties."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    package, part = document.part.package, document.part
    _drop(package.rels, ("/officeDocument", "/core-properties", "/extended-properties"))
    _drop(part.rels, _KEPT)
    folder = shipped("resources") / "report"
    styles, settings = ((folder / f"document-{name}.xml").read_bytes()
                        for name in ("styles", "settings"))  # fmt: skip
    part._styles_part._element = parse_xml(styles)
    part._settings_part._element = parse_xml(settings)
    _set_properties(document, report)
    return document


def save_document(document: Document, path: Path) -> None:
    """Write a document to `path` with fixed times."""
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as saved, ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name in saved.namelist():
            member = ZipInfo(name, _FIXED_TIME)
            member.compress_type = ZIP_DEFLATED
            member.create_system = _UNIX
            member.external_attr = _READABLE
            content = _APPLICATION.encode() if name == _APPLICATION_PART else saved.read(name)
            package.writestr(member, content)


def _drop(relations: Relationships, kept: tuple[str, ...]) -> None:
    """Drop the relations to parts of other kinds, and so the parts."""
    for key, relation in list(relations.items()):
        if not relation.reltype.endswith(kept):
            del relations[key]


def _set_properties(document: Document, report: Headed) -> None:
    """Say what the document is and when it was made; nobody is named as its author."""
    properties = document.core_properties
    element = properties._element
    for child in list(element):
        element.remove(child)
    properties.title = clean_text(report.title)[:_LONGEST_PROPERTY]
    properties.subject = clean_text(report.subtitle)[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    made_at = report.made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.created = properties.modified = made_at
