"""Read a web page as text: links show their addresses, and nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree

from lisdesk.exchange.documents.extracted import Aside
from lisdesk.exchange.documents.findings import Findings
from lisdesk.exchange.documents.links import with_target
from lisdesk.exchange.documents.xml_parts import Element, fault_of, local_name
from lisdesk.exchange.guarded.faults import NO_MEMORY, FaultError
from lisdesk.exchange.sheets.textfiles import find_encoding, open_text

MEDIA_TYPE = "text/html"
_DROPPED = frozenset(
    ("script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "svg")
    + ("object", "embed", "math", "audio", "video", "canvas", "select", "datalist")
)
_PARAGRAPHS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr")
    + ("table", "section", "article", "header", "footer", "main", "nav", "aside", "form", "center")
    + ("fieldset", "figure", "figcaption", "address", "details", "summary")
)
_LINES = frozenset(("li", "tr", "dt", "dd", "caption", "legend"))
_CELLS = ("td", "th")
_SPACES = re.compile("[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_LOOKED_AT_BYTES = 4096
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)


def read_web_page(content: bytes) -> Findings:
    """Return what a web page says; FaultError if its letters cannot be made out."""
    encoding = page_encoding(content)
    findings = Findings(MEDIA_TYPE)
    findings.encoding = encoding
    findings.add_part("body", page_text(open_text(content, encoding).read(), findings))
    return findings


def page_encoding(content: bytes) -> str:
    """Return the encoding that a page's mark or its own words name, else the one it looks like."""
    named = _CHARSET.search(content[:_LOOKED_AT_BYTES])
    if named and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named[1].decode("ascii")
        name = "cp1252" if name.casefold() in ("iso-8859-1", "latin1", "us-ascii") else name
        try:
            content.decode(name)
        except (LookupError, ValueError):
            return find_encoding(content)
        return name
    return find_encoding(content)


def page_text(page: str, findings: Findings) -> str:
    """Return the words of a page that are shown; hidden ones are noted in the findings."""
    if not page.strip():
        return ""
    parser = etree.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise fault_of(error) from error
    # At these the parser stops and says nothing, which would lose the rest of the words.
    stops = {each.type for each in parser.error_log}
    if etree.ErrorTypes.ERR_RESOURCE_LIMIT in stops:
        raise FaultError("too_deep")
    if etree.ErrorTypes.ERR_NO_MEMORY in stops:
        raise FaultError(NO_MEMORY)
    return _Page(findings).text(root)


class _Page:
    """Writes down a page, one element after the other: pages nest deeper than calls may."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._pieces: list[str] = []
        self._line_ends = 0
        self._has_space = True
        self._preformatted = 0
        self._links: list[int] = []
        self._items: list[int] = []
        """How many items of each numbered list that is open were met."""

    def text(self, root: Element) -> str:
        skipped: Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is None and event == "start":
                if self._is_left_out(element):
                    skipped = element
                else:
                    self._begin(element)
            elif skipped is None:
                self._end(element)
            elif event == "end" and element is skipped:
                skipped = None
            if event == "end" and skipped is None and element is not root:
                self._write(element.tail)
        return "".join(self._pieces)

    def _is_left_out(self, element: Element) -> bool:
        if local_name(element) in _DROPPED:
            return True
        style = element.get("style") or ""
        if element.get("hidden") is None and not _HIDDEN.search(style):
            return False
        self._findings.leave_out(Aside.HIDDEN, "".join(map(str, element.itertext())))
        return True

    def _begin(self, element: Element) -> None:
        name = local_name(element)
        if name in _PARAGRAPHS:
            self._break(2)
        elif name in _LINES:
            self._break(1)
        if name == "li":
            self._write_item_mark(element)
        elif name in _CELLS and element.getprevious() is not None:
            self._pieces.append("\t")
            self._has_space = True
        elif name == "br":
            self._pieces.append("\n")
            self._has_space = True
        elif name == "img":
            self._findings.pictures += 1
        elif name == "a":
            self._links.append(len(self._pieces))
        elif name == "ol":
            self._items.append(0)
        self._preformatted += name == "pre"
        self._write(element.text)

    def _end(self, element: Element) -> None:
        name = local_name(element)
        if name == "a" and self._links:
            before = self._links.pop()
            words = "".join(self._pieces[before:])
            linked = with_target(words, element.get("href") or "")
            if linked != words:
                self._pieces[before:] = [linked]
                self._has_space = linked.endswith((" ", "\n"))
        elif name in _PARAGRAPHS:
            self._break(2)
        elif name in _LINES:
            self._break(1)
        if name == "ol":
            self._items.pop()
        self._preformatted -= name == "pre"

    def _write_item_mark(self, item: Element) -> None:
        parent = item.getparent()
        if parent is None or local_name(parent) != "ol" or not self._items:
            self._write("• ")
            return
        self._items[-1] += 1
        self._write(f"{self._items[-1]}. ")

    def _break(self, line_ends: int) -> None:
        """Begin a new line, or after two line ends a new paragraph, before the next words."""
        self._line_ends = max(self._line_ends, line_ends)
        self._has_space = True

    def _write(self, text: str | None) -> None:
        if not text:
            return
        words = text if self._preformatted else _SPACES.sub(" ", text)
        if self._has_space and not self._preformatted:
            words = words.removeprefix(" ")
        if not words:
            return
        if self._line_ends:
            self._pieces.append("\n" * self._line_ends)
            self._line_ends = 0
        self._pieces.append(words)
        self._has_space = words.endswith((" ", "\n"))
