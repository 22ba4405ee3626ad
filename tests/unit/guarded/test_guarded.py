"""A reading process can read and nothing else, and what ends it is one plain sentence."""

import io
import json
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded import reading
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.guarded.reading import GuardedOutput, read_guarded
from lisdesk.exchange.guarded.refusing import refusal_in
from lisdesk.exchange.guarded.session import GuardedSession

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")

REFUSAL = refusal_in(
    {
        code: (f"fault {code} {{reason}}" if code == "too_big" else f"fault {code}", "do this")
        for code in ("missing", "empty", "too_big", "no_memory", "too_slow", "damaged")
    }
)
LIMITS = ProcessLimits(processor_seconds=2)
MakeReader = Callable[[str], str]


@pytest.fixture
def make_reader(tmp_path: Path, monkeypatch) -> MakeReader:
    """Return what writes a reader with these lines as its body, and returns its name."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def make(body: str) -> str:
        lines = textwrap.indent(textwrap.dedent(body), "    ")
        (tmp_path / "own_reader.py").write_text(
            "from lisdesk.exchange.guarded.faults import FaultError\n"
            f"def read(content, wanted, put):\n{lines}\n"
            "def reader_for(content, wanted):\n    return read\n"
        )
        return "own_reader"

    return make


def read_once(reader: str, folder: Path, content: bytes = b"abc", limits=LIMITS) -> GuardedOutput:
    path = folder / "input"
    path.write_bytes(content)
    with path.open("rb") as stream:
        return read_guarded(reader, stream, {"word": "£"}, limits, REFUSAL)


def fault_of(reader: str, folder: Path, limits: ProcessLimits = LIMITS) -> str:
    """Return the sentence of a refusal, which has to be the same alone and in a session."""
    with pytest.raises(UnreadableFileError) as alone:
        read_once(reader, folder, limits=limits)
    with (
        GuardedSession(reader, limits, REFUSAL) as session,
        pytest.raises(UnreadableFileError) as among_many,
    ):
        session.read(b"abc", {"word": "£"})
    assert str(alone.value) == str(among_many.value)
    return alone.value.happened


def test_a_reader_gives_bytes_and_a_report(make_reader, tmp_path) -> None:
    reader = make_reader(
        """
        put(content)
        put(b"")
        put(content)
        put(b"\\n")
        return {"size": len(content), "word": wanted["word"]}
        """
    )
    output = read_once(reader, tmp_path)
    assert output.report == {"size": 3, "word": "£"}
    assert output.payload.startswith(b"abcabc\n")
    with GuardedSession(reader, LIMITS, REFUSAL) as session:
        for size in (0, 1, 3, 300_000):
            output = session.read(b"x" * size, {"word": "é"})
            assert output.report == {"size": size, "word": "é"}
            assert output.payload == b"x" * size * 2 + b"\n"


def test_each_way_to_fail_is_a_sentence(make_reader, tmp_path) -> None:
    assert fault_of(make_reader("raise FaultError('empty')"), tmp_path) == "fault empty"
    assert fault_of(make_reader("raise FaultError('never heard')"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("raise KeyError('x')"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("raise MemoryError"), tmp_path) == "fault no_memory"
    assert fault_of(make_reader("def f(): f()\nf()"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("import os\nos._exit(0)"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("import os\nos._exit(3)"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("raise KeyboardInterrupt"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("return {1, 2}"), tmp_path) == "fault damaged"
    assert fault_of(make_reader("import os\nos.write(1, b'[]')\nos._exit(0)"), tmp_path) == (
        "fault damaged"
    )


@posix
def test_memory_and_processor_time_are_bounded(make_reader, tmp_path) -> None:
    tight = ProcessLimits(memory_bytes=300_000_000, processor_seconds=1)
    hungry = make_reader("put(b'x' * 400_000_000)\nreturn {}")
    assert fault_of(hungry, tmp_path, tight) == "fault no_memory"
    assert fault_of(make_reader("while True: pass"), tmp_path, tight) == "fault too_slow"
    aborted = make_reader("import os\nos.abort()")
    assert fault_of(aborted, tmp_path, tight) == "fault no_memory"


@posix
def test_a_reader_that_waits_for_ever_is_killed(make_reader, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "WAITING_SECONDS", 0)
    sleeper = make_reader("import time\ntime.sleep(60)")
    started = time.monotonic()
    assert fault_of(sleeper, tmp_path, ProcessLimits(processor_seconds=1)) == "fault too_slow"
    assert time.monotonic() - started < 20


def test_what_comes_back_is_bounded(make_reader, tmp_path) -> None:
    talker = make_reader("for _ in range(100): put(b'x' * 1000)\nreturn {}")
    sentence = fault_of(talker, tmp_path, ProcessLimits(output_bytes=50_000))
    assert sentence == "fault too_big its contents take more than 0 megabytes"


@pytest.mark.parametrize(
    "deed",
    [
        "import socket\nsocket.socket()",
        "import socket\nsocket.getaddrinfo('localhost', 80)",
        "import urllib.request\nurllib.request.urlopen('http://localhost/')",
        "import subprocess\nsubprocess.run(['true'])",
        "import os\nos.system('true')",
        "import os\nos.fork()",
        "import os\nos.remove(wanted['path'])",
        "import os\nos.rename(wanted['path'], wanted['path'] + '2')",
        "open(wanted['path'], 'w')",
        "import os\nos.open(wanted['path'], os.O_WRONLY)",
    ],
)
def test_a_reader_has_no_network_no_programs_and_writes_nothing(
    make_reader, tmp_path, deed
) -> None:
    if "fork" in deed and sys.platform == "win32":
        pytest.skip("Windows cannot fork")
    body = textwrap.indent(deed, "    ")
    reader = make_reader(
        f"try:\n{body}\nexcept PermissionError as error:\n"
        "    return {'refused': 'reading process' in str(error)}\n"
        "return {'refused': False}"
    )
    target = tmp_path / "target"
    target.write_text("as it was")
    with GuardedSession(reader, LIMITS, REFUSAL) as session:
        assert session.read(b"", {"path": str(target)}).report == {"refused": True}
    assert target.read_text() == "as it was"


def test_a_file_that_ends_the_process_does_not_end_the_next(make_reader) -> None:
    reader = make_reader(
        "import os\nif content == b'die': os._exit(1)\nreturn {'pid': os.getpid()}"
    )
    with GuardedSession(reader, LIMITS, REFUSAL) as session:
        first, second = (session.read(b"live", {}).report["pid"] for _ in range(2))
        assert first == second
        for _ in range(2):
            with pytest.raises(UnreadableFileError, match="fault damaged"):
                session.read(b"die", {})
            assert session.read(b"live", {}).report["pid"] != first


@pytest.mark.thorough
@posix
def test_processor_time_is_counted_for_each_file(make_reader) -> None:
    busy = make_reader(
        """
        import time
        end = time.process_time() + 0.7
        while time.process_time() < end: pass
        return {}
        """
    )
    with GuardedSession(busy, ProcessLimits(processor_seconds=1), REFUSAL) as session:
        for _ in range(4):
            assert session.read(b"", {}).report == {}


def test_a_file_over_the_limit_is_not_handed_over(make_reader) -> None:
    with (
        GuardedSession(make_reader("return {}"), ProcessLimits(input_bytes=10), REFUSAL) as session,
        pytest.raises(UnreadableFileError, match="larger than 0 megabytes"),
    ):
        session.read(b"x" * 11, {})


def test_a_stream_is_read_from_where_it_stands(make_reader, tmp_path) -> None:
    reader = make_reader("return {'text': content.decode()}")
    path = tmp_path / "file"
    path.write_bytes(b"onetwo")
    with path.open("rb", buffering=0) as stream:
        stream.seek(3, io.SEEK_SET)
        output = read_guarded(reader, stream, {}, LIMITS, REFUSAL)
    assert output.report == {"text": "two"}
    assert json.loads(output.payload) == {"text": "two"}
