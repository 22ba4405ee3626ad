"""The scale of words that a call uses."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.rules.quantifiers import DEFAULT_SCALE, QuantifierStep
from lisdesk.rules.scales import stored_scale
from lisdesk.store.entities import QuantifierScale
from lisdesk.store.problems import rows_at_odds


def scale_of(session: Session, call_id: int) -> tuple[QuantifierStep, ...]:
    """Return the scale of words of a call: its own, or the default.

    Raises DamagedFileError for one that lisdesk never wrote.
    """
    chosen = select(QuantifierScale.steps).where(QuantifierScale.call_id == call_id)
    steps = session.scalar(chosen)
    if steps is None:
        return DEFAULT_SCALE
    try:
        return stored_scale(steps)
    except (KeyError, ValueError, ZeroDivisionError, RefusedError) as error:
        raise rows_at_odds("a scale of words is none") from error
