"""Where the calls of the areas stand in their lives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from lisdesk.queries.calls import calls
from lisdesk.queries.programme import ProgrammeRow, programme
from lisdesk.rules.life_cycle import Stage

CallStages = Mapping[str, Stage]
"""The stage of each call by its reference."""


def call_stages(session: Session, now: datetime) -> CallStages:
    """Return where each call of the file stands, by the clock that was given."""
    return {each.reference: each.stage for each in calls(session, now)}


def programme_with_stages(
    session: Session, now: datetime
) -> tuple[tuple[ProgrammeRow, ...], CallStages]:
    """Return the areas of the programme, and where the calls of the file stand."""
    return programme(session), call_stages(session, now)


def calls_said(row: ProgrammeRow, stages: CallStages) -> list[str]:
    """Return the calls of an area with their stages, such as "LLEP-2018-01 (Closed)"."""
    return [f"{each} ({stages[each].label})" for each in row.calls]
