"""What answers mean in the fields that have a list of values, as the map says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lisdesk.exchange.sheets.choices import read_type
from lisdesk.exchange.sheets.map_document import MapDocument, refusal
from lisdesk.exchange.sheets.plan import Field, FieldValue
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import Channel, Permission

_FIELDS = (Field.TYPE, Field.PERMISSION, Field.CHANNEL, Field.AREA)


@dataclass(frozen=True, slots=True)
class MapValue:
    """One answer of theirs and what it means."""

    answer: str
    meaning: str
    """As the map has it: not yet known to be one of the list."""
    place: str = field(default="", compare=False)
    """Where the map says so: " (line 3, column 1)", or empty."""


def read_values(document: MapDocument) -> dict[Field, tuple[MapValue, ...]]:
    """Return the tables [values.type] and the like; RefusedError for what they cannot say."""
    values: dict[Field, tuple[MapValue, ...]] = {}
    for name, table in document.table("values").items():
        one = Field.find(name)
        if one is None or one not in _FIELDS:
            has = ", ".join(each.value for each in _FIELDS)
            place = document.place(name, "values")
            raise refusal(f"[values] in the map has no “{name}”{place}.", f"It has: {has}.")
        if not isinstance(table, dict):
            raise refusal(
                f"“{name}” in [values] of the map is not a table{document.place(name, 'values')}.",
                f'Write [values.{name}], and "Their answer" = "our value" under it.',
            )
        values[one] = tuple(
            _value(document, f"values.{name}", answer, meaning) for answer, meaning in table.items()
        )
    return values


def _value(document: MapDocument, table: str, answer: str, meaning: object) -> MapValue:
    place = document.place(answer, table)
    if not isinstance(meaning, str) or not meaning.strip() or not name_key(answer):
        raise refusal(
            f"“{answer}” in [{table}] of the map has no answer, or no text for it{place}.",
            'Write "Their answer" = "our value".',
        )
    return MapValue(answer, " ".join(meaning.split()), place)


def meanings(
    values: Mapping[Field, tuple[MapValue, ...]], type_keys: Mapping[str, str]
) -> dict[Field, dict[str, FieldValue]]:
    """Return what each answer means, by the `name_key` of the answer.

    Raises RefusedError for a meaning that is not in the list of its field, and for an answer that
    is given two.
    """
    found: dict[Field, dict[str, FieldValue]] = {}
    for of_field, listed in values.items():
        by_key = found.setdefault(of_field, {})
        for one in listed:
            meaning = _meaning(of_field, one, type_keys)
            if by_key.setdefault(name_key(one.answer), meaning) != meaning:
                raise refusal(
                    f"The map gives “{one.answer}” two meanings{one.place}.",
                    "Take one of them out.",
                )
    return found


def _meaning(of_field: Field, one: MapValue, type_keys: Mapping[str, str]) -> FieldValue:
    meaning: FieldValue | None = one.meaning
    choices: list[str] = []
    if of_field is Field.TYPE:
        meaning, choices = read_type(one.meaning, type_keys), sorted(set(type_keys.values()))
    elif of_field is Field.CHANNEL:
        meaning, choices = Channel.find(one.meaning), [channel.key for channel in Channel]
    elif of_field is Field.PERMISSION:
        meaning, choices = Permission.find(one.meaning), [each.key for each in Permission]
    if meaning is None:
        table = f"[values.{of_field.value}]"
        raise refusal(
            f"“{one.meaning}” in {table} of the map is not one of its list{one.place}.",
            f"Use one of: {', '.join(choices)}.",
        )
    return meaning
