"""The one sentence that an officer reads when a spreadsheet cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from lisdesk.errors import UnreadableFileError

_SAVE_AGAIN = "Open it in a spreadsheet program, save it as .xlsx and import that."
_RAISE = "If the file is right, raise the limit ({setting}) in the [limits] table of the map."
_ASK_AGAIN = "Ask the sender for a new copy."

_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": (
        "The file could not be opened: {reason}.",
        "Check that it is there and not open elsewhere.",
    ),
    "empty": ("The file is empty.", _ASK_AGAIN),
    "password": (
        "The workbook is protected by a password.",
        "Save it without a password and import that.",
    ),
    "not_spreadsheet": ("The file is not a spreadsheet, although its name says so.", _SAVE_AGAIN),
    "web_page": (
        "The file is a web page or an XML document that is named like a spreadsheet.",
        _SAVE_AGAIN,
    ),
    "damaged": ("The file is damaged and cannot be read as a spreadsheet.", _ASK_AGAIN),
    "unsafe_xml": (
        "The workbook holds unsafe XML: it declares entities or a document type.",
        "Do not open it; ask the sender for a new copy.",
    ),
    "unsafe_package": (
        "The workbook is packed in an unsafe way: {reason}.",
        "Do not open it; ask the sender for a new copy.",
    ),
    "too_big": ("The file is too big: {reason}.", _RAISE),
    "no_memory": (
        "The file needs more memory to read than it may take, as damaged files and stray cells do.",
        _RAISE.format(setting="megabytes"),
    ),
    "too_slow": (
        "The file took more than {seconds} seconds to read.",
        _RAISE.format(setting="seconds"),
    ),
    "nothing": ("The file holds no rows.", "Check that this is the right file."),
    "no_sheet": ("There is no sheet “{wanted}”.", "Use one of: {names}."),
    "nul": (
        "The text holds NUL characters (the first in line {row}), so it is not a plain text table.",
        _SAVE_AGAIN,
    ),
    "encoding": (
        "The encoding of the text cannot be told: {reason}.",
        'Say which it is in the map, for example encoding = "utf-16", or save the file as .xlsx.',
    ),
    "cannot_split": ("Row {row} cannot be split into cells: {reason}.", _SAVE_AGAIN),
}  # fmt: skip


def unreadable(code: str, details: Mapping[str, object] | None = None) -> UnreadableFileError:
    """Return the error for one way in which reading fails; an unknown way counts as damage."""
    happened, do = _SENTENCES.get(code, _SENTENCES["damaged"])
    try:
        return UnreadableFileError(
            happened.format_map(details or {}), do=do.format_map(details or {})
        )
    except (KeyError, ValueError, IndexError):
        happened, do = _SENTENCES["damaged"]
        return UnreadableFileError(happened, do=do)
