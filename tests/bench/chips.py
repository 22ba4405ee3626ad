"""The first page under chips, ours and a bare query in turn, and ranking:
python -m tests.bench.chips FILE.

Prints for each set of chips the processor milliseconds of both at the 95th percentile, and those of
ranking the newest 2,000 beside all, as JSON: the best of five rounds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import select

from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_head
from lisdesk.rules.vocabulary import Stance, Timing
from lisdesk.rules.words import search_terms
from lisdesk.store.database import Database
from lisdesk.store.entities import Priority, Question, Tag
from lisdesk.store.search import fts5_expression, ranked
from tests.bench.measure import percentile

_ROUNDS, _RUNS = 5, 20
_OFFICER = "Bench Officer"
_COLUMNS = """
SELECT s.id, s.reference, coalesce(p.name, ''), coalesce(t.label, ''), coalesce(a.name, ''),
    s.channel, s.sent_at, s.received_at, s.timing, s.disposition, s.permission,
    (SELECT count(*) FROM source_text x WHERE x.submission_id = s.id AND x.is_current),
    (SELECT count(*) FROM tag x WHERE x.submission_id = s.id),
    (SELECT count(*) FROM attachment x WHERE x.submission_id = s.id),
    (SELECT x.read_at FROM read_mark x WHERE x.submission_id = s.id AND x.officer = 'Bench Officer')
FROM submission s
LEFT JOIN stakeholder p ON p.id = s.respondent_id
LEFT JOIN stakeholder_type t ON t.id = s.type_id
LEFT JOIN area a ON a.id = s.area_id
WHERE s.call_id = 1 {conditions}
ORDER BY s.received_at DESC, s.id DESC LIMIT 40
"""
_TAGGED = "AND s.id IN (SELECT submission_id FROM tag WHERE priority_id {ids}{more})"
_UNTAGGED = "AND s.id NOT IN (SELECT submission_id FROM tag WHERE priority_id {ids})"
_FOUND = (
    "AND s.id IN (SELECT rowid FROM submission_search WHERE submission_search MATCH '\"housing\"')"
)


def main(file: Path) -> None:
    """Measure every set of chips, A B A B."""
    database, bare = Database(file), sqlite.connect(file, isolation_level=None)
    bare.execute("PRAGMA query_only = ON")
    figures: dict[str, tuple[float, float]] = {}
    with database.reading() as session:
        one, two, three = session.scalars(
            select(Priority.id).where(Priority.id.in_(select(Tag.priority_id))).limit(3)
        )
        question = session.scalars(select(Question.id)).first()
        officer = session.scalars(select(Tag.officer).limit(1)).one()
        assert question is not None
        in_one, in_two, in_three = (f"IN ({each})" for each in (one, two, three))
        answered = (
            "AND s.id IN (SELECT submission_id FROM source_text WHERE "
            f"question_id = {question} AND is_current AND NOT is_non_answer)"
        )
        supported = " GROUP BY submission_id HAVING count(DISTINCT stance) = 1 AND min(stance) = "
        sets = {
            "none": (RegisterFilter(), ""),
            "timing": (RegisterFilter(timings=(Timing.IN_TIME,)), "AND s.timing = 'in-time'"),
            "question": (RegisterFilter(question_ids=(question,)), answered),
            "any": (
                RegisterFilter(priority_ids=(one, two)),
                _TAGGED.format(ids=f"IN ({one}, {two})", more=""),
            ),
            "all but": (
                RegisterFilter(all_priority_ids=(one, two), no_priority_ids=(three,)),
                " ".join(
                    (
                        _TAGGED.format(ids=in_one, more=""),
                        _TAGGED.format(ids=in_two, more=""),
                        _UNTAGGED.format(ids=in_three),
                    )
                ),
            ),
            "stance": (
                RegisterFilter(priority_ids=(one,), stances=(Stance.SUPPORT,)),
                _TAGGED.format(ids=in_one, more=f"{supported}'support'"),
            ),
            "officer": (
                RegisterFilter(priority_ids=(one,), officers=(officer,)),
                _TAGGED.format(ids=in_one, more=f" AND officer = '{officer}'"),
            ),
            "housing, any, question": (
                RegisterFilter(search="housing", priority_ids=(one,), question_ids=(question,)),
                " ".join((_FOUND, _TAGGED.format(ids=in_one, more=""), answered)),
            ),
        }
        for name, (chosen, conditions) in sets.items():
            statement = _COLUMNS.format(conditions=conditions)

            def ours(chosen: RegisterFilter = chosen) -> int:
                return len(register_head(session, 1, _OFFICER, chosen))

            def floor(statement: str = statement) -> int:
                return len(bare.execute(statement).fetchall())

            if ours() != floor():
                raise RuntimeError(f"ours and the bare query differ on {name}: {ours()}, {floor()}")
            figures[f"chips: {name}"] = _best_in_turn(ours, floor)
        expression = fts5_expression(search_terms("housing"))
        ids = [
            row[0]
            for row in bare.execute(
                "SELECT rowid FROM submission_search WHERE submission_search MATCH ? "
                "ORDER BY rowid DESC",
                (expression,),
            )
        ]

        def newest() -> int:
            return len(ranked(session, ids, "housing"))

        def everything() -> int:
            return len(
                bare.execute(
                    "SELECT rowid FROM submission_search WHERE submission_search MATCH ? "
                    "ORDER BY bm25(submission_search)",
                    (expression,),
                ).fetchall()
            )

        figures["rank"] = _best_in_turn(newest, everything)
    database.close()
    print(json.dumps(figures))


def _best_in_turn(ours: Callable[[], int], floor: Callable[[], int]) -> tuple[float, float]:
    rounds = [_in_turn(ours, floor) for _ in range(_ROUNDS)]
    return min(each[0] for each in rounds), min(each[1] for each in rounds)


def _in_turn(ours: Callable[[], int], floor: Callable[[], int]) -> tuple[float, float]:
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(_RUNS):
        for place, work in enumerate((ours, floor)):
            started = time.thread_time()
            work()
            took[place].append((time.thread_time() - started) * 1000)
    return percentile(took[0], 0.95), percentile(took[1], 0.95)


main(Path(sys.argv[1]))
