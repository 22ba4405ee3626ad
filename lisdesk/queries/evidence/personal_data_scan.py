"""What looks like personal data in texts, found once in each.

What a text holds never changes, so what was found in it is remembered by its hash for as long as
the program runs: after the first time only new texts are looked at, and all of them for names once
the names of the register are others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.personal_data import (
    Name,
    NameFinder,
    NumberFinder,
    Suspected,
    longest,
    suspected,
)
from lisdesk.rules.vocabulary import PersonalData
from lisdesk.store.entities import SourceText
from lisdesk.telling import Tell, nobody, told

_AT_ONCE = 500
_AROUND = 70
_MOST_REMEMBERED = 400_000
"""Texts; what is remembered of one without a finding is its hash."""


class Hit(NamedTuple):
    """Something found in a text, with the words around it."""

    kind: PersonalData
    start: int
    end: int
    words: str
    before: str
    after: str
    stakeholder_id: int = 0
    """Whose name it is."""


_patterns: dict[str, tuple[Hit, ...]] = {}
_names: dict[str, dict[str, tuple[Hit, ...]]] = {}


def found_in_texts(
    session: Session,
    shown: Mapping[int, str],
    names: Sequence[Name],
    numbers: Sequence[str],
    tell: Tell = nobody,
) -> dict[str, tuple[Hit, ...]]:
    """Return what is found in texts, by their hash: what looks like personal data, and the names
    and telephone numbers of the register. `tell` hears of those that are new.
    """
    key = hashlib.sha256(repr((names, numbers)).encode()).hexdigest()
    if key not in _names:
        _names.clear()  # the register is another one
        _names[key] = {}
    by_name, by_pattern = _names[key], _patterns
    if len(by_pattern) > _MOST_REMEMBERED:
        by_pattern.clear()
    new = {
        sha256: text_id
        for text_id, sha256 in shown.items()
        if sha256 not in by_pattern or sha256 not in by_name
    }
    finder = NameFinder(names) if new else None
    number_finder = NumberFinder(numbers)
    for sha256, body in told(_bodies(session, new), tell):
        assert finder is not None
        if sha256 not in by_pattern:
            by_pattern[sha256] = tuple(_hit(body, each) for each in suspected(body))
        by_name[sha256] = (
            *(_hit(body, place, who) for place, who in finder.found_in(body)),
            *(_hit(body, place) for place in number_finder.found_in(body)),
        )
    return {
        sha256: _together(by_pattern[sha256], by_name[sha256]) for sha256 in set(shown.values())
    }


def _together(one: tuple[Hit, ...], other: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return findings of both kinds in their order, those within a longer one left out."""
    if not one and not other:
        return ()
    by_span: dict[Suspected, Hit] = {}
    for hit in (*one, *other):
        by_span.setdefault(Suspected(hit.kind, hit.start, hit.end), hit)
    return tuple(by_span[each] for each in longest(list(by_span)))


def _hit(body: str, place: Suspected, stakeholder_id: int = 0) -> Hit:
    start, end = place.start, place.end
    return Hit(
        place.kind,
        start,
        end,
        body[start:end],
        body[max(0, start - _AROUND) : start],
        body[end : end + _AROUND],
        stakeholder_id,
    )


def _bodies(session: Session, new: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    ids = sorted(new.values())
    for start in range(0, len(ids), _AT_ONCE):
        chosen = select(SourceText.sha256, SourceText.body).where(
            SourceText.id.in_(ids[start : start + _AT_ONCE])
        )
        yield from map(tuple, session.execute(chosen))
