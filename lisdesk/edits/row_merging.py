"""Bring several accounts of one submission together: nothing is lost, no permission loosened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from lisdesk.edits.incoming import IncomingRow
from lisdesk.rules.spans import normalised
from lisdesk.rules.vocabulary import Permission, Token

PARAGRAPH = "\n\n"
"""Stands between the words of several rows that answer one question."""

_FIELDS = (
    "respondent",
    "submitted_by",
    "email",
    "type_key",
    "area",
    "channel",
    "received_at",
    "sent_at",
)
_STRICTEST_FIRST = (Permission.NONE, Permission.UNNAMED, Permission.NAMED)


def joined_row(rows: Sequence[IncomingRow]) -> tuple[IncomingRow, list[dict[str, str]]]:
    """Return rows of one group as one row, and a problem for each value that differs.

    A field is the first row's that has it; a later row's other value is kept among the extras. The
    strictest permission that was answered stands.
    """
    first = rows[0]
    if len(rows) == 1:
        return first, []
    answers: dict[int, str] = {}
    extras, unread = dict(first.extras), dict(first.unread)
    values = {name: getattr(first, name) for name in _FIELDS}
    problems: list[dict[str, str]] = []
    for row in rows:
        for place, raw in row.answers:
            answers[place] = with_paragraph(answers.get(place, ""), raw)
        extras = merged(extras, row.extras, row.row_number)
        unread = merged(unread, row.unread, row.row_number)
        others = {name: getattr(row, name) for name in _FIELDS}
        values = {name: value or others[name] for name, value in values.items()}
        differing = different_values(values, others)
        extras = merged(extras, differing, row.row_number, always=True)
        problems += joining_problems(row, differing)
    joined = first._replace(
        answers=tuple(answers.items()),
        extras=extras,
        unread=unread,
        is_organisation=any(row.is_organisation for row in rows),
        permission=strictest(row.permission for row in rows),
        **values,
    )
    return joined, problems


def row_values(row: IncomingRow) -> dict[str, object]:
    """Return the fields of a row that can differ from what stands."""
    return {name: getattr(row, name) for name in _FIELDS}


def different_values(
    standing: Mapping[str, object], incoming: Mapping[str, object]
) -> dict[str, str]:
    """Return, as text, the incoming values that are there and are not what stands."""
    return {
        name: _text(value)
        for name, value in incoming.items()
        if value and value != standing.get(name)
    }


def joining_problems(row: IncomingRow, differing: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the problem of a row that says something else than the rows it joins."""
    if not differing:
        return []
    names = ", ".join(name.removesuffix("_key").removesuffix("_at") for name in differing)
    return [
        {
            "where": f"row {row.row_number}",
            "what": f"The row differs from those that it joins in: {names}.",
            "kept": "The earlier value; this row's stands among the other columns.",
        }
    ]


def strictest(permissions: Iterable[Permission | None]) -> Permission | None:
    """Return the strictest of the permissions that were answered; None if none was."""
    answered = set(permissions)
    return next((each for each in _STRICTEST_FIRST if each in answered), None)


def with_paragraph(before: str, raw: str) -> str:
    """Return a text with another one after it."""
    return PARAGRAPH.join(part for part in (before, normalised(raw)) if part)


def merged(
    kept: Mapping[str, str], incoming: Mapping[str, str], row_number: int, *, always: bool = False
) -> dict[str, str]:
    """Add a row's named values; one that differs from the value kept gets the row's number.

    With `always` every one gets it.
    """
    result = dict(kept)
    for name, value in incoming.items():
        is_same = result.get(name, value) == value and not always
        result[name if is_same else f"{name} (row {row_number})"] = value
    return result


def _text(value: object) -> str:
    if isinstance(value, Token):
        return value.key
    return value.isoformat() if isinstance(value, datetime) else str(value)
