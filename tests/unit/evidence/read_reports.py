"""Read a report back as a stranger would: with the libraries that read such files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import lxml.html
from docx.table import Table as DocumentTable
from docx.text.paragraph import Paragraph

Line = dict[str, Any]


@dataclass
class ReadReport:
    """What a reader finds: headings, tables by caption, quotations, everything said."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: dict[str, list[Line]] = field(default_factory=dict)
    quotations: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""


def read(path: Path) -> ReadReport:
    return _page(path) if path.suffix == ".html" else _document(path)


def number(cell: str) -> Any:
    plain = cell.replace(",", "")
    return int(plain) if plain.isdecimal() else cell


def _lines(headings: list[str], rows: list[list[str]]) -> list[Line]:
    assert len(set(headings)) == len(headings)
    return [dict(zip(headings, map(number, row), strict=True)) for row in rows]


def _page(path: Path) -> ReadReport:
    root = lxml.html.fromstring(path.read_bytes())
    found = ReadReport(words=root.body.text_content())
    for each in root.body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        found.headings.append((int(each.tag[1]), each.text_content()))
    for table in root.body.iter("table"):
        [caption] = table.iter("caption")
        head, *rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
        assert caption.text_content() not in found.tables
        found.tables[caption.text_content()] = _lines(head, rows)
    for quoted in root.body.iter("blockquote"):
        names = [each.text_content() for each in quoted.getparent().iter("figcaption")]
        found.quotations.append((quoted.text_content(), names[0] if names else ""))
    return found


def _document(path: Path) -> ReadReport:
    document = docx.Document(str(path))
    found, caption = ReadReport(), ""
    for each in document.iter_inner_content():
        if isinstance(each, DocumentTable):
            head, *rows = [[cell.text for cell in row.cells] for row in each.rows]
            assert caption not in found.tables
            found.tables[caption] = _lines(head, rows)
            found.words += "\n".join("\t".join(row) for row in [head, *rows]) + "\n"
            continue
        _take(found, each)
        caption = each.text
    return found


def _take(found: ReadReport, paragraph: Paragraph) -> None:
    style = paragraph.style.name if paragraph.style else ""
    found.words += paragraph.text + "\n"
    if style in ("Title",):
        found.headings.append((1, paragraph.text))
    elif style.startswith("Heading"):
        found.headings.append((1 + int(style[-1]), paragraph.text))
    elif style == "TOC Heading":
        found.headings.append((2, paragraph.text))
    elif style == "Quote":
        found.quotations.append((paragraph.text, ""))
    elif style == "Attribution":
        found.quotations[-1] = (found.quotations[-1][0], paragraph.text)
