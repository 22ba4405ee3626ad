"""What stands below an area of the programme: its bodies, themes, documents and updates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.errors import RefusedError
from lisdesk.rules.partial_dates import checked_partial_words
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaTheme,
    AreaUpdate,
    state_of,
)
from lisdesk.store.entities import (
    Entity,
    ProgrammeArea,
    ProgrammeDocument,
    ProgrammeMember,
    ProgrammeTheme,
    ProgrammeUpdate,
)
from lisdesk.store.work import Work

T = TypeVar("T")

BELOW: tuple[type[Any], ...] = (
    ProgrammeMember,
    ProgrammeTheme,
    ProgrammeDocument,
    ProgrammeUpdate,
)
"""The tables whose rows belong to an area."""

_UNSAID: dict[type[Any], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ProgrammeMember: (("lead_body_id",), ("since", "until")),
    ProgrammeTheme: (("kind", "name"), ("body_id",)),
}
"""By what a list knows a row again, and what it does not say of it."""

LONGEST_WORDS = 10_000
_WEB = ("http://", "https://")


def put_below(work: Work, area: ProgrammeArea, draft: AreaDraft, *, is_list: bool = False) -> bool:
    """Write what a draft says of an area's bodies, themes, documents and updates; what it does not
    speak of stays. Return whether anything is different. A list (`is_list`) does not say from when
    until when a body belongs to an area, and whose a theme is: that stays too.

    Raises RefusedError for a body named twice, an address that is none, a date that cannot be read
    and words that are too long; NotFoundError for an unknown body.
    """
    below: list[tuple[type[Any], list[dict[str, Any]] | None]] = [
        (ProgrammeMember, _rows(work, draft.members, _member)),
        (ProgrammeTheme, _rows(work, draft.themes, _theme)),
        (ProgrammeDocument, _rows(work, draft.documents, _document)),
        (ProgrammeUpdate, _rows(work, draft.updates, _update)),
    ]
    owner, is_changed = {"area_id": area.id}, False
    for entity, values in below:
        if values is not None:
            if is_list:
                _keep_unsaid(work, entity, area, values)
            is_changed |= replace_rows(work, entity, owner, values)
    return is_changed


def replace_rows(
    work: Work, entity: type[Any], owner: dict[str, int], values: Sequence[dict[str, Any]]
) -> bool:
    """Let exactly these rows stand below an owner, in this order; return whether others did."""
    chosen = select(entity).filter_by(**owner).order_by(entity.position, entity.id)
    standing = list(work.session.scalars(chosen))
    if [{name: getattr(row, name) for name in _names(row, owner)} for row in standing] == values:
        return False
    for row in standing:
        work.remove(row)
    for position, value in enumerate(values, start=1):
        work.add(entity(**owner, **value, position=position))
    return True


def _keep_unsaid(
    work: Work, entity: type[Any], area: ProgrammeArea, values: Sequence[dict[str, Any]]
) -> None:
    known, unsaid = _UNSAID.get(entity, ((), ()))
    if not unsaid:
        return
    standing = {
        tuple(getattr(row, name) for name in known): row
        for row in work.session.scalars(select(entity).where(entity.area_id == area.id))
    }
    for value in values:
        row = standing.get(tuple(value[name] for name in known))
        if row is not None:
            value.update({name: value[name] or getattr(row, name) for name in unsaid})


def state_below(work: Work, area: ProgrammeArea) -> str:
    """Return the state of an area with all that stands below it, as `state_of` makes it."""
    ids = [work.session.scalars(select(each.id).filter_by(area_id=area.id)) for each in BELOW]
    return state_of(area.version, ids)


def remove_below(work: Work, area: ProgrammeArea) -> None:
    """Remove everything that stands below an area."""
    for entity in BELOW:
        replace_rows(work, entity, {"area_id": area.id}, ())


def words_of(text: str, what: str) -> str:
    """Return words as they are stored; RefusedError where there are none, or too many."""
    return _checked(" ".join(text.replace("\0", "").split()), what)


def quoted_words(text: str, what: str) -> str:
    """Return words that are quoted, as they are stored: their lines stay. RefusedError as
    `words_of`.
    """
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return _checked("\n".join(lines).strip(), what)


def _checked(said: str, what: str) -> str:
    if not said:
        raise RefusedError(f"{what} needs words.", do="Give them, or leave it out.")
    if len(said) > LONGEST_WORDS:
        raise RefusedError(
            f"{what} has at most {LONGEST_WORDS:,} characters; this one has {len(said):,}.",
            do="Say it in fewer words.",
        )
    return said


def _rows(
    work: Work, given: Sequence[T] | None, row: Callable[[Work, T], dict[str, Any]]
) -> list[dict[str, Any]] | None:
    return None if given is None else [row(work, each) for each in given]


def listed_words(text: str, what: str) -> str:
    """Return words that lists keep between semicolons; RefusedError as `words_of`, and for one with
    a semicolon.
    """
    said = words_of(text, what)
    if ";" in said:
        raise RefusedError(
            f"{what} has no semicolon in it: lists have one between two.",
            do="Write a comma, or make two of it.",
        )
    return said


def _names(row: Entity, owner: dict[str, int]) -> list[str]:
    left_out = {*owner, "id", "position"}
    return [column.name for column in row.__table__.columns if column.name not in left_out]


def _member(work: Work, given: AreaMember) -> dict[str, Any]:
    return {
        "lead_body_id": find_or_add_lead_body(work, given.body).id,
        "role": given.role,
        "since": checked_partial_words(given.since),
        "until": checked_partial_words(given.until),
    }


def _theme(work: Work, given: AreaTheme) -> dict[str, Any]:
    said = listed_words(given.name, "A priority or theme")
    return {"body_id": _body_id(work, given.body), "kind": given.kind, "name": said}


def _document(work: Work, given: AreaDocument) -> dict[str, Any]:
    link = given.link.strip()
    if link and not (link.startswith(_WEB) and not any(map(str.isspace, link))):
        raise RefusedError(
            f"“{link[:80]}” is not the address of a document.",
            do="Give one that begins with https://, or leave it empty.",
        )
    return {
        "body_id": _body_id(work, given.body),
        "title": words_of(given.title, "The title of a document"),
        "dated": checked_partial_words(given.dated),
        "link": link,
    }


def _update(work: Work, given: AreaUpdate) -> dict[str, Any]:
    return {
        "body_id": _body_id(work, given.body),
        "said": quoted_words(given.said, "An update"),
        "dated": checked_partial_words(given.dated),
        "source": " ".join(given.source.split()),
    }


def _body_id(work: Work, name: str) -> int | None:
    return find_or_add_lead_body(work, name).id if name.strip() else None
