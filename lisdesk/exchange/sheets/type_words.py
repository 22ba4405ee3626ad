"""The words of a sheet for stakeholder types that only the officer can say the meaning of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lisdesk.exchange.sheets.choices import read_type
from lisdesk.exchange.sheets.grid import SheetGrid, cell_text
from lisdesk.exchange.sheets.map_values import MapValue
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import Field, ImportPlan
from lisdesk.rules.names import name_key


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A word that is no type of the file's list."""

    word: str
    """As it is spelled most often."""
    rows: int
    meaning: str
    """Key of the type that it means by the map; empty: not known."""


def type_words(grid: SheetGrid, plan: ImportPlan) -> tuple[TypeWord, ...]:
    """Return the words that the list of types does not know, those of most rows first."""
    column = next((each for each in plan.columns if each.field is Field.TYPE), None)
    if column is None:
        return ()
    counts: Counter[str] = Counter(
        " ".join(cell_text(cells[column.index]).split())
        for number, cells in grid.rows()
        if number >= plan.data_starts_row and column.index < len(cells)
    )
    by_map = plan.words.of_map.get(Field.TYPE, {})
    spelled: dict[str, str] = {}
    rows: Counter[str] = Counter()
    for word, count in counts.most_common():
        key = name_key(word)
        if key and read_type(word, plan.words.type_keys) is None:
            spelled.setdefault(key, word)
            rows[key] += count
    return tuple(
        TypeWord(spelled[key], count, str(by_map.get(key, ""))) for key, count in rows.most_common()
    )


def with_type_meanings(officers_map: ImportMap, meanings: Mapping[str, str]) -> ImportMap:
    """Return the map with what some words for types mean; an empty key takes a meaning away."""
    changed = {name_key(word) for word in meanings}
    kept = [
        value
        for value in officers_map.values.get(Field.TYPE, ())
        if name_key(value.answer) not in changed
    ]
    said = [MapValue(word, key) for word, key in meanings.items() if key]
    values = {field: listed for field, listed in officers_map.values.items()}
    values[Field.TYPE] = (*kept, *said)
    return replace(officers_map, values={field: each for field, each in values.items() if each})


def without_lost_types(officers_map: ImportMap, type_keys: Mapping[str, str]) -> ImportMap:
    """Return the map without the words that mean a type which is no longer in use."""
    lost = {
        value.answer: ""
        for value in officers_map.values.get(Field.TYPE, ())
        if read_type(value.meaning, type_keys) is None
    }
    return with_type_meanings(officers_map, lost) if lost else officers_map
