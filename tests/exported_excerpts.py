"""The excerpts that a file of any format holds, read back with nothing of the program's own."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from python_calamine import CalamineWorkbook

Quoted = tuple[str, str, str]
"""The reference of a submission, or who is named below the quotation; a priority's code, empty in a
report; the words.
"""
PROJECT = "{urn:QDA-XML:project:1.0}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEADER_ROW = 3
_GUARDED = re.compile("'+[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What docs/workbook.md says of lists: one apostrophe is taken away before such a sign."""


def excerpts_of_workbook(path: Path) -> Iterator[Quoted]:
    """Yield the rows of Evidence that quote words."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Evidence")
    yield from _of_rows(
        [str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)[_HEADER_ROW:]
    )


def excerpts_of_lists(path: Path) -> Iterator[Quoted]:
    """Yield the lines of Evidence.csv that quote words, without what guards them."""
    with ZipFile(path) as package:
        content = package.read("Evidence.csv").decode("utf-8-sig")
    for reference, code, words in _of_rows(csv.reader(io.StringIO(content, newline=""))):
        yield reference, code, words[1:] if _GUARDED.match(words) else words


def _of_rows(rows: Iterator[list[str]]) -> Iterator[Quoted]:
    headings = next(rows)
    places = [headings.index(each) for each in ("Submission reference", "Priority code")]
    quoted, hashed = headings.index("Quotation"), headings.index("Text hash")
    for row in rows:
        if row[hashed]:
            yield row[places[0]], row[places[1]], row[quoted]


def excerpts_of_project(path: Path) -> Iterator[Quoted]:
    """Yield what each coding of a passage stands on: the places count code points, which are four
    bytes each in UTF-32.
    """
    with ZipFile(path) as package:
        listing = etree.fromstring(package.read("project.qde"))
        codes = {each.get("guid"): _code_of(each) for each in listing.iter(f"{PROJECT}Code")}
        for source in listing.iter(f"{PROJECT}TextSource"):
            inside = source.get("plainTextPath").replace("internal://", "sources/")
            points = package.read(inside).decode("utf-8").encode("utf-32-le")
            reference = source.get("name").split()[0]
            for passage in source.iter(f"{PROJECT}PlainTextSelection"):
                start, end = (int(passage.get(f"{side}Position")) for side in ("start", "end"))
                words = points[4 * start : 4 * end].decode("utf-32-le")
                for reference_of_code in passage.iter(f"{PROJECT}CodeRef"):
                    yield reference, codes[reference_of_code.get("targetGUID")], words


def _code_of(code: etree._Element) -> str:
    described = code.findtext(f"{PROJECT}Description") or ""
    return next(
        (line[6:] for line in described.split("\n") if line.startswith("Code: ")), code.get("name")
    )


class _Quotations(HTMLParser):
    """Takes the words of each blockquote and of the caption below it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[str]] = []
        self._taken = -1

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.found.append(["", ""])
            self._taken = 0
        elif tag == "figcaption" and self.found and not self.found[-1][1]:
            self._taken = 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("blockquote", "figcaption"):
            self._taken = -1

    def handle_data(self, data: str) -> None:
        if self._taken >= 0:
            self.found[-1][self._taken] += data


def excerpts_of_page(path: Path) -> Iterator[Quoted]:
    """Yield the quotations of a report that is a page."""
    page = _Quotations()
    page.feed(path.read_bytes().decode("utf-8"))
    page.close()
    for words, named in page.found:
        yield named, "", words


def excerpts_of_document(path: Path) -> Iterator[Quoted]:
    """Yield the quotations of a report that is a document."""
    with ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    words = ""
    for paragraph in root.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = "" if style is None else style.get(f"{WORD}val")
        if name == "Quote":
            words = _written(paragraph)
        elif name == "Attribution":
            yield _written(paragraph), "", words


def _written(paragraph: etree._Element) -> str:
    marks = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    pieces = []
    for each in paragraph.iter(f"{WORD}t", *marks):
        if each.tag in marks:
            pieces.append(marks[each.tag])
        else:
            assert each.get(XML_SPACE) == "preserve" or each.text == (each.text or "").strip()
            pieces.append(each.text or "")
    return "".join(pieces)


READERS: dict[str, Callable[[Path], Iterator[Quoted]]] = {
    "xlsx": excerpts_of_workbook,
    "qdpx": excerpts_of_project,
    "csv": excerpts_of_lists,
    "html": excerpts_of_page,
    "docx": excerpts_of_document,
}
"""How the excerpts of each format are read; a codebook (`qdc`) holds none."""
REPORTS = ("html", "docx")


def excerpts_in(path: Path, file_format: str) -> Counter[Quoted]:
    """Return every excerpt that a file of a format holds, each as often as it stands there."""
    return Counter(READERS[file_format](path))
