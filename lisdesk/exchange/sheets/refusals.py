"""The one sentence that an officer reads when a spreadsheet cannot be read."""

from __future__ import annotations

from lisdesk.exchange.guarded.refusing import WHOLE_FIRST, Sentences, refusal_in

_SAVE_AGAIN = "Open it in a spreadsheet program, save it as .xlsx and import that."
_RAISE = "If the file is right, raise the limit ({setting}) in the [limits] table of the map."
_MAKE_SMALLER = "Save the responses alone, without other sheets and pictures, and import that."
_ASK_AGAIN = "Ask the sender for a new copy."

_THEN_SAVE_AGAIN = f"{_SAVE_AGAIN[:1].lower()}{_SAVE_AGAIN[1:]}"
_SHEETS = "Sheets can be imported: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv and .tsv."
_LOG = (
    "Log it with “lisdesk submission add”: its words with --text, the file with --attach. Only "
    "sheets can be imported: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv and .tsv."
)
_FILE = f"File it with “lisdesk import”, which takes e-mails as they are. {_SHEETS}"
_FILE_DOCUMENT = f"File it with “lisdesk import”, which takes documents as they are. {_SHEETS}"
_LOG_IN_WINDOW = (
    "Log it with Ctrl+L: write or copy its words into the form, and drop the file on it."
)
_FILE_IN_WINDOW = "Give it the ending of an e-mail, .eml or .msg, and drop it on the window."
_GET_SHEET = f"Ask for the responses as a sheet. {_SHEETS}"

_IN_WINDOW = {_LOG: _LOG_IN_WINDOW, _FILE: _FILE_IN_WINDOW, _FILE_DOCUMENT: _LOG_IN_WINDOW}

_OTHER_KINDS: dict[str, tuple[str, str]] = {
    "mail": ("an e-mail", _FILE),
    "outlook": ("an Outlook message", _FILE),
    "word": ("a Word document", _FILE_DOCUMENT),
    "open_text": ("an OpenDocument text", _FILE_DOCUMENT),
    "rich_text": ("a rich text document", _FILE_DOCUMENT),
    "pdf": ("a PDF document", _FILE_DOCUMENT),
    "slides": ("a presentation", _LOG),
    "prose": ("a text", _LOG),
    "picture": ("a picture", _LOG),
    "contact": ("a contact card", _SHEETS),
    "calendar": ("a calendar", _SHEETS),
    "web_page": ("a web page", f"If it shows the responses: {_THEN_SAVE_AGAIN}"),
    "xml": ("an XML document", f"If it holds the responses: {_THEN_SAVE_AGAIN}"),
    "apple": ("a document of Apple’s programs", f"Export it as .xlsx and import that. {_SHEETS}"),
    "json": ("JSON data", _GET_SHEET),
    "statistics": ("a file of a statistics program", _GET_SHEET),
    "database": ("a database", _GET_SHEET),
    "archive": ("a packed archive", f"Unpack it and import the sheet in it. {_SHEETS}"),
    "map": ("a map", "Name the sheet, and the map after --map."),
}
"""What a file is that is no sheet, and what to do with it."""

_SENTENCES: Sentences = {
    "missing": (
        "“{name}” could not be opened: {reason}.",
        "Check that it is there and not open elsewhere.",
    ),
    "empty": ("The file is empty.", _ASK_AGAIN),
    "password": (
        "The workbook is protected by a password.",
        "Save it without a password and import that.",
    ),
    "spreadsheet": ("The file is not a spreadsheet, although its name says so.", _SAVE_AGAIN),
    "unknown": ("The file is not a spreadsheet.", _SHEETS),
    "damaged": ("The file is damaged and cannot be read as a spreadsheet.", _ASK_AGAIN),
    "cut_short": ("The file is damaged and cannot be read as a spreadsheet.", WHOLE_FIRST),
    "damaged_sheet": ("The sheet “{name}” is damaged and cannot be read.", _ASK_AGAIN),
    "unsafe_xml": (
        "The workbook holds unsafe XML: it declares entities or a document type.",
        "Do not open it; ask the sender for a new copy.",
    ),
    "unsafe_package": (
        "The workbook is packed in an unsafe way: {reason}.",
        "Do not open it; ask the sender for a new copy.",
    ),
    "too_big": ("The file is too big: {reason}.", _RAISE, _MAKE_SMALLER),
    "no_memory": (
        "The file needs more memory to read than it may take, as damaged files and stray cells do.",
        _RAISE.format(setting="megabytes"),
        _MAKE_SMALLER,
    ),
    "too_slow": (
        "The file took more than {seconds} seconds to read.",
        _RAISE.format(setting="seconds"),
        _MAKE_SMALLER,
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
        "Choose it under Encoding, or save the file as .xlsx.",
    ),
    "cannot_split": ("Row {row} cannot be split into cells: {reason}.", _SAVE_AGAIN),
    **{
        kind: (f"The file is {what}, not a spreadsheet.", do, _IN_WINDOW.get(do, do))
        for kind, (what, do) in _OTHER_KINDS.items()
    },
}  # fmt: skip


unreadable = refusal_in(_SENTENCES)
"""Return the error for one way in which reading fails; an unknown way counts as damage."""

_SMALLER_LIST = "Save the list alone, without other sheets and pictures, and take that."
_IN_LIST: Sentences = {
    **_SENTENCES,
    "too_big": ("The file is too big: {reason}.", _SMALLER_LIST),
    "no_memory": (_SENTENCES["no_memory"][0], _SMALLER_LIST),
    "too_slow": (_SENTENCES["too_slow"][0], _SMALLER_LIST),
    "encoding": (_SENTENCES["encoding"][0], "Save the list as .xlsx, and take that."),
    "map": ("The file is a map for imports, not a list.", "Choose the list itself."),
}

unreadable_list = refusal_in(_IN_LIST)
"""Return the error as `unreadable` does for an officers' own list, which has no map."""
