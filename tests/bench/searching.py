"""Search the first page, ours and the bare query in turn: python -m tests.bench.searching FILE.

Prints for each query the processor milliseconds of both at the 95th percentile, as JSON: the best
of five rounds, for another program of a shared machine stretches whatever runs beside it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from lisdesk.queries.submissions import SubmissionFilter, submission_ids, submission_rows
from lisdesk.store.database import Database
from tests.bench.measure import percentile

_QUERIES = ("housing", "pipistrelle", "zugzwang", "housing skills", '"local business"')
_ROUNDS, _RUNS = 5, 200
_PAGE = 50
_BARE = """
SELECT s.id, s.reference, coalesce(p.name, ''), coalesce(t.label, ''), coalesce(a.name, ''),
    s.channel, s.received_at, s.timing, s.disposition, s.permission
FROM submission_search JOIN submission s ON s.id = submission_search.rowid
LEFT JOIN stakeholder p ON p.id = s.respondent_id
LEFT JOIN stakeholder_type t ON t.id = s.type_id
LEFT JOIN area a ON a.id = s.area_id
WHERE submission_search MATCH ? AND s.call_id = 1
ORDER BY submission_search.rowid DESC LIMIT 50
"""


def main(file: Path) -> None:
    """Measure every query, A B A B."""
    database, bare = Database(file), sqlite.connect(file, isolation_level=None)
    bare.execute("PRAGMA query_only = ON")
    figures = {}
    with database.reading() as session:
        for query in _QUERIES:
            expression = (
                query
                if query.startswith('"')
                else " AND ".join(f'"{word}"' for word in query.split())
            )

            def ours(query: str = query) -> int:
                ids = submission_ids(session, 1, SubmissionFilter(search=query), _PAGE)
                return len(submission_rows(session, ids))

            def floor(expression: str = expression) -> int:
                return len(bare.execute(_BARE, (expression,)).fetchall())

            if ours() != floor():
                raise RuntimeError(f"ours and the bare query differ on {query}")
            figures[query] = _best_in_turn(ours, floor)
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
