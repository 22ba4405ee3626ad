"""A name of the register where its bearer wrote it: beneath a letter, or in the midst of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lisdesk.rules.signature_words import JOINING, SAYING, SAYING_STEMS, TITLES
from lisdesk.rules.words import folded

_RAW = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TITLE = rf"(?:{'|'.join(sorted(TITLES))})\b\.?"
_BETWEEN = r"[^\w\n]{1,3}"
_MOST_OF_A_PERSON = 4
_WRITES = r"(?:write|writing|respond|responding|reply|replying|submit this|submitting this)"
_OF_ONESELF = (
    r"\b(?:I|we),\s+", r"\b(?:I am|I['’]m|we are|we['’]re|my name is)\s+",
    rf"\b(?:I|we)(?:\s+am|\s+are)?\s+{_WRITES}(?:\s+to\s+you)?\s+on\s+behalf\s+of\s+",
)  # fmt: skip
"""Behind which somebody says who they are."""
_ENDS = (r"(?=\s*,)", r"(?=\s*(?:[,.;\n]|and\b|\Z))", r"(?=\s*(?:[,.;\n]|\Z))")
"""What stands behind their name, in the order of what stands before it."""


class SenderName:
    """One name of a sender, a person's or a body's."""

    def __init__(self, name: str) -> None:
        written = [word for word in _RAW.findall(name) if folded(word) not in TITLES]
        self._written = written
        self.words = tuple(folded(" ".join(written)).split())
        self.telling = frozenset(self.words) - JOINING
        says = any(each in SAYING or each.startswith(SAYING_STEMS) for each in self.words)
        self.is_telling = bool(self.telling) and "@" not in name and not says
        """Whether it names somebody; a name that may say something is never taken for one."""

    def is_said_by(self, said: Sequence[str]) -> bool:
        """Whether folded words are this name: all of it in any order, or of a person's name its
        first or last word, the others whole or as initials.
        """
        if sorted(said) == sorted(self.words):
            return True
        if len(self.words) > _MOST_OF_A_PERSON or not JOINING.isdisjoint(self.words):
            return False
        left = list(self.words)
        for word in said:
            match = next((own for own in left if own == word or _is_initial(word, own)), None)
            if match is None:
                return False
            left.remove(match)
        return self.words[-1] in said or self.words[0] in said

    def may_stand_in(self, text: str) -> bool:
        """Whether it is of two words or more, and the first of them stands in a text."""
        return len(self.telling) > 1 and self._written[0].casefold() in text.casefold()

    def without(self, text: str) -> str:
        """Return a text without this name, where its bearer says it of themselves: whole and with
        capitals, behind “I am”, “we write on behalf of” or between commas behind “I”.
        """
        name = _BETWEEN.join(map(re.escape, self._written))
        for before, end in zip(_OF_ONESELF, _ENDS, strict=True):
            pattern = rf"(?P<before>{before})(?:{_TITLE}\s+)?(?P<name>{name}){end}"
            text = re.sub(pattern, _gone_if_a_name, text, flags=re.IGNORECASE)
        return text


def is_written_with_capitals(word: str) -> bool:
    """Whether a word begins with a capital."""
    bare = word.lstrip("'’(")
    return bare[:1].isupper()


def _gone_if_a_name(found: re.Match[str]) -> str:
    words = [word for word in found["name"].split() if folded(word) not in JOINING]
    return found["before"] if all(map(is_written_with_capitals, words)) else found[0]


def _is_initial(word: str, own: str) -> bool:
    return len(word) == 1 and own.startswith(word)
