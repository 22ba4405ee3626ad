"""Write one body's part of a joint call to a consultation file of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk import __version__
from lisdesk.edits.handing_over import HandedOver, Page, record_hand_over, take_in_part
from lisdesk.errors import DamagedFileError, RefusedError
from lisdesk.queries.file import file_number
from lisdesk.queries.soundness import findings
from lisdesk.rules.handing_over import Candidate, Part, PartLedger, part_for
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.store.entities import Call, ReferenceCounter, Submission
from lisdesk.store.lookup import call_by_reference, standing_duplicates, standing_merges
from lisdesk.store.opening import create_database
from lisdesk.store.part_of_file import PartOfFile
from lisdesk.store.relevance import part_by_name, parts_of_call, relevances
from lisdesk.tasks.files import named, nameless
from lisdesk.tasks.hand_over_steps import HandOverSteps, Progress, heard_by_nobody
from lisdesk.telling import Tell

_BLOCK_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class HandOverReport:
    """A part that was handed over: what is in it, and the receipt that the origin keeps."""

    path: Path
    reference: str
    body: str
    ledger: PartLedger
    rows_by_table: Mapping[str, int]
    size_bytes: int
    sha256: str


def hand_over(
    database: Database,
    desk: Desk,
    reference: str,
    body_name: str,
    target: Path,
    *,
    with_confidential: bool = False,
    progress: Progress = heard_by_nobody,
) -> HandOverReport:
    """Write a call with the submissions that are relevant to one body to a new file.

    The file holds nothing of the others but how many they are. It is checked as “check” does and
    has its name only if that is on record. Confidential submissions stay behind unless
    `with_confidential` says otherwise. `progress` hears how much of how much is done, and in words
    what it is; a CancelledError that it raises leaves no file and no record. Raises RefusedError if
    something of that name is there, if the call is not joint, or if nothing is relevant to it.
    """
    _refuse_taken(target)
    steps = HandOverSteps(progress)
    with database.reading() as session:  # before a file is made: most refusals come from here
        _planned(session, reference, body_name, with_confidential=with_confidential)
    with nameless(target, create_database) as new:
        with database.reading() as session:
            plan = _planned(session, reference, body_name, with_confidential=with_confidential)
            submission_ids = plan.part.submission_ids
            part = PartOfFile(session, plan.call.id, submission_ids, steps.look_up)
            steps.begin(sum(part.rows_by_table().values()))
            _write(session, new, desk, plan, steps.written(part.pages()))
        _check(new, target, steps.check)
        new.close()
        assert isinstance(new.location, Path)
        sha256, size_bytes = _hash(new.location), new.location.stat().st_size
        receipt = _receipt(plan, target, sha256)
        steps.end()
        with named(new.location, target), database.writing(desk) as work:
            record_hand_over(work, call_id=plan.call.id, file=receipt)
    rows, ledger = part.rows_by_table(), plan.part.ledger
    return HandOverReport(target, plan.call.reference, plan.body, ledger, rows, size_bytes, sha256)


def _write(session: Session, new: Database, desk: Desk, plan: _Plan, pages: Iterable[Page]) -> None:
    with new.writing(desk) as work:
        take_in_part(
            work,
            pages=pages,
            facts=_facts(session, plan, work.now.isoformat()),
            counters=_counters(session, plan.call),
            duplicates=plan.part.duplicates,
            widened=plan.part.widened,
        )


def _receipt(plan: _Plan, target: Path, sha256: str) -> HandedOver:
    ledger = plan.part.ledger
    return HandedOver(
        plan.body_id,
        target.name,
        sha256,
        ledger.submissions,
        ledger.stays_behind,
        ledger.confidential,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    call: Call
    body_id: int
    body: str
    part: Part


def _planned(session: Session, reference: str, body_name: str, *, with_confidential: bool) -> _Plan:
    call = call_by_reference(session, reference)
    body_id = part_by_name(session, call.id, body_name)
    body = parts_of_call(session, call.id)[body_id]
    part = planned_part(session, call.id, body_id, with_confidential=with_confidential)
    if not part.submission_ids:
        raise RefusedError(
            f"Nothing of {call.reference} can be handed over to {body}. {part.ledger.words}",
            do="Say first which submissions are relevant to it.",
        )
    return _Plan(call, body_id, body, part)


def planned_part(session: Session, call_id: int, body_id: int, *, with_confidential: bool) -> Part:
    """Return what would be handed over to a body."""
    found = relevances(session, call_id, parts_of_call(session, call_id))
    merges = standing_merges(session, Submission.call_id == call_id)
    duplicates = standing_duplicates(session, Submission.call_id == call_id)

    def stands_for(submission_id: int) -> int:
        while submission_id in merges:
            submission_id = merges[submission_id]
        return submission_id

    chosen = select(
        Submission.id, Submission.set_aside, Submission.is_confidential, Submission.disposition
    ).where(Submission.call_id == call_id)
    candidates = [
        Candidate(
            submission_id,
            stands_for(submission_id),
            found[submission_id],
            set_aside is SetAside.WITHDRAWN,
            is_confidential,
            duplicates.get(submission_id),
            disposition.is_counted,
        )
        for submission_id, set_aside, is_confidential, disposition in session.execute(chosen)
    ]
    return part_for(body_id, candidates, with_confidential=with_confidential)


def _refuse_taken(target: Path) -> None:
    if target.suffix.casefold() != ".lisdesk":
        raise RefusedError(
            f"“{target.name}” is no name of a consultation file.",
            do="Give a name that ends in .lisdesk.",
        )
    if target.exists() or target.is_symlink():
        raise RefusedError(
            f"There is already a file “{target.name}” there.",
            kept="Nothing was written.",
            do="Choose another name, or move that file away.",
        )


def _facts(session: Session, plan: _Plan, made_at: str) -> dict[str, str]:
    origin = {
        "file": file_number(session),
        "call": plan.call.reference,
        "body": plan.body,
        **plan.part.ledger.written(),
    }
    return {
        "file_id": str(uuid4()),
        "made_at": made_at,
        "made_by_version": __version__,
        "handed_over": json.dumps(origin, ensure_ascii=True),
    }


def _counters(session: Session, call: Call) -> dict[str, int]:
    own = (call.prefix, call.reference.rpartition("-")[0])
    chosen = select(ReferenceCounter.prefix, ReferenceCounter.last_number)
    found = session.execute(chosen.where(ReferenceCounter.prefix.in_(own)))
    return {prefix: last_number for prefix, last_number in found}


def _check(new: Database, target: Path, tell: Tell) -> None:
    with new.reading() as session:
        problems = [problem for each in findings(session, tell) for problem in each.problems]
    if problems:
        raise DamagedFileError(
            f"The part that was to become “{target.name}” is not sound: {problems[0]}",
            kept="Nothing was handed over; the consultation file is as it was.",
            do="Run “lisdesk check” on the consultation file.",
        )


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
