"""Which submissions stand behind each number of the evidence tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lisdesk.queries.evidence.breakdowns import area_lines
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.register import BehindNumber, RegisterFilter, TaggedTo
from lisdesk.rules.deadlines import opening_moment
from lisdesk.rules.vocabulary import COUNTED, Channel, Disposition, Stance, Timing
from lisdesk.rules.wall_time import day_words
from lisdesk.table import Row, Table

Place = tuple[int, int]
"""Row and column of a cell, both from 0."""
Found = Iterator[tuple[Place, RegisterFilter]]

_SUBMISSIONS = "Submissions"
_STANCES: dict[str, Stance | None] = {each.label: each for each in Stance} | {"Unstated": None}
_TIMINGS = {
    "In time": Timing.IN_TIME,
    "Late": Timing.LATE,
    "Before opening": Timing.BEFORE_OPENING,
}


def behind_numbers(
    evidence: Evidence, tables: Mapping[str, tuple[Table, Sequence[Row]]]
) -> dict[str, dict[Place, RegisterFilter]]:
    """Return, by table and cell, what the register has to be narrowed to for its submissions.

    Only numbers of submissions are in it, other than 0; not those of stakeholders or excerpts.
    `tables` are those of the workbook by name, with their rows.
    """
    makers = {
        "Ledger": _ledger,
        "Respondents": _respondents,
        "Areas": _areas,
        "Arrivals": _arrivals,
        "Priorities": _priorities,
        "Priority × type": _by_type,
        "Priority × question": _by_question,
    }
    return {
        name: {
            (row, column): chosen
            for (row, column), chosen in make(evidence, *tables[name])
            if isinstance(number := tables[name][1][row][column], int) and number
        }
        for name, make in makers.items()
    }


def _ledger(_evidence: Evidence, table: Table, rows: Sequence[Row]) -> Found:
    column = _column(table, _SUBMISSIONS)
    for row, disposition in enumerate(Disposition):
        yield (row, column), RegisterFilter(dispositions=(disposition,), words=disposition.label)
    yield (len(rows) - 1, column), RegisterFilter(words="Received")


def _respondents(evidence: Evidence, table: Table, rows: Sequence[Row]) -> Found:
    column = _column(table, _SUBMISSIONS)
    for row, type_id in enumerate(evidence.types.lines() if rows else ()):
        behind = BehindNumber(_type_ids(evidence, type_id))
        yield (row, column), replace(_counted(evidence.types.label(type_id)), behind=behind)


def _areas(evidence: Evidence, table: Table, rows: Sequence[Row]) -> Found:
    column = _column(table, _SUBMISSIONS)
    for row, line in enumerate(area_lines(evidence) if rows else ()):
        yield (row, column), replace(_counted(f"Area: {line.label}"), area_ids=line.area_ids)


def _arrivals(evidence: Evidence, table: Table, rows: Sequence[Row]) -> Found:
    channels = {each.label: each for each in Channel}
    for row, cells in enumerate(rows):
        first, after = _days(cells[0])
        of_day = replace(
            _counted(""),
            received_from=opening_moment(first, evidence.call.zone),
            received_before=opening_moment(after, evidence.call.zone),
        )
        span = day_words(first) if isinstance(cells[0], date) else str(cells[0])
        for column, heading in enumerate(_headings(table)):
            chosen = replace(of_day, words=f"{heading}: {span}")
            if heading in _TIMINGS:
                yield (row, column), replace(chosen, timings=(_TIMINGS[heading],))
            elif heading in channels:
                yield (row, column), replace(chosen, channels=(channels[heading],))
            elif heading == "Received":
                yield (row, column), chosen


def _priorities(evidence: Evidence, table: Table, _rows: Sequence[Row]) -> Found:
    headings = _headings(table)
    for row, each in enumerate(evidence.frame):
        wanted = {
            _SUBMISSIONS: TaggedTo(each.priority_id),
            "Own submissions": TaggedTo(each.priority_id, is_itself=True),
            **{
                label: TaggedTo(each.priority_id, stances=(stance,))
                for label, stance in _STANCES.items()
            },
        }
        for heading, tagged_to in wanted.items():
            behind = BehindNumber(tagged_to=tagged_to)
            words = f"{each.code} {each.name}: {heading.lower()}"
            yield (row, headings.index(heading)), replace(_counted(words), behind=behind)


def _by_type(evidence: Evidence, _table: Table, _rows: Sequence[Row]) -> Found:
    types = evidence.types.lines()
    for row, each in enumerate(evidence.frame):
        tagged_to = TaggedTo(each.priority_id)
        for column, type_id in enumerate(types, start=2):
            behind = BehindNumber(_type_ids(evidence, type_id), tagged_to)
            words = f"{each.code} {each.name}: {evidence.types.label(type_id)}"
            yield (row, column), replace(_counted(words), behind=behind)
        total = BehindNumber(tagged_to=tagged_to)
        yield (row, 2 + len(types)), replace(_counted(f"{each.code} {each.name}"), behind=total)


def _by_question(evidence: Evidence, _table: Table, rows: Sequence[Row]) -> Found:
    questions = evidence.call.questions
    keys: list[int | None] = [*questions, None]
    for row, each in enumerate(evidence.frame):
        for column, question_id in enumerate(keys, start=2):
            tagged_to = TaggedTo(each.priority_id, question_ids=(question_id,))
            at = "no question" if question_id is None else f"Q{questions[question_id][0]}"
            words = f"{each.code} {each.name}: {at}"
            yield (row, column), replace(_counted(words), behind=BehindNumber(tagged_to=tagged_to))
    for column, question_id in enumerate(questions, start=2):
        behind = BehindNumber(answered_question_id=question_id)
        words = f"Answered Q{questions[question_id][0]}"
        yield (len(rows) - 1, column), replace(_counted(words), behind=behind)


def _counted(words: str) -> RegisterFilter:
    return RegisterFilter(dispositions=COUNTED, words=words)


def _type_ids(evidence: Evidence, type_id: int | None) -> tuple[int | None, ...]:
    """Return a type as the register knows it: who stated none is counted as “Not stated”."""
    is_unstated = type_id is not None and type_id == evidence.types.not_stated_id
    return (type_id, None) if is_unstated else (type_id,)


def _days(cell: object) -> tuple[date, date]:
    """Return the first day of a line of arrivals and the day after its last one."""
    if isinstance(cell, date):
        return cell, cell + timedelta(days=1)
    first = date.fromisoformat(f"{cell}-01")
    return first, (first + timedelta(days=31)).replace(day=1)


def _headings(table: Table) -> list[str]:
    return [each.heading for each in table.columns]


def _column(table: Table, heading: str) -> int:
    return _headings(table).index(heading)
