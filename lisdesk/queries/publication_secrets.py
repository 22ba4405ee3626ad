"""What a publication of a call must not hold, and what it may, read from the file by its own rules.

Nothing here is shared with what decides what the editions show: that is what it is a check of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.permitted_words import Readable, permitted_words
from lisdesk.queries.secret_names import contact_details, names, officers, places
from lisdesk.queries.secret_notes import notes
from lisdesk.queries.secret_redactions import (
    read_covers,
    read_kept,
    redacted_names,
    redacted_texts,
)
from lisdesk.rules.publication_secrets import MayBeSaid, PublicationSecrets, Secret, SecretKind
from lisdesk.rules.vocabulary import Disposition, Permission, SetAside, StakeholderKind
from lisdesk.store.entities import (
    Call,
    SetAsideDecision,
    SourceText,
    Stakeholder,
    Submission,
    SubmissionLink,
)

_AT_ONCE = 500
_COUNTED = (Disposition.COUNTED, Disposition.LATE_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a submission of the call stands, by its own row and those merged into it."""

    submission_id: int
    reference: str
    respondent_id: int | None
    said: MayBeSaid


LONG_SOURCES: tuple[Callable[[Session, int, Mapping[int, Standing]], Iterator[Secret]], ...]
"""What yields texts of which a piece tells as much as the whole."""
SHORT_SOURCES: tuple[Callable[[Session, int, Mapping[int, Standing]], Iterator[Secret]], ...]
"""What yields names, contact details and places."""


def publication_secrets(
    session: Session, call_id: int, *, here: Iterable[str] = (), at_work: Iterable[str] = ()
) -> PublicationSecrets:
    """Return what the check of a publication of a call looks for.

    `here` are places on this computer, `at_work` names of those who are at it. The texts are read
    from the session while they are taken. Raises sqlalchemy.exc.NoResultFound for no such call.
    """
    threshold = session.execute(
        select(Call.small_count_threshold).where(Call.id == call_id)
    ).scalar_one()
    standing = _standing(session, call_id)
    short = [each for source in SHORT_SOURCES for each in source(session, call_id, standing)]
    short += [Secret(SecretKind.PATH, "", each) for each in here]
    short += [Secret(SecretKind.OFFICER, "", each) for each in at_work]

    def long_ones() -> Iterator[Secret]:
        for source in LONG_SOURCES:
            yield from source(session, call_id, standing)

    quotable = {each.reference: key for key, each in standing.items() if each.said.is_quotable}
    named = {key for key, each in standing.items() if each.said.permission is Permission.NAMED}
    readable = Readable(quotable, named, *read_covers(session, call_id))
    return PublicationSecrets(
        long_ones=long_ones,
        short_ones=tuple(short),
        permitted=partial(permitted_words, session, call_id, readable),
        submissions={each.reference: each.said for each in standing.values()},
        smallest_count=threshold,
        kept=read_kept(session, call_id),
    )


def rows_of_texts(session: Session) -> int:
    """Return how many texts the file has, of any call and version."""
    return session.scalar(select(func.count(SourceText.id))) or 0


def withheld_texts(
    session: Session, call_id: int, standing: Mapping[int, Standing]
) -> Iterator[Secret]:
    """Yield every text of the file that no publication of the call may hold."""
    chosen = (
        select(
            Submission.id,
            Submission.call_id,
            Submission.reference,
            SourceText.is_current,
            SourceText.body,
        )
        .join(Submission, Submission.id == SourceText.submission_id)
        .order_by(SourceText.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for submission_id, own_call_id, reference, is_current, body in session.connection().execute(
        chosen
    ):
        if own_call_id != call_id:
            yield Secret(SecretKind.OTHER_CALL, reference, body)
        elif not standing[submission_id].said.is_quotable:
            yield Secret(SecretKind.WITHHELD, reference, body)
        elif not is_current:
            yield Secret(SecretKind.EARLIER, reference, body)


LONG_SOURCES = (withheld_texts, redacted_texts, notes)
SHORT_SOURCES = (names, officers, contact_details, places, redacted_names)


class _Row(NamedTuple):
    submission_id: int
    reference: str
    respondent_id: int | None
    permission: Permission | None
    is_confidential: bool
    set_aside: SetAside | None
    disposition: Disposition
    name: str | None
    kind: StakeholderKind | None


def _standing(session: Session, call_id: int) -> dict[int, Standing]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            Submission.id,
            Submission.reference,
            Submission.respondent_id,
            Submission.permission,
            Submission.is_confidential,
            Submission.set_aside,
            Submission.disposition,
            Stakeholder.name,
            Stakeholder.kind,
        )
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.call_id == call_id)
        .order_by(Submission.id)
    )
    rows = {row[0]: _Row(*row) for row in session.connection().execute(chosen)}
    merged: defaultdict[int, list[int]] = defaultdict(list)
    for merged_id, into_id in _merges(session, call_id):
        merged[into_id].append(merged_id)
    return {
        key: Standing(key, row.reference, row.respondent_id, _said(row, rows, merged))
        for key, row in rows.items()
    }


def _said(row: _Row, rows: Mapping[int, _Row], merged: Mapping[int, Sequence[int]]) -> MayBeSaid:
    permission = Permission.NONE if row.set_aside is SetAside.WITHDRAWN else _answered(row)
    waiting, seen = list(merged.get(row.submission_id, ())), {row.submission_id}
    while waiting:
        merged_id = waiting.pop()
        if merged_id not in seen:
            seen.add(merged_id)
            waiting += merged.get(merged_id, ())
            other = rows.get(merged_id)
            permission = _stricter(permission, _answered(other) if other else Permission.NONE)
    is_quotable = permission is not Permission.NONE and row.disposition in _COUNTED
    return MayBeSaid(permission, is_quotable, row.name or "", row.kind)


def _answered(row: _Row) -> Permission:
    if row.permission is None or row.is_confidential:
        return Permission.NONE
    return row.permission


def _stricter(one: Permission, other: Permission) -> Permission:
    order = (Permission.NONE, Permission.UNNAMED, Permission.NAMED)
    return min(one, other, key=order.index)


def _merges(session: Session, call_id: int) -> list[tuple[int, int]]:
    """Return which submission was merged into which, by the newest decision on each."""
    newest = (
        select(SetAsideDecision.submission_id, func.max(SetAsideDecision.id).label("decision_id"))
        .group_by(SetAsideDecision.submission_id)
        .subquery()
    )
    chosen = (
        select(Submission.id, SubmissionLink.other_id)
        .join(newest, newest.c.submission_id == Submission.id)
        .join(SubmissionLink, SubmissionLink.decision_id == newest.c.decision_id)
        .where(Submission.call_id == call_id, Submission.set_aside == SetAside.MERGED)
        .order_by(Submission.id)
    )
    return [(merged_id, into_id) for merged_id, into_id in session.execute(chosen)]
