"""Commit single tags on the durable settings, alone and beside an export.

python -m tests.bench.tagging FILE TARGET prints the milliseconds of each as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import select

from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.errors import UserError
from lisdesk.store.database import Database
from lisdesk.store.entities import Priority, SourceText
from tests.bench.measure import ROOT
from tests.bench.tagged_file import DESK

_TAGS = 50


def main(file: Path, target: Path) -> None:
    """Tag fifty answers, then fifty more while another process exports."""
    database = Database(file)
    alone, _ = _tag(database, 0)
    command = [sys.executable, "-m", "tests.bench.export_ours", str(file), str(target)]
    exporting = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(1.5)  # its modules are loaded, its snapshot is open
    beside, refused = _tag(database, 5_000, pause_s=0.05)
    was_beside = exporting.poll() is None
    exporting.wait()
    database.close()
    figures = {"alone": alone, "beside": beside, "refused": refused, "was_beside": was_beside}
    print(json.dumps(figures))


def _tag(database: Database, skip: int, pause_s: float = 0.0) -> tuple[list[float], int]:
    with database.reading() as session:
        texts = session.execute(
            select(SourceText.submission_id, SourceText.body)
            .where(SourceText.id > skip)
            .limit(_TAGS)
        ).all()
        priority_id = session.scalars(select(Priority.id)).all()[-1]
    took_ms, refused = [], 0
    for submission_id, body in texts:
        draft = TagDraft(quote=body[:40])
        started = time.perf_counter()
        try:
            with database.writing(DESK) as work:
                add_tag(work, submission_id=submission_id, priority_id=priority_id, draft=draft)
        except UserError:
            refused += 1
        took_ms.append((time.perf_counter() - started) * 1000)
        time.sleep(pause_s)
    return took_ms, refused


main(Path(sys.argv[1]), Path(sys.argv[2]))
