"""The rows of submissions that come in as sources: texts, decisions, and where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lisdesk.edits.source_tags import TextRow
from lisdesk.edits.source_told import Told
from lisdesk.rules.import_sources import PROJECT_SOURCE
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.spans import text_hash
from lisdesk.store.entities import (
    ConfidentialityRequest,
    Entity,
    ImportRow,
    SetAsideDecision,
    SourceText,
)
from lisdesk.store.work import Work


class Arrival(NamedTuple):
    """By what a source is known when it comes again, and its place in the project."""

    key: str
    digest: str
    number: int


def write_texts(
    work: Work, submission_ids: Sequence[int], texts: Sequence[Sequence[TextRow]]
) -> None:
    """Store the texts of submissions; an empty one is none."""
    rows = [
        {
            "id": text.text_id,
            "submission_id": submission_id,
            "question_id": text.question_id,
            "body": text.body,
            "sha256": text_hash(text.body),
            "is_non_answer": is_non_answer(text.body),
            "is_current": True,
            "replaces_id": None,
        }
        for submission_id, own in zip(submission_ids, texts, strict=True)
        for text in own
        if text.body
    ]
    work.insert_rows(SourceText, rows)


def write_decisions(
    work: Work, submission_ids: Sequence[int], told: Sequence[Told], project: str
) -> None:
    """Store what was asked for and decided where submissions come from, which holds here too."""
    reason = f"As it came in with {project}."
    aside: list[dict[str, Any]] = [
        {"submission_id": submission_id, "kind": each.set_aside, "reason": reason,
         "decided_at": work.now, "officer": work.officer}
        for submission_id, each in zip(submission_ids, told, strict=True) if each.set_aside
    ]  # fmt: skip
    confidential: list[dict[str, Any]] = [
        {"submission_id": submission_id, "reason": reason, "text_id": None, "start": None,
         "end": None, "recorded_at": work.now, "officer": work.officer}
        for submission_id, each in zip(submission_ids, told, strict=True) if each.is_confidential
    ]  # fmt: skip
    _write(work, SetAsideDecision, aside)
    _write(work, ConfidentialityRequest, confidential)


def write_arrivals(
    work: Work,
    call_id: int,
    import_id: int,
    submission_ids: Sequence[int],
    arrivals: Sequence[Arrival],
) -> None:
    """Store which source became which submission."""
    rows: list[dict[str, Any]] = [
        {
            "import_id": import_id,
            "call_id": call_id,
            "source": PROJECT_SOURCE,
            "key": each.key,
            "digest": each.digest,
            "group": None,
            "submission_id": submission_id,
            "row_number": each.number,
        }
        for submission_id, each in zip(submission_ids, arrivals, strict=True)
    ]
    _write(work, ImportRow, rows)


def _write(work: Work, entity: type[Entity], rows: Sequence[dict[str, Any]]) -> None:
    ids = work.reserve_ids(entity, len(rows))
    work.insert_rows(entity, [{"id": row_id, **row} for row_id, row in zip(ids, rows, strict=True)])
