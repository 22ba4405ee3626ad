"""Look for anything in a file that breaks a rule or is not as the audit says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from lisdesk.errors import UserError
from lisdesk.queries.differences import sentence
from lisdesk.queries.row_rules import RULES
from lisdesk.store.comparison import Difference, Verdict, compared_rows
from lisdesk.telling import Tell, nobody, told

_MOST_MENTIONED = 100
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NoResultFound,
    RecursionError,
    TypeError,
    UserError,
    ValueError,
)
"""What rows that were altered from outside make of a rule that reads them."""

_Result = str | Callable[[], str] | Verdict | None
"""A sentence, or what makes one if it is asked for, about a thing that breaks a rule; a verdict or
None about one that does not.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one rule stands: how many things were looked at, and a sentence for each that breaks
    it.
    """

    rule: str
    looked_at: int
    problems: tuple[str, ...]
    unmentioned: int = 0
    """Things that break the rule too, beyond the first hundred."""
    erased: int = 0
    """Things that could not be judged, since what proves them was erased by law."""

    @property
    def wrong(self) -> int:
        """How many things break the rule."""
        return len(self.problems) + self.unmentioned


def findings(session: Session, tell: Tell = nobody) -> list[Finding]:
    """Check every rule that the stored rows must hold by themselves, and compare them with the
    audit; never raises for what it finds. `tell` hears how many more were looked at.
    """
    found = [_finding(rule, told(check(session), tell)) for rule, check in RULES]
    is_proof = not found[-1].problems  # the last rule is that of the audit itself
    compared = told(_audited_rows(session, is_proof), tell)
    return [*found, _finding("rows stand as the audit says", compared)]


def _finding(rule: str, results: Iterator[_Result]) -> Finding:
    looked_at, erased, unmentioned = 0, 0, 0
    problems: list[str] = []
    try:
        for result in results:
            looked_at += 1
            if result is Verdict.ERASED:
                erased += 1
            elif result is None or isinstance(result, Verdict):
                continue
            elif len(problems) < _MOST_MENTIONED:
                problems.append(result if isinstance(result, str) else result())
            else:
                unmentioned += 1
    except _UNREADABLE:
        problems.append("The rows that this rule reads are damaged: it could not be checked.")
    return Finding(rule, looked_at, tuple(problems), unmentioned, erased)


def _audited_rows(session: Session, is_proof: bool) -> Iterator[_Result]:
    if not is_proof:
        yield "The rows were not compared: the audit that they would be compared with is damaged."
        return
    for result in compared_rows(session):
        if isinstance(result, Difference):
            yield partial(sentence, session, result)
        else:
            yield result
