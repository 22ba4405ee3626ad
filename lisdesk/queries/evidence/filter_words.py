"""A filter of the register in words, as covers and sheets of a workbook say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.register import RegisterFilter
from lisdesk.rules.vocabulary import Permission, Token
from lisdesk.rules.wall_time import local_words
from lisdesk.store.entities import (
    Area,
    LeadBody,
    Question,
    Stakeholder,
    StakeholderType,
    Submission,
)
from lisdesk.store.lookup import campaign_reference

_NONE_KNOWN = "Not stated"
_MOST_NAMED = 10
"""Of more submissions only their number is told."""


def filter_words(
    session: Session, chosen: RegisterFilter, officer: str, frame: Sequence[PriorityFact]
) -> str:
    """Return what a filter leaves to the officer at work: "channel E-mail; a tag to P1"."""
    parts = [
        *_of_text(chosen),
        *_of_tokens(chosen),
        *_of_rows(session, chosen),
        *_of_tags(chosen, frame),
        *_of_marks(chosen, officer),
    ]
    return "; ".join(parts) or "anything"


def _of_text(chosen: RegisterFilter) -> Iterator[str]:
    if chosen.search.strip():
        yield f"the words “{chosen.search.strip()}”"
    if chosen.received_from is not None:
        yield f"receipt from {local_words(chosen.received_from)} on"
    if chosen.received_before is not None:
        yield f"receipt before {local_words(chosen.received_before)}"
    if chosen.behind is not None:
        yield f"what is behind “{chosen.words}”" if chosen.words else "what is behind a number"


def _of_tokens(chosen: RegisterFilter) -> Iterator[str]:
    permissions = chosen.permissions
    labels = [
        "No, or not answered" if each is Permission.NONE else each.label for each in permissions
    ]
    if permissions:
        yield f"permission {_either(labels)}"
    for what, tokens in (
        ("disposition", chosen.dispositions),
        ("lateness", chosen.timings),
        ("channel", chosen.channels),
    ):
        if tokens:
            yield f"{what} {_either(_labels(tokens))}"


def _of_rows(session: Session, chosen: RegisterFilter) -> Iterator[str]:
    if chosen.type_ids:
        names = _names(session, StakeholderType.id, StakeholderType.label, chosen.type_ids)
        yield f"type {_either(names)}"
    if chosen.area_ids:
        yield f"area {_either(_names(session, Area.id, Area.name, chosen.area_ids))}"
    if chosen.relevant_body_ids:
        names = _names(session, LeadBody.id, LeadBody.name, chosen.relevant_body_ids)
        yield f"relevance to {_either('none' if name == _NONE_KNOWN else name for name in names)}"
    if chosen.respondent_ids:
        names = _names(session, Stakeholder.id, Stakeholder.name, chosen.respondent_ids)
        yield f"respondent {_either(names)}"
    if chosen.question_ids:
        names = _names(session, Question.id, Question.number, chosen.question_ids)
        yield f"an answer to {_either(f'Q{name}' for name in names)}"
    if len(chosen.submission_ids) > _MOST_NAMED:
        yield f"a place in a list of {len(chosen.submission_ids):,}"
    elif chosen.submission_ids:
        yield _either(_names(session, Submission.id, Submission.reference, chosen.submission_ids))
    if chosen.campaign_ids:
        yield f"a place in {_either(map(campaign_reference, chosen.campaign_ids))}"


def _of_tags(chosen: RegisterFilter, frame: Sequence[PriorityFact]) -> Iterator[str]:
    codes = {each.priority_id: each.code for each in frame}

    def of(ids: Iterable[int]) -> list[str]:
        return [codes.get(each, "a priority that is gone") for each in ids]

    if chosen.priority_ids:
        yield f"a tag to {_either(of(chosen.priority_ids))}"
    if chosen.all_priority_ids:
        yield f"tags to {' and '.join(of(chosen.all_priority_ids))}"
    if chosen.no_priority_ids:
        yield f"no tag to {_either(of(chosen.no_priority_ids))}"
    if chosen.stances:
        yield f"stance {_either(_labels(chosen.stances))}"
    if chosen.officers:
        yield f"tags by {_either(chosen.officers)}"


def _of_marks(chosen: RegisterFilter, officer: str) -> Iterator[str]:
    if chosen.is_unread:
        yield f"no mark that {officer} read them"
    if chosen.is_untagged:
        yield "no tag"
    if chosen.is_mine:
        yield f"work assigned to {officer}"
    if chosen.has_attachment:
        yield "an attachment"
    if chosen.is_in_campaign:
        yield "a place in a campaign"


def _labels(tokens: Iterable[Token | None]) -> list[str]:
    return ["Unstated" if each is None else each.label for each in tokens]


def _either(names: Iterable[object]) -> str:
    return " or ".join(map(str, names))


def _names(
    session: Session,
    number: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str] | InstrumentedAttribute[int],
    ids: Sequence[int | None],
) -> list[str]:
    known = [each for each in ids if each is not None]
    found = {
        key: value for key, value in session.execute(select(number, name).where(number.in_(known)))
    }
    words = [str(found.get(each, "one that is gone")) for each in known]
    return [*words, _NONE_KNOWN] if None in ids else words
