"""What a new call can be made from: the bodies of the file and the templates, shipped and kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lisdesk.queries.call_page import BodyName, body_names
from lisdesk.rules.reference import CallTemplate
from lisdesk.tasks.call_templates import kept_templates


@dataclass(frozen=True, slots=True)
class NewCallChoices:
    """The bodies that may run a call, and the templates by key."""

    bodies: tuple[BodyName, ...]
    templates: dict[str, CallTemplate]


def new_call_choices(session: Session) -> NewCallChoices:
    """Return what an officer can choose from for a new call."""
    templates = {each.key: each.template for each in kept_templates().items}
    return NewCallChoices(tuple(body_names(session)), templates)
