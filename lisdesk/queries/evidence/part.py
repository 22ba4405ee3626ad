"""Which part of a call's evidence a workbook holds: some submissions, some priorities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.filter_words import filter_words
from lisdesk.queries.evidence.places import AreaList, read_areas
from lisdesk.queries.evidence.sheets import FILTER
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_conditions import narrowed
from lisdesk.queries.saved_views import saved_views, view_by_name
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.entities import Submission
from lisdesk.store.relevance import part_by_name, parts_of_call

_TOLD_OF_EACH = frozenset(
    {"dispositions", "channels", "priority_ids", "all_priority_ids", "stances"}
)
"""What a publication of the whole tells of each counted submission: in the register, in Matrix and
in Evidence.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a call's evidence, as the workbook says it."""

    wish: WorkbookWish = WorkbookWish()
    words: str = FILTER
    """The filter in force."""
    submission_ids: frozenset[int] | None = None
    """The submissions that it is of; None for all."""
    body_id: int | None = None
    """The body of a joint call whose part it is; None if it is no such part."""

    def holds(self, submission_id: int) -> bool:
        """Whether a submission is in it."""
        return self.submission_ids is None or submission_id in self.submission_ids

    def lists(self, priority: PriorityFact, frame: Sequence[PriorityFact]) -> bool:
        """Whether a priority has lines of its own: all, or those of a foundation and what is below
        them; their numbers are always those of the whole frame.
        """
        if self.wish.template is not Template.FOUNDATION:
            return True
        wanted = self.wish.subject.casefold()
        return any(
            wanted in each.foundations.casefold().split("; ")
            for each in frame
            if each.priority_id in priority.lineage
        )


WHOLE_CALL = Part()


def part_of_call(
    session: Session,
    call_id: int,
    edition: Edition,
    officer: str,
    wish: WorkbookWish,
    frame: Sequence[PriorityFact],
) -> Part:
    """Return what a wish comes to, as an officer's views see it.

    Raises NotFoundError for a view, a foundation or an LEP that is not there, RefusedError for a
    publication of a part that could tell more than the publication of the whole.
    """
    chosen = _view_filter(session, call_id, wish.view)
    if edition is Edition.PUBLICATION:
        _refuse_telling_more(chosen, wish)
        officer = ""  # whoever publishes it: it is made of all tags, those of blind coders too
    if wish.template is Template.FOUNDATION:
        _check_foundation(wish.subject, frame)
    if not wish.is_narrowed:
        return Part(wish)
    words, ids, body_id = [], None, None
    if wish.view:
        words.append(filter_words(session, chosen, officer, frame))
        ids = _submissions(session, call_id, officer, chosen)
    if wish.template is Template.LEP:
        of_lep, said, body_id = _of_lep(session, call_id, wish.subject)
        words.append(said)
        own = _submissions(session, call_id, officer, of_lep)
        ids = own if ids is None else ids & own
    if edition is Edition.PUBLICATION:
        words.append("counted")
    return Part(wish, f"Only submissions with: {'; '.join(words)}", ids, body_id)


def part_told_as(
    session: Session,
    call_id: int,
    officer: str,
    wish: WorkbookWish,
    words: str,
    edition: Edition,
    frame: Sequence[PriorityFact],
) -> Part | None:
    """Return the part that a cover tells of in words, by the saved view that says the same now;
    None if there is none.
    """  # fmt: skip
    for row in saved_views(session, call_id):
        if row.view is None:
            continue
        asked = WorkbookWish(wish.template, wish.subject, row.name)
        try:
            part = part_of_call(session, call_id, edition, officer, asked, frame)
        except RefusedError:
            continue
        if part.words == words:
            return part
    return None


def _view_filter(session: Session, call_id: int, name: str) -> RegisterFilter:
    return view_by_name(session, call_id, name).filter if name else RegisterFilter()


def _submissions(
    session: Session, call_id: int, officer: str, chosen: RegisterFilter
) -> frozenset[int]:
    statement = narrowed(session, select(Submission.id), call_id, officer, chosen)
    return frozenset(session.scalars(statement))


def _refuse_telling_more(chosen: RegisterFilter, wish: WorkbookWish) -> None:
    """Let through what is narrowed by nothing but what the publication of the whole tells."""
    plain = RegisterFilter(**{name: getattr(chosen, name) for name in _TOLD_OF_EACH})
    if chosen == plain and wish.template is not Template.LEP:
        return
    what = f"the view “{wish.view}”" if wish.view else f"the template “{wish.template.label}”"
    raise RefusedError(
        f"A publication cannot be narrowed to {what}: beside the publication of the whole it would "
        "give back what that withholds. Nothing was written.",
        do="Publish all submissions, or a view of channels, dispositions, priorities and stances "
        "only; or export the internal edition.",
    )


def _check_foundation(name: str, frame: Sequence[PriorityFact]) -> None:
    known = sorted({label for each in frame for label in each.foundations.split("; ") if label})
    if name.casefold() not in map(str.casefold, known):
        raise NotFoundError(
            f"No priority of the call belongs to a foundation “{name}”.",
            do=f"Use one of: {', '.join(known)}."
            if known
            else "Give priorities their foundations first.",
        )


def _of_lep(session: Session, call_id: int, name: str) -> tuple[RegisterFilter, str, int | None]:
    """Return the filter of one LEP, its words, and the body that has a part.

    Of a joint call that is what is relevant to it, of any other what comes from areas that lie in
    it.
    """
    parts = parts_of_call(session, call_id)
    if not parts:
        areas = _areas_of(read_areas(session), name)
        return RegisterFilter(area_ids=areas), f"area in {name}", None
    body_id = part_by_name(session, call_id, name)
    return RegisterFilter(relevant_body_ids=(body_id,)), f"relevance to {parts[body_id]}", body_id


def _areas_of(areas: AreaList, name: str) -> tuple[int, ...]:
    by_lead = {
        lead.casefold(): lead for _, leads in areas.by_id.values() for lead in leads.split("; ")
    }
    found = tuple(
        area_id
        for area_id, (_, leads) in areas.by_id.items()
        if name.casefold() in leads.casefold().split("; ")
    )
    if not found:
        known = sorted(filter(None, by_lead.values()))
        raise NotFoundError(
            f"No area of the file lies in an LEP “{name}”.",
            do=f"Use one of: {', '.join(known)}."
            if known
            else "Say with “lisdesk area edit” in which LEP the areas lie.",
        )
    return found
