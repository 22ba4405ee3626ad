"""What the cells of each column are like: enough to tell an essay from a tick box."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lisdesk.exchange.sheets.grid import CellValue, GridRow, cell_text
from lisdesk.exchange.sheets.shortened_numbers import is_shortened
from lisdesk.rules.non_answers import is_non_answer

PROFILE_ROWS = 500
"""How many rows are looked at."""

_SAMPLES = 3
_SAMPLE_CHARACTERS = 80
_FEWEST_CHARACTERS = 20
"""Answers in one's own words are longer on average."""
_OWN_WORDS_SHARE = 0.5
"""Of answers in one's own words at least this share differ from one another."""
_ESSAY_CHARACTERS = 80
"""With answers as long as this on average it does not matter how many are alike."""
_STRAY_SHARE = 0.1
_LONG_HEADING_CHARACTERS = 40
_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


@dataclass(slots=True)
class ColumnProfile:
    """The cells of one column among the first rows."""

    count: int = 0
    """Cells that are not blank."""
    words_count: int = 0
    """Cells that hold words with a space between them, neither a number, a date nor an address."""
    numbers_count: int = 0
    """Cells that hold a number, also one written as text."""
    non_answers_count: int = 0
    """Cells that say "n/a", "did not answer" and the like."""
    shortened: str = ""
    """The first cell that is a number which a spreadsheet has shortened."""
    shortened_count: int = 0
    characters: int = 0
    distinct: set[str] = field(default_factory=set)
    samples: list[str] = field(default_factory=list)

    def add(self, value: CellValue) -> None:
        """Take one cell into account."""
        text = cell_text(value).strip()
        if not text:
            return
        self.count += 1
        self.characters += len(text)
        if is_non_answer(text):
            self.non_answers_count += 1
        elif not isinstance(value, str) or _NUMBER.fullmatch(text):
            self.numbers_count += 1
        if is_shortened(text):
            self.shortened = self.shortened or text
            self.shortened_count += 1
        if isinstance(value, str) and " " in text and not _ADDRESS.fullmatch(text):
            self.words_count += 1
        start = text[:_SAMPLE_CHARACTERS]
        if start not in self.distinct:
            self.distinct.add(start)
            if len(self.samples) < _SAMPLES:
                self.samples.append(start)

    @property
    def is_open_text(self) -> bool:
        """Whether the cells are answers in people's own words, by their length and variety."""
        if not self.count or self.words_count < _OWN_WORDS_SHARE * self.count:
            return False
        average = self.characters / self.count
        if average >= _ESSAY_CHARACTERS:
            return True
        # The same non-answer in many rows does not make a list of choices of the others' answers.
        is_varied = len(self.distinct) >= _OWN_WORDS_SHARE * (self.count - self.non_answers_count)
        return average >= _FEWEST_CHARACTERS and is_varied

    @property
    def is_shortened(self) -> bool:
        """Whether a spreadsheet has shortened more than a stray number or two of them."""
        return self.shortened_count > _STRAY_SHARE * self.count

    def may_answer(self, heading: str) -> bool:
        """Whether the cells may answer what a heading asks, for what it lists may only be marked.

        There must be some; all of one number are marks, and numbers answer a question mark only.
        """
        if self.numbers_count < self.count:
            return True
        return heading.rstrip().endswith("?") and len(self.distinct) > 1


def profiles_of(rows: Iterable[GridRow], width: int, data_starts_row: int) -> list[ColumnProfile]:
    """Return the profile of every column, by the first rows of responses."""
    profiles = [ColumnProfile() for _ in range(width)]
    for number, row in rows:
        if number >= data_starts_row + PROFILE_ROWS:
            break
        if number >= data_starts_row:
            for profile, value in zip(profiles, row, strict=False):
                profile.add(value)
    return profiles


def is_question_heading(heading: str) -> bool:
    """Whether a heading asks something: it ends in a question mark, or is as long as a sentence."""
    return heading.rstrip().endswith("?") or len(heading) >= _LONG_HEADING_CHARACTERS
