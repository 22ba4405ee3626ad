"""Judge the submissions of a call anew, once the moments have moved that they are judged by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, or_, select

from lisdesk.edits.campaign_standing import members_of, restate_campaigns
from lisdesk.edits.standing import window
from lisdesk.rules.late_policy import disposition_words
from lisdesk.rules.lateness import Received, Rejudged, rejudge
from lisdesk.rules.ledger import disposition_of
from lisdesk.rules.vocabulary import Disposition, LateChoice, Timing
from lisdesk.store.entities import Call, Submission
from lisdesk.store.single_rows import held_rows, update_each
from lisdesk.store.work import Work

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Judgement:
    """A submission whose timing changed because its call's closing moment did."""

    reference: str
    was: Timing
    becomes: Timing
    disposition: Disposition
    decision: LateChoice | None = None
    """A person's decision on its lateness: it stays on record, and holds while it is late."""

    @property
    def stands_as(self) -> str:
        """How it stands from then on, in words, with the decision that stands or rests."""
        said = disposition_words(self.disposition, self.decision)
        if self.decision is None or self.becomes is Timing.LATE:
            return said
        return f"{said}; the decision “{self.decision.label}” stays on record"


def judge_call_again(work: Work, call: Call) -> list[Judgement]:
    """Judge every submission of a call by the closing moment that stands now; list what changed."""
    work.session.flush()
    opens_at, closes_at = window(work, call)
    stored = work.session.execute(
        select(Submission.id, Submission.received_at, Submission.timing)
        .where(Submission.call_id == call.id, _may_be_judged_otherwise(opens_at, closes_at))
        .order_by(Submission.id)
    )
    changed = rejudge((Received(*row) for row in stored), opens_at, closes_at)
    timings = {item.submission_id: item.becomes for item in changed}
    members = members_of(work, call)  # each is stated with the others of its campaign
    _write_timings(work, {each: timings[each] for each in timings if each not in members})
    restate_campaigns(
        work, call, timings={each: timings[each] for each in timings if each in members}
    )
    return [
        Judgement(each.reference, item.was, item.becomes, each.disposition, each.late_choice)
        for start in range(0, len(changed), _AT_ONCE)
        for chunk in [changed[start : start + _AT_ONCE]]
        for item, each in zip(chunk, _standings(work, chunk), strict=True)
    ]


def _may_be_judged_otherwise(opens_at: datetime, closes_at: datetime) -> ColumnElement[bool]:
    """Narrow submissions to those whose timing does not fit two moments: most keep theirs."""
    at = Submission.received_at
    return or_(
        and_(at >= closes_at, Submission.timing != Timing.LATE),
        and_(at < closes_at, Submission.timing == Timing.LATE),
        and_(at >= opens_at, Submission.timing == Timing.BEFORE_OPENING),
        and_(at < opens_at, Submission.timing == Timing.IN_TIME),
    )


def _write_timings(work: Work, timings: Mapping[int, Timing]) -> None:
    table = Submission.__table__
    assert isinstance(table, Table)
    names = ("id", "version", "timing", "disposition", "set_aside", "content", "late_choice")
    connection = work.session.connection()
    rows = list(held_rows(connection, table, timings, names).values())
    values = [_judged(row, timings[row["id"]]) for row in rows]
    work.write_rows(lambda connection: update_each(connection, table, rows, values))


def _judged(row: Mapping[str, Any], timing: Timing) -> dict[str, Any]:
    disposition = disposition_of(row["set_aside"], row["content"], timing, row["late_choice"])
    return {"timing": timing, "disposition": disposition}


def _standings(
    work: Work, changed: Sequence[Rejudged]
) -> Sequence[Row[str, Disposition, LateChoice | None]]:
    chosen = select(Submission.reference, Submission.disposition, Submission.late_choice)
    own = Submission.id.in_([each.submission_id for each in changed])
    return work.session.execute(chosen.where(own).order_by(Submission.id)).all()
