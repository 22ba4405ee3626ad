"""What the submissions of a joint call are relevant to, as workbooks count it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from lisdesk.rules.relevance import JointNumbers, Relevance, bodies_words, joint_numbers
from lisdesk.store.relevance import parts_of_call, relevances


@dataclass(frozen=True, slots=True)
class JointFacts:
    """The bodies of a joint call and what each submission is relevant to; both empty if the call is
    not joint.
    """

    parts: Mapping[int, str] = field(default_factory=dict)
    relevant: Mapping[int, Relevance] = field(default_factory=dict)

    def numbers(self, submission_ids: Iterable[int]) -> JointNumbers:
        """Return how submissions divide among the bodies."""
        return joint_numbers(self.parts, (self.relevant[each] for each in submission_ids))

    def words_of(self, submission_id: int) -> list[str]:
        """Return what a submission is relevant to, and why, as one cell; none if the call is not
        joint.
        """
        found = self.relevant.get(submission_id)
        if found is None:
            return []
        return [f"{bodies_words(self.parts, found.body_ids)} ({found.reason})"]


NOT_JOINT = JointFacts()


def read_joint(session: Session, call_id: int) -> JointFacts:
    """Return what the submissions of a call are relevant to."""
    parts = parts_of_call(session, call_id)
    return JointFacts(parts, relevances(session, call_id, parts)) if parts else NOT_JOINT
