"""Telephone numbers of the register in whatever form a finished file has them.

Spaces, signs, brackets, +44, 0044 and the 0 of the national form do not matter. This is not the
pattern by which officers are asked about numbers: one that it does not know is found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lisdesk.rules.publication_secrets import Secret, SecretKind

_RUN = re.compile(r"[0-9](?:[^\w,;:&%]{0,4}[0-9]){6,}")
_FEWEST_INSIDE = 9
"""Digits of a number that is found within a longer run of digits, too; of fewer it is the run."""
_FEWEST = 7
_COUNTRY = "44"
_COUNTRY_FROM = 11
"""So many digits that begin with 44 begin with the code of the country."""


class Telephones:
    """The numbers that are looked for, with whose they are."""

    def __init__(self, secrets: Iterable[Secret], kept: Iterable[str]) -> None:
        """`kept` are words, of which those with a number let it stand in the words of others."""
        self._kept = {number for words in kept for number in numbers_in(words)}
        self._secrets: dict[str, Secret] = {}
        for secret in secrets:
            if secret.kind is SecretKind.CONTACT:
                for number in numbers_in(secret.words):
                    self._secrets.setdefault(number, secret)
        self._lengths = sorted({len(number) for number in self._secrets})

    def __len__(self) -> int:
        return len(self._secrets)

    def found_in(self, text: str) -> Iterator[tuple[Secret, bool]]:
        """Yield the numbers that a text has, with whether an officer decided that it may stand."""
        if not self._secrets or len(text) < _FEWEST:
            return
        for run in _runs(text):
            number = _plain_number(run)
            for place in range(len(run)):
                for length in self._lengths:
                    part = run[place : place + length]
                    is_one = length >= _FEWEST_INSIDE or part == number
                    if len(part) == length and is_one and part in self._secrets:
                        yield self._secrets[part], part in self._kept


def numbers_in(words: str) -> list[str]:
    """Return the telephone numbers in the words of a contact detail, in their plainest form."""
    if "@" in words:
        return []
    numbers = (_plain_number(run) for run in _runs(words))
    return [number for number in numbers if len(number) >= _FEWEST]


def _runs(text: str) -> Iterator[str]:
    """Yield the digits that stand together, so many that they may be a number."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for found in _RUN.finditer(plain):
        yield re.sub("[^0-9]", "", found[0])


def _plain_number(digits: str) -> str:
    """Return a number without what says of which country it is, and without the 0 before it."""
    digits = digits.removeprefix("00")
    if digits.startswith(_COUNTRY) and len(digits) >= _COUNTRY_FROM:
        digits = digits.removeprefix(_COUNTRY)
    return digits.lstrip("0")
