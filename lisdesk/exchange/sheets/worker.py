"""The process that reads one stranger's spreadsheet and can do nothing else.

Started by `reading`: the file is its standard input, its one argument says what is wanted, and it
writes JSON arrays of rows to standard output, then one JSON object: what was read, or why it was
not. It limits its own memory and time, cannot write files, and may die in any way without harm.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import sys
from collections.abc import Callable

from lisdesk.exchange.sheets.faults import FaultError
from lisdesk.exchange.sheets.foreign_kinds import kind_by_ending
from lisdesk.exchange.sheets.row_writer import RowWriter, Wanted, put_line

Reader = Callable[[bytes, Wanted, RowWriter], dict[str, object]]

_PACKAGE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def main() -> int:
    """Read the file on standard input as the first argument, a JSON object, says."""
    gc.disable()  # one file, then the end: cells hold no cycles, and looking for them takes time
    wanted: Wanted = json.loads(sys.argv[1])
    try:
        content = sys.stdin.buffer.read(wanted["file_bytes"])
        # The reader is imported first: compiling it would write a file, which is forbidden after.
        reader = _reader_for(content)
        limit_process(wanted["memory_bytes"], wanted["seconds"])
        writer = RowWriter(wanted)
        found = reader(content, wanted, writer)
        found |= {"rows": writer.count, "width": writer.width, "widest_row": writer.widest_row}
        found["sha256"] = hashlib.sha256(content).hexdigest()
    except FaultError as fault:
        # A workbook is a packed archive: one that is named so and is none is not to be unpacked.
        is_named_so = fault.code == "archive" and kind_by_ending(wanted["name"]) == "spreadsheet"
        found = {"fault": "spreadsheet" if is_named_so else fault.code, "details": fault.details}
    except MemoryError:
        found = {"fault": "no_memory", "details": {}}
    put_line(json.dumps(found))
    sys.stdout.buffer.flush()
    return 0


def limit_process(memory_bytes: int, processor_seconds: int) -> None:
    """Bound this process's memory and time, and forbid it files and core dumps, if possible."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # a limit this system does not have
            resource.setrlimit(limit, (lowest, lowest))


def _reader_for(content: bytes) -> Reader:
    """Return what reads this content, whatever the file is called; FaultError if there is none."""
    if not content:
        raise FaultError("empty")
    if content.startswith((_PACKAGE, _OLE)):
        from lisdesk.exchange.sheets.workbooks import read_workbook

        return read_workbook
    from lisdesk.exchange.sheets.textfiles import read_text

    return read_text


if __name__ == "__main__":
    sys.exit(main())
