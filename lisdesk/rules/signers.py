"""Which lines of a signature are surely its signer's: a name, a position, an address, a date.

A line is known by its shape, or by the names under which the register knows the sender. One that
may say something, by a single word, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto

from lisdesk.rules.given_names import GIVEN_NAMES
from lisdesk.rules.sender_names import SenderName, is_written_with_capitals
from lisdesk.rules.signature_words import (
    BESIDE_GREETED,
    GREETED,
    GREETED_TITLES,
    PARTICLES,
    POSITIONS,
    TITLES,
)
from lisdesk.rules.signer_lines import (
    ends_an_address,
    is_a_subject,
    is_contact,
    is_date,
    is_dwelling,
    is_street,
    is_village,
    says_something,
)
from lisdesk.rules.words import folded

_MOST_PLACES = 2
_NAME_LABEL = re.compile(
    r"(?:(?:full |print(?:ed)? )?name|signed(?: by)?|by|organi[sz]ation|company"
    r"|(?:for and )?on behalf of)\b[ :.]*",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(r"dated?\b[ :.]*", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"(?:(?:home |postal )?address|post ?code|tel|telephone|phone|mobile|mob|e-?mail|position"
    r"|job title|[temw](?=[:.]))\b[ :.]*",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"[.,!?…:;|•\n\t()]|[ \t][-–—][ \t]")
_IN_A_NETWORK = re.compile(r"\S*[@/]\S*")


class _Kind(Enum):
    """What a part of a signature is."""

    STRANGE = auto()
    SURE = auto()
    STREET = auto()
    """What a village may stand behind."""
    PLACE = auto()
    """What is named as villages are: one, between a street and the end of an address."""
    ANCHOR = auto()
    """The end of an address."""
    NAME = auto()
    """What looks like a person's name; the first one is taken for the signer's."""


class Signer:
    """Knows the lines of one sender; `names` are those of the register."""

    def __init__(self, names: Collection[str]) -> None:
        found = (SenderName(name) for name in sorted(set(names)))
        self._names = [name for name in found if name.is_telling]
        self._text = ""
        self._counts: Counter[str] | None = None
        self._segments: list[str] | None = None
        self._known: dict[str, _Kind] = {}

    def read(self, text: str) -> None:
        """Take up a text: a word that it has elsewhere is no unknown name in it."""
        self._text, self._known = text, {}
        self._counts = self._segments = None

    def signature(self, parts: Sequence[str], is_formula: Callable[[str], bool]) -> int:
        """Return how many parts behind a closing formula are a signature."""
        return self._taken(parts, is_formula, may_be_unknown=not any(map(self._has_name, parts)))

    def head(self, parts: Sequence[str]) -> int:
        """Return how many parts before a greeting are its signer's."""
        return self._taken(parts, lambda _part: False, may_be_unknown=False)

    def is_own_name(self, part: str) -> bool:
        """Whether a part is the sender's name: whole, or with initials, or one part of a name."""
        said = [word for word in folded(part).split() if word not in TITLES]
        return bool(said) and any(name.is_said_by(said) for name in self._names)

    def is_own_person(self, part: str) -> bool:
        """Whether a part is the sender's name, and that of a person for certain."""
        words = [word for word in folded(part).split() if word not in TITLES]
        return bool(words) and words[0] in GIVEN_NAMES and self.is_own_name(part)

    def may_be_greeted(self, words: Sequence[str], line: str) -> bool:
        """Whether these words behind “Dear” name nobody in particular, or one by title and name;
        `line` is the greeting with them.
        """
        said = [folded(word) for word in words]
        if not said or all(word in GREETED or word in BESIDE_GREETED for word in said):
            return not said or not GREETED.isdisjoint(said)
        *titles, name = said
        return (
            bool(titles) and GREETED_TITLES.issuperset(titles) and self._is_free([words[-1]], line)
        )

    def unnamed(self, text: str) -> str:
        """Return a text without the sender's name, where they say it of themselves."""
        for name in self._names:
            if name.may_stand_in(text):
                text = name.without(text)
        return text

    def _taken(
        self, parts: Sequence[str], is_formula: Callable[[str], bool], *, may_be_unknown: bool
    ) -> int:
        taken, signed_as, is_behind_street = 0, "" if may_be_unknown else None, False
        for place, part in enumerate(parts):
            kind = _Kind.SURE if is_formula(part) else self._kind(part)
            if kind is _Kind.NAME and signed_as in ("", folded(part)):
                kind, signed_as = _Kind.SURE, folded(part)
            if kind is _Kind.PLACE and is_behind_street and place - taken < _MOST_PLACES:
                continue
            if kind in (_Kind.STRANGE, _Kind.PLACE, _Kind.NAME):
                break
            if kind is not _Kind.ANCHOR and taken < place:
                break
            is_behind_street = kind is _Kind.STREET
            taken = place + 1
        return taken

    def _kind(self, part: str) -> _Kind:
        """Return what a part is; each is looked at once, wherever a signature may begin."""
        if part not in self._known:
            self._known[part] = self._found_kind(part)
        return self._known[part]

    def _found_kind(self, part: str) -> _Kind:
        if found := _DATE_LABEL.match(part):
            return _Kind.SURE if is_date(part[found.end() :]) else _Kind.STRANGE
        if found := _NAME_LABEL.match(part):
            return self._kind_of_name(part[found.end() :])
        said = part[found.end() :] if (found := _OTHER_LABEL.match(part)) else part
        if not said or is_date(said) or is_contact(said) or folded(said) in POSITIONS:
            return _Kind.SURE
        kind = self._kind_of_place(said)
        return self._kind_of_name(part) if kind is _Kind.STRANGE and not found else kind

    def _kind_of_place(self, said: str) -> _Kind:
        def is_free(words: Sequence[str]) -> bool:
            return self._is_free(words, said)

        if is_dwelling(said) or is_street(said, is_free):
            return _Kind.STREET
        if ends_an_address(said, is_free):
            return _Kind.ANCHOR
        return _Kind.PLACE if is_village(said, is_free) else _Kind.STRANGE

    def _kind_of_name(self, said: str) -> _Kind:
        if not said or self.is_own_name(said):
            return _Kind.SURE
        return _Kind.NAME if self._is_unknown_person(said) else _Kind.STRANGE

    def _has_name(self, part: str) -> bool:
        found = _NAME_LABEL.match(part)
        return self.is_own_name(part[found.end() :] if found else part)

    def _is_unknown_person(self, part: str) -> bool:
        """Whether a part is one or more given names, and one more at the most."""
        if any(sign in part for sign in "&()/@"):
            return False
        words = [word for word in part.split() if folded(word) not in TITLES]
        names = [word for word in words if word.lower() not in PARTICLES and len(folded(word)) > 1]
        if not names or folded(words[0]) != folded(names[0]):
            return False
        *given, last = names if len(names) > 1 else [*names, names[0]]
        return all(map(_is_given, given)) and self._is_free([*given, last], part)

    def _is_free(self, words: Sequence[str], part: str) -> bool:
        """Whether words could be a name: each has a capital, none says anything, is what letters
        are about or stands elsewhere in the letter.
        """
        return all(
            is_written_with_capitals(word)
            and not any(map(str.isdigit, word))
            and not says_something(word)
            and not is_a_subject(word)
            for word in words
        ) and not any(self._stands_elsewhere(word, part) for word in words)

    def _stands_elsewhere(self, word: str, part: str) -> bool:
        """Whether the letter has a word, in any case, but where the part itself stands (also if it
        does so twice), in the sender's own name and in addresses of e-mail.
        """
        if self._counts is None:
            self._counts = Counter(folded(self._text).split())
        own = folded(part).split()
        counts = self._counts
        return any(
            counts[each] > own.count(each) and self._is_in_a_segment(each, " ".join(own))
            for each in folded(word).split()
        )

    def _is_in_a_segment(self, word: str, own: str) -> bool:
        if self._segments is None:
            segments = _SEGMENT.split(_IN_A_NETWORK.sub(" ", self._text))
            self._segments = [f" {folded(each)} " for each in segments]
        return any(
            f" {word} " in each and each not in f" {own} " and not self.is_own_name(each)
            for each in self._segments
        )


def _is_given(word: str) -> bool:
    return all(each in GIVEN_NAMES for each in folded(word).split())
