"""Which lines of a signature are surely its signer's: a name, a body, an address, a date.

A line is known by its shape, or by the names under which the register knows the sender. One that
may say something, by a single word, is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto

from lisdesk.rules.personal_data import suspected
from lisdesk.rules.sender_names import SenderName, is_written_with_capitals
from lisdesk.rules.signature_words import (
    BODIES,
    GREETED,
    JOINING,
    PARTICLES,
    PLACES,
    POSITIONS,
    SAYING,
    SAYING_STEMS,
    STREETS,
    TITLES,
)
from lisdesk.rules.vocabulary import PersonalData
from lisdesk.rules.words import folded

_MOST_PLACES, _MOST_WORDS = 5, 6
_LABEL = re.compile(
    r"(?:(?:full |print(?:ed)? )?name|(?:home |postal )?address|post ?code|tel|telephone|phone"
    r"|mobile|mob|e-?mail|date|dated|organi[sz]ation|company|position|job title|signed|by"
    r"|(?:for and )?on behalf of|[temw](?=[:.]))\b[ :.]*",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"{_DAY}|(?:{_DAY} )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?: \d{{4}})?|{_MONTH} \d{{4}}|(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_DWELLING = r"(?:flat|unit|apartment|apt|suite|room) [a-z0-9]{1,4}"
_STREET = re.compile(
    rf"(?:{_DWELLING} )?\d{{1,4}}[a-z]?(?: ?[-/–] ?\d{{1,4}}[a-z]?)? "
    rf"(?P<name>(?:[^\W\d_][\w'’.-]* ){{1,4}}?)(?:{STREETS})\b\.?(?P<rest>.*)",
    re.IGNORECASE,
)
_SURE_ADDRESS = re.compile(rf"{_DWELLING}|p\.? ?o\.? ?box \d{{1,6}}", re.IGNORECASE)
_CONTACT = {PersonalData.EMAIL, PersonalData.TELEPHONE}


class _Kind(Enum):
    """What a part of a signature is."""

    STRANGE = auto()
    SURE = auto()
    ANCHOR = auto()
    """The end of an address: what looks like a place before it is one."""
    PLACE = auto()
    """What looks like a place, and is one if an anchor follows."""
    NAME = auto()
    """What looks like a name; the first one is taken for the signer's."""


class Signer:
    """Knows the lines of one sender; `names` are those of the register."""

    def __init__(self, names: Collection[str]) -> None:
        found = (SenderName(name) for name in sorted(set(names)))
        self._names = [name for name in found if name.is_telling]
        self._text = ""
        self._known: dict[str, _Kind] = {}

    def read(self, text: str) -> None:
        """Take up a text: a word that it has without a capital is no unknown name in it."""
        self._text, self._known = text, {}

    def signature(self, parts: Sequence[str], is_formula: Callable[[str], bool]) -> int:
        """Return how many parts behind a closing formula are a signature."""
        return self._taken(parts, is_formula, may_be_unknown=True)

    def head(self, parts: Sequence[str]) -> int:
        """Return how many parts before a greeting are its signer's."""
        return self._taken(parts, lambda _part: False, may_be_unknown=False)

    def is_own_name(self, part: str) -> bool:
        """Whether a part is the sender's name: whole, or with initials, or one part of a name."""
        said = [word for word in folded(part).split() if word not in TITLES]
        return bool(said) and any(name.is_said_by(said) for name in self._names)

    def may_be_greeted(self, words: Sequence[str]) -> bool:
        """Whether these words behind “Dear” are a name, or name nobody."""
        return all(
            word.lower() in GREETED or (word[:1].isupper() and not _says_something(word))
            for word in words
        )

    def unnamed(self, text: str) -> str:
        """Return a text without the sender's name, where it stands whole and with capitals."""
        for name in self._names:
            if name.may_stand_in(text) and not any(
                self._stands_without_a_capital(word) for word in name.telling
            ):
                text = name.without(text)
        return text

    def _taken(
        self, parts: Sequence[str], is_formula: Callable[[str], bool], *, may_be_unknown: bool
    ) -> int:
        taken, signed_as = 0, "" if may_be_unknown else None
        for place, part in enumerate(parts):
            kind = _Kind.SURE if is_formula(part) else self._kind(part)
            if kind is _Kind.NAME and signed_as in ("", folded(part)):
                kind, signed_as = _Kind.SURE, folded(part)
            elif kind is _Kind.NAME:
                kind = _Kind.PLACE if _may_be_a_place(part) else _Kind.STRANGE
            if kind is _Kind.PLACE and place - taken < _MOST_PLACES:
                continue
            if kind in (_Kind.STRANGE, _Kind.PLACE):
                break
            if kind is _Kind.SURE and taken < place:
                break
            taken = place + 1
        return taken

    def _kind(self, part: str) -> _Kind:
        """Return what a part is; each is looked at once, wherever a signature may begin."""
        if part not in self._known:
            self._known[part] = self._found_kind(part)
        return self._known[part]

    def _found_kind(self, part: str) -> _Kind:
        said = part[found.end() :] if (found := _LABEL.match(part)) else part
        if not said or _DATE.fullmatch(said) or _SURE_ADDRESS.fullmatch(said):
            return _Kind.SURE
        if _is_contact(said) or folded(said) in POSITIONS or self.is_own_name(said):
            return _Kind.SURE
        if self._ends_an_address(said):
            return _Kind.ANCHOR
        if self._is_unknown_body(said):
            return _Kind.SURE
        if self._is_unknown_name(said):
            return _Kind.NAME
        return _Kind.PLACE if self._is_unknown_place(said) else _Kind.STRANGE

    def _ends_an_address(self, part: str) -> bool:
        """Whether a part is a street with its number, a place with its postcode, or a known one."""
        if folded(part) in PLACES:
            return True
        codes = [each for each in suspected(part) if each.kind is PersonalData.POSTCODE]
        is_coded = bool(codes) and codes[-1].end == len(part)
        rest = part[: codes[-1].start].strip() if is_coded else part
        street = _STREET.fullmatch(rest)
        if street is None or not self._may_be_named(_telling(street["name"]), JOINING):
            return is_coded and (not rest or self._is_unknown_place(rest))
        behind = street["rest"].strip()
        is_known = not behind or folded(behind) in PLACES
        return is_known or (is_coded and self._is_unknown_place(behind))

    def _is_unknown_body(self, part: str) -> bool:
        *words, last = part.split()
        return (
            folded(last) in BODIES
            and last[:1].isupper()
            and bool(words)
            and self._may_be_named(words, JOINING)
        )

    def _is_unknown_name(self, part: str) -> bool:
        words = part.replace("(", " ").replace(")", " ").replace("&", " and ").split()
        said = [word for word in words if word.lower().strip(".") not in TITLES]
        return bool(said) and self._may_be_named(said, PARTICLES)

    def _is_unknown_place(self, part: str) -> bool:
        words = part.replace("-", " ").split()
        return self._may_be_named(words, JOINING)

    def _may_be_named(self, words: Sequence[str], small: Collection[str]) -> bool:
        """Whether words could be a name: each has a capital and stands nowhere without one, and
        none says anything.
        """
        if len(words) > _MOST_WORDS or any(letter.isdigit() for word in words for letter in word):
            return False
        telling = [word for word in words if word.lower() not in small]
        return (
            (bool(telling) or not words)
            and all(is_written_with_capitals(word) for word in telling)
            and not any(_says_something(word) for word in telling)
            and not any(map(self._stands_without_a_capital, telling))
        )

    def _stands_without_a_capital(self, word: str) -> bool:
        """Whether the letter has a word in small letters, but not within an address of e-mail."""
        small = word.strip(".,()").lower()
        if small not in self._text:
            return False
        found = re.search(rf"(?<![\w@/.]){re.escape(small)}(?![\w@]|\.\w)", self._text)
        return found is not None


def _telling(words: str) -> list[str]:
    return [word for word in words.split() if word.lower() not in JOINING]


def _may_be_a_place(part: str) -> bool:
    return not any(sign in part for sign in "&()")


def _is_contact(part: str) -> bool:
    return any(
        each.kind in _CONTACT and (each.start, each.end) == (0, len(part))
        for each in suspected(part)
    )


def _says_something(word: str) -> bool:
    return any(each in SAYING or each.startswith(SAYING_STEMS) for each in folded(word).split())
