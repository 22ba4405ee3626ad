"""The bank holidays of England, from the library `holidays`, which is kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache


def bank_holidays(years: Iterable[int]) -> Mapping[date, str]:
    """Return the bank holidays of England in some years by day, with their names, in order."""
    found: dict[date, str] = {}
    for year in sorted(set(years)):
        found |= _of_year(year)
    return found


@cache
def _of_year(year: int) -> dict[date, str]:
    from holidays.utils import country_holidays

    return dict(sorted(country_holidays("GB", subdiv="ENG", years=year, expand=False).items()))
