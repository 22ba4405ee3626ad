"""Read an .odt document: header, body, notes and footer as accepted text; comments apart."""

from __future__ import annotations

from zipfile import ZipFile

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.form_fields import read_form_fields
from lisdesk.exchange.documents.opendocument_form import named_form, opendocument_form
from lisdesk.exchange.documents.opendocument_lists import OpenLists
from lisdesk.exchange.documents.opendocument_story import OpenNotes, OpenStory
from lisdesk.exchange.documents.opendocument_styles import hidden_styles
from lisdesk.exchange.documents.xml_parts import (
    Element,
    attribute,
    child,
    descendants,
    local_name,
    parse_xml,
)
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.exchange.sheets.packages import part_content

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_MANIFEST = "META-INF/manifest.xml"


def read_opendocument(package: ZipFile) -> Findings:
    """Return what an OpenDocument text says; FaultError if its body cannot be read.

    Deletions that were tracked stand apart in such a file, and are left out.
    """
    names = package.namelist()
    if _MANIFEST in names and b"encryption-data" in part_content(package, _MANIFEST):
        raise FaultError("password")
    root = parse_xml(part_content(package, _CONTENT))
    body = child(child(root, "body"), "text")
    if body is None:
        raise FaultError("damaged")
    findings = Findings(MEDIA_TYPE)
    styles = _part(package, _STYLES, findings) if _STYLES in names else None
    hidden = hidden_styles(root, styles)
    notes = OpenNotes()
    lists = OpenLists(styles, root)
    edges = OpenStory(findings, hidden_styles(styles), notes, lists)
    headers, footers = _edges(styles, edges)
    story = OpenStory(findings, hidden, notes, lists)
    text = story.text(body)
    findings.add_part("header", "\n\n".join(headers))
    findings.add_part("body", text)
    findings.add_part("footnotes", "\n\n".join(notes.footnotes))
    findings.add_part("endnotes", "\n\n".join(notes.endnotes))
    findings.add_part("footer", "\n\n".join(footers))
    _note_changes(body, findings)
    form_lists = OpenLists(styles, root)

    def words(element: Element) -> str:
        """Return the words of a field with those of its notes; nothing is counted on the way."""
        noted = OpenNotes()
        text = OpenStory(Findings(MEDIA_TYPE), hidden, noted, form_lists).text(element)
        return "\n\n".join((text, *noted.footnotes, *noted.endnotes))

    named, written = named_form(_meta(package)), opendocument_form(root, styles)
    findings.form = read_form_fields(body, words, named, written)
    return findings


def _meta(package: ZipFile) -> Element | None:
    """Return the properties of a document; None where they cannot be read, which hinders nothing
    that is to be read.
    """
    try:
        return parse_xml(part_content(package, _META)) if _META in package.namelist() else None
    except FaultError:
        return None


def _part(package: ZipFile, name: str, findings: Findings) -> Element | None:
    try:
        return parse_xml(part_content(package, name))
    except FaultError as fault:
        if fault.code == "unsafe_xml":
            raise
        findings.add_problem(f"The part “{name}” is damaged and was left out.")
        return None


def _edges(styles: Element | None, story: OpenStory) -> tuple[list[str], list[str]]:
    """Return the texts of headers and of footers, each different one once."""
    headers: dict[str, None] = {}
    footers: dict[str, None] = {}
    masters = child(styles, "master-styles")
    for page in masters if masters is not None else ():
        for each in page:
            name = local_name(each)
            if not name.startswith(("header", "footer")) or attribute(each, "display") == "false":
                continue
            words = story.text(each)
            texts = headers if name.startswith("header") else footers
            if words:
                texts[words] = None
    return list(headers), list(footers)


def _note_changes(body: Element, findings: Findings) -> None:
    for region in descendants(body, "changed-region"):
        if child(region, "insertion") is not None:
            findings.insertions += 1
        deletion = child(region, "deletion")
        if deletion is not None:
            paragraphs = descendants(deletion, "p", "h")
            words = ("".join(map(str, each.itertext())) for each in paragraphs)
            findings.leave_out(Aside.DELETED, "\n".join(words))
