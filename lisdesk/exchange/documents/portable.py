"""Read the text of a .pdf document, page by page; no script in it is ever run."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Mapping

import pypdfium2
from pypdfium2 import raw

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.line_hyphens import MARK, joined_pages
from lisdesk.exchange.documents.portable_streams import check_streams
from lisdesk.exchange.guarded.faults import FaultError
from lisdesk.rules.counted import counted

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 5_000
_PASSWORD_ERRORS = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_COMMENTS = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE)


def read_portable(content: bytes, limits: Mapping[str, int]) -> Findings:
    """Return what a PDF document says; FaultError if it cannot be opened or needs a password.

    What was filled into its form is part of the text; comments stuck on it are left out. `limits`
    are those of packed documents, which its streams are held to.
    """
    check_streams(content, limits)
    with contextlib.closing(open_portable(content)) as document:
        page_count = len(document)
        if page_count > MOST_PAGES:
            raise FaultError("too_big", reason=f"it has more than {MOST_PAGES:,} pages")
        with contextlib.suppress(pypdfium2.PdfiumError):
            document.init_forms()
        return _read_pages(document, page_count)


def open_portable(content: bytes) -> pypdfium2.PdfDocument:
    """Return a PDF document that has pages; FaultError if it needs a password, or is damaged."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise FaultError(_fault_of(content)) from error


def _fault_of(content: bytes) -> str:
    """Return why a document cannot be opened. Of one without pages PDFium tells no error, and what
    it told of the file before still stands.
    """
    handle = raw.FPDF_LoadMemDocument64(content, len(content), None)
    if handle:
        raw.FPDF_CloseDocument(handle)
        return "no_pages"
    return "password" if raw.FPDF_GetLastError() in _PASSWORD_ERRORS else "damaged"


def _read_pages(document: pypdfium2.PdfDocument, page_count: int) -> Findings:
    findings = Findings(MEDIA_TYPE)
    pages: list[str] = []
    damaged: list[int] = []
    for index in range(page_count):
        try:
            pages.append(_page_text(document, index, findings))
        except pypdfium2.PdfiumError:
            pages.append("")
            damaged.append(index + 1)
    empty: list[int] = []
    for number, text in enumerate(joined_pages(pages), start=1):
        findings.add_part(f"page {number}", text)
        if not text.strip() and number not in damaged:
            empty.append(number)
    if len(damaged) == page_count:
        raise FaultError("damaged")
    _tell_of_pages(findings, page_count, damaged, empty)
    return findings


def _page_text(document: pypdfium2.PdfDocument, index: int, findings: Findings) -> str:
    page = document[index]
    try:
        for comment in _comments(page):
            findings.leave_out(Aside.COMMENT, comment)
        if is_flattened(page):
            # What was flattened shows only once the page is loaded anew.
            page.close()
            page = document[index]
        text_page = page.get_textpage()
        try:
            text = str(text_page.get_text_range())
        finally:
            text_page.close()
    finally:
        page.close()
    return text.replace("\x02", MARK).replace(f"{MARK}\r\n", MARK)


def is_flattened(page: pypdfium2.PdfPage) -> bool:
    """Make what is stuck on a page part of it; False if there is nothing, told without drawing."""
    if not raw.FPDFPage_GetAnnotCount(page):
        return False
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _comments(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Give what readers have stuck on a page, such as notes."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_PAGES)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) in _COMMENTS:
            yield _annotation_words(annotation)
        raw.FPDFPage_CloseAnnot(annotation)


def _annotation_words(annotation: raw.FPDF_ANNOTATION) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    words = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", words, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _tell_of_pages(
    findings: Findings, page_count: int, damaged: list[int], empty: list[int]
) -> None:
    if damaged:
        findings.add_problem(
            f"{counted(len(damaged), 'page is', 'pages are')} damaged and could not be read: "
            f"{_listed(damaged)}."
        )
    if len(empty) == page_count:
        findings.add_problem(
            "The document holds no text, as scans do: read it in a PDF program and type or paste "
            "what it says."
        )
    elif empty:
        findings.add_problem(
            f"{counted(len(empty), 'page holds', 'pages hold')} no text, as scanned pages do: "
            f"{_listed(empty)}."
        )


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return f"{shown} and {len(numbers) - 20:,} more" if len(numbers) > 20 else shown
