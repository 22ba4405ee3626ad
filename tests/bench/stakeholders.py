"""What it costs to find stakeholders that are probably one, and how many of the planted are found.

Invented bodies and people of towns, and for every twentieth a second spelling as surveys have it:
another ending, a letter mistyped, words in another order, initials, or the same address.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.queries.stakeholder_matches import stakeholder_matches
from lisdesk.store.opening import create_database
from tests.desk_work import do, open_call, set_up
from tests.story import incoming

_SYLLABLES = [
    "ash",
    "bar",
    "cot",
    "den",
    "el",
    "fos",
    "gar",
    "hin",
    "is",
    "kel",
    "lam",
    "mar",
    "nor",
    "oad",
    "pem",
    "quor",
    "rus",
    "sil",
    "thur",
    "ux",
    "ven",
    "wig",
    "yel",
]
_ENDS = ["by", "don", "field", "ford", "ham", "ley", "thorpe", "ton", "well", "worth"]
_KINDS = [
    *("Engineering", "Foods", "Logistics", "Housing Association", "Chamber of Trade", "College"),
    *("Parish Council", "Borough Council", "Care Trust", "Wildlife Group", "Museum", "Hospice"),
    *("Residents Association", "Precision Castings", "Textiles", "Software"),
]
_LEGAL = [" Ltd", " Limited", " plc", " CIC", ""]


def names(count: int) -> Iterator[tuple[str, str, bool]]:
    """Yield names with addresses, and whether each is a second spelling of the one before."""
    dice = random.Random(11)
    seen: set[str] = set()
    while count > 0:
        place = (dice.choice(_SYLLABLES) + dice.choice(_SYLLABLES) + dice.choice(_ENDS)).title()
        owner = (dice.choice(_SYLLABLES) + dice.choice(_SYLLABLES) + dice.choice(_ENDS)).title()
        name = f"{place} {owner} {dice.choice(_KINDS)}"
        if name in seen:
            continue
        seen.add(name)
        address = f"info@{place}{owner}{count}.example".lower()
        yield name + dice.choice(_LEGAL), "", False
        count -= 1
        if count % 20 == 0:
            yield *_spelled_again(dice, name, address), True
            count -= 1


def _spelled_again(dice: random.Random, name: str, address: str) -> tuple[str, str]:
    way = dice.randrange(3)
    if way == 0:
        return f"The {name} Company", address
    if way == 1:
        at = dice.randrange(2, len(name) - 2)
        return name[:at] + name[at + 1 :], address
    first, *rest = name.split()
    return f"{' '.join(rest)}, {first}", address


def on_a_file(count: int, folder: Path) -> dict[str, float]:
    """Bring stakeholders in and find those that are one; return the figures."""
    database = set_up(create_database(folder / "people.lisdesk"))
    open_call(database)
    told = list(names(count))
    rows = (
        IncomingRow(place, f"k{place}", "d", respondent=name, email=email, answers=[(0, "Roads.")])
        for place, (name, email, _) in enumerate(told, start=2)
    )
    do(database, import_rows, call_id=1, file=incoming(rows))
    took = []
    for _ in range(3):
        began = time.process_time()
        with database.reading() as session:
            found = stakeholder_matches(session, limit=10 * count)
        took.append(time.process_time() - began)
    database.close()
    pairs = {frozenset((row.one.name, row.other.name)) for row in found}
    planted = [
        frozenset((told[place - 1][0], name))
        for place, (name, _, is_second) in enumerate(told)
        if is_second
    ]
    return {
        "stakeholders": len(told),
        "seconds": sorted(took)[1],
        "planted": len(planted),
        "found": sum(pair in pairs for pair in planted),
        "told": len(found),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(on_a_file(int(sys.argv[1]), Path(temporary))))
