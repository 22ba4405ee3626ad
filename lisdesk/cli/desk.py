"""What every command works with: the file, the officer, the clock, and how to print."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from lisdesk.clock import Clock
from lisdesk.errors import RefusedError, UserError
from lisdesk.outcome import Json
from lisdesk.paths import default_file
from lisdesk.rules.deadlines import local_words
from lisdesk.rules.wall_time import local_time
from lisdesk.tasks.preferences import system_user

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk, Work


@dataclass
class Terminal:
    """The global options of one run."""

    location: str | None
    officer: str
    """Empty for whoever the operating system says is at work."""
    clock: Clock
    """The clock in force."""
    as_json: bool

    @property
    def desk(self) -> Desk:
        """Who works, by which clock."""
        from lisdesk.store.work import Desk

        return Desk(self.officer or system_user(), self.clock)

    @property
    def named_location(self) -> str:
        """The file or server that was named, or the officer's usual file."""
        return self.location or str(default_file())

    @contextmanager
    def database(self, *, create: bool = False) -> Iterator[Database]:
        """Open the file for a command; with `create`, make it first if it is not there.

        A file that was made for a command which is then refused is not kept. Raises RefusedError
        for words that are not text: a system hands over any bytes as arguments.
        """
        from lisdesk.store.database import located
        from lisdesk.store.server_clock import clock_for
        from lisdesk.tasks.files import opened, opened_or_created

        location = located(self.named_location)
        opening = opened_or_created(location, self.desk) if create else opened(location)
        try:
            with opening as database:
                self.clock = clock_for(database, self.clock)
                yield database
        except UnicodeEncodeError as error:
            raise RefusedError(
                "A word of this command is not text: it holds bytes that are not UTF-8.",
                do="Type it again, or set the terminal to UTF-8.",
            ) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open the file and read one moment of it."""
        with self.database() as database, database.reading() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Open the file and run edits that are saved together."""
        with self.database() as database, database.writing(self.desk) as work:
            yield work

    def read_files(self, database: Database) -> list[str]:
        """Bring the words of files that came in into the search; return a line for people if some
        hold none. What cannot be read now, as the file is in use, is read another time.
        """
        from lisdesk.tasks.file_words import read_file_words

        try:
            done = read_file_words(database)
        except UserError:
            return []
        if not done.unreadable:
            return []
        is_or_are = "is" if done.unreadable == 1 else "are"
        files = f"{done.unreadable:,} file{'' if done.unreadable == 1 else 's'}"
        return [f"note: {files} {is_or_are} not searched; see “lisdesk submission unsearched”."]

    def show(self, fields: Mapping[str, Any], lines: Sequence[str]) -> None:
        """Print a result: as one JSON object, or as lines for people."""
        clock = self.clock
        if self.as_json:
            extra = {"clock": iso(clock.now())} if clock.is_set else {}
            say(json_text({**fields, **extra}), sys.stdout)
            return
        if clock.is_set:
            say(f"note: the clock is set to {local_words(clock.now())}", sys.stderr)
        if lines:
            say(printable("\n".join(lines)), sys.stdout)


LARGEST_NUMBER = 2**31 - 1
"""What a whole number on the command line may be at most: every database can hold it."""


def say(text: str, stream: TextIO) -> None:
    """Print text and a line end."""
    stream.write(f"{text}\n")


def iso(moment: datetime | None) -> str | None:
    """Return a moment as ISO 8601 with the offset of Europe/London; None for None."""
    return local_time(moment).isoformat() if moment else None


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the lines of a plain table; numbers stand to the right, long cells end in “…”."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max(len(row[place]) for row in [list(headings), *cells]) for place in range(len(headings))
    ]
    is_number = [
        bool(rows) and all(isinstance(row[place], int) for row in rows)
        for place in range(len(headings))
    ]

    def line(row: Sequence[str]) -> str:
        parts = [
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(row, widths, is_number, strict=True)
        ]
        return "  ".join(parts).rstrip()

    return [line(headings), line(["-" * width for width in widths]), *map(line, cells)]


def printable(text: str) -> str:
    """Return text without characters that would steer a terminal, or hide or turn its words."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text
    )


def json_text(fields: Mapping[str, Any]) -> str:
    """Return a JSON object as text; what `printable` would replace is written as an escape."""
    text = json.dumps(fields, ensure_ascii=False, indent=2)
    return _BEYOND_ASCII.sub(_escaped, text)


def fields_of(value: object) -> Json:
    """Return a row, or anything in one, as JSON values: tokens by key, moments in ISO 8601."""
    from lisdesk.cli.json_values import json_value

    return json_value(value)


def existing_path(text: str) -> Path:
    """Return the path that a person typed, with “~” as their home folder."""
    return Path(text).expanduser()


_LONGEST_CELL = 60
_UTF_8 = frozenset({"utf-8", "utf8"})
_BEYOND_ASCII = re.compile(r"[^\n\x20-\x7e]")


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _escaped(match: re.Match[str]) -> str:
    letter = match[0]
    is_safe = letter.isprintable() and (sys.stdout.encoding or "").casefold() in _UTF_8
    return letter if is_safe else json.dumps(letter)[1:-1]
