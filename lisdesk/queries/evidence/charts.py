"""The charts of a call's evidence, from the rows of the sheets that they stand on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.breakdowns import arrivals_sheet, respondents_sheet
from lisdesk.queries.evidence.coverage import questions_sheet
from lisdesk.queries.evidence.priorities import (
    numbers_of_priorities,
    priorities_sheet,
    priority_by_type_sheet,
)
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.queries.evidence.strength import strength_sheet
from lisdesk.queries.evidence.targets import targets_sheet
from lisdesk.rules.charts import Figure, figures_of
from lisdesk.rules.vocabulary import Edition


def evidence_figures(session: Session, call_id: int, edition: Edition) -> tuple[Figure, ...]:
    """Return the charts of a call for an edition; those without any row are left out.

    They hold the numbers that the sheets of the edition's workbook show, and no others. Raises
    sqlalchemy.exc.NoResultFound if there is no such call.
    """
    return figures_of_evidence(read_evidence(session, call_id, edition))


def figures_of_evidence(evidence: Evidence) -> tuple[Figure, ...]:
    """Return the charts of evidence that was read for an edition, in the order of their sheets."""
    counts = numbers_of_priorities(evidence)
    respondents, _ = respondents_sheet(evidence)
    by_type, _ = priority_by_type_sheet(evidence, counts)
    sheets = (
        respondents,
        *([targets_sheet(evidence)] if evidence.coverage else []),
        arrivals_sheet(evidence),
        questions_sheet(evidence),
        priorities_sheet(evidence, counts),
        by_type,
        strength_sheet(evidence),
    )
    return figures_of([sheet.table for sheet in sheets])
