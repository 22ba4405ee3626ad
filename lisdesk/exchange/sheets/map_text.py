"""Write a map as the TOML that `mapping` reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lisdesk.exchange.sheets.mapping import ImportMap


def map_text(officers_map: ImportMap) -> str:
    """Return a map as TOML; its limits are left out, which are for one file and not for a kind."""
    dates = officers_map.date_order.value if officers_map.date_order else None
    lines = [
        f"{key} = {_value(value)}"
        for key, value in (
            ("sheet", officers_map.sheet),
            ("header_rows", officers_map.header_rows),
            ("id", officers_map.id_column),
            ("dates", dates),
            ("group_by", officers_map.group_by),
            ("encoding", officers_map.encoding),
        )
        if value is not None
    ]
    fields = {field.value: name for field, name in officers_map.fields.items()}
    constants = {field.value: text for field, text in officers_map.constants.items()}
    tables: tuple[tuple[str, Mapping[str, str | int]], ...] = (
        ("fields", fields),
        ("constants", constants),
        *_value_tables(officers_map),
        ("questions", officers_map.questions),
    )
    for name, table in tables:
        if table:
            lines += [f"[{name}]", *(f"{_quoted(key)} = {_value(table[key])}" for key in table)]
    for name, columns in (
        ("ignore", officers_map.ignored_columns),
        ("extras", officers_map.extra_columns),
    ):
        if columns:
            lines += [f"[{name}]", f"columns = {_listed(columns)}"]
    return "\n".join([*lines, ""])


def _value_tables(officers_map: ImportMap) -> list[tuple[str, dict[str, str]]]:
    return [
        (f"values.{field.value}", {one.answer: one.meaning for one in listed})
        for field, listed in officers_map.values.items()
    ]


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else _quoted(value)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """Return text as a TOML basic string, in ASCII so that nothing can be read as another thing."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    code = ord(letter)
    if letter in '"\\':
        return f"\\{letter}"
    if 0x20 <= code < 0x7F:
        return letter
    if 0xD800 <= code <= 0xDFFF:  # half a character, which TOML cannot hold
        return "\\uFFFD"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
