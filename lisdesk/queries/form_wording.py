"""The words of a call's response form."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.entities import CallWording


@dataclass(frozen=True, slots=True)
class WordingRow:
    """What a response form says before it asks; empty texts for what was not worded."""

    introduction: str = ""
    sending: str = ""
    consent: str = ""


def form_wording(session: Session, call_id: int) -> WordingRow:
    """Return the words of a call's response form."""
    found = session.scalar(select(CallWording).where(CallWording.call_id == call_id))
    return WordingRow(found.introduction, found.sending, found.consent) if found else WordingRow()
