"""What an export would contain, as the screen Evidence shows it: the workbook's own tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.behind import Place, behind_numbers
from lisdesk.queries.evidence.campaigns import names_told
from lisdesk.queries.evidence.conclusions import FindingPlace
from lisdesk.queries.evidence.finding_looks import findings_to_look_at, place_words
from lisdesk.queries.evidence.front import Making
from lisdesk.queries.evidence.priorities import bases_rows
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.queries.evidence.workbook import STREAMED, evidence_sheets
from lisdesk.queries.newest_edit import newest_entry_id
from lisdesk.queries.register import BehindNumber, RegisterFilter
from lisdesk.queries.register_conditions import narrowed
from lisdesk.rules.charts import Figure, figure_of
from lisdesk.rules.ledger import Ledger, ledger
from lisdesk.rules.vocabulary import COUNTED, Disposition, Edition
from lisdesk.store.entities import Submission
from lisdesk.table import Column, Row, Table

PAGE_ROWS = 200
"""How many rows of a long sheet are read at a time."""
HASH_NOT_YET = "Worked out when the workbook is written."


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet; a long one without its rows, which are read by the page."""

    name: str
    title: str
    description: str
    unit: str
    columns: tuple[Column, ...]
    row_count: int
    rows: tuple[Row, ...] | None
    """All of them; None for a sheet that is read by the page."""
    figure: Figure | None
    """Its chart with the numbers; None for a sheet without one or without rows."""
    behind: Mapping[Place, RegisterFilter]
    """What leads from a number to its submissions."""
    heat_ends: tuple[int, int] | None = None
    """Of a heat map, with which row and column its totals and bases begin."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that keeps submissions out of a publication, or out of the numbers, or that only a
    person can judge before it is published.
    """

    words: str
    """Such as "Permission not answered"."""
    submissions: int
    """How many; of findings, how many of those."""
    chosen: RegisterFilter
    names: tuple[str, ...] = ()
    """What has to be read, where that is why they are in the way."""
    finding: FindingPlace | None = None
    """The first of them, where findings are in the way."""


@dataclass(frozen=True, slots=True)
class EvidencePreview:
    """A call's evidence in one edition, at one moment of the file."""

    edition: Edition
    ledger: Ledger
    sheets: tuple[SheetPreview, ...]
    withheld: Withheld
    obstacles: tuple[Obstacle, ...]
    """Those there are."""
    entry_id: int
    """The newest entry of the audit at that moment."""
    evidence: Evidence = field(repr=False)
    """What the pages of long sheets are made from."""


def evidence_preview(
    session: Session, call_id: int, edition: Edition, made_at: datetime, clock_is_set: bool
) -> EvidencePreview:
    """Return what an export would contain now, but for its content hash, which takes long."""
    entry_id = newest_entry_id(session)
    evidence = read_evidence(session, call_id, edition)
    making = Making(made_at, clock_is_set, HASH_NOT_YET)
    sheets, withheld = evidence_sheets(session, evidence, making)
    at_hand = {
        sheet.table.name: (sheet.table, tuple(sheet.table.rows))
        for sheet in sheets
        if sheet.table.name not in STREAMED
    }
    behind = behind_numbers(evidence, at_hand)
    return EvidencePreview(
        edition=edition,
        ledger=ledger(each.disposition for each in evidence.submissions),
        sheets=tuple(
            _preview(
                sheet.table,
                sheet.row_count,
                at_hand[sheet.table.name][1] if sheet.table.name in at_hand else None,
                behind.get(sheet.table.name, {}),
                heat_ends(evidence, sheet.table, sheet.row_count),
            )
            for sheet in sheets
        ),
        withheld=withheld,
        obstacles=tuple(_obstacles(session, evidence)),
        entry_id=entry_id,
        evidence=evidence,
    )


def sheet_page(
    session: Session, preview: EvidencePreview, name: str, start: int
) -> tuple[Row, ...] | None:
    """Return up to PAGE_ROWS rows of a long sheet from row `start`, counted from 0.

    None if the file has changed since the preview, which has to be read again first.
    """
    if newest_entry_id(session) != preview.entry_id:
        return None
    sheet = STREAMED[name](session, preview.evidence)
    return tuple(tuple(row) for row in islice(sheet.table.rows, start, start + PAGE_ROWS))


def _preview(
    table: Table,
    row_count: int,
    rows: tuple[Row, ...] | None,
    behind: Mapping[Place, RegisterFilter],
    ends: tuple[int, int] | None,
) -> SheetPreview:
    return SheetPreview(
        table.name,
        table.title,
        table.description,
        table.unit,
        table.columns,
        row_count,
        rows,
        figure_of(table, rows or ()),
        behind,
        ends,
    )


def heat_ends(evidence: Evidence, table: Table, row_count: int) -> tuple[int, int] | None:
    """Return with which row and column the totals and bases of a heat map begin; None for another
    sheet.
    """
    if table.name == "Priority × type":
        return row_count, len(table.columns) - 1  # its last column has the totals
    if table.name == "Priority × question":
        return row_count - bases_rows(evidence), len(table.columns)
    return None


_NAMES = "Campaign names to be read"
_OBSTACLES = (
    RegisterFilter(
        dispositions=COUNTED,
        behind=BehindNumber(is_permission_unanswered=True),
        words="Permission not answered",
    ),
    RegisterFilter(
        dispositions=COUNTED,
        behind=BehindNumber(is_confidential=True),
        words="Confidentiality requested",
    ),
    RegisterFilter(dispositions=(Disposition.LATE_WAITING,), words="Late, waiting for a decision"),
)


def _obstacles(session: Session, evidence: Evidence) -> Iterator[Obstacle]:
    submissions = select(func.count()).select_from(Submission)
    call_id = evidence.call.call_id
    for chosen in _OBSTACLES:
        count = session.scalar(narrowed(session, submissions, call_id, "", chosen))
        if count:
            yield Obstacle(chosen.words, count, chosen)
    told = names_told(evidence, evidence.campaigns)
    if told:
        seeds = RegisterFilter(submission_ids=tuple(each.seed_id for each in told), words=_NAMES)
        yield Obstacle(_NAMES, len(told), seeds, tuple(each.name for each in told))
    for words, places in findings_to_look_at(evidence):
        names = tuple(place_words(evidence, place) for place in places)
        yield Obstacle(words, len(places), RegisterFilter(), names, places[0])
