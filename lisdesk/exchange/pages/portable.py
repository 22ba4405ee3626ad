"""Draw a page of a .pdf document; no script in it is run, and nothing in it can be followed."""

from __future__ import annotations

import contextlib
import ctypes

import pypdfium2
from pypdfium2 import raw

from lisdesk.exchange.documents.portable import MOST_PAGES, is_flattened, open_portable
from lisdesk.exchange.documents.portable_streams import check_streams
from lisdesk.exchange.guarded.child import Wanted
from lisdesk.exchange.guarded.faults import DAMAGED, FaultError
from lisdesk.exchange.pages.drawn import PIXEL_BYTES, DrawnPage, size_within

_WHITE = 0xFFFFFFFF


class _Opened:
    """The document that a page was drawn of last, which its other pages are drawn of too."""

    def __init__(self) -> None:
        self._content = b""
        self._document: pypdfium2.PdfDocument | None = None

    def document_of(self, content: bytes, wanted: Wanted) -> pypdfium2.PdfDocument:
        """Return a document, opened if it is another one; FaultError if it cannot be."""
        if self._document is not None and content == self._content:
            return self._document
        if self._document is not None:
            self._document.close()
        self._content, self._document = b"", None
        self._document = _document(content, wanted)
        self._content = content
        return self._document


_opened = _Opened()


def draw_portable(content: bytes, wanted: Wanted) -> DrawnPage:
    """Return a page of a PDF, with what was filled in and stuck on it, as wide as is wanted.

    A page that is damaged by itself has no pixels. FaultError if the document cannot be opened,
    needs a password, or unpacks to more than documents may.
    """
    document = _opened.document_of(content, wanted)
    pages = len(document)
    index = min(max(0, int(wanted["number"]) - 1), pages - 1)
    try:
        page = _upper_side(document, index)
    except pypdfium2.PdfiumError:
        return DrawnPage(index + 1, pages, 0, 0, b"")
    try:
        wide, high = page.get_size()
        width, height = size_within(wide, high, float(wanted["width_px"]) * float(wanted["zoom"]))
        return DrawnPage(index + 1, pages, width, height, _pixels(page, width, height))
    except ValueError:
        return DrawnPage(index + 1, pages, 0, 0, b"")
    finally:
        page.close()


def _upper_side(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Return a page on which what was filled in and stuck on is no more than drawn: nothing on it
    can be followed or run.
    """
    page = document[index]
    if is_flattened(page):
        page.close()
        page = document[index]
    return page


def _document(content: bytes, wanted: Wanted) -> pypdfium2.PdfDocument:
    check_streams(content, wanted["limits"])
    document = open_portable(content)
    if len(document) > MOST_PAGES:
        raise FaultError("too_big", reason=f"the document has more than {MOST_PAGES:,} pages")
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()  # without it fields that no program has drawn yet stay empty
    return document


def _pixels(page: pypdfium2.PdfPage, width: int, height: int) -> bytearray:
    """Draw a page on white."""
    pixels = bytearray(PIXEL_BYTES * width * height)
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = raw.FPDFBitmap_CreateEx(
        width, height, raw.FPDFBitmap_BGRx, buffer, PIXEL_BYTES * width
    )
    if not bitmap:
        raise FaultError(DAMAGED)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels
