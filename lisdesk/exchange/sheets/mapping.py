"""What the officer wrote about the columns of a spreadsheet: the map, a TOML file."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from lisdesk.exchange.sheets.map_document import MapDocument, refusal
from lisdesk.exchange.sheets.map_values import MapValue, read_values
from lisdesk.exchange.sheets.plan import DateOrder, Field

_KEYS = (
    "sheet", "header_rows", "id", "dates", "group_by", "encoding",
    "fields", "constants", "values", "questions", "ignore", "extras", "limits",
)  # fmt: skip
_MOST_HEADER_ROWS = 50
_LARGEST_LIMIT = 1_000_000
_LARGEST_MAP_BYTES = MEGABYTE
_LIMITS_FORM = "Use rows, columns, megabytes, seconds, parts or ratio."


@dataclass(frozen=True, slots=True)
class ImportMap:
    """The map of one kind of spreadsheet; every part may be left out."""

    sheet: str | int | None = None
    """Name of the sheet, or its number from 1."""
    header_rows: int | None = None
    """How many rows at the top hold headings, and what stands above; 0: none; None: found."""
    id_column: str | None = None
    date_order: DateOrder | None = None
    group_by: str | None = None
    fields: Mapping[Field, str] = field(default_factory=dict)
    """Our field to their column."""
    constants: Mapping[Field, str] = field(default_factory=dict)
    values: Mapping[Field, tuple[MapValue, ...]] = field(default_factory=dict)
    """What their answers mean, in fields with a list of values."""
    questions: Mapping[str, int | str] = field(default_factory=dict)
    """Their column to our question's number, or to the text of a question."""
    ignored_columns: tuple[str, ...] = ()
    extra_columns: tuple[str, ...] = ()
    """Columns that are kept as extras, whatever their headings say."""
    encoding: str | None = None
    """Encoding of a text file; None: found."""
    limits: Limits = DEFAULT_LIMITS
    """The limits to read the file with."""

    def named_columns(self) -> list[str]:
        """Return every column that the map names, in no order of meaning."""
        single = [name for name in (self.id_column, self.group_by) if name is not None]
        return [
            *single,
            *self.fields.values(),
            *self.questions,
            *self.ignored_columns,
            *self.extra_columns,
        ]


def read_map(path: Path) -> ImportMap:
    """Return the map in a TOML file.

    Raises UnreadableFileError if it cannot be read, and RefusedError for a key, a field or a kind
    of value that a map does not have.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFileError(
                f"The map “{path.name}” is not a file.", do="Name the TOML file of the map."
            )
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_MAP_BYTES + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"The map “{path.name}” could not be opened: {error.strerror or 'no reason given'}.",
            do="Check that it is there.",
        ) from error
    if len(content) > _LARGEST_MAP_BYTES:
        raise UnreadableFileError(
            f"“{path.name}” is too big to be a map.", do="Check that it is the right file."
        )
    return parse_map(content, path.name)


def parse_map(content: bytes, name: str) -> ImportMap:
    """Return the map in the bytes of a TOML file; `name` and the errors are those of `read_map`."""
    document = MapDocument(content, name)
    unknown = next((key for key in document.values if key not in _KEYS), None)
    if unknown is not None:
        place = document.place(unknown)
        raise refusal(f"A map has no “{unknown}”{place}.", "It has: " + ", ".join(_KEYS) + ".")
    fields = _named_fields(document, "fields")
    return ImportMap(
        sheet=_sheet(document),
        header_rows=_header_rows(document),
        id_column=_id_column(document, fields),
        date_order=_date_order(document),
        group_by=document.optional("group_by", str, "the heading of a column"),
        fields={Field.named(name): column for name, column in fields.items() if name != "id"},
        constants=_constants(document),
        values=read_values(document),
        questions=_questions(document),
        ignored_columns=_listed_columns(document, "ignore"),
        extra_columns=_listed_columns(document, "extras"),
        encoding=_encoding(document),
        limits=_limits(document),
    )


def _sheet(document: MapDocument) -> str | int | None:
    meaning = "the name of a sheet or its number from 1"
    value = document.values.get("sheet")
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 1:
            raise refusal(f"“sheet” in the map is not {meaning}.", f"Give {meaning}.")
        return value
    return document.optional("sheet", str, meaning)


def _header_rows(document: MapDocument) -> int | None:
    meaning = f"a whole number from 0 to {_MOST_HEADER_ROWS}"
    value = document.optional("header_rows", int, meaning)
    if value is not None and not 0 <= value <= _MOST_HEADER_ROWS:
        raise refusal(f"“header_rows” in the map is not {meaning}.", f"Give {meaning}.")
    return value


def _id_column(document: MapDocument, fields: Mapping[str, str]) -> str | None:
    named = document.optional("id", str, "the heading of a column")
    in_fields = fields.get("id")
    if named and in_fields and named != in_fields:
        raise refusal("The map names two columns as the id.", "Name one of them.")
    return named or in_fields


def _date_order(document: MapDocument) -> DateOrder | None:
    meaning = '"dmy", "mdy" or "ymd"'
    value = document.optional("dates", str, meaning)
    if value is None:
        return None
    for order in DateOrder:
        if order.value == value.strip().casefold():
            return order
    raise refusal(f"“dates” in the map is not {meaning}.", f"Give {meaning}.")


def _named_fields(document: MapDocument, key: str) -> dict[str, str]:
    """Return the texts of a table whose keys are names of fields, "id" among them.

    TOML's own dates are taken as their ISO text.
    """
    texts: dict[str, str] = {}
    for name, value in document.table(key).items():
        if name != "id" and Field.find(name) is None:
            choices = ", ".join(one.value for one in Field)
            raise refusal(
                f"A submission has no field “{name}”{document.place(name, key)}.",
                f"Use one of: {choices}, id.",
            )
        text = value.isoformat() if isinstance(value, date | time) else value
        if not isinstance(text, str) or not text.strip():
            raise refusal(
                f"“{name}” in [{key}] of the map is not a text.", "Put the text in quotation marks."
            )
        texts[name] = text
    return texts


def _constants(document: MapDocument) -> dict[Field, str]:
    named = _named_fields(document, "constants")
    if "id" in named:
        raise refusal("The id of a row cannot be a constant.", "Take it out of [constants].")
    return {Field.named(name): value for name, value in named.items()}


def _questions(document: MapDocument) -> dict[str, int | str]:
    questions: dict[str, int | str] = {}
    for column, value in document.table("questions").items():
        is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
        if is_number or (isinstance(value, str) and value.strip()):
            questions[column] = value  # type: ignore[assignment]  # narrowed on the line above
            continue
        raise refusal(
            f"“{column}” in [questions] of the map has neither a question's number nor its text.",
            'Write "Their column" = 1, or "Their column" = "Text of a new question".',
        )
    return questions


def _listed_columns(document: MapDocument, key: str) -> tuple[str, ...]:
    table = document.table(key)
    columns = table.pop("columns", [])
    if table or not isinstance(columns, list) or not all(isinstance(one, str) for one in columns):
        raise refusal(
            f"[{key}] in the map is not understood.", 'Write columns = ["IP address"] under it.'
        )
    return tuple(columns)


def _encoding(document: MapDocument) -> str | None:
    value = document.optional("encoding", str, "the name of an encoding")
    if value is None:
        return None
    try:
        codec = codecs.lookup(value)
    except (LookupError, ValueError) as error:
        raise refusal(
            f"“{value}” is not an encoding that is known.", "Use utf-8, cp1252 or utf-16."
        ) from error
    if not getattr(codec, "_is_text_encoding", True):
        raise refusal(f"“{value}” is not an encoding of text.", "Use utf-8, cp1252 or utf-16.")
    return codec.name


def _limits(document: MapDocument) -> Limits:
    raise_limit: dict[str, Callable[[Limits, int], Limits]] = {
        "rows": lambda limits, value: replace(limits, rows=value),
        "columns": lambda limits, value: replace(limits, columns=value),
        "megabytes": lambda limits, value: limits.scaled_to(value * MEGABYTE),
        "parts": lambda limits, value: replace(limits, package_entries=value),
        "ratio": lambda limits, value: replace(limits, package_ratio=value),
        "seconds": lambda limits, value: replace(limits, processor_seconds=value),
    }
    limits = DEFAULT_LIMITS
    for name, value in document.table("limits").items():
        if name not in raise_limit:
            place = document.place(name, "limits")
            raise refusal(f"[limits] in the map has no “{name}”{place}.", _LIMITS_FORM)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise refusal(f"“{name}” in [limits] of the map is not a whole number.", _LIMITS_FORM)
        if value > _LARGEST_LIMIT:
            raise refusal(f"“{name}” in [limits] is over {_LARGEST_LIMIT:,}.", _LIMITS_FORM)
        limits = raise_limit[name](limits, value)
    return limits
