"""What was learnt from the tags of each call.

Like the search index a model follows from the evidence: it is in no audit and can be made anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    insert,
    select,
)
from sqlalchemy.orm import Session

from lisdesk.store.coding_samples import coded_blind_in, is_coded_blind
from lisdesk.store.entities.strict_types import Moment

LEARNT_MODEL = Table(
    "learnt_model",
    MetaData(),
    Column("call_id", Integer, primary_key=True, autoincrement=False),
    Column("version", String),
    Column("tags", Integer),
    Column("learnt_at", Moment),
    Column("content", LargeBinary),
)
_MARK_LETTERS = 8
_FACTS = [column for column in LEARNT_MODEL.c if column.name not in ("call_id", "content")]


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Which model a call has: its version, from how many tags it was learnt, and when.

    `tags` tells whether the call has been tagged further since.
    """

    version: str
    tags: int
    learnt_at: datetime


def model_facts(session: Session, call_id: int) -> ModelFacts | None:
    """Return which model a call has; None if nothing was learnt for it."""
    chosen = select(*_FACTS).where(LEARNT_MODEL.c.call_id == call_id)
    row = session.execute(chosen).first()
    return None if row is None else ModelFacts(*row)


def withheld_mark(session: Session, call_id: int) -> str:
    """Return what ends the version of a model that learnt nothing from the submissions which are
    coded blind now: a hash of which these are. Empty where none is.
    """
    if not is_coded_blind(session, call_id):
        return ""
    withheld = sorted(session.scalars(coded_blind_in(call_id)))
    digest = hashlib.sha256(",".join(map(str, withheld)).encode())
    return f"-{digest.hexdigest()[:_MARK_LETTERS]}"


def believed_model(session: Session, call_id: int, mark: str) -> ModelFacts | None:
    """Return which model a call has, but for one that may have learnt from what is withheld, as
    `withheld_mark` tells.
    """
    facts = model_facts(session, call_id)
    return facts if facts is not None and facts.version.endswith(mark) else None


def model_content(session: Session, call_id: int, version: str) -> bytes | None:
    """Return a call's model, as it was kept; None if it has none of this version any more."""
    return session.scalar(
        select(LEARNT_MODEL.c.content).where(
            LEARNT_MODEL.c.call_id == call_id, LEARNT_MODEL.c.version == version
        )
    )


def keep_model(session: Session, call_id: int, facts: ModelFacts, content: bytes) -> None:
    """Keep a model in place of the one that the call had."""
    forget_model(session, call_id)
    session.execute(
        insert(LEARNT_MODEL),
        {
            "call_id": call_id,
            "version": facts.version,
            "tags": facts.tags,
            "learnt_at": facts.learnt_at,
            "content": content,
        },
    )


def forget_model(session: Session, call_id: int) -> None:
    """Take the model of a call away."""
    session.execute(delete(LEARNT_MODEL).where(LEARNT_MODEL.c.call_id == call_id))
