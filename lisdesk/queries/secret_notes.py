"""What officers noted, and what came beside the texts: no publication holds a word of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.rules.publication_secrets import Secret, SecretKind
from lisdesk.store.entities import (
    Attachment,
    Closing,
    CodingSample,
    ConfidentialityRequest,
    FrameEvent,
    LateDecision,
    Mail,
    Memo,
    PriorityDetail,
    SetAsideDecision,
    Settlement,
    Submission,
    Tag,
)

if TYPE_CHECKING:
    from lisdesk.queries.publication_secrets import Standing

_AT_ONCE = 500


def notes(session: Session, _call_id: int, _standing: Mapping[int, Standing]) -> Iterator[Secret]:
    """Yield every note and reason of the file, and the columns and mails beside the texts."""
    for chosen in _STATEMENTS:
        for reference, words in session.execute(chosen.execution_options(yield_per=_AT_ONCE)):
            if words:
                yield Secret(SecretKind.NOTE, reference or "", words)
    beside = select(Submission.reference, Submission.extras, Submission.unread)
    for reference, extras, unread in session.execute(beside.execution_options(yield_per=_AT_ONCE)):
        for words in (*extras.values(), *unread.values()):
            yield Secret(SecretKind.NOTE, reference, words)


def _of_submissions(
    column: InstrumentedAttribute[str], submission_id: InstrumentedAttribute[int]
) -> Select[*tuple[Any, ...]]:
    chosen: Select[*tuple[Any, ...]] = select(Submission.reference, column).join(
        Submission, Submission.id == submission_id
    )
    return chosen


_STATEMENTS: tuple[Select[*tuple[Any, ...]], ...] = (
    _of_submissions(Tag.note, Tag.submission_id).where(Tag.note != ""),
    _of_submissions(Memo.words, Memo.submission_id),
    _of_submissions(LateDecision.reason, LateDecision.submission_id),
    _of_submissions(SetAsideDecision.reason, SetAsideDecision.submission_id),
    _of_submissions(ConfidentialityRequest.reason, ConfidentialityRequest.submission_id),
    _of_submissions(Attachment.name, Attachment.submission_id),
    _of_submissions(Mail.subject, Mail.submission_id),
    _of_submissions(Mail.quoted, Mail.submission_id),
    _of_submissions(Mail.disclaimer, Mail.submission_id),
    *(
        select(literal(""), column)
        for column in (
            Closing.reason,
            FrameEvent.reason,
            PriorityDetail.examples,
            CodingSample.reason,
            Settlement.reason,
        )
    ),
)
