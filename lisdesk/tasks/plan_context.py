"""What the plan of an import needs to know of the call that the sheet is for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.exchange.reference import shipped_type_synonyms
from lisdesk.exchange.sheets.plan import KnownQuestion
from lisdesk.queries.calls import questions
from lisdesk.rules.import_sources import (
    CONTENT_SOURCE,
    DOCUMENT_SOURCE,
    MAIL_SOURCE,
    PROJECT_SOURCE,
)
from lisdesk.rules.names import name_key
from lisdesk.store.entities import ImportRow, StakeholderType, TypeRetirement, TypeSynonym

_NO_COLUMNS = {CONTENT_SOURCE, DOCUMENT_SOURCE, MAIL_SOURCE, PROJECT_SOURCE}


def plan_context(
    session: Session, call_id: int
) -> tuple[list[KnownQuestion], dict[str, str], set[str]]:
    """Return what a plan needs to know of the call: questions, types, and the ids of its rows."""
    known = [KnownQuestion(row.number, row.text, row.kind) for row in questions(session, call_id)]
    sources = select(ImportRow.source).where(ImportRow.call_id == call_id).distinct()
    return known, type_keys(session), set(session.scalars(sources)) - _NO_COLUMNS


def type_keys(session: Session) -> dict[str, str]:
    """Return the file's types by name key and by key, by its own words for them, and by the words
    that ship for those of them that the file has; without those that were retired.
    """
    own: dict[str, str] = {}
    retired = select(TypeRetirement.type_id)
    types = select(StakeholderType.key, StakeholderType.label).where(
        StakeholderType.id.not_in(retired)
    )
    for key, label in session.execute(types):
        own[key] = own[name_key(label)] = own[name_key(key)] = key
    keys = set(own.values())
    words = {name_key(word): key for word, key in shipped_type_synonyms().items() if key in keys}
    synonyms = select(TypeSynonym.word_key, StakeholderType.key).join(
        StakeholderType, StakeholderType.id == TypeSynonym.type_id
    )
    words |= {word: key for word, key in session.execute(synonyms) if key in keys}
    return words | own
