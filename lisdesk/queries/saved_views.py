"""Views of the register that are kept under a name: what they show, in which order and columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import NotFoundError
from lisdesk.queries.register import (
    BehindNumber,
    RegisterColumn,
    RegisterFilter,
    RegisterOrder,
    TaggedTo,
)
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Stance, Timing, Token
from lisdesk.store.entities import SavedView

_TOKENS: dict[str, type[Token]] = {
    "dispositions": Disposition,
    "timings": Timing,
    "channels": Channel,
    "permissions": Permission,
    "stances": Stance,
}
_MOMENTS = ("received_from", "received_before")


@dataclass(frozen=True, slots=True)
class View:
    """What a view shows."""

    filter: RegisterFilter = field(default_factory=RegisterFilter)
    order: RegisterOrder = field(default_factory=RegisterOrder)
    columns: tuple[str, ...] = ()
    """The keys of the columns that are shown, from left to right; () leaves them as they are."""


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view with its name; `view` is None for one that this version cannot read."""

    id: int
    name: str
    view: View | None


def saved_views(session: Session, call_id: int) -> list[ViewRow]:
    """Return the views of a call by name."""
    chosen = select(SavedView.id, SavedView.name, SavedView.definition).where(
        SavedView.call_id == call_id
    )
    found = [ViewRow(each, name, read_view(words)) for each, name, words in session.execute(chosen)]
    return sorted(found, key=lambda row: (row.name.casefold(), row.id))


def view_by_name(session: Session, call_id: int, name: str) -> View:
    """Return a call's view by its name, without regard to case and spaces.

    Raises NotFoundError if there is none, or one that a later version has saved.
    """
    wanted = " ".join(name.split()).casefold()
    for row in saved_views(session, call_id):
        if row.name.casefold() == wanted and row.view is not None:
            return row.view
        if row.name.casefold() == wanted:
            raise NotFoundError(
                f"The view “{row.name}” cannot be read by this version of lisdesk.",
                do="Save it again, or use the version that saved it.",
            )
    raise NotFoundError(
        f"There is no view “{name}”.", do="See “lisdesk view list CALL” for those there are."
    )


def written_view(view: View) -> str:
    """Return a view as it is stored: JSON, the same for the same view."""
    chosen = _plain(view.filter)
    if view.filter.words:
        chosen["words"] = view.filter.words
    return json.dumps(
        {
            "filter": chosen,
            "order": [view.order.column.value, view.order.is_descending],
            "columns": list(view.columns),
        },
        ensure_ascii=True,
        sort_keys=True,
    )


def read_view(words: str) -> View | None:
    """Return what `written_view` wrote; None for anything else."""
    try:
        found = json.loads(words)
        column, is_descending = found["order"]
        return View(
            _filter(found["filter"]),
            RegisterOrder(RegisterColumn(column), bool(is_descending)),
            tuple(map(str, found["columns"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _plain(made: object) -> dict[str, Any]:
    """Return the fields of a filter that differ from one that narrows nothing."""
    assert isinstance(made, RegisterFilter | BehindNumber | TaggedTo)
    values = {each.name: (getattr(made, each.name), each.default) for each in fields(made)}
    return {
        name: _value(value)
        for name, (value, default) in values.items()
        if value != default and name != "words"
    }


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, Token):
        return value.key
    if isinstance(value, datetime):
        return value.isoformat()
    return _plain(value) if isinstance(value, BehindNumber | TaggedTo) else value


def _filter(stored: dict[str, Any]) -> RegisterFilter:
    values: dict[str, Any] = {}
    for name, value in stored.items():
        if name in _TOKENS:
            values[name] = _tokens(_TOKENS[name], value)
        elif name in _MOMENTS:
            values[name] = datetime.fromisoformat(value)
        elif name == "behind":
            values[name] = _behind(value)
        else:
            values[name] = _checked(tuple(value) if isinstance(value, list) else value)
    return RegisterFilter(**values)


def _behind(stored: dict[str, Any]) -> BehindNumber:
    values, tagged = _tuples(stored), stored.get("tagged_to")
    if tagged is not None:
        stances = _tokens(Stance, tagged.get("stances", ()))
        values["tagged_to"] = TaggedTo(**_tuples(tagged) | {"stances": stances})
    return BehindNumber(**values)


def _tuples(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(each) if isinstance(each, list) else each for name, each in stored.items()}


def _tokens(kind: type[Token], keys: Sequence[str | None]) -> tuple[Token | None, ...]:
    return tuple(None if key is None else kind.of(key) for key in keys)


def _checked(value: object) -> object:
    """Return a number, words, a mark or several; ValueError for anything else."""
    several = value if isinstance(value, tuple) else (value,)
    if not all(each is None or isinstance(each, str | int) for each in several):
        raise ValueError
    return value
