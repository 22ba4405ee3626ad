"""Make a file with submissions and tags, once: python -m tests.bench.tagged_file COUNT FILE [TAGS].

Each submission has three tags; up to TAGS in all are added on whole submissions.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import func, select

from lisdesk.clock import system_clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.tag_changes import tag_many
from lisdesk.exchange.reference import shipped_template
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.store.database import Database
from lisdesk.store.entities import Priority, Submission, Tag
from lisdesk.store.work import Desk
from lisdesk.tasks.files import create_file
from lisdesk.tasks.importing import import_sheet
from lisdesk.tasks.lists import import_tags
from tests.bench.invented import QUESTIONS, write_sheet, write_tag_list

DESK = Desk("Bench Officer", system_clock())
CALL = "LLEP-2018-01"
_AT_ONCE = 5_000
_PERMITTED = (
    "update submission set permission = case id % 5 when 0 then 'none' when 1 then 'named' "
    "when 3 then 'named' else 'unnamed' end"
)


def make(count: int, file: Path, tags: int = 0) -> None:
    """Make the file by the product's own imports; an existing one is kept."""
    if file.exists():
        return
    partial = file.with_suffix(".part")
    for leftover in file.parent.glob(f"{partial.name}*"):
        leftover.unlink()
    database = create_file(partial, DESK)
    draft = CallDraft(
        "Bench", "Leicester & Leicestershire", date(2018, 12, 6), parse_deadline("2019-02-08")
    )
    with database.writing(DESK) as work:
        new_call(work, draft=draft, template=shipped_template("lis-ten-questions"))
    sheet = write_sheet(count, file.with_name(f"{count}.xlsx"))
    import_sheet(database, DESK, CALL, sheet, map_path=write_map(file.with_suffix(".toml")))
    listed = write_tag_list(count, file.with_name(f"{count}-tags.csv"), "LLEP")
    import_tags(database, DESK, CALL, listed)
    add_tags(database, tags)
    database.close()
    partial.rename(file)


def add_tags(database: Database, wanted: int) -> None:
    """Tag whole submissions to one priority after the other until there are so many tags."""
    with database.reading() as session:
        missing = wanted - (session.scalar(select(func.count(Tag.id))) or 0)
        submission_ids = list(session.scalars(select(Submission.id).order_by(Submission.id)))
        priority_ids = list(session.scalars(select(Priority.id).order_by(Priority.id.desc())))
    for priority_id in priority_ids:
        for start in range(0, len(submission_ids), _AT_ONCE):
            if missing <= 0:
                return
            chunk = submission_ids[start : start + min(_AT_ONCE, missing)]
            with database.writing(DESK) as work:
                done = tag_many(work, priority_id=priority_id, submission_ids=chunk)
            missing -= done.result.added


def permit(copy: Path) -> None:
    """Give four submissions in five of a copy a permission, so that there are words to publish."""
    connection = sqlite.connect(copy)
    connection.execute(_PERMITTED)
    connection.commit()
    connection.close()


def write_map(path: Path) -> Path:
    """Write the map of the invented export."""
    questions = (f'"{text}" = {number}\n' for number, text in enumerate(QUESTIONS, start=1))
    limits = "[limits]\nrows = 300000\n"
    path.write_text(
        'id = "Response ID"\n[questions]\n' + "".join(questions) + limits, encoding="utf-8"
    )
    return path


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), int((sys.argv[3:] or ["0"])[0]))
