"""What a draft says of an area's bodies, themes and news, checked, as rows hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from lisdesk.edits.lead_bodies import KnownBodies
from lisdesk.errors import RefusedError
from lisdesk.rules.names import body_key, name_key
from lisdesk.rules.partial_dates import checked_partial_words, checked_period
from lisdesk.rules.programme import (
    AreaDocument,
    AreaMember,
    AreaSpelling,
    AreaTheme,
    AreaUpdate,
    BodyNameDraft,
)

T = TypeVar("T")
Values = dict[str, Any]
"""Column to value."""

LONGEST_WORDS = 10_000
_WEB = ("http://", "https://")


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


def values_of(
    bodies: KnownBodies, given: Sequence[T] | None, row: Callable[[KnownBodies, T], Values]
) -> list[Values] | None:
    """Return what stands in the rows that a draft gives; None if it speaks of none."""
    return None if given is None else [row(bodies, each) for each in given]


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


def member_values(bodies: KnownBodies, given: Sequence[AreaMember] | None) -> list[Values] | None:
    """Return the rows of bodies; RefusedError for one that is named twice, by whichever names."""
    rows = values_of(bodies, given, _member)
    named: dict[int, str] = {}
    for member, row in zip(given or (), rows or (), strict=True):
        if row["lead_body_id"] in named:
            first, second = named[row["lead_body_id"]], member.body
            both = f"“{first}” and “{second}” are one body, which"
            raise RefusedError(
                f"{f'“{first}”' if first == second else both} is named twice.",
                do="Name each body once, as leading or as a partner.",
            )
        named[row["lead_body_id"]] = member.body
    return rows


def _member(bodies: KnownBodies, given: AreaMember) -> Values:
    since, until = checked_period(given.since, given.until)
    body = bodies.find_or_add(given.body)
    listed_words(body.name, "The name of a body")
    return {
        "lead_body_id": body.id,
        "role": given.role,
        "since": since,
        "until": until,
    }


def theme_values(bodies: KnownBodies, given: AreaTheme) -> Values:
    """Return the row of a theme."""
    said = listed_words(given.name, "A priority or theme")
    return {"body_id": _body_id(bodies, given.body), "kind": given.kind, "name": said}


def document_values(bodies: KnownBodies, given: AreaDocument) -> Values:
    """Return the row of a document; RefusedError for an address that is none."""
    link = given.link.strip()
    if link and not (link.startswith(_WEB) and not any(map(str.isspace, link))):
        raise RefusedError(
            f"“{link[:80]}” is not the address of a document.",
            do="Give one that begins with https://, or leave it empty.",
        )
    return {
        "body_id": _body_id(bodies, given.body),
        "title": words_of(given.title, "The title of a document"),
        "dated": checked_partial_words(given.dated),
        "link": link,
    }


def update_values(bodies: KnownBodies, given: AreaUpdate) -> Values:
    """Return the row of an update."""
    return {
        "body_id": _body_id(bodies, given.body),
        "said": quoted_words(given.said, "An update"),
        "dated": checked_partial_words(given.dated),
        "source": " ".join(given.source.split()),
    }


def spelling_values(
    given: Sequence[str | AreaSpelling], standing: Sequence[Values]
) -> list[Values]:
    """Return the rows of the other spellings that have dates; of mere words those stand that they
    have. RefusedError for one that is given twice with other dates.
    """
    known = {row["words_key"]: (row["since"], row["until"]) for row in standing}
    found: dict[str, tuple[str, str]] = {}
    for each in given:
        if isinstance(each, str):
            continue
        key = name_key(each.words)
        dates = checked_period(each.since, each.until)
        if found.setdefault(key, dates) != dates:
            raise RefusedError(
                f"“{each.words}” is given twice, with other dates.",
                do="Give each spelling once, from when until when it was last in use.",
            )
    keys = [name_key(each if isinstance(each, str) else each.words) for each in given]
    dated = {key: found.get(key) or known.get(key, ("", "")) for key in keys}
    return [
        {"words_key": key, "since": since, "until": until}
        for key, (since, until) in dated.items()
        if since or until
    ]


def name_values(given: BodyNameDraft) -> Values:
    """Return the row of a name or a code of a body."""
    said = words_of(given.words, "A code" if given.is_code else "A name")
    since, until = checked_period(given.since, given.until)
    return {
        "words": said,
        "words_key": body_key(said),
        "is_code": given.is_code,
        "since": since,
        "until": until,
    }


def _body_id(bodies: KnownBodies, name: str) -> int | None:
    return bodies.find_or_add(name).id if name.strip() else None
