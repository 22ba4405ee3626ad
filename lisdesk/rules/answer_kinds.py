"""What an answer to each kind of question looks like, and what is odd about one that does not.

The evidence is what it is: an odd answer is told of, and kept as it came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.vocabulary import QuestionKind

BETWEEN_CHOICES = "; "
USUAL_SCALE = ("1", "2", "3", "4", "5")
_AFTER_NAME = ": "
_BETWEEN_PARTS = "\n\n"
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """What a question asks for: its kind, the choices or the steps of its scale, its parts."""

    kind: QuestionKind = QuestionKind.OPEN
    choices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Sub-questions of an open one, each with room of its own."""
    most: int | None = None
    """How many of several choices may be taken; None for any number."""
    takes_file: bool = False

    @property
    def listed(self) -> tuple[str, ...]:
        """The choices, or the steps of the scale; 1 to 5 for a rating that names none."""
        if self.kind is QuestionKind.OPEN:
            return ()
        given = tuple(dict.fromkeys(" ".join(each.split()) for each in self.choices))
        return given or (USUAL_SCALE if self.kind is QuestionKind.RATING else ())

    @property
    def other(self) -> str:
        """The choice that is completed in the respondent's own words; empty if there is none."""
        if self.kind is QuestionKind.RATING:
            return ""
        return next((each for each in self.listed if _is_other(each)), "")

    @property
    def words(self) -> str:
        """What kind of answer is asked for, such as "Up to 3 choices"."""
        if self.kind is QuestionKind.CHOICES and self.most is not None:
            return "1 choice at most" if self.most == 1 else f"Up to {self.most} choices"
        if self.kind is QuestionKind.OPEN and self.parts:
            return f"Open text in {len(self.parts)} part{'s' if len(self.parts) > 1 else ''}"
        if self.kind is QuestionKind.OPEN and self.takes_file:
            return "Open text or a file"
        return self.kind.label


def answer_faults(shape: AnswerShape, answer: str) -> tuple[str, ...]:
    """Return in whole sentences what of an answer its question did not ask for; none is none.

    A blank answer, or one that says nothing such as "n/a", has no faults.
    """
    if is_non_answer(answer):
        return ()
    if shape.kind is QuestionKind.OPEN:
        return _faults_of_parts(shape, answer)
    taken, strange = taken_choices(shape, answer)
    faults = [_strange(shape, each) for each in strange]
    count = len(taken) + len(strange)
    if shape.kind is not QuestionKind.CHOICES and count > 1:
        faults.append(f"{count} answers are given, and the question takes one.")
    elif shape.most is not None and count > shape.most:
        faults.append(f"{count} choices are taken, and the question takes {shape.most} at most.")
    return tuple(faults)


def taken_choices(shape: AnswerShape, answer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the listed choices that an answer takes, and what it holds that is not listed.

    A choice that is completed by words stands as it was written, such as "Other: a tram".
    """
    known = {_key(each): each for each in shape.listed}
    if not known:
        return (answer.strip(),), ()
    taken: list[str] = []
    strange: list[str] = []
    pieces = [piece for line in answer.splitlines() for piece in line.split(BETWEEN_CHOICES)]
    place = 0
    while place < len(pieces):
        ends = range(len(pieces), place, -1)
        end = next((each for each in ends if _joined_key(pieces, place, each) in known), place)
        if end > place:
            taken.append(known[_joined_key(pieces, place, end)])
            place = end
            continue
        _take_unlisted(shape, pieces[place], taken, strange)
        place += 1
    return tuple(dict.fromkeys(taken)), tuple(strange)


def written_choices(shape: AnswerShape, taken: Sequence[str], own_words: str = "") -> str:
    """Return an answer that takes choices; `own_words` complete the one that is called other."""
    words = " ".join(own_words.split())
    written = list(taken)
    if words and shape.other:
        completed = f"{shape.other}{_AFTER_NAME}{words}"
        if shape.other in written:
            written[written.index(shape.other)] = completed
        else:
            written.append(completed)
    elif words:
        written.append(words)
    return BETWEEN_CHOICES.join(written)


def written_parts(shape: AnswerShape, said: Mapping[str, str]) -> str:
    """Return an answer in parts, each after its name; parts without words are left out."""
    return _BETWEEN_PARTS.join(
        f"{part}{_AFTER_NAME}{said[part].strip()}"
        for part in shape.parts
        if said.get(part, "").strip()
    )


def repeated_part(parts: Sequence[str]) -> str:
    """Return the first part whose name another one before it has; empty if none has.

    An answer names its parts: two of one name could not be told apart.
    """
    met: set[str] = set()
    for part in parts:
        if _key(part) in met:
            return part
        met.add(_key(part))
    return ""


def _faults_of_parts(shape: AnswerShape, answer: str) -> tuple[str, ...]:
    if not shape.parts:
        return ()
    lines = [_key(line) for line in answer.splitlines()]
    starts = [_key(f"{part}{_AFTER_NAME}") for part in shape.parts]
    if any(line.startswith(start) for line in lines for start in starts):
        return ()
    named = ", ".join(f"“{part}”" for part in shape.parts)
    return (f"The answer does not say which part it is for: {named}.",)


def _take_unlisted(shape: AnswerShape, piece: str, taken: list[str], strange: list[str]) -> None:
    """Put a piece that is not listed with what was begun as "Other", else with the strange ones."""
    words, other = " ".join(piece.split()), shape.other
    if not words:
        return
    begins = _key(f"{other}{_AFTER_NAME}") if other else ""
    if other and taken and _key(taken[-1]).startswith(begins):
        taken[-1] = f"{taken[-1]}{BETWEEN_CHOICES}{words}"
    elif other:
        is_begun = _key(words).startswith(begins)
        taken.append(words if is_begun else f"{other}{_AFTER_NAME}{words}")
    else:
        strange.append(words)


def _strange(shape: AnswerShape, words: str) -> str:
    shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
    if shape.kind is QuestionKind.RATING:
        return f"“{shown}” is not on the scale: {', '.join(shape.listed)}."
    return f"“{shown}” is none of the choices."


_LONGEST_SHOWN = 60


def _is_other(choice: str) -> bool:
    letters = choice.casefold()
    return letters.startswith(_OTHER) and not letters[len(_OTHER) : len(_OTHER) + 1].isalnum()


def _joined_key(pieces: Sequence[str], start: int, end: int) -> str:
    return _key(BETWEEN_CHOICES.join(pieces[start:end]))


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
