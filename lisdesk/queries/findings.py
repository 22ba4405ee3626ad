"""The findings of a call with the numbers that they stand on, and what may be quoted in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from lisdesk.queries.evidence.best_quotations import Quotable, quotable_tags, quotables
from lisdesk.queries.evidence.conclusions import FeedbackFact, FindingPlace
from lisdesk.queries.evidence.finding_looks import hidden_cells
from lisdesk.queries.evidence.one_group import one_groups
from lisdesk.queries.evidence.proportions import Proportions, proportions
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.rules.claims import Proportion, warning
from lisdesk.rules.feedback import response_due
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.vocabulary import Edition

QUOTES_WITHHELD = "It quotes words that may not be published, and is withheld."
NUMBER_WITHHELD = "A publication withholds this number: do not tell it."


@dataclass(frozen=True, slots=True)
class FindingCell:
    """A place for a finding: a priority, or what one stakeholder type says of it."""

    type_id: int | None
    label: str
    """The name of the stakeholder type; empty for the priority as a whole."""
    numbers: Proportion
    text: str
    """Empty while nothing is written."""
    officer: str
    written_at: datetime | None
    is_barred: bool
    """Whether it quotes words that may not be published."""
    is_hidden: bool
    """Whether a publication withholds its number."""
    warning: str
    """What the numbers do not bear; empty if they bear it."""
    one_group: str = ""
    """The group that the priority rests on, in words; empty if it rests on none."""

    @property
    def looks(self) -> tuple[str, ...]:
        """Why what is written deserves a look."""
        barred = QUOTES_WITHHELD if self.is_barred else ""
        hidden = NUMBER_WITHHELD if self.is_hidden and self.text else ""
        alone = f"The priority {self.one_group}." if self.one_group else ""
        return tuple(each for each in (self.warning, alone, barred, hidden) if each)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A priority with its findings, and what is done about it."""

    priority_id: int
    code: str
    name: str
    depth: int
    whole: FindingCell
    cells: tuple[FindingCell, ...]
    """One for each stakeholder type of the page."""
    feedback: FeedbackFact | None

    def cell(self, type_id: int | None) -> FindingCell:
        """Return the cell of a type, or the priority as a whole."""
        return next(each for each in (self.whole, *self.cells) if each.type_id == type_id)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The framework grid of a call."""

    scale: tuple[QuantifierStep, ...]
    types: tuple[tuple[int, str], ...]
    """The stakeholder types from which anything was counted or of which anything is written."""
    rows: tuple[FindingRow, ...]
    due_on: date
    """When a response to the call is due."""

    def row(self, priority_id: int) -> FindingRow | None:
        """Return the row of a priority."""
        return next((row for row in self.rows if row.priority_id == priority_id), None)


def findings_page(session: Session, call_id: int) -> FindingsPage:
    """Return the framework grid of a call, in one moment of the file."""
    evidence = read_evidence(session, call_id, Edition.PUBLICATION)
    call, numbers, hidden = evidence.call, proportions(evidence), hidden_cells(evidence)
    groups = _group_words(evidence, hidden)
    written = {type_id for _, type_id in evidence.conclusions.findings}
    types = tuple(
        (key, each.label)
        for key, each in evidence.types.by_id.items()
        if numbers.bases.get(key) or key in written
    )
    return FindingsPage(
        evidence.conclusions.scale,
        types,
        tuple(
            FindingRow(
                each.priority_id,
                each.code,
                each.name,
                len(each.lineage) - 1,
                replace(
                    _cell(evidence, numbers, hidden, (each.priority_id, None), ""),
                    one_group=groups.get(each.priority_id, ""),
                ),
                tuple(
                    _cell(evidence, numbers, hidden, (each.priority_id, key), label)
                    for key, label in types
                ),
                evidence.conclusions.feedback.get(each.priority_id),
            )
            for each in evidence.frame
        ),
        response_due(call.deadlines[-1].rule, call.closed_by_hand_at),
    )


def quotations_for(
    session: Session, call_id: int, priority_id: int, type_id: int | None = None
) -> list[Quotable]:
    """Return the excerpts on a priority, or on one below it, that may be quoted in a finding: of
    one stakeholder type or of all. Those that were bookmarked come first.
    """
    evidence = read_evidence(session, call_id, Edition.PUBLICATION)
    types = {each.submission_id: each.type_id for each in evidence.submissions}
    wanted = {
        tag.excerpt_id
        for tag in quotable_tags(evidence, priority_id)
        if tag.excerpt_id is not None and type_id in (None, types[tag.submission_id])
    }
    return quotables(session, evidence, wanted)


def _group_words(evidence: Evidence, hidden: set[FindingPlace]) -> dict[int, str]:
    """Return the groups that priorities rest on, in words: what a publication withholds of a type
    must not come into a finding by them either.
    """
    labels = {each.label: key for key, each in evidence.types.by_id.items()}
    found: dict[int, str] = {}
    for priority_id, group in one_groups(evidence).items():
        type_id = None if group.is_campaign else labels.get(group.name)
        is_hidden = type_id is not None and (priority_id, type_id) in hidden
        found[priority_id] = group.words + (", which a publication withholds" if is_hidden else "")
    return found


def _cell(
    evidence: Evidence,
    numbers: Proportions,
    hidden: set[FindingPlace],
    place: FindingPlace,
    label: str,
) -> FindingCell:
    conclusions = evidence.conclusions
    found, its_numbers = conclusions.findings.get(place), numbers.of_finding(place)
    return FindingCell(
        type_id=place[1],
        label=label,
        numbers=its_numbers,
        text=found.text if found else "",
        officer=found.officer if found else "",
        written_at=found.written_at if found else None,
        is_barred=place in conclusions.barred_findings,
        is_hidden=place in hidden,
        warning=warning(found.text, its_numbers, conclusions.scale) if found else "",
    )
