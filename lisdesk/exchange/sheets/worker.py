"""What reads a stranger's spreadsheet in the guarded process.

It puts JSON arrays of rows, and then says what was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from lisdesk.exchange.guarded.child import Put, Reader
from lisdesk.exchange.guarded.faults import EMPTY, FaultError
from lisdesk.exchange.sheets.foreign_kinds import kind_by_ending
from lisdesk.exchange.sheets.row_writer import RowWriter, Wanted

_PACKAGE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SheetReader = Callable[[bytes, Wanted, RowWriter], dict[str, object]]


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads this content, whatever the file is called; FaultError if there is none."""
    read_sheet = _sheet_reader(content)

    def read(content: bytes, wanted: Wanted, put: Put) -> Mapping[str, object]:
        writer = RowWriter(wanted, put)
        try:
            found = read_sheet(content, wanted, writer)
        except FaultError as fault:
            # A workbook is a packed archive: one that is named so and is none is not to be
            # unpacked.
            if fault.code == "archive" and kind_by_ending(wanted["name"]) == "spreadsheet":
                raise FaultError("spreadsheet") from fault
            raise
        found |= {"rows": writer.count, "width": writer.width, "widest_row": writer.widest_row}
        return {**found, "sha256": hashlib.sha256(content).hexdigest()}

    return read


def _sheet_reader(content: bytes) -> _SheetReader:
    if not content:
        raise FaultError(EMPTY)
    if content.startswith((_PACKAGE, _OLE)):
        from lisdesk.exchange.sheets.workbooks import read_workbook

        return read_workbook
    from lisdesk.exchange.sheets.textfiles import read_text

    return read_text
