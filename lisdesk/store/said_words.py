"""What submissions say without what their signers put there, by the names of the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.signatures import says_the_same, substance
from lisdesk.store.entities import Stakeholder, StakeholderAlias, StakeholderContact, Submission
from lisdesk.store.sketches import texts_of

_CHUNK = 500


def substances(session: Session, submission_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield each submission that has a text, with the folded words of what it says.

    A letter answers no question, or is all that a submission says: many paste theirs into the one
    field of a form. An answer beside others has no signature.
    """
    for start in range(0, len(submission_ids), _CHUNK):
        chunk = submission_ids[start : start + _CHUNK]
        texts = texts_of(session.connection(), chunk)
        names = _names(session, list(texts))
        for submission_id, own in texts.items():
            letters = [body for is_letter, body in own if is_letter or len(own) == 1]
            answers = [body for is_letter, body in own if not is_letter and len(own) > 1]
            yield submission_id, substance(letters, names[submission_id], answers)


def signed_copies(session: Session, seed_id: int, submission_ids: Sequence[int]) -> set[int]:
    """Return those that say what a seed says, whoever signed them; without a word none does."""
    seed = dict(substances(session, [seed_id])).get(seed_id, "")
    if not seed:
        return set()
    found = substances(session, submission_ids)
    return {each for each, said in found if says_the_same(seed, said)}


def _names(session: Session, submission_ids: Sequence[int]) -> defaultdict[int, set[str]]:
    """Return under which names the register knows the senders of submissions."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    senders = (
        select(Submission.id, Submission.submitted_by, Stakeholder.name, StakeholderContact.person)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .outerjoin(StakeholderContact, StakeholderContact.stakeholder_id == Stakeholder.id)
        .where(Submission.id.in_(submission_ids))
    )
    for submission_id, *names in session.execute(senders):
        found[submission_id].update(filter(None, names))
    aliases = (
        select(Submission.id, StakeholderAlias.name)
        .join(StakeholderAlias, StakeholderAlias.stakeholder_id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
    )
    for submission_id, name in session.execute(aliases):
        found[submission_id].add(name)
    return found
