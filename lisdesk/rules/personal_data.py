"""Suspected personal data in a text: addresses, numbers, and names that are in the register.

What is found is suspected, no more: an officer decides. Patterns are those of the United Kingdom.
Places count code points, end exclusive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lisdesk.rules.local_numbers import local_numbers, may_be_beside_a_number
from lisdesk.rules.vocabulary import PersonalData

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_GAP = r" .()\u00a0\u2002-\u200b\u202f\u2010-\u2015\u2212-"
"""What stands between the digits of a number, as the inside of a set."""
_BEFORE_NUMBER = r"(?<![\w.,£$€%+/-])"
_NATIONAL_FORM = (
    r"(?!\d{2}[.\u2010-\u2015-]\d{2}[.\u2010-\u2015-]\d{4})"
    rf"(?:(?:\+|00 ?)44[{_GAP}]{{0,3}}(?:\(?0\)?[{_GAP}]{{0,2}})?|\(?[0\uff10])"
    rf"(?=[1235789(\uff11-\uff19])(?:[{_GAP}]{{0,2}}\d){{8,9}}\d?(?:[{_GAP}]?\d)?(?!\d)"
)
_FOREIGN_FORM = rf"(?:\+|00 ?)(?!44)[1-9](?:[{_GAP}]{{0,2}}\d){{8,14}}(?!\d)"
_TELEPHONE = re.compile(_BEFORE_NUMBER + _NATIONAL_FORM)
_ABROAD = re.compile(_BEFORE_NUMBER + _FOREIGN_FORM)
_NEXT_NUMBER = re.compile(rf"[ \t]{{0,2}}[/,;|&-][ \t]{{0,2}}({_NATIONAL_FORM}|{_FOREIGN_FORM})")
"""A number right behind another one, where a sign would else say that it is none."""
_RUN = re.compile(rf"\d(?:[\s{_GAP}]{{0,3}}\d){{5,}}")
_BETWEEN_NUMBERS = re.compile(r"[+/|()\n]")
"""What may stand between the numbers of one field of the register, or before the second of them."""
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:GIR[ \u00a0]?0AA|"
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|"
    r"[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])[ \u00a0]{0,2}"
    r"[0-9](?!ND\b|TH\b|RD\b|ST\b)[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_INSURANCE_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ \u00a0-]?[0-9]{2}[ \u00a0-]?[0-9]{2}[ \u00a0-]?[0-9]{2}[ \u00a0-]?[A-D]"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NUMBERS = (
    (PersonalData.TELEPHONE, _TELEPHONE),
    (PersonalData.TELEPHONE, _ABROAD),
    (PersonalData.POSTCODE, _POSTCODE),
    (PersonalData.INSURANCE_NUMBER, _INSURANCE_NUMBER),
)
_NATIONAL_DIGITS = (9, 10)
"""How many digits of a United Kingdom number follow its 0 or +44."""
_COUNTRY = "44"
_MOST_DIGITS = 15
"""Of one number; where more stand together they are those of several."""
_MOST_BESIDE = 3
"""So many other digits may stand beside a number that is not one of the country by its length."""
_SHORTEST_NUMBER = 6
"""Of a number that somebody put in the register; fewer digits stand for other things too often."""
_SHORTEST_WORD = 4
"""Of a name of one word; shorter ones are words of the language too often."""
_FURTHEST = 3
"""How many characters may stand between two words of a name."""
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "ltd", "limited", "plc", "llp", "cic"})


class Suspected(NamedTuple):
    """A place in a text that may be personal data."""

    kind: PersonalData
    start: int
    end: int


class Name(NamedTuple):
    """A name to look for, and whose it is."""

    name: str
    stakeholder_id: int


def suspected(text: str) -> list[Suspected]:
    """Return the e-mail addresses, telephone numbers, postcodes and national insurance numbers of
    a text, in its order.
    """
    found = []
    if "@" in text:
        found += [Suspected(PersonalData.EMAIL, *each.span()) for each in _EMAIL.finditer(text)]
    if _DIGIT.search(text):
        for kind, pattern in _NUMBERS:
            found += [
                Suspected(kind, *each.span())
                for each in pattern.finditer(text)
                if _is_one(kind, each[0])
            ]
    telephones = [each.end for each in found if each.kind is PersonalData.TELEPHONE]
    found += [each for end in telephones for each in _next_numbers(text, end)]
    return sorted(set(found), key=lambda each: (each.start, each.end))


def _next_numbers(text: str, end: int) -> Iterator[Suspected]:
    """Yield the numbers that follow each other behind one that ends there."""
    while (found := _NEXT_NUMBER.match(text, end)) and _is_telephone(found[1]):
        yield Suspected(PersonalData.TELEPHONE, *found.span(1))
        end = found.end()


def _is_one(kind: PersonalData, words: str) -> bool:
    if kind is PersonalData.TELEPHONE:
        return _is_telephone(words)
    return kind is not PersonalData.POSTCODE or words in (words.upper(), words.lower())


def _is_telephone(words: str) -> bool:
    if _ABROAD.fullmatch(words):
        return True
    return len(national_number(words)) in _NATIONAL_DIGITS


def national_number(words: str) -> str:
    """Return the digits of a number as it is told within the country, without the 0 before it."""
    digits = "".join(str(int(letter)) for letter in words if letter.isdecimal())
    has_country = digits.startswith(_COUNTRY) and len(digits) >= len(_COUNTRY) + _NATIONAL_DIGITS[0]
    if digits.startswith("00"):
        digits = digits.removeprefix("00").removeprefix(_COUNTRY)
    elif words.startswith("+") or has_country:
        digits = digits.removeprefix(_COUNTRY)
    return digits.removeprefix("0")


class NumberFinder:
    """Finds the telephone numbers of a register in texts, in whatever form."""

    def __init__(self, details: Iterable[str]) -> None:
        """`details` are telephone numbers as they were typed, with words beside them or not; there
        may be several in each.
        """
        self._numbers = set[str]()
        self._without_code = set[str]()
        """Those of which the register does not tell the dialling code."""
        for words in details:
            numbers = _numbers_of_field(words) if "@" not in words else set[str]()
            self._numbers |= numbers
            self._without_code.update(_without_code(words, numbers))

    def found_in(self, text: str) -> list[Suspected]:
        """Return the places of numbers in a text."""
        if not self._numbers or not _DIGIT.search(text):
            return []
        return [
            Suspected(PersonalData.TELEPHONE, found.start() + start, found.start() + end)
            for found in _RUN.finditer(text)
            for start, end in self._places_in(found[0])
        ]

    def _places_in(self, run: str) -> Iterator[tuple[int, int]]:
        """Yield where numbers are in digits that stand together, the longest from each place on."""
        digits, reached = len(_DIGIT.findall(run)), 0
        for start, end in sorted(_stretches(run), key=lambda each: (each[0], -each[1])):
            words = run[start:end]
            number = national_number(words)
            beside = digits - len(_DIGIT.findall(words))
            is_one = len(number) in _NATIONAL_DIGITS or beside <= _MOST_BESIDE
            is_known = number in self._numbers or self._ends_known_one(words, number)
            if start >= reached and is_one and is_known:
                yield start, end
                reached = end

    def _ends_known_one(self, words: str, number: str) -> bool:
        """Whether it is a number that the register has without its dialling code."""
        ends = (number[-length:] for length in range(_SHORTEST_NUMBER, _NATIONAL_DIGITS[0]))
        return not self._without_code.isdisjoint(ends) and _is_national(words)


def _numbers_of_field(words: str) -> set[str]:
    return {
        number
        for part in (words, *_BETWEEN_NUMBERS.split(words))
        for found in _RUN.finditer(part)
        for number in _register_numbers(found[0])
        if len(number) >= _SHORTEST_NUMBER
    }


def _without_code(field: str, numbers: set[str]) -> Iterator[str]:
    """Yield the short numbers of a field that stand there side by side, or in no longer form."""
    yield from (number for run in _RUN.findall(field) for number in _local_numbers(run))
    for number in numbers:
        is_longer = any(each != number and each.endswith(number) for each in numbers)
        if len(number) < _NATIONAL_DIGITS[0] and not is_longer:
            yield number


def _stretches(run: str) -> Iterator[tuple[int, int]]:
    """Yield the places of groups of digits that stand next to each other and may be a number."""
    groups = [each.span() for each in _DIGITS.finditer(run)]
    for place, (start, _) in enumerate(groups):
        length = 0
        for first, end in groups[place:]:
            length += end - first
            if length > _MOST_DIGITS:
                break
            yield start, end


def _register_numbers(run: str) -> list[str]:
    """Return the numbers that digits in the register are: those next to each other that make a
    number of the country, what stands beside those, and several of one shape; else all of them.
    """
    found, beside, reached = _local_numbers(run), list[str](), 0
    for start, end in sorted(_stretches(run), key=lambda each: (each[0], -each[1])):
        if start >= reached and _is_national(run[start:end]):
            found += [national_number(run[start:end]), *_local_numbers(run[end:])]
            beside.append(run[reached:start])
            reached = end
    if not beside:
        return found + _together(run)
    beside.append(run[reached:])
    own = [each for each in beside if may_be_beside_a_number(_DIGITS.findall(each))]
    return found + [number for each in own for number in _together(each)]


def _local_numbers(run: str) -> list[str]:
    return [national_number(each) for each in local_numbers(_DIGITS.findall(run))]


def _together(run: str) -> list[str]:
    return [national_number(run)] if len(_DIGIT.findall(run)) <= _MOST_DIGITS else []


def _is_national(words: str) -> bool:
    """Whether digits are a number as it is told within the country, or with its code."""
    digits = "".join(_DIGIT.findall(words)).removeprefix("00")
    has_zero = words.startswith("0") and not words.startswith("00")
    has_code = digits.startswith(_COUNTRY) and len(digits) > _NATIONAL_DIGITS[-1]
    return (has_zero or has_code) and len(national_number(words)) in _NATIONAL_DIGITS


class NameFinder:
    """Finds the names of a register in texts, whatever their case, their spaces and stops."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Names of one short word, and e-mail addresses in place of names, are left out."""
        self._names: dict[tuple[str, ...], int] = {}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for each in names:
            words = tuple(_words(each.name))
            if "@" not in each.name and _is_telling(words):
                self._names.setdefault(words, each.stakeholder_id)
                lengths[words[0]].add(len(words))
        self._lengths = {first: sorted(found) for first, found in lengths.items()}

    def found_in(self, text: str) -> list[tuple[Suspected, int]]:
        """Return the places of names in a text, each with whose name it is."""
        if self._lengths.keys().isdisjoint(_WORD.findall(text.casefold())):
            return []
        places = [each.span() for each in _WORD.finditer(text)]
        said = [text[start:end].casefold() for start, end in places]
        found = []
        for at, word in enumerate(said):
            for length in self._lengths.get(word, ()):
                whose = self._names.get(tuple(said[at : at + length]))
                span = places[at : at + length]
                if whose is not None and _are_together(span):
                    place = Suspected(PersonalData.NAME, span[0][0], span[-1][1])
                    found.append((place, whose))
        return found


def _are_together(places: Sequence[tuple[int, int]]) -> bool:
    """Whether words follow each other with no more than a sign and some space between them."""
    return all(
        start - end <= _FURTHEST for (_, end), (start, _) in zip(places, places[1:], strict=False)
    )


def longest(found: Sequence[Suspected]) -> Iterator[Suspected]:
    """Yield what was found without those that lie within another one, in the order of the text."""
    reached = -1
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if each.end > reached:
            yield each
            reached = each.end


def _words(name: str) -> list[str]:
    words: list[str] = _WORD.findall(name.casefold())
    return words[1:] if words[:1] == ["the"] else words


def _is_telling(words: Sequence[str]) -> bool:
    telling = [word for word in words if word not in _SMALL_WORDS]
    if len(telling) > 1:
        return sum(map(len, telling)) > _SHORTEST_WORD
    return (
        len(words) > 1
        and bool(telling)
        and len(telling[0]) > 1
        or bool(telling and len(telling[0]) >= _SHORTEST_WORD)
    )
