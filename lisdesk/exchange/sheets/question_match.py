"""Which question of the call a heading stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from lisdesk.exchange.sheets.headings import heading_key
from lisdesk.exchange.sheets.plan import KnownQuestion
from lisdesk.exchange.sheets.ticks import choice_parts
from lisdesk.rules.vocabulary import QuestionKind

NEAR_PERCENT = 92
"""Two spellings of one question are at least this alike, and have the same figures in them."""

_BARE_NUMBER = re.compile(r"(?:q|question|qn|no)?\s*(\d{1,3})", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\s*(?:q(?:uestion)?\.?\s*)?\d{1,3}[a-z]?\s*[.):\u2013\u2014-]*\s+(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+")
_CUT = re.compile(r"[.\u2026\s]+$")
_SHORTEST_CUT = 20


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """A question of the call, and whether its text was only nearly that of the heading."""

    number: int
    is_near: bool


class QuestionMatcher:
    """Knows the questions of one call by their texts and numbers."""

    def __init__(self, questions: Sequence[KnownQuestion]) -> None:
        self._numbers = {question.number for question in questions}
        self._with_choices = {one.number for one in questions if one.kind is QuestionKind.CHOICES}
        self._by_key: dict[str, int] = {}
        for question in questions:
            self._by_key.setdefault(heading_key(question.text), question.number)

    @property
    def has_questions(self) -> bool:
        """Whether the call has any questions."""
        return bool(self._numbers)

    def match(self, heading: str) -> QuestionMatch | None:
        """Return the question a heading stands for; None if there is none, or none for certain.

        In this order: the question's text; the text after a number or a label; a number alone, as
        in "Q1"; a text cut short; a near spelling.
        """
        texts = _texts(heading)
        for text in texts:
            number = self._by_key.get(heading_key(text))
            if number is not None:
                return QuestionMatch(number, is_near=False)
        bare = _bare_number(heading)
        if bare in self._numbers:
            return QuestionMatch(bare, is_near=False)
        return self._near(texts)

    def match_choice(self, heading: str) -> tuple[int, str] | None:
        """Return the question with several choices, and the choice, that a heading names.

        A heading that is a question of the call as a whole, with or without a number before it,
        names no choice; nor does a question name itself as one of its choices.
        """
        if not self._with_choices or self._is_whole(heading):
            return None
        for question, choice in choice_parts(heading):
            match = self.match(question)
            if match is None or match.number not in self._with_choices:
                continue
            itself = None if self.is_number(choice) else self.match(choice)
            if itself is None or itself.number != match.number:
                return match.number, choice
        return None

    def is_number(self, text: str) -> bool:
        """Whether a text is only the number of a question, as "Q1" and "1." are."""
        return _bare_number(text) in self._numbers

    def is_named_by(self, text: str) -> bool:
        """Whether a text is that of a question, with or without a number or label before it, or of
        one of its choices.
        """
        is_whole = any(heading_key(part) in self._by_key for part in _texts(text))
        return is_whole or self.match_choice(text) is not None

    def _is_whole(self, heading: str) -> bool:
        return any(heading_key(text) in self._by_key for text in _unnumbered(heading))

    def _near(self, texts: Sequence[str]) -> QuestionMatch | None:
        found: set[int] = set()
        for text in texts:
            key = heading_key(text)
            for question_key, number in self._by_key.items():
                if _is_cut(key, question_key) or _is_near(key, question_key):
                    found.add(number)
        # Two questions that differ by a word are both near: then it is for the officer to say.
        return QuestionMatch(found.pop(), is_near=True) if len(found) == 1 else None


def _bare_number(text: str) -> int:
    """Return the number that is the whole of a heading; 0 for any other."""
    match = _BARE_NUMBER.fullmatch(text.strip().rstrip(".:)"))
    return int(match[1]) if match else 0


def _unnumbered(heading: str) -> list[str]:
    numbered = _NUMBERED.fullmatch(heading)
    return [heading, numbered["text"]] if numbered else [heading]


def _texts(heading: str) -> list[str]:
    texts = _unnumbered(heading)
    texts.extend(heading[match.end() :] for match in _LABELLED.finditer(heading))
    return texts


def _is_cut(key: str, question_key: str) -> bool:
    start = _CUT.sub("", key)
    return len(start) >= _SHORTEST_CUT and question_key.startswith(start)


def _is_near(key: str, question_key: str) -> bool:
    if re.findall(r"\d+", key) != re.findall(r"\d+", question_key):
        return False
    return fuzz.ratio(key, question_key, score_cutoff=NEAR_PERCENT) > 0
