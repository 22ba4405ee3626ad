"""All sheets of the evidence workbook, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from lisdesk.queries.content_hash import content_hash, content_rows
from lisdesk.queries.evidence.answered import you_said_sheet
from lisdesk.queries.evidence.answers import answers_sheet
from lisdesk.queries.evidence.breakdowns import (
    areas_sheet,
    arrivals_sheet,
    ledger_sheet,
    respondents_sheet,
)
from lisdesk.queries.evidence.campaign_sheets import campaign_sheets
from lisdesk.queries.evidence.changes import changes_sheet
from lisdesk.queries.evidence.coverage import questions_sheet
from lisdesk.queries.evidence.decisions import extensions_sheet, late_sheet
from lisdesk.queries.evidence.events import event_log_sheet
from lisdesk.queries.evidence.frame_sheets import coding_frame_sheet, frame_history_sheet
from lisdesk.queries.evidence.front import Making, base_words, contents_sheet, cover_sheet
from lisdesk.queries.evidence.grid import framework_grid_sheet
from lisdesk.queries.evidence.joint import joint_sheets
from lisdesk.queries.evidence.matrix import matrix_sheet
from lisdesk.queries.evidence.memos import memos_sheet
from lisdesk.queries.evidence.notes import notes_sheet
from lisdesk.queries.evidence.personal_data import to_settle
from lisdesk.queries.evidence.priorities import (
    numbers_of_priorities,
    priorities_sheet,
    priority_by_question_sheet,
    priority_by_type_sheet,
)
from lisdesk.queries.evidence.quotations import quotations_sheet
from lisdesk.queries.evidence.redactions import redactions_sheet
from lisdesk.queries.evidence.register import submissions_sheet
from lisdesk.queries.evidence.sheets import Sheet, told_as
from lisdesk.queries.evidence.snapshot import Evidence, evidence_rows, read_evidence
from lisdesk.queries.evidence.strength import strength_sheet
from lisdesk.queries.evidence.tagged import evidence_sheet
from lisdesk.queries.evidence.targets import targets_sheet
from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.rules.counting import PriorityCount
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import ALL_OF_IT, Template, WorkbookWish, has_sheet
from lisdesk.table import Table
from lisdesk.telling import HEARD_BY_NOBODY, Tell, Telling, nobody


@dataclass(frozen=True, slots=True)
class EvidenceWorkbook:
    """A workbook about to be written; it can be written once, while its session lives."""

    tables: list[Table]
    rows_by_table: Mapping[str, int]
    title: str
    subject: str
    filter: str
    content_hash: str
    withheld: Withheld
    template: str = Template.FULL.label
    """As the cover says it."""
    waiting: int = 0
    """What a publication has in it that nobody settled; see `personal_data.to_settle`."""

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(self.rows_by_table.values())


def evidence_tables(
    session: Session, call_id: int, edition: Edition, *, made_at: datetime, clock_is_set: bool
) -> list[Table]:
    """Return every sheet of a call's evidence workbook; see `evidence_workbook`."""
    workbook = evidence_workbook(
        session, call_id, edition, made_at=made_at, clock_is_set=clock_is_set
    )
    return workbook.tables


def evidence_workbook(
    session: Session,
    call_id: int,
    edition: Edition,
    *,
    made_at: datetime,
    clock_is_set: bool,
    telling: Telling = HEARD_BY_NOBODY,
    wish: WorkbookWish = ALL_OF_IT,
    officer: str = "",
) -> EvidenceWorkbook:
    """Return a call's evidence for an edition, in one moment of the file.

    The rows of the long tables are read from the session while they are taken, each table once.
    The same content, edition and arguments give the same rows. `made_at` must carry its zone.
    `telling` hears of the rows that are read for the hash and the numbers, see `rows_of_work`, and
    of what is made from them. `wish` asks for a template, and for a part as an officer's views show
    it; see `part_of_call`. Raises sqlalchemy.exc.NoResultFound if there is no such call.
    """
    # The hash comes first, so that what it needs is gone before the facts are kept.
    making = Making(made_at, clock_is_set, content_hash(session, call_id, telling.read))
    evidence = read_evidence(session, call_id, edition, telling.read, wish=wish, officer=officer)
    sheets, withheld = evidence_sheets(session, evidence, making, telling.counted)
    waiting = (
        to_settle(session, evidence, telling.looked_through).count
        if evidence.disclosure.is_publication
        else 0
    )
    return EvidenceWorkbook(
        tables=[sheet.table for sheet in sheets],
        rows_by_table={sheet.table.name: sheet.row_count for sheet in sheets},
        title=f"Evidence: {evidence.call.title}",
        subject=f"{evidence.call.reference}. {edition.label}",
        filter=evidence.part.words,
        template=evidence.part.wish.template_words(evidence.call.heading_word),
        content_hash=making.content_hash,
        withheld=withheld,
        waiting=waiting,
    )


def rows_of_work(session: Session, call_id: int) -> tuple[int, int]:
    """Return how many rows are read for a workbook, and about how many it will have."""
    submissions, tags, texts = evidence_rows(session, call_id)
    read = submissions + tags + texts + content_rows(session, call_id)
    return read, 2 * submissions + tags + texts


def evidence_sheets(
    session: Session, evidence: Evidence, making: Making, tell: Tell = nobody
) -> tuple[list[Sheet], Withheld]:
    """Return every sheet in its order, and what they withhold together.

    The rows of those in `STREAMED` are read while they are taken. `tell` hears of each sheet.
    """
    counting = _Counting(session, evidence, numbers_of_priorities(evidence))
    tell(0)
    others: list[Sheet] = []
    wish, edition = evidence.part.wish, evidence.disclosure.edition
    for name, make in _MAKERS.items():
        if has_sheet(wish, edition, name):
            others += make(counting)
            tell(1)
    cover = cover_sheet(evidence, making)
    sheets = [cover, contents_sheet(cover, others), *others]
    if wish.is_narrowed:
        sheets = [
            told_as(each, f"{evidence.part.words} ({base_words(evidence)})") for each in sheets
        ]
    return sheets, counting.withheld


class _Counting:
    """What the sheets are made from, and what they withhold so far."""

    def __init__(
        self, session: Session, evidence: Evidence, counts: Mapping[int, PriorityCount]
    ) -> None:
        self.session, self.evidence, self.counts = session, evidence, counts
        self.is_publication = evidence.disclosure.is_publication
        self.withheld = evidence.withheld

    def noted(self, sheets: list[Sheet], withheld: int) -> list[Sheet]:
        """Return sheets whose withheld numbers were taken down."""
        self.withheld = replace(self.withheld, numbers=self.withheld.numbers + withheld)
        return sheets


def _noted_one(counting: _Counting, made: tuple[Sheet, int]) -> list[Sheet]:
    return counting.noted([made[0]], made[1])


def _internal(
    make: Callable[[Session, Evidence], Iterable[Sheet]], counting: _Counting
) -> list[Sheet]:
    return [] if counting.is_publication else list(make(counting.session, counting.evidence))


STREAMED: Mapping[str, Callable[[Session, Evidence], Sheet]] = {
    "Evidence": evidence_sheet,
    "Submissions": submissions_sheet,
    "Answers": answers_sheet,
    "Matrix": matrix_sheet,
    "Quotations": quotations_sheet,
    "Changes": changes_sheet,
}
"""The sheets of any length, by name; each makes its sheet anew, to be read from its beginning."""


def _streamed(counting: _Counting, name: str) -> list[Sheet]:
    return [STREAMED[name](counting.session, counting.evidence)]


_MAKERS: Mapping[str, Callable[[_Counting], list[Sheet]]] = {
    "Ledger": lambda each: [ledger_sheet(each.evidence)],
    "Respondents": lambda each: _noted_one(each, respondents_sheet(each.evidence)),
    "Coverage": lambda each: [targets_sheet(each.evidence)] if each.evidence.coverage else [],
    "Areas": lambda each: _noted_one(each, areas_sheet(each.evidence)),
    "Joint": lambda each: each.noted(*joint_sheets(each.evidence)),
    "Arrivals": lambda each: [arrivals_sheet(each.evidence)],
    "Questions": lambda each: [questions_sheet(each.evidence)],
    "Priorities": lambda each: [priorities_sheet(each.evidence, each.counts)],
    "Priority × type": lambda each: _noted_one(
        each, priority_by_type_sheet(each.evidence, each.counts)
    ),
    "Priority × question": lambda each: [priority_by_question_sheet(each.evidence)],
    "Evidence strength": lambda each: [strength_sheet(each.evidence)],
    "Framework grid": lambda each: [framework_grid_sheet(each.session, each.evidence, each.counts)],
    "Evidence": lambda each: _streamed(each, "Evidence"),
    "Submissions": lambda each: _streamed(each, "Submissions"),
    "Answers": lambda each: _streamed(each, "Answers"),
    "Matrix": lambda each: _streamed(each, "Matrix"),
    "Quotations": lambda each: _streamed(each, "Quotations"),
    "Campaigns": lambda each: each.noted(*campaign_sheets(each.session, each.evidence)),
    "Late": lambda each: [late_sheet(each.session, each.evidence)],
    "Extensions": lambda each: [extensions_sheet(each.evidence)],
    "Coding frame": lambda each: [coding_frame_sheet(each.session, each.evidence, each.counts)],
    "Frame history": lambda each: _internal(frame_history_sheet, each),
    "Redactions": lambda each: _internal(redactions_sheet, each),
    "Memos": lambda each: _internal(memos_sheet, each),
    "You said we did": lambda each: [you_said_sheet(each.evidence)],
    "Notes": lambda each: [notes_sheet(each.evidence, each.withheld)],
    "Event log": lambda each: (
        [] if each.is_publication else [event_log_sheet(each.session, each.evidence)]
    ),
    "Changes": lambda each: [] if each.is_publication else _streamed(each, "Changes"),
}
"""What makes the sheets after the first two, in their order; those of campaigns are made at once.
Notes say what the ones before them withhold.
"""
