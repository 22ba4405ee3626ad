"""The command line as a person or a script meets it: words in; exit code, output and errors out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from lisdesk.cli import main
from lisdesk.store.opening import open_database
from tests.desk_work import content

ROOT = Path(__file__).resolve().parent.parent.parent
CALL = "LLEP-2018-01"
NEW_CALL = (
    *("call", "new", "--title", "Local Industrial Strategy", "--lead", "LLEP"),
    *("--opens", "2018-12-06", "--closes", "2019-01-31", "--template", "lis-ten-questions"),
)


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_word(self) -> str:
        return self.out.split()[-1]

    @property
    def object(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


@dataclass
class CommandLine:
    """Runs commands in this process on one file, with a clock that is set and a named officer."""

    file: Path
    now: str = "2018-12-10T09:00"
    officer: str = "Ann Officer"

    def bare(self, *words: object) -> Ran:
        """Run exactly these words."""
        out, err = (TextIOWrapper(BytesIO(), "utf-8", newline="\n") for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = main([str(word) for word in words])
        return Ran(code, *(_written(stream) for stream in (out, err)))

    def run(self, *words: object) -> Ran:
        return self.bare(*("--db", self.file, "--now", self.now, "--officer", self.officer), *words)

    def done(self, *words: object) -> Ran:
        ran = self.run(*words)
        assert ran.code == 0, ran.err
        assert [line for line in ran.err.splitlines() if not line.startswith("note: ")] == []
        return ran

    def object(self, *words: object) -> dict[str, Any]:
        return self.done(*words, "--json").object

    def items(self, *words: object) -> list[dict[str, Any]]:
        return self.object(*words)["items"]

    def reference(self, *words: object) -> str:
        """Run a command that makes one thing; return its reference."""
        return self.done(*words).last_word

    def refused(self, *words: object) -> str:
        """Run a command that is refused by the contract; return what it says."""
        before = self._stored()
        ran = self.run(*words)
        assert ran.code == 1
        assert ran.out == ""
        (line,) = ran.err.splitlines()
        assert line.startswith("error: ")
        assert self._stored() == before
        return line

    def _stored(self) -> bytes | None:
        return self.file.read_bytes() if self.file.is_file() else None

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return everything that the file holds but for its history."""
        database = open_database(self.file)
        try:
            return content(database)
        finally:
            database.close()


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def start(
    *words: str | bytes, environment: dict[str, str] | None = None, folder: Path | None = None
) -> Ran:
    """Run the program in a process of its own, with words that may be any bytes."""
    finished = subprocess.run(
        [sys.executable, ROOT / "main.py", *words],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {})},
    )
    out, err = (stream.decode("utf-8") for stream in (finished.stdout, finished.stderr))
    return Ran(finished.returncode, out, err)
