"""Bring in a coded project, or the codes of one alone: one edit, taken back by one undo."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import select

from lisdesk.edits.frame_intake import FrameIntake
from lisdesk.edits.frame_log import frame_changed
from lisdesk.edits.frame_memory import kept_codes
from lisdesk.edits.import_batch import ImportBatch
from lisdesk.edits.incoming import ImportReport, IncomingFile, IncomingReading
from lisdesk.edits.incoming_projects import IncomingProject, ProjectReport
from lisdesk.edits.known_sources import KnownSources
from lisdesk.edits.source_intake import SourceIntake
from lisdesk.edits.source_questions import SourceQuestions
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import Lost
from lisdesk.rules.import_sources import PROJECT_READER, PROJECT_SOURCE
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.entities import Call, FileFact
from lisdesk.store.work import Work

_SOURCES_AT_ONCE = 200


@verb
def import_project(work: Work, *, call_id: int, project: IncomingProject) -> ProjectReport:
    """Bring a coded project into a call: codes as priorities, sources as submissions, codings as
    tags of those who made them.

    What came in before, by its GUID or by its words, is left alone, added to or brought in once
    more, as `project.known` says; a project that changes nothing makes no import.
    """
    call = held_call(work, call_id)
    guids = _guids(work)
    frame = FrameIntake(work, call, guids, _of_codes(project.known))
    frame.take(project.codes)
    known, questions = KnownSources(work, call, guids), SourceQuestions(work, call)
    batch = _batch(work, call, project, frame)
    if frame.has_news:
        batch.begin()
        with frame_changed(work, call):
            frame.save()
    intake = SourceIntake(work, call, project, frame.by_guid, known, questions, batch.begin)
    sources = iter(project.sources)
    while chunk := list(islice(sources, _SOURCES_AT_ONCE)):
        intake.take(chunk)
    report = ImportReport(
        reference=batch.reference,
        rows=intake.rows,
        new=intake.new,
        changed=intake.changed,
        already_here=intake.rows - intake.new - intake.changed - intake.blank,
        joined=0,
        blank=intake.blank,
        problems=_problems(project.lost, frame.lost, intake.lost, _kept(intake)),
        undated=intake.undated,
        new_questions=questions.new_numbers,
    )
    batch.complete(report)
    return ProjectReport(
        report,
        frame.taken,
        intake.excerpts,
        intake.tags,
        intake.tags_here,
        intake.bookmarks,
        intake.memos,
        intake.memos_kept,
    )


@verb
def import_codebook(work: Work, *, call_id: int, project: IncomingProject) -> ProjectReport:
    """Bring the codes of a codebook into a call as priorities; the rest is as in `import_project`.

    The rows that its report counts are codes.
    """
    call = held_call(work, call_id)
    frame = FrameIntake(work, call, _guids(work), project.known)
    frame.take(project.codes)
    batch = _batch(work, call, project, frame)
    if frame.has_news:
        batch.begin()
        with frame_changed(work, call):
            frame.save()
    report = ImportReport(
        reference=batch.reference,
        rows=len(project.codes),
        new=frame.taken.new,
        changed=frame.taken.changed,
        already_here=frame.taken.already_here,
        joined=0,
        blank=0,
        problems=_problems(project.lost, frame.lost),
        undated=0,
        new_questions=[],
    )
    batch.complete(report)
    return ProjectReport(report, frame.taken, 0, 0, 0)


def _kept(intake: SourceIntake) -> list[Lost]:
    what = f"They say something else here: {intake.memos_kept:,}."
    return [Lost("the memos", what, "What they say here.")] if intake.memos_kept else []


def _of_codes(known: WhatIsKnown) -> WhatIsKnown:
    """Return what becomes of known codes: a copy of the sources is coded to the same frame."""
    return WhatIsKnown.SKIP if known is WhatIsKnown.COPY else known


def _guids(work: Work) -> Guids:
    chosen = select(FileFact.value).where(FileFact.name == "file_id")
    return Guids(work.session.scalar(chosen) or "")


def _batch(work: Work, call: Call, project: IncomingProject, frame: FrameIntake) -> ImportBatch:
    mapping = kept_codes(frame.by_guid, project.origin, project.reading)
    reading = IncomingReading(project.path, PROJECT_READER, mapping)
    file = IncomingFile(
        project.name, project.sha256, "", "", PROJECT_SOURCE, (), (), reading=reading
    )
    return ImportBatch(work, call, file)


def _problems(*lost: Iterable[Lost]) -> list[dict[str, str]]:
    return [each.as_problem() for group in lost for each in group]
