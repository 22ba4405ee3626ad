"""The one page that a steering group is given, from the same rows as the workbook's sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.breakdowns import arrivals_sheet, ledger_sheet, respondents_sheet
from lisdesk.queries.evidence.priorities import numbers_of_priorities, priorities_sheet
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.queries.evidence.targets import targets_sheet
from lisdesk.rules.charts import Figure, figures_of
from lisdesk.rules.coverage import coverage_words
from lisdesk.rules.deadline_words import deadline_words, words_of_stage
from lisdesk.rules.quantifiers import share
from lisdesk.rules.suppression import WITHHELD
from lisdesk.rules.vocabulary import Disposition, Edition, Timing
from lisdesk.rules.wall_time import local_day, local_words
from lisdesk.store.entities import ReadMark, Submission
from lisdesk.table import Cell, CellKind, Column, Row, Table

SHEET_NAME = "Steering group"
_STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
_MOST_PRIORITIES, _MOST_TYPES = 10, 12
_LATELY_DAYS = 7
_MOST_TARGETS = 8
_BLANK: Row = (None,) * (1 + len(_STANCES))


@dataclass(frozen=True, slots=True)
class SteeringSnapshot:
    """Where a call stands at one moment, on one page."""

    reference: str
    edition: Edition
    table: Table
    figures: tuple[Figure, ...]
    """The charts to be shown with it: arrivals, and the priorities at the top."""


def steering_snapshot(
    session: Session, call_id: int, edition: Edition, *, now: datetime
) -> SteeringSnapshot:
    """Return where a call stands, for a steering group; `now` must carry its zone.

    The publication edition withholds what the workbook's does, and says nothing of the officers'
    own work. Raises sqlalchemy.exc.NoResultFound if there is no such call.
    """
    evidence = read_evidence(session, call_id, edition)
    respondents, _ = respondents_sheet(evidence)
    priorities = _top(priorities_sheet(evidence, numbers_of_priorities(evidence)).table)
    rows = [
        *_call_rows(evidence, now),
        *_received(ledger_sheet(evidence).table),
        *_priority_rows(priorities),
        *_heard(respondents.table),
        *_against_target(evidence),
        *(() if evidence.disclosure.is_publication else _own_work(session, evidence, now)),
    ]
    targets = [targets_sheet(evidence).table] if evidence.coverage else []
    figures = figures_of([arrivals_sheet(evidence).table, priorities, *targets])
    table = _sheet(evidence, rows, now).table
    return SteeringSnapshot(evidence.call.reference, edition, table, figures)


def _sheet(evidence: Evidence, rows: Sequence[Row], now: datetime) -> Sheet:
    call = evidence.call
    is_publication = evidence.disclosure.is_publication
    withheld = " Small numbers are withheld." if is_publication else ""
    return listed(
        Heading(
            SHEET_NAME,
            f"{call.reference}: {call.title}",
            f"For the steering group, as at {local_words(now, call.zone)}. "
            f"{evidence.disclosure.edition.label}.",
            f"Unit: submissions; priorities and types: counted ones.{withheld}",
        ),
        [
            Column("About", width=16),
            Column("What", CellKind.LONG_TEXT, width=46),
            *number_columns(["Submissions", *_STANCES]),
            Column("In words", CellKind.LONG_TEXT, width=44),
        ],
        rows,
    )


def _call_rows(evidence: Evidence, now: datetime) -> Iterator[Row]:
    call = evidence.call
    rule = call.deadlines[-1].rule
    words = deadline_words(now, call.state(now), call.opens_on, rule, call.closed_by_hand_at)
    words = words_of_stage(words, call.stage(now))
    yield "Call", words.state, *_BLANK, " · ".join(filter(None, (words.moment, words.days)))


def _received(ledger: Table) -> Iterator[Row]:
    """Yield the lines of the ledger that have any, the sum first."""
    *lines, total = ledger.rows
    for label, is_counted, number, reason in (total, *lines):
        if number:
            what = f"{label} (not counted)" if is_counted == "no" else label
            yield "Received", what, number, *_BLANK[1:], reason


def _top(table: Table) -> Table:
    """Return the table of priorities with those at the top of the frame alone, most first."""
    at = {column.heading: place for place, column in enumerate(table.columns)}
    top = [row for row in table.rows if not row[at["Level 2"]]]
    top.sort(key=lambda row: -_number(row[at["Submissions"]]))
    return Table(
        table.name,
        table.title,
        table.description,
        table.unit,
        table.columns,
        top[:_MOST_PRIORITIES],
        table.chart,
    )


def _priority_rows(table: Table) -> Iterator[Row]:
    at = {column.heading: place for place, column in enumerate(table.columns)}
    for row in table.rows:
        words = f"{row[at['Share of base']]} · {row[at['Quantifier']]}".strip(" ·")
        numbers = (row[at[each]] for each in ("Submissions", *_STANCES))
        yield "Top priorities", f"{row[at['Code']]} {row[at['Priority']]}", *numbers, words


def _heard(table: Table) -> Iterator[Row]:
    """Yield who has been heard, most first, and who has not."""
    rows = sorted(table.rows, key=lambda row: -_number(row[2]))
    heard = [row for row in rows if isinstance(row[2], int) and row[2]]
    for label, parent, number, _, words, *_ in heard[:_MOST_TYPES]:
        yield "Heard from", _with_parent(label, parent), number, *_BLANK[1:], words
    if len(heard) > _MOST_TYPES:
        rest = "; ".join(_with_parent(row[0], row[1]) for row in heard[_MOST_TYPES:])
        yield "Heard from", "Others", *_BLANK, rest
    for text in dict.fromkeys(str(row[2]) for row in rows if not isinstance(row[2], int)):
        names = [_with_parent(row[0], row[1]) for row in rows if row[2] == text]
        each = "" if text == WITHHELD else " each, or none"
        types = "1 type" if len(names) == 1 else f"{len(names)} types"
        yield (
            "Heard from",
            f"{text[:1].upper()}{text[1:]}{each}: {types}",
            *_BLANK,
            "; ".join(names),
        )
    silent = [_with_parent(row[0], row[1]) for row in table.rows if row[2] == 0]
    if silent:
        yield "Not heard from", f"{len(silent)} types", *_BLANK, "; ".join(silent)


def _against_target(evidence: Evidence) -> Iterator[Row]:
    """Yield the targets, those farthest from being met first; a publication has none."""
    lines = sorted(evidence.coverage, key=lambda line: (line.heard / line.wanted, line.who))
    for line in lines[:_MOST_TARGETS]:
        words = f"of {line.wanted:,} wanted: {line.reached.value}"
        words += f", {line.gap:,} missing" if line.gap else ""
        yield "Against target", line.who, line.heard, *_BLANK[1:], words
    if lines:
        yield "Against target", "All targets", *_BLANK, coverage_words(evidence.coverage)


def _with_parent(label: Cell, parent: Cell) -> str:
    return f"{label} ({parent})" if parent else str(label)


def _own_work(session: Session, evidence: Evidence, now: datetime) -> Iterator[Row]:
    """Yield how submissions came, what is late, and what the officers have still to do."""
    yield from _arrived(evidence, now)
    late = [each for each in evidence.submissions if each.timing is Timing.LATE]
    waiting = sum(each.disposition is Disposition.LATE_WAITING for each in late)
    tagged = {tag.submission_id for tag in evidence.tags}
    untagged, counted = len(evidence.counted - tagged), len(evidence.counted)
    yield "Late", "Received late", len(late), *_BLANK[1:], f"{waiting:,} wait for a decision."
    words = f"{share(counted - untagged, counted)} counted have a tag." if counted else ""
    yield "Still to do", "Counted without a tag", untagged, *_BLANK[1:], words
    yield _unread_row(session, evidence)


def _arrived(evidence: Evidence, now: datetime) -> Iterator[Row]:
    channels = Counter(each.channel for each in evidence.submissions)
    for channel, number in channels.most_common():
        words = share(number, len(evidence.submissions))
        yield "How received", channel.label, number, *_BLANK[1:], words
    since = local_day(now, evidence.call.zone) - timedelta(days=_LATELY_DAYS)
    lately = sum(each.received_on > since for each in evidence.submissions)
    yield "How received", f"In the last {_LATELY_DAYS} days", lately, *_BLANK[1:], ""


def _unread_row(session: Session, evidence: Evidence) -> Row:
    """Return what nobody has marked as read, and what of it has waited longest."""
    unread = (
        select(Submission.reference, Submission.received_at)
        .where(
            Submission.call_id == evidence.call.call_id,
            ~select(ReadMark.id).where(ReadMark.submission_id == Submission.id).exists(),
        )
        .order_by(Submission.received_at, Submission.id)
    )
    number = session.scalar(select(func.count()).select_from(unread.subquery())) or 0
    received = len(evidence.submissions)
    words = f"{share(received - number, received)} received have been read by somebody."
    oldest = session.execute(unread.limit(1)).one_or_none()
    if oldest is not None:
        when = local_words(oldest.received_at, evidence.call.zone)
        words += f" The oldest, {oldest.reference}, came {when}."
    return "Still to do", "Read by nobody yet", number, *_BLANK[1:], words if received else ""


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
