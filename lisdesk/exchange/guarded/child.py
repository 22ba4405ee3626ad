"""The process that reads strangers' files and can do nothing else.

Started by `reading` for one file, which is its standard input, or by `session` for many, one
after the other. Its argument names a reader: a module with

    def reader_for(content: bytes, wanted: Wanted) -> Reader

which imports what this content needs before the limits are set, and returns the function that
reads it. That one hands bytes to `put`, as many times as it likes, and returns what else it found
as a value of JSON, or raises FaultError. It may break or die in any other way without harm.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import sys
import zlib
from collections.abc import Callable, Mapping
from typing import IO, Any
from xml.parsers.expat import ExpatError

from lisdesk.exchange.guarded.confinement import confine, limit_processor
from lisdesk.exchange.guarded.ends import lacks_its_end
from lisdesk.exchange.guarded.faults import CUT_SHORT, DAMAGED, NO_MEMORY, FaultError

Wanted = Mapping[str, Any]
"""The names and values that the one who asks for a file sends with it."""

_Z_MEM_ERROR = -4  # of zlib.h
_XML_ERROR_NO_MEMORY = 1  # of expat.h

Put = Callable[[bytes], object]
Reader = Callable[[bytes, Wanted, Put], Mapping[str, object]]


def main() -> int:
    """Read as the first argument, a JSON object, says."""
    order: Mapping[str, Any] = json.loads(sys.argv[1])
    source, target = sys.stdin.buffer, sys.stdout.buffer
    reader_for = importlib.import_module(order["reader"]).reader_for
    if order["wanted"] is None:
        _read_many(reader_for, order, source, target)
        return 0
    gc.disable()  # one file, then the end: looking for cycles takes time
    content = source.read(order["input_bytes"])
    report = _report(reader_for, content, order["wanted"], order, target.write)
    target.write(_line(report))
    target.flush()
    return 0


def _read_many(
    reader_for: Callable[[bytes, Wanted], Reader],
    order: Mapping[str, Any],
    source: IO[bytes],
    target: IO[bytes],
) -> None:
    """Read file after file: a line of JSON with its size and what is wanted, then its bytes."""

    def put(content: bytes) -> None:
        if content:
            target.write(b"%d\n" % len(content))
            target.write(content)

    while heading := source.readline():
        asked = json.loads(heading)
        content = source.read(asked["size"])
        report = _report(reader_for, content, asked["wanted"], order, put)
        target.write(b"0\n")
        target.write(_line(report))
        target.flush()
        del content


def _report(
    reader_for: Callable[[bytes, Wanted], Reader],
    content: bytes,
    wanted: Wanted,
    order: Mapping[str, Any],
    put: Put,
) -> Mapping[str, object]:
    try:
        # The reader's modules are imported first: compiling them writes files, which is forbidden
        # after.
        reader = reader_for(content, wanted)
        confine(order["memory_bytes"])
        limit_processor(order["processor_seconds"])
        return reader(content, wanted, put)
    except FaultError as fault:
        if _lacks_memory(fault.__cause__):
            return {"fault": NO_MEMORY}
        code = _damage(content) if fault.code == DAMAGED else fault.code
        return {"fault": code, "details": fault.details}
    except MemoryError:
        return {"fault": NO_MEMORY}
    except Exception as error:  # noqa: BLE001 (a stranger's file breaks libraries in ways without number)
        return {"fault": NO_MEMORY if _lacks_memory(error) else _damage(content)}


def _damage(content: bytes) -> str:
    return CUT_SHORT if lacks_its_end(io.BytesIO(content)) else DAMAGED


def _lacks_memory(error: BaseException | None) -> bool:
    """Whether a library found no memory, which some say by an error of their own."""
    if isinstance(error, zlib.error):
        return str(error).startswith(f"Error {_Z_MEM_ERROR} ")
    return isinstance(error, ExpatError) and error.code == _XML_ERROR_NO_MEMORY


def _line(report: Mapping[str, object]) -> bytes:
    return json.dumps(report).encode("ascii") + b"\n"


if __name__ == "__main__":
    sys.exit(main())
