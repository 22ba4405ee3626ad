"""Why two stakeholders of the register are probably one: what they share, looked up by blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from lisdesk.rules.mail_addresses import own_domain
from lisdesk.rules.name_likeness import (
    ALIKE_PERCENT,
    NameForms,
    differ_tellingly,
    initials_of,
)
from lisdesk.rules.vocabulary import StakeholderKind

_LARGEST_BLOCK = 60
"""A word that more stakeholders share does not make two of them one."""
_LARGEST_DOMAIN = 12
"""From a domain of more stakeholders, two are one only if their names are a little alike."""
_A_LITTLE_ALIKE_PERCENT = 60
_ENDS = 5
_SAME_NAME, _SAME_ADDRESS, _NAMESAKES = 100, 95, 90
_INITIALS, _SAME_DOMAIN, _SAME_PLACE = 85, 75, 70

Pair = tuple[int, int]
Reason = tuple[Pair, str, int]
"""Two stakeholders, a sentence, and how likely it makes them one, to 100."""


@dataclass(slots=True)
class KnownStakeholder:
    """A stakeholder as it is compared."""

    id: int
    name: str
    name_key: str
    kind: StakeholderKind | None
    forms: list[NameForms]
    """Of its own name first, then of its others."""
    emails: set[str]
    place: str
    """The key of its postal address."""


Register = Mapping[int, KnownStakeholder]


def pair_of(one: int, other: int) -> Pair:
    """Return two numbers, the smaller first."""
    return (one, other) if one < other else (other, one)


def reasons_to_be_one(known: Register) -> Iterator[Reason]:
    """Yield each reason for which two stakeholders are probably one, the strongest kinds first."""
    yield from _same_names(known)
    yield from _same_addresses(known)
    yield from _same_initials(known)
    yield from _alike_names(known)
    yield from _same_domains(known)
    yield from _same_places(known)


def _same_names(known: Register) -> Iterator[Reason]:
    blocks = _blocks((form.core, each.id) for each in known.values() for form in each.forms)
    for ids in blocks.values():
        for pair in combinations(sorted(ids), 2):
            if _may_be_one(known, pair):
                if len({known[each].name_key for each in pair}) == 1:
                    yield pair, "The same name, with different addresses.", _NAMESAKES
                else:
                    yield pair, "The same name, but for signs, endings and titles.", _SAME_NAME


def _same_addresses(known: Register) -> Iterator[Reason]:
    blocks = _blocks((email, each.id) for each in known.values() for email in each.emails)
    for email, ids in blocks.items():
        for pair in combinations(sorted(ids), 2):
            yield pair, f"The same e-mail address, {email}.", _SAME_ADDRESS


def _same_initials(known: Register) -> Iterator[Reason]:
    short = _blocks(
        (form.core, each.id) for each in known.values() for form in each.forms if form.is_one_word
    )
    for each in known.values():
        if each.kind is StakeholderKind.PERSON:
            continue
        for form in each.forms:
            letters = initials_of(form)
            for other_id in short.get(letters, ()) if letters else ():
                pair = pair_of(each.id, other_id)
                if other_id != each.id and _may_be_one(known, pair):
                    name = known[other_id].name
                    yield pair, f"“{name}” has the first letters of “{each.name}”.", _INITIALS


def _alike_names(known: Register) -> Iterator[Reason]:
    from rapidfuzz import fuzz  # slow to load

    candidates: set[Pair] = set()
    for ids in _name_blocks(known):
        candidates.update(combinations(sorted(ids), 2))
    for pair in candidates:
        if not _may_be_one(known, pair):
            continue
        best = 0.0
        for form in known[pair[0]].forms:
            for other in known[pair[1]].forms:
                ratio = fuzz.ratio(form.in_order, other.in_order, score_cutoff=ALIKE_PERCENT)
                if ratio > best and form.core != other.core and not differ_tellingly(form, other):
                    best = ratio
        if best:
            yield pair, f"The names are alike, {best:.0f} of 100.", int(best)


def _same_domains(known: Register) -> Iterator[Reason]:
    from rapidfuzz import fuzz  # slow to load

    blocks = _blocks(
        (domain, each.id)
        for each in known.values()
        if each.kind is not StakeholderKind.PERSON
        for domain in {own_domain(email) for email in each.emails}
        if domain
    )
    for domain, ids in blocks.items():
        is_large = len(ids) > _LARGEST_DOMAIN
        for pair in combinations(sorted(ids), 2) if len(ids) <= _LARGEST_BLOCK else ():
            one, other = (known[each].forms[0].in_order for each in pair)
            if not is_large or fuzz.ratio(one, other) >= _A_LITTLE_ALIKE_PERCENT:
                yield pair, f"Organisations with addresses at {domain}.", _SAME_DOMAIN


def _same_places(known: Register) -> Iterator[Reason]:
    blocks = _blocks((each.place, each.id) for each in known.values())
    for ids in blocks.values():
        for pair in combinations(sorted(ids), 2) if len(ids) <= _LARGEST_DOMAIN else ():
            if _may_be_one(known, pair):
                yield pair, "The same postal address.", _SAME_PLACE


def _blocks(keys: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Return who shares a key with somebody; an empty key is shared with nobody."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key, number in keys:
        if key:
            found[key].add(number)
    return dict(found)


def _name_blocks(known: Register) -> Iterator[set[int]]:
    readers: tuple[Callable[[NameForms], Iterable[str]], ...] = (
        lambda form: form.words,
        lambda form: form.ends(_ENDS),
    )
    for read in readers:
        blocks = _blocks(
            (key, each.id) for each in known.values() for form in each.forms for key in read(form)
        )
        yield from (ids for ids in blocks.values() if 1 < len(ids) <= _LARGEST_BLOCK)


def _may_be_one(known: Register, pair: Pair) -> bool:
    """Whether the two are not a person and a body."""
    kinds = {known[each].kind for each in pair}
    return kinds != {StakeholderKind.PERSON, StakeholderKind.ORGANISATION}
