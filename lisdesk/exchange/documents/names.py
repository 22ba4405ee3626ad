"""What the name of a document says of it, beside what it is by its content."""

from __future__ import annotations

from pathlib import PurePath

_KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "a Word document",
        ".docx .dotx",
    ),
    "application/vnd.ms-word.document.macroEnabled.12": (
        "a Word document with macros",
        ".docm .dotm",
    ),
    "application/vnd.oasis.opendocument.text": ("an OpenDocument text", ".odt .ott"),
    "application/rtf": ("a rich text document", ".rtf"),
    "application/pdf": ("a PDF document", ".pdf"),
    "text/html": ("a web page", ".html .htm .xhtml"),
}
"""Of each media type, what it is called and how its files' names end."""
_TOLD_APART = {ending for _, endings in _KINDS.values() for ending in endings.split()} | {".doc"}


def names_a_document(name: str) -> bool:
    """Whether a file is a document of a known kind, and no plain text, by its ending."""
    return PurePath(name).suffix.casefold() in _TOLD_APART


def note_on_name(name: str, media_type: str) -> str | None:
    """Return a sentence for a file whose name says another kind than its content; else None."""
    ending = PurePath(name).suffix.casefold()
    called, endings = _KINDS.get(media_type, ("a plain text", ".txt .text .md"))
    if ending not in _TOLD_APART or ending in endings.split():
        return None
    return f"The file is {called}, although its name ends in {ending}."
