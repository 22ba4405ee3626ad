"""The TOML of a template while it is being read: values of the kind wanted, refused with a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lisdesk.errors import FileTooNewError, UnreadableFileError

TEMPLATE_KEY = "lisdesk-template"
TEMPLATE_VERSION = 1
LARGEST_TEMPLATE_BYTES = 1_000_000
_LONGEST_TEXT = 20_000
_MOST_ENTRIES = 1_000
_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[\w.-]+)\s*\]\]?\s*(?:#.*)?")
_FIT_TO_SHOW = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """The text of a template, to say where in it something stands."""

    name: str
    text: str

    def refusal(
        self, happened: str, do: str, table: str = "", nth: int = 1, key: str = ""
    ) -> UnreadableFileError:
        """Return the error for what a template cannot say, with the line where it says so."""
        line = self._line(table, nth, key)
        return UnreadableFileError(f"“{self.name}”, line {line}: {happened}", do=do)

    def _line(self, table: str, nth: int, key: str) -> int:
        """Return the line of a key in the nth table of a name, else that of the table's header."""
        current, met, at_header = "", 0, 1
        sets_key = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=" if key else r"(?!)")
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.fullmatch(line):
                current = header["name"]
                met += current == table
                if current == table and met == nth:
                    at_header = number
            elif current == table and (met == nth or not table) and sets_key.match(line):
                return number
        return at_header


def template_document(content: bytes, name: str) -> tuple[TemplateText, Mapping[str, object]]:
    """Return the text of a template and what it holds.

    Raises UnreadableFileError for what is no template, FileTooNewError for a later version's.
    """
    again = "Mend that line and take the file again."
    if len(content) > LARGEST_TEMPLATE_BYTES:
        raise UnreadableFileError(
            f"“{name}” is too big for a template: more than a megabyte.",
            do="Choose a template that lisdesk saved.",
        )
    try:
        text = content.decode("utf-8-sig")
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(
            f"“{name}” is not TOML that can be read: {error}.", do=again
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            f"“{name}” is no template: it is not a plain text in UTF-8 that can be read.",
            do="Choose a template that lisdesk saved.",
        ) from error
    version = values.get(TEMPLATE_KEY)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableFileError(
            f"“{name}” is no template of lisdesk: it does not say “{TEMPLATE_KEY} = 1”.",
            do="Choose a template that lisdesk saved.",
        )
    if version > TEMPLATE_VERSION:
        raise FileTooNewError(
            f"“{name}” was saved by a later version of lisdesk.",
            do="Install the newest version and take it with that.",
        )
    return TemplateText(name, text), values


class TemplateTable:
    """One table of a template; what it holds beyond the keys that are known is refused."""

    def __init__(
        self,
        source: TemplateText,
        values: object,
        known: Collection[str],
        table: str = "",
        nth: int = 1,
    ) -> None:
        self._source, self._table, self._nth = source, table, nth
        if not isinstance(values, dict):
            raise self.refusal(f"“{table}” is not a table.", f"Write it as [{table}].")
        self._values: Mapping[str, object] = values
        for key in values:
            if key not in known:
                raise self.refusal(
                    f"“{key}” means nothing here.",
                    f"Leave it out, or use one of: {', '.join(sorted(known))}.",
                    key,
                )

    def refusal(self, happened: str, do: str, key: str = "") -> UnreadableFileError:
        """Return the error for what this table cannot say."""
        return self._source.refusal(happened, do, self._table, self._nth, key)

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return key in self._values

    def value(self, key: str) -> object:
        """Return what a key has, whatever it is; None without it."""
        return self._values.get(key)

    def words(self, key: str, *, is_needed: bool = False) -> str:
        """Return a text; an empty one if it is not there and is not needed."""
        found = self._values.get(key, "")
        if not isinstance(found, str):
            raise self.refusal(f"“{key}” is not a text.", "Put it in double quotes.", key)
        self._check_text(found, key)
        if is_needed and not found.strip():
            raise self.refusal(f"“{key}” is missing or empty.", f"Give “{key}” some words.", key)
        return found

    def listed(self, key: str) -> tuple[str, ...]:
        """Return several texts; none if they are not there."""
        found = self._values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.refusal(
                f"“{key}” is not a list of texts.", 'Write it as ["one", "two"].', key
            )
        if len(found) > _MOST_ENTRIES:
            raise self.refusal(
                f"“{key}” has more than {_MOST_ENTRIES:,} texts.", "Leave some out.", key
            )
        for each in found:
            self._check_text(each, key)
        return tuple(each.strip() for each in found if each.strip())

    def number(self, key: str, least: int, largest: int) -> int | None:
        """Return a whole number; None if it is not there."""
        found = self._values.get(key)
        if found is None:
            return None
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= largest:
            raise self.refusal(
                f"“{key}” is not a whole number from {least} to {largest}.", "Mend it.", key
            )
        return found

    def switch(self, key: str) -> bool:
        """Return true or false; false if it is not there."""
        found = self._values.get(key, False)
        if not isinstance(found, bool):
            raise self.refusal(f"“{key}” is neither true nor false.", "Write true or false.", key)
        return found

    def tables(self, key: str, known: Collection[str]) -> list[TemplateTable]:
        """Return the tables of a name, one after the other."""
        found = self._values.get(key, [])
        if not isinstance(found, list):
            fault = f"“{key}” is not written as [[{key}]]."
            raise self._source.refusal(fault, f"Write [[{key}]].", key)
        if len(found) > _MOST_ENTRIES:
            raise self.refusal(
                f"There are more than {_MOST_ENTRIES:,} of “{key}”.", "Leave some out.", key
            )
        return [
            TemplateTable(self._source, each, known, key, nth)
            for nth, each in enumerate(found, start=1)
        ]

    def table(self, key: str, known: Collection[str]) -> TemplateTable:
        """Return one table, an empty one if it is not there."""
        return TemplateTable(self._source, self._values.get(key, {}), known, key)

    def _check_text(self, text: str, key: str) -> None:
        if len(text) > _LONGEST_TEXT:
            raise self.refusal(
                f"“{key}” has more than {_LONGEST_TEXT:,} characters.", "Say it in fewer.", key
            )
        if not _FIT_TO_SHOW.fullmatch(text):
            raise self.refusal(f"“{key}” holds control characters.", "Take them out.", key)
