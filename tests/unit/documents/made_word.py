"""Make small .docx files from their XML, so that every word in them is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    f'xmlns:w="{{main}}" xmlns:r="{RELATIONSHIP}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_ROOTS = {
    "document": "document",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def part(root: str, content: str, main: str = MAIN) -> str:
    """Return a part of a document with the namespaces of all."""
    names = _NAMESPACES.format(main=main)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {names}>{content}</w:{root}>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs; a content without markup becomes a run."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def inserted(*content: str) -> str:
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f'<w:ins w:id="1" w:author="A">{runs}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells; a cell without markup becomes a paragraph."""
    made = "".join(
        f"<w:tc><w:tcPr/>{each if each.startswith('<') else paragraph(each)}</w:tc>"
        for each in cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def form_field(data: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText>FORM</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawn_box(*paragraphs: str) -> str:
    """Return a text box as Word writes it: drawn, and once more for programs of before 2010."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def vml_box(*paragraphs: str) -> str:
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def reference(kind: str, number: int, where: str = "default") -> str:
    """Return a section's reference to the header or footer with a relationship id."""
    return f'<w:{kind}Reference w:type="{where}" r:id="{kind}{number}"/>'


def word_document(
    body: str,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    main: str = MAIN,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a .docx: `parts` by file name, such as header1 or comments, `links` by their ids."""
    written = {"document": part("document", f"<w:body>{body}</w:body>", main)}
    relationships = [
        _relationship(key, "hyperlink", target, ' TargetMode="External"')
        for key, target in (links or {}).items()
    ]
    for name, content in (parts or {}).items():
        kind = name.rstrip("0123456789")
        written[name] = part(_ROOTS[kind], content, main)
        relationships.append(_relationship(name, kind, f"{name}.xml"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        package.writestr(
            "_rels/.rels", _listing([_relationship("d", "officeDocument", "word/document.xml")])
        )
        package.writestr("word/_rels/document.xml.rels", _listing(relationships))
        for name, content in written.items():
            package.writestr(f"word/{name}.xml", content)
        for name, data in (extra or {}).items():
            package.writestr(name, data)
    return packed.getvalue()


def _relationship(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{RELATIONSHIP}/{kind}" Target="{target}"{mode}/>'


def _listing(relationships: list[str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relationships)}</Relationships>'
    )
