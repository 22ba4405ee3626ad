"""A call at a glance: what has come in, from whom and when, and what is waiting to be done."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.top_priorities import PriorityNumber, top_priorities
from lisdesk.rules.ledger import Ledger, ledger_of_counts
from lisdesk.rules.vocabulary import COUNTED, Channel, Disposition
from lisdesk.rules.wall_time import local_day, local_time
from lisdesk.store.entities import (
    ReadMark,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.entities.strict_types import StrangeValueError
from lisdesk.store.id_lists import counted_words

if TYPE_CHECKING:
    from lisdesk.rules.coverage import CoverageLine

NOT_STATED = "Not stated"
_NOT_STATED_KEY = "not-stated"
_COUNTED = Submission.disposition.in_(COUNTED)
_HOUR_LETTERS, _MINUTE_LETTERS = len("2019-01-31 17"), len("2019-01-31 17:05")


class TypeCount(NamedTuple):
    """A stakeholder type, None where none is stated, with its counted submissions."""

    type_id: int | None
    parent_id: int | None
    label: str
    submissions: int


class UnreadOne(NamedTuple):
    """The submission that has waited longest to be read."""

    submission_id: int
    reference: str
    respondent: str
    received_at: datetime


class HomePage(NamedTuple):
    """The numbers of a call, for one officer, all of one moment."""

    ledger: Ledger
    read: int
    """Submissions received that the officer has read."""
    tagged: int
    """Counted submissions with at least one tag."""
    arrivals: tuple[tuple[date, dict[Channel, int]], ...]
    """Counted submissions by day of receipt and channel, the earliest day first."""
    types: tuple[TypeCount, ...]
    """Every type, in the order of the list, those not heard from too."""
    priorities: tuple[PriorityNumber, ...]
    """In the order of the frame."""
    oldest_unread: UnreadOne | None
    coverage: tuple[CoverageLine, ...] = ()
    """The targets of the call with what was heard; they are read after the first numbers."""

    @property
    def waiting(self) -> int:
        """Late submissions that wait for a decision."""
        return next(
            line.submissions
            for line in self.ledger.lines
            if line.disposition is Disposition.LATE_WAITING
        )


def home_page(session: Session, call_id: int, officer: str, zone: str) -> HomePage:
    """Return a call at a glance, in a dozen statements; days are of `zone`."""
    # In runs of an index: were they sorted, it would take twice as long.
    groups = session.execute(
        select(Submission.disposition, Submission.type_id, func.count())
        .where(Submission.call_id == call_id)
        .group_by(
            Submission.disposition,
            Submission.timing,
            Submission.channel,
            Submission.permission,
            Submission.type_id,
        )
    )
    dispositions, types = Counter[Disposition](), Counter[int | None]()
    for disposition, type_id, count in groups:
        dispositions[disposition] += count
        types[type_id] += count if disposition.is_counted else 0
    return HomePage(
        ledger=ledger_of_counts(dispositions),
        read=_read(session, call_id, officer),
        tagged=_tagged(session, call_id),
        arrivals=_arrivals(session, call_id, zone),
        types=_types(session, types),
        priorities=top_priorities(session, call_id),
        oldest_unread=_oldest_unread(session, call_id, officer),
    )


def _read(session: Session, call_id: int, officer: str) -> int:
    marks = (
        select(func.count())
        .select_from(ReadMark)
        .join(Submission, Submission.id == ReadMark.submission_id)
        .where(ReadMark.officer == officer, Submission.call_id == call_id)
    )
    return session.scalar(marks) or 0


def _tagged(session: Session, call_id: int) -> int:
    has_tag = select(Tag.id).where(Tag.submission_id == Submission.id).exists()
    chosen = (
        select(func.count())
        .select_from(Submission)
        .where(Submission.call_id == call_id, _COUNTED, has_tag)
    )
    return session.scalar(chosen) or 0


def _arrivals(
    session: Session, call_id: int, zone: str
) -> tuple[tuple[date, dict[Channel, int]], ...]:
    """Count by the hour, or the minute where a zone is not whole hours from UTC; then by day."""
    ends = [
        select(end(Submission.received_at)).where(Submission.call_id == call_id).scalar_subquery()
        for end in (func.min, func.max)
    ]
    known = [each for each in session.execute(select(*ends)).one() if each is not None]
    is_whole = all(local_time(each, zone).minute == each.minute for each in known)
    letters = _HOUR_LETTERS if is_whole else _MINUTE_LETTERS
    word = _as_text(session, letters).concat(cast(Submission.channel, Text))
    chosen = select(word).where(Submission.call_id == call_id, _COUNTED)
    days: dict[date, Counter[Channel]] = {}
    for written, count in counted_words(session, chosen).items():
        moment, channel = _arrival(written[:letters], written[letters:])
        days.setdefault(local_day(moment, zone), Counter())[channel] += count
    return tuple((day, dict(days[day])) for day in sorted(days))


def _arrival(moment: str, channel: str) -> tuple[datetime, Channel]:
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=UTC), Channel.of(channel)
    except (KeyError, ValueError) as error:
        raise StrangeValueError from error


def _as_text(session: Session, letters: int) -> ColumnElement[str]:
    """Return the beginning of the moment of receipt, in UTC, as ISO text."""
    if session.get_bind().dialect.name == "sqlite":
        return func.substr(cast(Submission.received_at, Text), 1, letters)
    in_utc = func.timezone("UTC", Submission.received_at)
    return func.substr(func.to_char(in_utc, "YYYY-MM-DD HH24:MI"), 1, letters)


def _types(session: Session, counts: Counter[int | None]) -> tuple[TypeCount, ...]:
    chosen = select(
        StakeholderType.id, StakeholderType.parent_id, StakeholderType.label, StakeholderType.key
    ).order_by(StakeholderType.position, StakeholderType.id)
    types: list[TypeCount] = []
    for type_id, parent_id, label, key in session.execute(chosen):
        unstated = counts.pop(None, 0) if key == _NOT_STATED_KEY else 0
        types.append(TypeCount(type_id, parent_id, label, counts[type_id] + unstated))
    if unstated := counts[None]:
        types.append(TypeCount(None, None, NOT_STATED, unstated))
    return tuple(types)


def _oldest_unread(session: Session, call_id: int, officer: str) -> UnreadOne | None:
    is_read = (
        select(ReadMark.id)
        .where(ReadMark.submission_id == Submission.id, ReadMark.officer == officer)
        .exists()
    )
    chosen = (
        select(Submission.id, Submission.reference, Stakeholder.name, Submission.received_at)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.call_id == call_id, ~is_read)
        .order_by(Submission.received_at, Submission.id)
        .limit(1)
    )
    row = session.execute(chosen).first()
    return None if row is None else UnreadOne(row[0], row[1], row[2] or "", row[3])
