"""The one sentence that an officer reads when a document cannot be read."""

from __future__ import annotations

from lisdesk.exchange.guarded.refusing import WHOLE_FIRST, Sentences, refusal_in

KINDS = "Documents can be read: .docx, .odt, .rtf, .pdf, .html and .txt."

_ASK_AGAIN = "Ask the sender for a new copy."
_SAVE_AGAIN = "Open it in the program that made it, save it as .docx or .pdf and take that."
_TYPE = "Attach it to a submission and type what it says."
_DO_NOT_OPEN = "Do not open it; ask the sender for a new copy."

_SENTENCES: Sentences = {
    "missing": (
        "“{name}” could not be opened: {reason}.",
        "Check that it is there and not open elsewhere.",
    ),
    "empty": ("The file is empty.", _ASK_AGAIN),
    "password": (
        "The document is protected by a password.",
        "Save it without a password, or ask the sender for a copy without one.",
    ),
    "damaged": ("The file is damaged and cannot be read as a document.", _ASK_AGAIN),
    "cut_short": ("The file is damaged and cannot be read as a document.", WHOLE_FIRST),
    "no_pages": ("The document has no pages.", _ASK_AGAIN),
    "unsafe_xml": (
        "The document holds unsafe XML: it declares entities or a document type.",
        _DO_NOT_OPEN,
    ),
    "unsafe_package": ("The document is packed in an unsafe way: {reason}.", _DO_NOT_OPEN),
    "too_big": ("The document is too big: {reason}.", _TYPE),
    "too_deep": (
        "The document nests its parts deeper than any program does, as damaged or hostile files "
        "do.",
        _ASK_AGAIN,
    ),
    "no_memory": ("The document needs more memory to read than it may take.", _SAVE_AGAIN),
    "too_slow": ("The document took more than {seconds} seconds to read.", _SAVE_AGAIN),
    "nul": (
        "The text holds NUL characters (the first in line {row}), so it is not a plain text.",
        _SAVE_AGAIN,
    ),
    "encoding": (
        "The letters of the text cannot be made out: {reason}.",
        "Save it as plain text in UTF-8 and take that.",
    ),
    "old_word": (
        "The file is a Word document of the old kind (.doc), which is not read.",
        "Open it in Word or LibreOffice, save it as .docx and take that.",
    ),
    "unknown": ("The file is of a kind that is not read.", KINDS),
    "mail": ("The file is an e-mail, not a document.", "File it as an e-mail."),
    "outlook": ("The file is an Outlook message, not a document.", "File it as an e-mail."),
    "spreadsheet": (
        "The file is a spreadsheet, not a document.",
        "Import it as a sheet of responses, or attach it to a submission.",
    ),
    "slides": (
        "The file is a presentation, which is not read.",
        "Save it as .pdf and take that, or attach it to a submission.",
    ),
    "picture": ("The file is a picture, whose words are not read.", _TYPE),
    "apple": (
        "The file is a document of Apple’s programs, which is not read.",
        "Export it as .docx or .pdf and take that.",
    ),
    "xml": ("The file is an XML document, which is not read.", _SAVE_AGAIN),
    "archive": ("The file is a packed archive.", "Unpack it and take the documents in it."),
    "database": ("The file is a database, not a document.", KINDS),
    "statistics": ("The file is one of a statistics program, not a document.", KINDS),
}

unreadable_document = refusal_in(_SENTENCES)
"""Makes the error for one way in which reading fails; an unknown way counts as damage."""
