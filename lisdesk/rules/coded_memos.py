"""What a tag says besides its priority, as the memo of a coding, and back.

    Stance: Support
    Strength: Anecdote
    Memo: Ask the college for figures.

A note that stands alone is the memo as it is.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from lisdesk.rules.vocabulary import Stance, Strength

T = TypeVar("T", Stance, Strength)

_STANCE, _STRENGTH, _MEMO = "Stance: ", "Strength: ", "Memo: "


class Marks(NamedTuple):
    """Stance, strength and note of a tag."""

    stance: Stance | None = None
    strength: Strength | None = None
    note: str = ""


def memo_of(marks: Marks) -> str:
    """Return the memo that carries a tag's marks; empty if there are none."""
    lines = [_STANCE + marks.stance.label] if marks.stance else []
    if marks.strength:
        lines.append(_STRENGTH + marks.strength.label)
    if marks.note and (lines or marks.note.startswith((_STANCE, _STRENGTH, _MEMO))):
        lines.append(_MEMO + marks.note)
    elif marks.note:
        lines.append(marks.note)
    return "\n".join(lines)


def marks_of(memo: str) -> Marks:
    """Return the marks that a memo carries; whatever is no stance or strength is the note."""
    stance, strength, rest = None, None, memo.strip()
    while rest:
        line, _, below = rest.partition("\n")
        if stance is None and (found := _named(Stance, line, _STANCE)):
            stance = found
        elif strength is None and (graded := _named(Strength, line, _STRENGTH)):
            strength = graded
        else:
            break
        rest = below
    return Marks(stance, strength, rest.removeprefix(_MEMO).strip())


def _named(tokens: type[T], line: str, heading: str) -> T | None:
    return tokens.find(line.removeprefix(heading)) if line.startswith(heading) else None
