"""A mail's HTML as the text that a person would read; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_APART = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre",
                    "table", "ul"})  # fmt: skip
_BLOCKS = _APART | {"address", "article", "aside", "body", "caption", "center", "dd", "div", "dt",
                    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
                    "main", "nav", "section", "tbody", "tfoot", "thead", "tr"}  # fmt: skip
_UNREAD = frozenset({"head", "script", "style", "title", "template", "noscript", "object", "svg",
                     "math"})  # fmt: skip
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SPACES_AT_LINE_ENDS = re.compile(r"[ \t\N{NO-BREAK SPACE}]+(?=\n)|(?<=\n)[ \t]+")


def text_of_html(html: str) -> str:
    """Return the words of a page, a line for each block, with each link's target behind its words.

    Scripts, styles and pictures are left out, but for what a picture says in words of its own.
    """
    # libxml2 would take the charset that the page claims, which the decoding has settled.
    content = html.encode("utf-8", errors="replace")
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        huge_tree=True,  # else all words of a page that nests deeper than 256 are lost
    )
    if not html.strip():
        return ""
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return _tidied("".join(_pieces(root)))


def _pieces(root: etree._Element) -> Iterator[str]:
    unread: etree._Element | None = None
    kept = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            kept += tag == "pre"
            if unread is None and tag in _UNREAD:
                unread = element
            if unread is None:
                yield from _begun(element, tag)
                yield _spaced(element.text, is_kept=kept > 0)
            continue
        kept -= tag == "pre"
        if unread is None:
            yield from _ended(element, tag)
        elif unread is element:
            unread = None
        if unread is None:
            yield _spaced(element.tail, is_kept=kept > 0)


def _begun(element: etree._Element, tag: str) -> Iterator[str]:
    if tag == "br":
        yield "\n"
    elif tag == "li":
        yield "\n- "
    elif tag == "img":
        if alternative := (element.get("alt") or "").strip():
            yield f"[{alternative}]"
    elif tag in _BLOCKS:
        yield "\n\n" if tag in _APART else "\n"


def _ended(element: etree._Element, tag: str) -> Iterator[str]:
    if tag in ("td", "th"):
        yield " "
    elif tag == "a":
        yield _target(element)
    elif tag in _BLOCKS and tag != "hr":
        yield "\n\n" if tag in _APART else "\n"


def _target(link: etree._Element) -> str:
    """Return where a link leads, unless its words say so themselves."""
    address = _SPACE.sub("", link.get("href") or "")
    if not address or address.startswith("#"):
        return ""
    words = "".join(str(part) for part in link.itertext()).strip()
    bare = address.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    return "" if bare.rstrip("/") in words else f" <{address}>"


def _spaced(text: str | None, *, is_kept: bool) -> str:
    if not text:
        return ""
    return text if is_kept else _SPACE.sub(" ", text)


def _tidied(text: str) -> str:
    lines = _SPACES_AT_LINE_ENDS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANK_LINES.sub("\n\n", lines.replace("\N{NO-BREAK SPACE}", " ")).strip()
