"""The one sentence that an officer reads when a coded project cannot be read."""

from __future__ import annotations

from lisdesk.exchange.guarded.refusing import WHOLE_FIRST, Sentences, refusal_in

_EXPORT_AGAIN = "Export it anew from the program that made it."
_ASK_AGAIN = "Ask the sender for a new copy."
_DO_NOT_OPEN = "Do not open it; ask the sender for a new copy."
_SMALLER = "Export fewer sources at a time."

_SENTENCES: Sentences = {
    "missing": (
        "“{name}” could not be opened: {reason}.",
        "Check that it is there and not open elsewhere.",
    ),
    "empty": ("The file is empty.", _ASK_AGAIN),
    "damaged": ("The file is damaged and cannot be read as a coded project.", _EXPORT_AGAIN),
    "cut_short": ("The file is damaged and cannot be read as a coded project.", WHOLE_FIRST),
    "unsafe_xml": (
        "The project holds unsafe XML: it declares entities or a document type.",
        _DO_NOT_OPEN,
    ),
    "unsafe_package": ("The project is packed in an unsafe way: {reason}.", _DO_NOT_OPEN),
    "too_big": ("The project is too big: {reason}.", _SMALLER),
    "too_deep": (
        "The project nests its codes deeper than any program does, as damaged or hostile files do.",
        _ASK_AGAIN,
    ),
    "no_memory": ("The project needs more memory to read than it may take.", _SMALLER),
    "too_slow": ("The project took more than {seconds} seconds to read.", _SMALLER),
    "no_project": (
        "The file holds no project: there is no .qde file at its root.",
        _EXPORT_AGAIN,
    ),
    "two_projects": (
        "The file holds more than one project: {names}.",
        "Leave one .qde file in it, or export the projects one by one.",
    ),
    "not_a_project": (
        "The file is XML, but not a project in REFI-QDA: its root is “{root}”.",
        _EXPORT_AGAIN,
    ),
    "not_a_codebook": (
        "The file is XML, but not a codebook in REFI-QDA: its root is “{root}”.",
        _EXPORT_AGAIN,
    ),
    "nothing": ("The project holds no codes and no sources.", _EXPORT_AGAIN),
    "no_codes": ("The codebook holds no codes.", _EXPORT_AGAIN),
}

unreadable_project = refusal_in(_SENTENCES)
"""Makes the error for one way in which reading fails; an unknown way counts as damage."""
