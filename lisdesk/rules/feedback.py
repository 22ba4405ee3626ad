"""What becomes of what was said: “you said, we did”, and by when it is owed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from lisdesk.rules.deadlines import Deadline, local_day
from lisdesk.rules.vocabulary import Token

RESPONSE_WEEKS = 12
"""A response is owed so many weeks after the close of a call."""


class FeedbackStatus(Token):
    """How far an answer to what was said has come."""

    PLANNED = ("planned", "Planned")
    DONE = ("done", "Done")
    NOT_TAKEN_UP = ("not-taken-up", "Not taken up")


class OwnerKind(Token):
    """Who is to see to it: an officer, whom a publication never names, or a body."""

    OFFICER = ("officer", "Officer")
    BODY = ("body", "Body")


def response_due(deadline: Deadline, closed_by_hand_at: datetime | None) -> date:
    """Return the day by which a response to a call is owed: 12 weeks after its last day."""
    last = deadline.closes_on
    if closed_by_hand_at is not None:
        last = min(last, local_day(closed_by_hand_at, deadline.zone))
    return last + timedelta(weeks=RESPONSE_WEEKS)
