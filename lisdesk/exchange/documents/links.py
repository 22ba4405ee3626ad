"""Links in a text: the address is shown where the words do not show it."""

from __future__ import annotations

_SHOWN = ("http://", "https://", "mailto:", "ftp://", "tel:")
_SAME_AS_WORDS = ("http://", "https://", "mailto:", "tel:", "www.")


def with_target(words: str, target: str) -> str:
    """Return a link's words with its address after them, unless they are the address."""
    address = target.strip()
    if not address.casefold().startswith(_SHOWN) or _core(address) in _core(words):
        return words
    shown = address.removeprefix("mailto:").removeprefix("tel:")
    text = words.rstrip()
    return f"{text} <{shown}>{words[len(text) :]}" if text else f"<{shown}>"


def _core(text: str) -> str:
    """Return an address without what people leave out when they write it."""
    core = "".join(text.casefold().split())
    for beginning in _SAME_AS_WORDS:
        core = core.removeprefix(beginning)
    return core.rstrip("/").partition("?subject=")[0]
