"""Learn from the tags of a call in the background, and keep what was learnt in its file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy.orm import Session

from lisdesk.clock import Clock
from lisdesk.exchange.learning.examples import Example, version_of
from lisdesk.exchange.learning.model import LinearModel, StrangeModelError, read_model
from lisdesk.exchange.learning.training import can_learn, trained
from lisdesk.rules.suggesting import FEWEST_TAGS
from lisdesk.rules.vocabulary import Learning
from lisdesk.store.database import Database
from lisdesk.store.learnt_models import (
    ModelFacts,
    forget_model,
    keep_model,
    model_content,
    model_facts,
    withheld_mark,
)
from lisdesk.tasks.breathing import Breather
from lisdesk.tasks.learning_examples import learning_examples, tags_to_learn_from

_GROWTH = 0.05
_LEAST_GROWTH = 25
"""So many new tags, and a twentieth of those there were, are worth learning again."""
_MODELS_AT_HAND = 4


def learn(
    database: Database, clock: Clock, call_id: int, is_awaited: Callable[[], bool] | None = None
) -> Learning:
    """Learn from a call's tags, unless that was done from the very same; return how far it came.

    What was learnt replaces what the file had. Takes seconds, nearly all of them in another
    process; with `is_awaited` this one rests between the parts of its work, for the window's sake.
    CancelledError once it is no longer `is_awaited`.
    """
    with database.reading() as session:
        tags = tags_to_learn_from(session, call_id)
        facts = model_facts(session, call_id)
        mark = withheld_mark(session, call_id)
        examples = _examples(session, call_id, is_awaited) if tags >= FEWEST_TAGS else []
    if tags < FEWEST_TAGS:
        _forget(database, call_id, facts)
        return Learning.TOO_FEW
    version = version_of(examples) + mark
    is_known = facts is not None and facts.version == version
    if not is_known and not can_learn():
        return Learning.NOT_INSTALLED
    content = None if is_known else trained(examples, is_awaited)
    with database.keeping() as session:
        if content is None:
            content = model_content(session, call_id, version)
        if content is not None:
            found = ModelFacts(version, tags, clock.now())
            keep_model(session, call_id, found, content)
    return Learning.LEARNT


def _examples(
    session: Session, call_id: int, is_awaited: Callable[[], bool] | None
) -> list[Example]:
    if is_awaited is None:
        return learning_examples(session, call_id)
    return learning_examples(session, call_id, Breather(is_awaited).breathe)


def is_worth_learning(session: Session, call_id: int) -> bool:
    """Whether a call has enough tags that nothing was learnt from yet, and can be learnt from."""
    if not can_learn():
        return False
    tags, facts = tags_to_learn_from(session, call_id), model_facts(session, call_id)
    if facts is None:
        return tags >= FEWEST_TAGS
    if not facts.version.endswith(withheld_mark(session, call_id)):
        return True
    return abs(tags - facts.tags) >= max(_LEAST_GROWTH, _GROWTH * facts.tags)


def learning_of(facts: ModelFacts | None, tags: int) -> Learning:
    """Return how far a call with this model and so many tags has come."""
    if facts is not None:
        return Learning.LEARNT
    if tags < FEWEST_TAGS:
        return Learning.TOO_FEW
    return Learning.NOT_YET if can_learn() else Learning.NOT_INSTALLED


def learnt_model(session: Session, call_id: int, facts: ModelFacts | None) -> LinearModel | None:
    """Return the model of a call; None if it has none, or one that this version cannot read."""
    if facts is None:
        return None
    content = model_content(session, call_id, facts.version)
    return None if content is None else _read(content, facts.version)


@lru_cache(_MODELS_AT_HAND)
def _read(content: bytes, version: str) -> LinearModel | None:
    try:
        return read_model(content, version)
    except StrangeModelError:  # of a later version, or spoilt: it is learnt anew
        return None


def _forget(database: Database, call_id: int, facts: ModelFacts | None) -> None:
    """Take a model away whose tags are gone: it would go on speaking of words without them."""
    if facts is not None:
        with database.keeping() as session:
            forget_model(session, call_id)
