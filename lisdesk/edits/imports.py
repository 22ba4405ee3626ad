"""Bring a file's rows into a call: new ones written, changed ones corrected, known ones left
alone.
"""

from __future__ import annotations

from itertools import islice

from lisdesk.edits.incoming import ImportReport, IncomingFile
from lisdesk.edits.intake import Intake
from lisdesk.edits.questions import write_question
from lisdesk.edits.verbs import verb
from lisdesk.store.entities import Call, Import
from lisdesk.store.lookup import import_reference, question_by_number
from lisdesk.store.work import Work

_ROWS_AT_ONCE = 1_000


@verb
def import_rows(work: Work, *, call_id: int, file: IncomingFile) -> ImportReport:
    """Import a file. Importing the same file again changes nothing and makes no import.

    A row that the call knows by its key is left alone if it is the same, and corrected if it has
    changed, with its tags kept. Everything is taken back by one undo.
    """
    call = work.session.get_one(Call, call_id)
    batch = _Batch(work, call, file)
    question_ids, new_questions = _questions(work, call, file)
    intake = Intake(
        work,
        call,
        batch.begin,
        file.source,
        question_ids,
        tells_permission=file.tells_permission,
    )
    rows = iter(file.rows)
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        intake.take(chunk)
    if new_questions:
        batch.begin()
    report = intake.report(batch.reference, new_questions)
    batch.complete(report)
    return report


class _Batch:
    """The import's own row, made when there is something to write."""

    def __init__(self, work: Work, call: Call, file: IncomingFile) -> None:
        self._work = work
        self._call = call
        self._file = file
        self._row: Import | None = None

    @property
    def reference(self) -> str | None:
        """The import's reference, if it was made."""
        return import_reference(self._row.id) if self._row else None

    def begin(self) -> int:
        """Return the number of the import's row, made at the first call."""
        if self._row is None:
            self._row = self._new_row()
            self._work.add(self._row)
            self._work.about(self._call.id, import_reference(self._row.id))
        return self._row.id

    def complete(self, report: ImportReport) -> None:
        """Check that every row is accounted for, and keep the counts."""
        accounted = report.new + report.changed + report.already_here + report.joined + report.blank
        if accounted != report.rows:
            raise RuntimeError(f"{report.rows} rows came in, {accounted} are accounted for")
        if self._row is None:
            return
        self._row.rows = report.rows
        self._row.new_rows = report.new
        self._row.changed_rows = report.changed
        self._row.already_here = report.already_here
        self._row.joined = report.joined
        self._row.blank = report.blank
        self._row.problems = report.problems
        self._work.session.flush()

    def _new_row(self) -> Import:
        return Import(
            call_id=self._call.id,
            file_name=self._file.name,
            file_sha256=self._file.sha256,
            sheet=self._file.sheet,
            encoding=self._file.encoding,
            rows=0,
            new_rows=0,
            changed_rows=0,
            already_here=0,
            joined=0,
            blank=0,
            problems=[],
            imported_at=self._work.now,
            officer=self._work.officer,
        )


def _questions(work: Work, call: Call, file: IncomingFile) -> tuple[list[int], list[int]]:
    ids, new_numbers = [], []
    for incoming in file.questions:
        if incoming.number is not None:
            ids.append(question_by_number(work.session, call.id, incoming.number).id)
            continue
        question = write_question(work, call, incoming.text, incoming.kind)
        ids.append(question.id)
        new_numbers.append(question.number)
    return ids, new_numbers
