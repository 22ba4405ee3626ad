"""The TOML of a map while it is being read: values of the kind that is wanted, and places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import TypeVar

from lisdesk.errors import RefusedError, UnreadableFileError

T = TypeVar("T")

_HEADER = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?")
_MARKS = " \t\"'"


def refusal(happened: str, do: str) -> RefusedError:
    """Return the error for what a map cannot say."""
    return RefusedError(happened, do=do)


class MapDocument:
    """A map as TOML has it, and where in its text each key stands."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raise UnreadableFileError if the bytes of the file `name` are not TOML."""
        try:
            self._text = content.decode("utf-8-sig")
            self.values: Mapping[str, object] = tomllib.loads(self._text)
        except (ValueError, RecursionError) as error:
            is_toml_error = isinstance(error, tomllib.TOMLDecodeError)
            reason = str(error) if is_toml_error else "it is not UTF-8 text"
            raise UnreadableFileError(
                f"The map “{name}” is not TOML that can be read: {reason}.",
                do="Mend it and try again.",
            ) from error

    def optional(self, key: str, kind: type[T], meaning: str) -> T | None:
        """Return the value of a key, None if it is not there; a bool is no number here."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or isinstance(value, bool) or value == "":
            raise refusal(f"“{key}” in the map is not {meaning}.", f"Give {meaning}.")
        return value

    def table(self, key: str) -> dict[str, object]:
        """Return a table of the map, an empty one if it is not there."""
        return dict(self.optional(key, dict, f"a table, written [{key}]") or {})

    def place(self, key: str, table: str = "") -> str:
        """Return " (line 3, column 1)", where a key of a table stands, or its table's header.

        Empty if it is written in a way that is not looked for, such as with escaped letters.
        """
        written = [re.escape(mark + key + mark) for mark in ('"', "'", "")]
        at_key = re.compile(rf"(?:^|[\s,{{.\[])(?P<key>{'|'.join(written)})\s*[=.\]]")
        for number, line in self._lines_of(table, key):
            if found := at_key.search(line):
                return f" (line {number}, column {found.start('key') + 1})"
        return ""

    def _lines_of(self, table: str, key: str) -> Iterator[tuple[int, str]]:
        """Give the lines of a table and the headers of tables in it, then all lines."""
        lines = list(enumerate(self._text.splitlines(), start=1))
        current = ""
        for number, line in lines:
            if header := _HEADER.fullmatch(line):
                current = _plain(header["name"])
                if current == (f"{table}.{key}" if table else key):
                    yield number, line
            elif current == table:
                yield number, line
        yield from lines


def _plain(header: str) -> str:
    return ".".join(part.strip(_MARKS) for part in header.split("."))
