"""The cross-tables of the evidence beside the plain joins: python -m tests.bench.cross_tables FILE.

Prints as JSON the processor milliseconds of both tables, ours from one reading, with that of the
submissions' types, and of a plain join for each: medians of rounds in turn.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.coding_frame import read_coding_frame
from lisdesk.queries.evidence.cross_tables import read_cross_tables
from lisdesk.rules.vocabulary import COUNTED
from lisdesk.store.database import Database
from lisdesk.store.entities import Submission
from lisdesk.store.id_lists import listed_columns

_ROUNDS = 7
_BY_TYPE = """
SELECT t.priority_id, s.type_id, count(DISTINCT t.submission_id)
FROM tag t JOIN submission s ON s.id = t.submission_id
WHERE s.call_id = 1 AND s.disposition IN ('counted', 'late-accepted') GROUP BY 1, 2
"""
_BY_QUESTION = """
SELECT t.priority_id, x.question_id, count(DISTINCT t.submission_id)
FROM tag t JOIN submission s ON s.id = t.submission_id
LEFT JOIN excerpt e ON e.id = t.excerpt_id LEFT JOIN source_text x ON x.id = e.text_id
WHERE s.call_id = 1 AND s.disposition IN ('counted', 'late-accepted') GROUP BY 1, 2
"""


def main(file: Path) -> None:
    """Measure both, A B A B, and compare every number."""
    database, bare = Database(file), sqlite.connect(file, isolation_level=None)
    bare.execute("PRAGMA query_only = ON")
    took: dict[str, list[float]] = {"ours": [], "by type": [], "by question": []}
    with database.reading() as session:
        for _ in range(_ROUNDS):
            started = time.thread_time()
            ours = _ours(session)
            took["ours"].append((time.thread_time() - started) * 1000)
            for name, statement in (("by type", _BY_TYPE), ("by question", _BY_QUESTION)):
                started = time.thread_time()
                rows = bare.execute(statement).fetchall()
                took[name].append((time.thread_time() - started) * 1000)
                if {(priority, column): count for priority, column, count in rows} != ours[name]:
                    raise RuntimeError(f"ours and the plain join differ {name}")
    database.close()
    figures = {name: statistics.median(values) for name, values in took.items()}
    print(json.dumps({**figures, "load": os.getloadavg()}))


def _ours(session: Session) -> dict[str, dict[tuple[int, int | None], int]]:
    chosen = select(Submission.id, Submission.type_id).where(
        Submission.call_id == 1, Submission.disposition.in_(COUNTED)
    )
    types = dict(zip(*listed_columns(session, chosen), strict=True))
    found = read_cross_tables(session, types, read_coding_frame(session, 1))
    return {"by type": dict(found.by_type), "by question": dict(found.by_question)}


main(Path(sys.argv[1]))
