"""The framework grid: what is concluded for each priority and stakeholder type, in words."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.best_quotations import WHOLE, Quotable, best_excerpts, quotables
from lisdesk.queries.evidence.priorities import shown_by_type
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, priority_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.cell_text import unique_headings
from lisdesk.rules.counting import PriorityCount
from lisdesk.table import Column, Row

_ALL = "All types"


def framework_grid_sheet(
    session: Session, evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> Sheet:
    """Return the written finding of each cell, or the best quotation that may stand there.

    Both editions hold only what may be published. In a publication a cell whose number is withheld
    quotes nobody: the words would tell that somebody of that type spoke to the priority.
    """
    keys = evidence.types.lines()
    quoted = _quotations(session, evidence, counts)
    rows: list[Row] = [
        (
            each.code,
            each.name,
            _cell(evidence, quoted, each.priority_id, WHOLE),
            *(_cell(evidence, quoted, each.priority_id, key) for key in keys),
        )
        for each in evidence.listed_frame
    ]
    labels = unique_headings(map(evidence.types.label, keys), ("Code", "Priority", _ALL))
    return listed(
        Heading(
            "Framework grid",
            "Framework grid",
            "What is concluded for each priority, and for what each stakeholder type says of it; "
            "where nothing is written, a quotation that may be published.",
            "Unit: findings and quotations. A priority includes those below it.",
        ),
        [
            Column("Code", width=10),
            *priority_columns(),
            *long_columns(_ALL, width=60),
            *long_columns(*labels, width=44),
        ],
        rows,
    )


def _quotations(
    session: Session, evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> dict[tuple[int, int | None], Quotable]:
    """Return the quotation of each cell that has no finding and may have one."""
    findings = evidence.conclusions.findings
    open_cells = _open_cells(evidence, counts)
    best = {
        cell: excerpt_id
        for cell, excerpt_id in best_excerpts(session, evidence).items()
        if cell in open_cells and _place(*cell) not in findings
    }
    found = {each.excerpt_id: each for each in quotables(session, evidence, set(best.values()))}
    return {cell: found[excerpt_id] for cell, excerpt_id in best.items()}


def _open_cells(
    evidence: Evidence, counts: Mapping[int, PriorityCount]
) -> set[tuple[int, int | None]]:
    """Return the cells whose number this edition shows."""
    keys = evidence.types.lines()
    shown = {
        (priority_id, key)
        for priority_id, (cells, _) in shown_by_type(evidence, counts).items()
        for key, cell in zip(keys, cells, strict=True)
        if isinstance(cell, int)
    }
    return shown | {(each.priority_id, WHOLE) for each in evidence.frame}


def _cell(
    evidence: Evidence,
    quoted: Mapping[tuple[int, int | None], Quotable],
    priority_id: int,
    key: int | None,
) -> str | None:
    if key is not None:
        written = evidence.conclusions.published_finding(_place(priority_id, key))
        if written:
            return written
    quotation = quoted.get((priority_id, key))
    return None if quotation is None else quotation.words


def _place(priority_id: int, key: int | None) -> tuple[int, int | None]:
    """Return where the finding of a cell stands. No finding is of respondents of no type, whose
    column some files have: they are at the place of the number 0, which no type has.
    """
    if key == WHOLE:
        return priority_id, None
    return priority_id, 0 if key is None else key
