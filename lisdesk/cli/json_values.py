"""Rows as JSON values, by one rule for every command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path

from lisdesk.outcome import Json
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.vocabulary import Token
from lisdesk.rules.wall_time import local_time


def json_value(value: object) -> Json:
    """Return a value as JSON: tokens by key, moments in Europe/London, rows as objects of their
    fields.
    """
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, Token):
        return value.key
    if isinstance(value, Deadline):
        return deadline_text(value)
    if isinstance(value, datetime):
        return local_time(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(json_value(key)): json_value(item) for key, item in value.items()}
    if is_dataclass(value):
        return {
            field.name: json_value(getattr(value, field.name))
            for field in fields(value)
            if field.name != "id"
        }
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_value(item) for item in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


def deadline_text(deadline: Deadline) -> str:
    """Return a deadline as it is typed: a date, or a date and a time of day."""
    if deadline.closes_time is None:
        return deadline.closes_on.isoformat()
    return f"{deadline.closes_on.isoformat()}T{deadline.closes_time:%H:%M}"
