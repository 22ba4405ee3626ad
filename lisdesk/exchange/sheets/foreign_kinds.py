"""What a file is that is no sheet: by its content, and by its ending if the content is no table."""

from __future__ import annotations

import re
from pathlib import PurePath

_STARTS = (
    (b"{\\rtf", "rich_text"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"$FL2", "statistics"),
    (b"PAR1", "statistics"),
)
_TEXT_STARTS = (
    ("begin:vcalendar", "calendar"),
    ("begin:vcard", "contact"),
    ("<!doctype html", "web_page"),
    ("<html", "web_page"),
    ("<table", "web_page"),
    ("<?xml", "xml"),
    ("<!doctype", "xml"),
)
_ENDINGS = {
    "mail": ".eml .emlx .mbox .mht .mhtml",
    "outlook": ".msg .pst .oft",
    "word": ".doc .docm .docx .dot .dotx",
    "open_text": ".odt .ott .fodt",
    "rich_text": ".rtf",
    "pdf": ".pdf",
    "slides": ".ppt .pptx .pps .odp",
    "apple": ".numbers .pages .key",
    "web_page": ".htm .html .xhtml",
    "xml": ".xml .xsd .qdpx .qdc",
    "json": ".json .jsonl .ndjson .geojson",
    "picture": ".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic",
    "archive": ".zip .gz .7z .rar .tar .tgz",
    "database": ".lisdesk .sqlite .db .mdb .accdb",
    "statistics": ".sav .dta .parquet .rds .rdata",
    "calendar": ".ics",
    "contact": ".vcf",
    "prose": ".md",
    "map": ".toml",
    "spreadsheet": ".xlsx .xlsm .xls .xlsb .ods .fods",
}
_KIND_OF_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_LOOKED_AT_BYTES = 1 << 16
_PDF_WITHIN_BYTES = 1024
_FEWEST_MAIL_FIELDS = 2
_MAIL_FIELD = re.compile(
    r"(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|mime-version|received"
    r"|return-path|delivered-to|content-[a-z-]+|in-reply-to|references|x-[a-z0-9-]+):.*",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n|\r|\n")
"""Not all at which Python splits lines: some of those are parts of letters here."""
_FIELD_OR_MORE_OF_IT = re.compile(r"[!-9;-~]+:.*|[ \t].*|>?From .*")
_JSON_OBJECT = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)')
_JSON_LIST = re.compile(r'\[\s*(?:[{\[\]"]|-?\d|true\b|false\b|null\b)')


def kind_by_content(content: bytes) -> str | None:
    """Return what content that is no workbook certainly is; None for what may be a text table.

    The kinds are those of which `refusals` has a sentence.
    """
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if b"%PDF-" in content[:_PDF_WITHIN_BYTES]:
        return "pdf"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "picture"
    text = _start_of_text(content)
    folded = text[:40].casefold()
    for beginning, kind in _TEXT_STARTS:
        if folded.startswith(beginning):
            return kind
    if _is_mail(text):
        return "mail"
    return "json" if _is_json(text, content) else None


def kind_by_ending(name: str) -> str | None:
    """Return what a file that is no table is by its ending: "spreadsheet" for one of a workbook."""
    return _KIND_OF_ENDING.get(PurePath(name).suffix.casefold())


def _start_of_text(content: bytes) -> str:
    """Return how a text begins, in whatever encoding: only its ASCII letters are looked at."""
    start = content[:_LOOKED_AT_BYTES].replace(b"\x00", b"").decode("latin-1")
    return start.removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ").lstrip()


def _is_mail(text: str) -> bool:
    """Whether a text begins with the header of a message: some fields of one, and nothing else. Of
    a header that goes on beyond what is looked at, one field is enough.
    """
    lines = _LINE_END.split(text)
    blank = next((place for place, line in enumerate(lines) if not line.strip()), None)
    goes_on = blank is None and len(text) > _LOOKED_AT_BYTES // 2
    header = lines[:-1] if goes_on else lines[:blank]
    if not all(map(_FIELD_OR_MORE_OF_IT.fullmatch, header)):
        return False
    fields = sum(_MAIL_FIELD.fullmatch(line) is not None for line in header)
    return fields >= (1 if goes_on else _FEWEST_MAIL_FIELDS)


def _is_json(text: str, content: bytes) -> bool:
    """Whether a text is a JSON object or list, or one object in each line."""
    end = content[-_PDF_WITHIN_BYTES:].replace(b"\x00", b"").rstrip()
    if _JSON_OBJECT.match(text):
        return end.endswith(b"}")
    return _JSON_LIST.match(text) is not None and end.endswith(b"]")
