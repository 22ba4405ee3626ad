"""The page of a form, and the property by which the document is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.exchange.report.document_tables import TEXT_WIDTH
from lisdesk.exchange.report.document_xml import element, paragraph, run
from lisdesk.rules.form_marks import FORM_PROPERTY, FormIdentity, property_text
from lisdesk.rules.printed_form import foot_of_form
from lisdesk.rules.response_form import ResponseForm

if TYPE_CHECKING:
    from docx.document import Document

_PAGE_SIZE = (11906, 16838)
_MARGIN = (_PAGE_SIZE[0] - TEXT_WIDTH) // 2
_TWIP = 635
_PAGE = " PAGE "
_PART = "/docProps/custom.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
)


def lay_out(document: Document, form: ResponseForm) -> None:
    """Set the size of the page, and say at its foot which form it is."""
    from docx.shared import Emu

    page = document.sections[0]
    page.page_width, page.page_height = (Emu(_TWIP * each) for each in _PAGE_SIZE)
    page.left_margin = page.right_margin = Emu(_TWIP * _MARGIN)
    page.top_margin = page.bottom_margin = Emu(_TWIP * _MARGIN)
    foot = page.footer._element
    for each in list(foot):
        foot.remove(each)
    which = f"{foot_of_form(form.identity)}\t"
    foot.extend([paragraph("Footer", run(which), element("w:fldSimple", run("1"), instr=_PAGE))])


def name_form(document: Document, form: FormIdentity) -> None:
    """Give a document the property that says which form it is."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    content = _PROPERTIES.format(name=FORM_PROPERTY, value=property_text(form)).encode()
    part = Part(PackURI(_PART), _CONTENT_TYPE, content, package)
    package.relate_to(part, _RELATION)
