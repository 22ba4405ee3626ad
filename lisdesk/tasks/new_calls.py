"""What a new call can be made from: the bodies of the file and the shipped templates."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lisdesk.exchange.reference import shipped_templates
from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.rules.reference import CallTemplate


@dataclass(frozen=True, slots=True)
class NewCallChoices:
    """The bodies that may run a call, and the templates by key."""

    bodies: tuple[BodyName, ...]
    templates: dict[str, CallTemplate]


def new_call_choices(session: Session) -> NewCallChoices:
    """Return what an officer can choose from for a new call."""
    return NewCallChoices(tuple(body_names(session)), shipped_templates())
