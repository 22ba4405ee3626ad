"""What takes the words out of a stranger's file in the guarded process: a document, a spreadsheet
or an e-mail.

It puts the words, and then says how many bytes they are and whether they are all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from lisdesk.exchange.documents.kinds import is_package, is_portable, is_rich_text, reader_of
from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.guarded.faults import EMPTY, FaultError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_SHEETS = 50
_PAUSE = "\n\n"


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads a file, once the modules that this content may need are imported."""
    if not content:
        raise FaultError(EMPTY)
    if is_package(content) or content.startswith(_OLE):
        import lisdesk.exchange.documents.opendocument
        import lisdesk.exchange.documents.word
        import lisdesk.exchange.mail.outlook
        import lisdesk.exchange.sheets.workbooks  # noqa: F401 (compiled before writing is forbidden)
    elif is_portable(content):
        import lisdesk.exchange.documents.portable  # noqa: F401 (compiled before writing is forbidden)
    elif is_rich_text(content):
        import lisdesk.exchange.documents.rich_text  # noqa: F401 (compiled before writing is forbidden)
    else:
        import lisdesk.exchange.documents.plain_text
        import lisdesk.exchange.documents.web_page
        import lisdesk.exchange.mail.internet  # noqa: F401 (compiled before writing is forbidden)
    return _read


def _read(content: bytes, wanted: Wanted, put: Put) -> Mapping[str, object]:
    words = _words(content, wanted)
    most = int(wanted["characters"])
    said = words[:most].encode("utf-8", errors="replace")
    put(said)
    return {"bytes": len(said), "is_whole": len(words) <= most}


def _words(content: bytes, wanted: Wanted) -> str:
    try:
        return _words_of_document(content, wanted)
    except RecursionError as error:
        raise FaultError("too_deep") from error
    except FaultError as fault:
        read_other = _OTHERS.get(fault.code)
        if read_other is None:
            raise
        try:
            return read_other(content, wanted)
        except FaultError as other:
            if other.code == "nothing":  # a spreadsheet without rows
                return ""
            raise


def _words_of_document(content: bytes, wanted: Wanted) -> str:
    name = str(wanted["name"])
    found = reader_of(content, name, wanted["limits"])(content).extracted(content)
    form = found.form
    if form is None or not form.fields:
        return found.text
    written = [each.text for each in form.fields]  # not the questions, which every form has
    return _PAUSE.join(each for each in (*written, form.outside) if each.strip())


def _words_of_sheets(content: bytes, wanted: Wanted) -> str:
    from lisdesk.exchange.sheets.row_writer import RowWriter
    from lisdesk.exchange.sheets.workbooks import read_workbook

    words: list[str] = []
    names: list[object] = [None]
    done: set[object] = set()
    while names and len(done) < _MOST_SHEETS:
        put: list[bytes] = []
        asked = {**wanted["limits"], "name": wanted["name"], "sheet": names.pop(0),
                 "encoding": None, "preamble_rows": 0, "as_shown": False}  # fmt: skip
        try:
            found = read_workbook(content, asked, RowWriter(asked, put.append))
        except FaultError as fault:
            if fault.code != "nothing" or not done:
                raise
            continue
        words += _lines(b"".join(put))
        if not done:
            names = [each for each in _list(found["sheet_names"]) if each != found["name"]]
        done.add(found["name"])
    return "\n".join(words)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _lines(rows: bytes) -> Iterator[str]:
    """Yield the words of rows, a line for each, as they were written for the reading process."""
    for block in rows.splitlines():
        for row in json.loads(block):
            cells = [str(cell) for cell in row if isinstance(cell, str | int | float) and cell]
            if cells:
                yield "\t".join(cells)


def _words_of_outlook(content: bytes, wanted: Wanted) -> str:
    from lisdesk.exchange.mail.outlook import read_outlook_message

    return _said_in(read_outlook_message(content, wanted, lambda _attached: None))


def _words_of_mail(content: bytes, wanted: Wanted) -> str:
    from lisdesk.exchange.mail.internet import read_internet_message

    return _said_in(read_internet_message(content, wanted, lambda _attached: None))


def _said_in(found: Mapping[str, object]) -> str:
    """Return what a mail says; what it carried along from earlier ones is somebody else's."""
    said = [str(found[part]) for part in ("subject", "text")]
    return _PAUSE.join(each for each in said if each.strip())


_OTHERS: Mapping[str, Callable[[bytes, Wanted], str]] = {
    "spreadsheet": _words_of_sheets,
    "outlook": _words_of_outlook,
    "mail": _words_of_mail,
}
"""What reads a file that the readers of documents say is of another kind."""
