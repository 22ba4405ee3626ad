"""Which priority each code of a coded project became, kept with its import and read again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from lisdesk.rules.import_sources import PROJECT_READER
from lisdesk.rules.vocabulary import PriorityColour
from lisdesk.store.entities import Import, ImportReading, Priority, PriorityDetail
from lisdesk.store.work import Work


def kept_codes(by_guid: Mapping[str, int], origin: str, reading: str) -> str:
    """Return which code is which priority, as TOML, to be known when it comes again."""
    lines = [f"origin = {_written(origin)}", f"positions = {_written(reading)}", "[priorities]"]
    lines += [f"{_written(guid)} = {number}" for guid, number in by_guid.items()]
    return "\n".join(lines) + "\n"


def details_of(work: Work, call_id: int) -> dict[int, tuple[str, PriorityColour | None]]:
    """Return examples and own hue of those of a call's priorities that have any."""
    chosen = (
        select(PriorityDetail.priority_id, PriorityDetail.examples, PriorityDetail.colour)
        .join(Priority, Priority.id == PriorityDetail.priority_id)
        .where(Priority.call_id == call_id)
    )
    return {number: (words, colour) for number, words, colour in work.session.execute(chosen)}


def remembered_codes(work: Work, call_id: int) -> Iterator[tuple[str, int]]:
    """Yield which priority each code of earlier projects became."""
    chosen = (
        select(ImportReading.mapping)
        .join(Import, Import.id == ImportReading.import_id)
        .where(Import.call_id == call_id, ImportReading.importer_version == PROJECT_READER)
        .order_by(Import.id)
    )
    for mapping in work.session.scalars(chosen):
        try:
            priorities = tomllib.loads(mapping).get("priorities", {})
        except tomllib.TOMLDecodeError:  # of a later version
            continue
        if isinstance(priorities, Mapping):
            yield from ((guid, number) for guid, number in priorities.items())


def _written(words: str) -> str:
    """Return words as a string of TOML."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
