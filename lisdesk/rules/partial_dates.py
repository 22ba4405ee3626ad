"""Dates as plans and announcements give them: “in March 2019”, “by March 2020”, “in July”.

What is not said is not made up: a date without its day, its month or its year stays so, and “by”
stays apart from “in”.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Token

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2200

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_SAID = re.compile(
    rf"(?:(?P<modality>in|on|by)\s+)?(?:(?:{_DAY}\s+)?{_MONTH}(?:,?\s+{_YEAR})?|(?P<only>\d{{4}}))"
)
_ISO = re.compile(
    r"(?:(?P<modality>in|on|by)\s+)?(\d{4})-(\d{2})(?:-(\d{2})(?:[ t]00:00(?::00)?)?)?"
)
_IN_FIGURES = re.compile(
    r"(?:(?P<modality>on|by)\s+)?(\d{1,2})(?P<mark>[/.-])(\d{1,2})(?P=mark)(\d{4}|\d{2})"
)
"""“12/05/2019”: the day comes first, as it does in Britain. Two figures of a year are taken only
where the year cannot stand first, as in “19-03-01”, nor the month, as in “12/2/21” of an American.
"""
_MONTH_OF_SHEET = re.compile(rf"(?:(?P<modality>in|by)\s+)?{_MONTH}-(?P<year>\d{{2}}|\d{{4}})")
"""“Mar-19”, as a spreadsheet writes a month to CSV."""
_CENTURY, _LAST_CENTURY = 2000, 1900
_FIRST_OF_LAST_CENTURY = 30
"""Two figures of a year from here on are of the last century, as Excel means them."""
_LEAP_YEAR = 2000


class Modality(Token):
    """Whether something is to happen within a time, or until it ends."""

    IN = ("in", "In")
    BY = ("by", "By")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month or year, as far as it was said; ValueError for one that cannot be."""

    modality: Modality = Modality.IN
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.month is None and (self.year is None or self.day is not None):
            raise ValueError("neither a year nor a month")
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError("a year that no strategy is due in")
        if self.month is not None and not 1 <= self.month <= len(MONTHS):
            raise ValueError("no such month")
        if self.month and self.day is not None and not 1 <= self.day <= self._days(self.month):
            raise ValueError("no such day")

    def words(self) -> str:
        """Return the date with its “in”, “on” or “by”, such as “by March 2020”."""
        month = MONTHS[self.month - 1] if self.month else ""
        parts = (str(self.day or ""), month, str(self.year or ""))
        said = "on" if self.modality is Modality.IN and self.day else self.modality.key
        return " ".join((said, *filter(None, parts)))

    def first_day(self) -> date | None:
        """Return the earliest day that is meant; None without a year, and for “by”, which says
        none.
        """
        if self.year is None or self.modality is Modality.BY:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date | None:
        """Return the last day that is meant: “by March 2020” lasts until that month ends. None
        without a year.
        """
        if self.year is None:
            return None
        month = self.month or len(MONTHS)
        return date(self.year, month, self.day or self._days(month))

    def _days(self, month: int) -> int:
        return monthrange(self.year or _LEAP_YEAR, month)[1]


def read_partial_date(text: str) -> PartialDate | None:
    """Read “in March 2019”, “by March 2020”, “3rd December 2018”, “July”, “2019-03”, “Mar-19”,
    “12/05/2019” with the day first; None for nothing. Without a word before it a date is meant as
    “in”.

    Raises RefusedError for anything else.
    """
    said = " ".join(text.casefold().split())
    if not said:
        return None
    try:
        return _read(said)
    except ValueError as error:
        shown = " ".join(text.split())[:60]
        raise RefusedError(
            f"“{shown}” is not a date that can be read.",
            do="Write it like “in March 2019”, “by March 2020”, “in July”, “3 December 2018” or "
            "“12/05/2019”, the day first.",
        ) from error


def checked_partial_words(text: str) -> str:
    """Return a partial date in the words in which it is kept, "" for nothing; RefusedError as
    `read_partial_date` raises it.
    """
    found = read_partial_date(text)
    return found.words() if found else ""


def checked_period(since: str, until: str) -> tuple[str, str]:
    """Return from when until when something was so, as `checked_partial_words` does; RefusedError
    too where the first can only lie after the second.
    """
    begins, ends = read_partial_date(since), read_partial_date(until)
    words = begins.words() if begins else "", ends.words() if ends else ""
    first, last = begins and begins.first_day(), ends and ends.last_day()
    if first and last and first > last:
        raise RefusedError(
            f"“{words[0]}” begins after “{words[1]}” ends.",
            do="Check from when until when it was so; the earlier date comes first.",
        )
    return words


def is_of_last_century(text: str) -> bool:
    """Whether a date has two figures for a year that are read as one of the last century."""
    said = " ".join(text.casefold().split())
    month, figures = _MONTH_OF_SHEET.fullmatch(said), _IN_FIGURES.fullmatch(said)
    year = month["year"] if month else figures.group(5) if figures else ""
    return len(year) == len("19") and int(year) >= _FIRST_OF_LAST_CENTURY


def may_hold(since: str, until: str, on: date | None) -> bool:
    """Whether what was from one partial date until another, in words, may have been so on a day: a
    date without a year, or none, rules no day out, nor does a beginning “by” some date. None for
    the day rules nothing out.
    """
    if on is None:
        return True
    begins, ends = read_partial_date(since), read_partial_date(until)
    first = begins.first_day() if begins is not None else None
    last = ends.last_day() if ends is not None else None
    return (first is None or first <= on) and (last is None or on <= last)


def may_be_month_first(text: str) -> bool:
    """Whether a date in figures would be another one in America, where the month comes first."""
    figures = _IN_FIGURES.fullmatch(" ".join(text.casefold().split()))
    if figures is None or figures["mark"] == ".":
        return False
    day, month = int(figures.group(2)), int(figures.group(4))
    return day != month and max(day, month) <= len(MONTHS)


def _read(said: str) -> PartialDate:
    iso = _ISO.fullmatch(said)
    if iso:
        year, month, day = iso.group(2, 3, 4)
        return PartialDate(_modality(iso), int(year), int(month), int(day) if day else None)
    sheet = _MONTH_OF_SHEET.fullmatch(said)
    if sheet:
        return PartialDate(_modality(sheet), _whole_year(sheet["year"]), _month(sheet["month"]))
    figures = _IN_FIGURES.fullmatch(said)
    if figures:
        day, month, years = figures.group(2, 4, 5)
        is_short = len(years) == len("19")
        if is_short and (figures["mark"] == "-" or may_be_month_first(said)):
            raise RefusedError(
                f"“{said}” can be read as more than one date.",
                do="Write the year in full and the month in letters, such as “12 February 2021”.",
            )
        return PartialDate(_modality(figures), _whole_year(years), int(month), int(day))
    match = _SAID.fullmatch(said)
    if match is None:
        raise ValueError(said)
    year = match["year"] or match["only"]
    return PartialDate(
        _modality(match),
        int(year) if year else None,
        _month(match["month"]) if match["month"] else None,
        int(match["day"]) if match["day"] else None,
    )


def _whole_year(figures: str) -> int:
    year = int(figures)
    if len(figures) > len("19"):
        return year
    return year + (_LAST_CENTURY if year >= _FIRST_OF_LAST_CENTURY else _CENTURY)


def _modality(match: re.Match[str]) -> Modality:
    return Modality.BY if match["modality"] == "by" else Modality.IN


def _month(word: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if word in (month.casefold(), month[:3].casefold()) or word == "sept" == month[:4].lower():
            return number
    raise ValueError(word)
