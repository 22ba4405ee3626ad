"""Charts of a document: pictures with alternative text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from lisdesk.exchange.charts import draw
from lisdesk.exchange.report.document_xml import element, paragraph
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.charts import Figure

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_WIDTH_EMU = 9638 * 635
"""As wide as the text."""
_HIGHEST_EMU = 12_000 * 635


def picture(document: Document, figure: Figure) -> _Element:
    """Return a chart as a paragraph; what one sees is its alternative text."""
    from docx.shared import Emu

    content = BytesIO(draw(figure, "png", "light"))
    inline = document.part.new_pic_inline(content, width=Emu(_WIDTH_EMU))
    size = inline.extent
    if size.cy > _HIGHEST_EMU:
        inline = document.part.new_pic_inline(content, height=Emu(_HIGHEST_EMU))
    told = inline.docPr
    told.set("name", f"Chart {told.get('id')}")
    told.set("title", clean_text(figure.title))
    told.set("descr", clean_text(figure.sentence))
    return paragraph("Picture", element("w:r", element("w:drawing", inline)))
