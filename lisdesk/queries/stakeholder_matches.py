"""Pairs of stakeholders that are probably one, with the reasons in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.stakeholder_reasons import (
    KnownStakeholder,
    Pair,
    pair_of,
    reasons_to_be_one,
)
from lisdesk.rules.mail_addresses import address_key
from lisdesk.rules.name_likeness import name_forms
from lisdesk.rules.names import name_key
from lisdesk.store.entities import (
    KeptApart,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    Submission,
)
from lisdesk.store.identities import Identities

_MORE_REASONS = 5


@dataclass(frozen=True, slots=True)
class MatchSide:
    """One of two stakeholders that may be one."""

    id: int
    name: str
    email: str
    submissions: int
    """In all calls of the file."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """Two stakeholders that are probably one; the first has more submissions."""

    one: MatchSide
    other: MatchSide
    score: int
    """How likely, to 100."""
    why: tuple[str, ...]
    """The reasons as sentences, the strongest first."""


def stakeholder_matches(session: Session, limit: int = 200) -> list[MatchRow]:
    """Return the pairs of the register that are probably one, the likeliest first.

    Those that an officer has kept apart are left out. Compared are only stakeholders that share an
    address, a domain, a rare word, a beginning, an end or their initials: the time grows with the
    register and not with its square.
    """
    identities = Identities(session)
    known = _known(session, identities)
    apart = _kept_apart(session, identities)
    found: defaultdict[Pair, dict[str, int]] = defaultdict(dict)
    for pair, sentence, score in reasons_to_be_one(known):
        if pair not in apart:
            found[pair].setdefault(sentence, score)
    likeliest = sorted(found, key=lambda pair: (-_score(found[pair]), pair))[:limit]
    sides = _sides(session, {each for pair in likeliest for each in pair})
    return [_row(sides, pair, found[pair]) for pair in likeliest]


def _known(session: Session, identities: Identities) -> dict[int, KnownStakeholder]:
    contacts = session.execute(
        select(StakeholderContact.stakeholder_id, StakeholderContact.address)
    )
    places = {number: name_key(address) for number, address in contacts}
    known: dict[int, KnownStakeholder] = {}
    names: list[tuple[int, str, str]] = []
    chosen = select(
        Stakeholder.id, Stakeholder.name, Stakeholder.email, Stakeholder.kind, Stakeholder.name_key
    )
    for number, name, email, kind, key in session.execute(chosen.order_by(Stakeholder.id)):
        names.append((number, name, email))
        if identities.standing(number) == number:
            place = places.get(number, "")
            known[number] = KnownStakeholder(number, name, key, kind, [], set(), place)
    others = select(StakeholderAlias.stakeholder_id, StakeholderAlias.name, StakeholderAlias.email)
    names += [(number, name, email) for number, name, email in session.execute(others)]
    names.sort(key=lambda each: each[0] not in known)  # a stakeholder's own name comes first
    for number, name, email in names:
        standing = known[identities.standing(number)]
        standing.forms.append(name_forms(name))
        if email:
            standing.emails.add(address_key(email))
    return known


def _kept_apart(session: Session, identities: Identities) -> set[Pair]:
    chosen = session.execute(select(KeptApart.one_id, KeptApart.other_id))
    return {pair_of(identities.standing(one), identities.standing(two)) for one, two in chosen}


def _score(reasons: Mapping[str, int]) -> int:
    return min(max(reasons.values()) + _MORE_REASONS * (len(reasons) - 1), 100)


def _sides(session: Session, ids: set[int]) -> dict[int, MatchSide]:
    counted = (
        select(func.count(Submission.id))
        .where(Submission.respondent_id == Stakeholder.id)
        .correlate(Stakeholder)
        .scalar_subquery()
    )
    chosen = select(Stakeholder.id, Stakeholder.name, Stakeholder.email, counted)
    rows = session.execute(chosen.where(Stakeholder.id.in_(ids)))
    return {
        number: MatchSide(number, name, email, submissions or 0)
        for number, name, email, submissions in rows
    }


def _row(sides: Mapping[int, MatchSide], pair: Pair, reasons: Mapping[str, int]) -> MatchRow:
    one, other = sorted(
        (sides[each] for each in pair), key=lambda side: (-side.submissions, side.id)
    )
    sentences = sorted(reasons, key=lambda sentence: -reasons[sentence])
    return MatchRow(one, other, _score(reasons), tuple(sentences))
