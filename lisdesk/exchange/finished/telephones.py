"""Telephone numbers of the register in whatever form a finished file has them.

Spaces, signs, brackets, +44, 0044 and the 0 of the national form do not matter, nor other digits
beside a number. A contact detail may hold several numbers. This is not the pattern by which
officers are asked about numbers: one that it does not know is found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from lisdesk.rules.local_numbers import local_numbers, may_be_beside_a_number
from lisdesk.rules.publication_secrets import Secret, SecretKind

_RUN = re.compile(r"[0-9](?:[^\w,;:&%]{0,4}[0-9]){6,}")
_DIGITS = re.compile("[0-9]+")
_FEWEST_INSIDE = 9
"""Digits of a number that is found within a longer run of digits, too; of fewer it is the run."""
_FEWEST, _MOST = 7, 15
"""Digits of one number; where more stand together they are those of several."""
_MOST_BESIDE = 3
"""So many other digits may stand beside a number that is looked for as a whole run."""
_NATIONAL = (9, 10)
_BETWEEN_NUMBERS = re.compile(r"[+/|()\n]")
"""What may stand between the numbers of one contact detail, or before the second of them."""
_COUNTRY = "44"
_COUNTRY_FROM = 11
"""So many digits that begin with 44 begin with the code of the country."""


class Telephones:
    """The numbers that are looked for, with whose they are."""

    def __init__(self, secrets: Iterable[Secret], kept: Iterable[str]) -> None:
        """`kept` are words, of which those with a number let it stand in the words of others."""
        self._kept = {number for words in kept for number in numbers_in(words)}
        self._secrets: dict[str, Secret] = {}
        self._without_code: set[str] = set()
        """Those of which the register does not tell the dialling code."""
        for secret in secrets:
            if secret.kind is SecretKind.CONTACT:
                numbers = numbers_in(secret.words)
                self._without_code.update(_without_code(secret.words, numbers))
                for number in numbers:
                    self._secrets.setdefault(number, secret)
        self._lengths = sorted({len(number) for number in self._secrets})

    def __len__(self) -> int:
        return len(self._secrets)

    def found_in(self, text: str) -> Iterator[tuple[Secret, bool]]:
        """Yield the numbers that a text has, with whether an officer decided that it may stand."""
        if not self._secrets or len(text) < _FEWEST:
            return
        for groups in _runs(text):
            run = "".join(groups)
            number, ends = _plain_number(run), {0, *accumulate(map(len, groups))}
            for place in range(len(run)):
                for length in self._lengths:
                    part = run[place : place + length]
                    if len(part) != length or part not in self._secrets:
                        continue
                    is_whole = {place, place + length} <= ends
                    is_alone = is_whole and len(run) - length <= _MOST_BESIDE
                    is_one = length >= _FEWEST_INSIDE or part == number or is_alone
                    if is_one or self._ends_one(run, ends, place, part):
                        yield self._secrets[part], part in self._kept

    def _ends_one(self, run: str, ends: Iterable[int], place: int, part: str) -> bool:
        """Whether a number that the register has without its dialling code stands there with one,
        between two of the places where groups of digits begin and end.
        """
        end = place + len(part)
        return (
            part in self._without_code
            and end in ends
            and any(start < place and _is_of_the_country(run[start:end]) for start in ends)
        )


def numbers_in(words: str) -> list[str]:
    """Return the telephone numbers in the words of a contact detail, in their plainest form."""
    if "@" in words:
        return []
    parts = [words, *_BETWEEN_NUMBERS.split(words)]
    numbers = (number for part in parts for groups in _runs(part) for number in _numbers_of(groups))
    return [number for number in dict.fromkeys(numbers) if len(number) >= _FEWEST]


def _numbers_of(groups: Sequence[str]) -> list[str]:
    """Return the numbers that groups of digits are: those next to each other that make a number of
    the country, what stands beside those, and several of one shape; else all of them together.
    """
    found, beside, start = local_numbers(groups), list[list[str]]([[]]), 0
    while start < len(groups):
        lengths = range(start + 1, len(groups) + 1)
        joined = ("".join(groups[start:end]) for end in lengths)
        within = takewhile(lambda digits: len(digits) <= _MOST, joined)
        own = [digits for digits in within if _is_of_the_country(digits)]
        if own:
            found.append(_plain_number(own[-1]))
            beside.append([])
            start = next(end for end in lengths if "".join(groups[start:end]) == own[-1])
            found += local_numbers(groups[start:])
        else:
            beside[-1].append(groups[start])
            start += 1
    if len(beside) == 1:  # none is one of the country
        return found + _together(groups)
    return found + [
        number for each in beside if may_be_beside_a_number(each) for number in _together(each)
    ]


def _together(groups: Sequence[str]) -> list[str]:
    whole = "".join(groups)
    return [_plain_number(whole)] if len(whole) <= _MOST else []


def _without_code(field: str, numbers: Sequence[str]) -> Iterator[str]:
    """Yield the short numbers of a field that stand there side by side, or in no longer form."""
    for groups in _runs(field):
        yield from local_numbers(groups)
    for number in numbers:
        is_longer = any(each != number and each.endswith(number) for each in numbers)
        if len(number) < _FEWEST_INSIDE and not is_longer:
            yield number


def _is_of_the_country(digits: str) -> bool:
    number = digits.removeprefix("00")
    if number.startswith(_COUNTRY) and len(number) >= _COUNTRY_FROM:
        return len(_plain_number(digits)) in _NATIONAL
    return number == digits and digits[0] == "0" and len(_plain_number(digits)) in _NATIONAL


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the groups of digits that stand together, so many that they may be a number."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for found in _RUN.finditer(plain):
        yield _DIGITS.findall(found[0])


def _plain_number(digits: str) -> str:
    """Return a number without what says of which country it is, and without the 0 before it."""
    digits = digits.removeprefix("00")
    if digits.startswith(_COUNTRY) and len(digits) >= _COUNTRY_FROM:
        digits = digits.removeprefix(_COUNTRY)
    return digits.lstrip("0")
