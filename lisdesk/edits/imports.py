"""Bring a file's rows into a call: new ones written, changed ones corrected, known ones left
alone.
"""

from __future__ import annotations

from itertools import islice

from lisdesk.edits.answer_problems import with_answer_problems
from lisdesk.edits.import_batch import ImportBatch
from lisdesk.edits.incoming import ImportReport, IncomingFile
from lisdesk.edits.intake import Intake
from lisdesk.edits.questions import write_question
from lisdesk.edits.verbs import verb
from lisdesk.store.entities import Call
from lisdesk.store.lookup import question_by_number
from lisdesk.store.work import Work

_ROWS_AT_ONCE = 1_000


@verb
def import_rows(work: Work, *, call_id: int, file: IncomingFile) -> ImportReport:
    """Import a file. Importing the same file again changes nothing and makes no import.

    A row that the call knows by its key is left alone if it is the same, and corrected if it has
    changed, with its tags kept. Everything is taken back by one undo.
    """
    call = work.session.get_one(Call, call_id)
    batch = ImportBatch(work, call, file)
    question_ids, new_questions = _questions(work, call, file)
    intake = Intake(
        work,
        call,
        batch.begin,
        file.source,
        question_ids,
        tells_permission=file.tells_permission,
    )
    rows = with_answer_problems(work, call, file.questions, file.rows)
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        intake.take(chunk)
    if new_questions:
        batch.begin()
    report = intake.report(batch.reference, new_questions)
    batch.complete(report)
    return report


def _questions(work: Work, call: Call, file: IncomingFile) -> tuple[list[int], list[int]]:
    ids, new_numbers = [], []
    for incoming in file.questions:
        if incoming.number is not None:
            ids.append(question_by_number(work.session, call.id, incoming.number).id)
            continue
        question = write_question(work, call, incoming.text, incoming.kind, incoming.choices)
        ids.append(question.id)
        new_numbers.append(question.number)
    return ids, new_numbers
