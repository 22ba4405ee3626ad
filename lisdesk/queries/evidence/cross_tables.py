"""The cross-tables of priorities, counted from two bare numbers of each tag.

The numbers are those of the rules of counting, which take a fact for each tag; that takes much
longer than to join the tables. A set of submissions is one long number here, with a byte for each
of them: adding sets up and counting what they share is then next to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.store.entities import Excerpt, Question, SourceText, Tag
from lisdesk.store.id_lists import listed_columns

_Cells = Mapping[tuple[int, int | None], int]
_Place = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class CrossTables:
    """Distinct counted submissions on each priority, with those below it; cells of 0 are left
    out.
    """

    by_type: _Cells
    """By priority and stakeholder type, None for those without one."""
    by_question: _Cells
    """By priority and question; None for tags on a letter or a whole submission."""


def read_cross_tables(
    session: Session, types: Mapping[int, int | None], frame: Sequence[PriorityFact]
) -> CrossTables:
    """Return both cross-tables of a call from one reading of its tags; `types` has the counted
    submissions with their stakeholder types.
    """
    tagged = dict(_tagged(session, frame))
    size = max(chain([0], types, *tagged.values())) + 1
    of_type: defaultdict[int | None, list[int]] = defaultdict(list)
    for submission_id, type_id in types.items():
        of_type[type_id].append(submission_id)
    typed = {type_id: _marked(ids, size) for type_id, ids in of_type.items()}
    counted = sum(typed.values())
    lineages = {each.priority_id: each.lineage for each in frame}
    by_place: defaultdict[_Place, int] = defaultdict(int)
    anywhere: defaultdict[int, int] = defaultdict(int)
    for (own_id, question_id), ids in tagged.items():
        marked = _marked(ids, size) & counted
        for priority_id in lineages[own_id]:
            by_place[priority_id, question_id] |= marked
            anywhere[priority_id] |= marked
    by_type = {
        (priority_id, type_id): (marked & of_one).bit_count()
        for priority_id, marked in anywhere.items()
        for type_id, of_one in typed.items()
    }
    by_question = {place: marked.bit_count() for place, marked in by_place.items()}
    return CrossTables(_without_zeros(by_type), _without_zeros(by_question))


def _tagged(session: Session, frame: Sequence[PriorityFact]) -> Iterator[tuple[_Place, list[int]]]:
    """Yield the submissions with tags to each priority itself, by question; some of them twice.

    All tags are looked at in the order in which they are kept: a priority is compared as a sum, or
    each of its tags would be looked up by itself.
    """
    places = (session.scalar(select(func.max(Question.id))) or 0) + 1
    question = func.coalesce(SourceText.question_id, 0)
    chosen = (
        select(cast(Tag.priority_id, BigInteger) * places + question, Tag.submission_id)
        .select_from(Tag)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .where((Tag.priority_id + 0).in_([each.priority_id for each in frame]))
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, submission_id in zip(*listed_columns(session, chosen), strict=True):
        found[place].append(submission_id)
    for place, submission_ids in found.items():
        priority_id, question_id = divmod(place, places)
        yield (priority_id, question_id or None), submission_ids


def _marked(submission_ids: Iterable[int], size: int) -> int:
    marks = bytearray(size)
    for each in submission_ids:
        marks[each] = 1
    return int.from_bytes(marks, "little")


def _without_zeros(cells: _Cells) -> _Cells:
    return {cell: number for cell, number in cells.items() if number}
