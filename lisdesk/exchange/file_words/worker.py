"""What takes the words out of a stranger's file in the guarded process: a document, a spreadsheet
or an e-mail.

It puts the words, and then says how many bytes they are, whether they are all, and of all sheets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lisdesk.exchange.documents.kinds import is_package, is_portable, is_rich_text, reader_of
from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.guarded.faults import EMPTY, FaultError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_SHEETS = 50
_PAUSE = "\n\n"
_MIDNIGHT = "T00:00:00"


class _Said(NamedTuple):
    text: str
    has_all_sheets: bool = True


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads a file, once the modules that this content may need are imported."""
    if not content:
        raise FaultError(EMPTY)
    if is_package(content) or content.startswith(_OLE):
        import lisdesk.exchange.documents.opendocument
        import lisdesk.exchange.documents.word
        import lisdesk.exchange.mail.outlook
        import lisdesk.exchange.sheets.grid
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
    said = words.text[:most].encode("utf-8", errors="replace")
    put(said)
    is_whole = len(words.text) <= most
    return {"bytes": len(said), "is_whole": is_whole, "has_all_sheets": words.has_all_sheets}


def _words(content: bytes, wanted: Wanted) -> _Said:
    try:
        return _Said(_words_of_document(content, wanted))
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
                return _Said("")
            raise


def _words_of_document(content: bytes, wanted: Wanted) -> str:
    name = str(wanted["name"])
    found = reader_of(content, name, wanted["limits"])(content).extracted(content)
    form = found.form
    if form is None or not form.fields:
        return found.text
    written = [each.text for each in form.fields]  # not the questions, which every form has
    return _PAUSE.join(each for each in (*written, form.outside) if each.strip())


def _words_of_sheets(content: bytes, wanted: Wanted) -> _Said:
    """Return what the first sheets say that have rows. One that is too large is read as far as it
    goes; if it is not the first, it may be wrong in any other way, too.
    """
    words: list[str] = []
    names, done = _sheet_names(content, wanted, words), 1
    has_all = names is not None
    for name in names or ():
        if done == _MOST_SHEETS:
            return _Said("\n".join(words), has_all_sheets=False)
        try:
            _read_sheet(content, wanted, name, words)
        except FaultError as fault:
            has_all &= fault.code == "nothing"
            continue
        done += 1
    return _Said("\n".join(words), has_all)


def _sheet_names(content: bytes, wanted: Wanted, words: list[str]) -> list[object] | None:
    """Add what the first sheet says, and return the names of the others; None if it goes on beyond
    what can be read.
    """
    try:
        found = _read_sheet(content, wanted, None, words)
    except FaultError:
        if words:
            return None
        raise
    names = found["sheet_names"]
    return [each for each in names if each != found["name"]] if isinstance(names, list) else []


def _read_sheet(
    content: bytes, wanted: Wanted, name: object, words: list[str]
) -> Mapping[str, object]:
    """Add what a sheet says, also if it turns out to be wrong on the way."""
    from lisdesk.exchange.sheets.row_writer import RowWriter
    from lisdesk.exchange.sheets.workbooks import read_workbook

    put: list[bytes] = []
    asked = {**wanted["limits"], "name": wanted["name"], "sheet": name,
             "encoding": None, "preamble_rows": 0, "as_shown": True}  # fmt: skip
    try:
        return read_workbook(content, asked, RowWriter(asked, put.append))
    finally:
        words += _lines(b"".join(put))


def _lines(rows: bytes) -> Iterator[str]:
    """Yield the words of rows, a line for each, as they were written for the reading process."""
    for block in rows.splitlines():
        for row in json.loads(block):
            cells = [shown for shown in map(_shown, row) if shown]
            if cells:
                yield "\t".join(cells)


def _shown(cell: object) -> str:
    """Return a cell as a person reads it; a formula that was never calculated says nothing."""
    from lisdesk.exchange.sheets.grid import cell_text

    if isinstance(cell, dict):
        moment = str(cell.get("t") or cell.get("d") or "")
        return moment.removesuffix(_MIDNIGHT).replace("T", " ")
    return cell_text(cell) if isinstance(cell, str | int | float) else ""


def _words_of_outlook(content: bytes, wanted: Wanted) -> _Said:
    from lisdesk.exchange.mail.outlook import read_outlook_message

    return _said_in(read_outlook_message(content, wanted, lambda _attached: None))


def _words_of_mail(content: bytes, wanted: Wanted) -> _Said:
    from lisdesk.exchange.mail.internet import read_internet_message

    return _said_in(read_internet_message(content, wanted, lambda _attached: None))


def _said_in(found: Mapping[str, object]) -> _Said:
    """Return what a mail says; what it carried along from earlier ones is somebody else's."""
    said = [str(found[part]) for part in ("subject", "text")]
    return _Said(_PAUSE.join(each for each in said if each.strip()))


_OTHERS: Mapping[str, Callable[[bytes, Wanted], _Said]] = {
    "spreadsheet": _words_of_sheets,
    "outlook": _words_of_outlook,
    "mail": _words_of_mail,
}
"""What reads a file that the readers of documents say is of another kind."""
