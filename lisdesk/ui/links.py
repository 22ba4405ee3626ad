"""Links in what respondents wrote: found, shown in full, and opened only when an officer agrees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from lisdesk.ui.ask import Ask, Question
from lisdesk.ui.plain import with_hidden_shown

_WEB = ("http", "https")
_LINK = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?'’)]}*_"
_LONGEST = 2_000
_MAIL_FIELDS = frozenset({"subject", "body", "cc"})
"""What a letter may be begun with; others, such as an attachment, are a trap."""

Open = Callable[[QUrl], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be opened."""

    target: str
    """In full, as another program would be given it."""
    place: str
    """The site, or the address of a letter."""


def links_in(text: str) -> list[Link]:
    """Return the links of a text that may be opened, each once, in the order of the text."""
    found = (link_of(match[0]) for match in _LINK.finditer(text))
    return list(dict.fromkeys(link for link in found if link is not None))


def link_of(words: str) -> Link | None:
    """Return the link that some words are; None if they are none, or one that is never opened.

    Only web pages and letters are opened: no file, no network drive, no program's own address.
    """
    written = words.rstrip(_TRAILING)
    if written.casefold().startswith("www."):
        written = f"http://{written}"
    if len(written) > _LONGEST or "\\" in written or not written.isprintable():
        return None
    url = QUrl(written, QUrl.ParsingMode.StrictMode)
    if not url.isValid():
        return None
    target = bytes(url.toEncoded().data()).decode("ascii")
    scheme = url.scheme()
    if scheme in _WEB and url.host():
        return Link(target, bytes(QUrl.toAce(url.host()).data()).decode("ascii") or url.host())
    if scheme == "mailto" and _is_plain_letter(target):
        return Link(target, url.path())
    return None


def follow(link: Link, ask: Ask, open_url: Open = QDesktopServices.openUrl) -> bool:
    """Show a link's full target and open it if the officer agrees; whether it was opened."""
    is_letter = link.target.startswith("mailto:")
    question = Question(
        title="Open a link",
        words=f"Write to {with_hidden_shown(link.place)}?"
        if is_letter
        else f"Open a page of {with_hidden_shown(link.place)} in the browser?",
        verb="Write the e-mail" if is_letter else "Open the page",
        keep="Stay here",
        detail=f"{with_hidden_shown(link.target)}\n\n"
        "A respondent wrote this link. Opening it tells the site that you have read it.",
    )
    return ask.agrees(question) and open_url(QUrl(link.target))


def _is_plain_letter(target: str) -> bool:
    parts = urlsplit(target)
    fields = {name.casefold() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return "@" in parts.path and "/" not in parts.path and fields <= _MAIL_FIELDS
