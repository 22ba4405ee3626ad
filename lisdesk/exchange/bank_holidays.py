"""The bank holidays of the United Kingdom, from the library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

_ENGLAND, _OTHERS = "ENG", ("WLS", "SCT", "NIR")


def bank_holidays(years: Iterable[int]) -> Mapping[date, str]:
    """Return the bank holidays of England in some years by day, with their names, in order."""
    found: dict[date, str] = {}
    for year in sorted(set(years)):
        found |= _of_year(year, _ENGLAND)
    return found


def free_days(years: Iterable[int]) -> frozenset[date]:
    """Return the bank holidays in any part of the United Kingdom, which the Freedom of Information
    Act 2000, section 10(6), leaves out of its working days.
    """
    return frozenset(
        day for year in set(years) for part in (_ENGLAND, *_OTHERS) for day in _of_year(year, part)
    )


@cache
def _of_year(year: int, part: str) -> dict[date, str]:
    from holidays.utils import country_holidays

    return dict(sorted(country_holidays("GB", subdiv=part, years=year, expand=False).items()))
