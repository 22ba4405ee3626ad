"""How a correction says what is to be different: None leaves a field, NOTHING empties it."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from lisdesk.store.entities import Entity

T = TypeVar("T")


class Nothing(Enum):
    """In a correction: the field is to hold nothing."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING
"""Empties a field that can be empty, where None would leave it as it is."""


def corrected(standing: T | None, change: T | Nothing | None) -> T | None:
    """Return what a field holds after a correction."""
    if change is None:
        return standing
    return None if isinstance(change, Nothing) else change


def set_fields(entity: Entity, **values: object) -> None:
    """Set the fields of an entity for which a value is given; None leaves a field as it is."""
    for name, value in values.items():
        if value is not None:
            setattr(entity, name, value)
