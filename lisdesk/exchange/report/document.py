"""Write a report as a document (.docx) for whoever has to edit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.report.document_package import bare_document, save_document
from lisdesk.exchange.report.document_pictures import picture
from lisdesk.exchange.report.document_tables import TEXT_WIDTH, table_element
from lisdesk.exchange.report.document_xml import (
    bookmarked,
    element,
    field_mark,
    field_words,
    paragraph,
    run,
)
from lisdesk.exchange.report.written import WrittenReport, told_sections, written_report
from lisdesk.rules.charts import Figure
from lisdesk.rules.report import Paragraph, Quotation, Report, Section, Terms, shown
from lisdesk.table import Table
from lisdesk.telling import Tell, nobody

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_CONTENTS = r' TOC \o "1-1" \h \z \u '
_PAGE = " PAGE "
_PAGE_SIZE = (11906, 16838)
_MARGIN = (_PAGE_SIZE[0] - TEXT_WIDTH) // 2
_TWIP = 635
"""A twentieth of a point in the units of the library."""
_DEEPEST = 3


def write_document(report: Report, path: Path, tell: Tell = nobody) -> WrittenReport:
    """Write a report to `path`, whole or not at all; the same report gives the same bytes.

    What a document cannot hold of a text becomes U+FFFD. Raises TargetError if it cannot be
    written.
    """
    document = bare_document(report)
    _lay_out(document, report)
    end = document.element.body[-1]
    for each in _elements(document, report, tell):
        end.addprevious(each)
    with atomic_target(path) as temporary:
        save_document(document, temporary)
        return written_report(report, temporary)


def _lay_out(document: Document, report: Report) -> None:
    from docx.shared import Emu

    page = document.sections[0]
    page.page_width, page.page_height = (Emu(_TWIP * each) for each in _PAGE_SIZE)
    page.left_margin = page.right_margin = Emu(_TWIP * _MARGIN)
    page.top_margin = page.bottom_margin = Emu(_TWIP * _MARGIN)
    foot = page.footer._element
    for each in list(foot):
        foot.remove(each)
    made = f"{report.reference}. Made with lisdesk on {shown(report.made_at)}.\t"
    number = element("w:fldSimple", run("1"), instr=_PAGE)
    foot.extend([paragraph("Footer", run(made), number)])


def _elements(document: Document, report: Report, tell: Tell) -> Iterator[_Element]:
    yield paragraph("Title", run(report.title))
    yield paragraph("Subtitle", run(report.subtitle))
    yield paragraph("TOCHeading", run("Contents"))
    yield from _contents(report)
    numbers = {each.anchor: place for place, each in enumerate(report.all_sections(), start=1)}
    for section in told_sections(report, tell):
        yield from _section(document, section, 1, numbers)


def _contents(report: Report) -> Iterator[_Element]:
    """Yield the contents as a field that can be brought up to date, with links to the headings."""
    before = [field_mark("begin"), field_words(_CONTENTS), field_mark("separate")]
    for section in report.sections:
        link = element("w:hyperlink", run(section.heading), anchor=_bookmark(section), history="1")
        after = [field_mark("end")] if section is report.sections[-1] else []
        yield paragraph("TOC1", *before, link, *after)
        before = []


def _section(
    document: Document, section: Section, level: int, numbers: Mapping[str, int]
) -> Iterator[_Element]:
    heading = bookmarked(_bookmark(section), numbers[section.anchor], [run(section.heading)])
    yield paragraph(f"Heading{min(level, _DEEPEST)}", *heading)
    for block in section.blocks:
        if isinstance(block, Figure):
            yield picture(document, block)
        else:
            yield from _block(block)
    for inner in section.sections:
        yield from _section(document, inner, level + 1, numbers)


def _block(block: Paragraph | Terms | Quotation | Table) -> Iterator[_Element]:
    if isinstance(block, Paragraph):
        yield paragraph("Normal", run(block.text))
    elif isinstance(block, Terms):
        for item in block.items:
            yield paragraph("Term", run(f"{item.name}\t", is_bold=True), run(item.text))
    elif isinstance(block, Quotation):
        yield paragraph("Quote", run(block.words))
        if block.attribution:
            yield paragraph("Attribution", run(block.attribution))
    else:
        yield paragraph("Caption", run(block.title))
        yield table_element(block)
        yield paragraph("TableNote", run(block.unit))


def _bookmark(section: Section) -> str:
    """Return a name that Word takes for a bookmark: letters, digits and lines, at most 40."""
    return f"_{section.anchor.replace('-', '_')}"[:40]
