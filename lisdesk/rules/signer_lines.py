"""Which lines are an address, a date or a means of contact, by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lisdesk.rules.opinion_words import OPINION_WORDS
from lisdesk.rules.personal_data import suspected
from lisdesk.rules.signature_words import (
    BESIDE_PLACES,
    JOINING,
    NO_PLACES,
    PLACE_ENDINGS,
    PLACES,
    SAYING,
    SAYING_STEMS,
    STREETS,
    SUBJECTS,
)
from lisdesk.rules.vocabulary import PersonalData
from lisdesk.rules.words import folded

IsFree = Callable[[Sequence[str]], bool]
"""Whether words say nothing, and stand nowhere else in the letter."""

_MOST_OF_A_PLACE = 3
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"(?:{_DAY},? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|{_MONTH} \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_DWELLING = r"(?:flat|unit|apartment|apt|suite|room) (?:[1-9]\d{0,3}[a-z]?|[a-z])"
_STREET = re.compile(
    rf"(?:{_DWELLING} )?[1-9]\d{{0,3}}[a-z]?(?: ?[-/–] ?[1-9]\d{{0,3}}[a-z]?)? "
    rf"(?P<name>(?:[^\W\d_][\w'’.-]* ){{1,3}}?)(?:{STREETS})\b\.?(?P<rest>.*)",
    re.IGNORECASE,
)
_SURE_ADDRESS = re.compile(rf"{_DWELLING}|p\.? ?o\.? ?box \d{{1,6}}", re.IGNORECASE)
_VILLAGE = re.compile(rf"[a-z]{{2,}}(?:{PLACE_ENDINGS})")
_CONTACT = {PersonalData.EMAIL, PersonalData.TELEPHONE}


def is_date(part: str) -> bool:
    """Whether a part is the day of a letter; a year alone is none."""
    return _DATE.fullmatch(part) is not None


def is_contact(part: str) -> bool:
    """Whether a part is a telephone number, or an address of e-mail that says nothing."""
    return any(
        each.kind in _CONTACT and (each.start, each.end) == (0, len(part))
        for each in suspected(part)
    ) and not says_something(part)


def is_dwelling(part: str) -> bool:
    """Whether a part is a flat or a box with its number."""
    return _SURE_ADDRESS.fullmatch(part) is not None


def is_street(part: str, is_free: IsFree) -> bool:
    """Whether a part is a street with its number, maybe with a place and a postcode behind it."""
    found = _STREET.fullmatch(_without_postcode(part))
    if found is None:
        return False
    telling = [word for word in found["name"].split() if word.lower() not in JOINING]
    behind = found["rest"].strip()
    return is_free(telling) and (not behind or _is_place(behind, is_free))


def ends_an_address(part: str, is_free: IsFree) -> bool:
    """Whether a part is a postcode, a place with one, or a place that is known by its name."""
    rest = _without_postcode(part)
    return folded(part) in PLACES or (rest != part and (not rest or _is_place(rest, is_free)))


def is_village(part: str, is_free: IsFree) -> bool:
    """Whether a part is named as villages are."""
    *before, last = part.replace("-", " ").split()
    name = folded(last)
    return (
        len(before) < _MOST_OF_A_PLACE
        and _VILLAGE.fullmatch(name) is not None
        and name not in NO_PLACES
        and all(folded(word) in BESIDE_PLACES for word in before)
        and is_free([*before, last])
    )


def says_something(part: str) -> bool:
    """Whether a word of a part may say something."""
    return any(each in SAYING or each.startswith(SAYING_STEMS) for each in folded(part).split())


def is_a_subject(part: str) -> bool:
    """Whether a word of a part is what letters are about, or how people think of it."""
    words = folded(part).split()
    return not (SUBJECTS.isdisjoint(words) and OPINION_WORDS.isdisjoint(words))


def _is_place(part: str, is_free: IsFree) -> bool:
    return folded(part) in PLACES or is_village(part, is_free)


def _without_postcode(part: str) -> str:
    codes = [each for each in suspected(part) if each.kind is PersonalData.POSTCODE]
    return part[: codes[-1].start].strip(" ,") if codes and codes[-1].end == len(part) else part
