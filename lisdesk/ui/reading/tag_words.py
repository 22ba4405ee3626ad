"""Tags in words: on their chips, in the list, and in what is said after an edit."""

from __future__ import annotations

from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import with_hidden_shown

_LONGEST_QUOTE = 44

STANCE_SIGNS = {
    Stance.SUPPORT: "+",
    Stance.OPPOSE: "\N{MINUS SIGN}",
    Stance.MIXED: "±",
    Stance.NEUTRAL: "=",
}
"""What stands for a stance on a chip; the words are in its tool tip and in the list."""

QUOTED_SIGN = "❝"
"""What stands for a bookmarked quotation on a chip."""

STANCE_KEYS = {Stance.SUPPORT: "S", Stance.OPPOSE: "O", Stance.MIXED: "X", Stance.NEUTRAL: "U"}
STRENGTH_KEYS = {
    Strength.ANECDOTE: "A",
    Strength.EXPERIENCE: "E",
    Strength.CASE_DATA: "C",
    Strength.STUDY: "P",
    Strength.STATISTIC: "T",
}
"""One key each, which is also written on its button."""

SHORT: dict[Stance | Strength, str] = {Strength.STUDY: "Study", Strength.STATISTIC: "Statistic"}
"""What is written on a button where the whole is too long."""


def short_quote(words: str) -> str:
    """Return the beginning of some words in quotation marks, on one line."""
    line = with_hidden_shown(" ".join(words.split()))
    cut = line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return f"“{cut}”"


def chip_words(tag: TagMark) -> str:
    """Return what is written on a tag's chip: its code, and signs of what else it says."""
    sign = STANCE_SIGNS[tag.stance] if tag.stance else ""
    key = STRENGTH_KEYS[tag.strength] if tag.strength else ""
    signs = (sign, key, "✎" if tag.note else "", QUOTED_SIGN if tag.is_quotation else "")
    return " ".join(part for part in (tag.priority, *signs) if part)


def mark_words(mark: Stance | Strength, *, is_off: bool) -> str:
    """Return what was said of a tag, or is said of it no longer."""
    return f"{'No longer “' if is_off else '“'}{mark.label.lower()}”"


def what_is_tagged(tag: TagMark) -> str:
    """Return the tagged words, or that it is the whole submission."""
    return short_quote(tag.quote) if tag.quote else "The whole submission"


def whole_tag(tag: TagMark) -> str:
    """Return everything that a tag says, in lines."""
    marks = [each.label for each in (tag.stance, tag.strength) if each is not None]
    lines = [
        f"{tag.priority} {with_hidden_shown(tag.priority_name)}",
        what_is_tagged(tag),
        " · ".join([*marks, f"by {with_hidden_shown(tag.officer)}"]),
    ]
    if tag.note:
        lines.append(f"Note: {tag.note}")
    if tag.is_quotation:
        lines.append("Bookmarked as a quotation")
    if tag.is_on_earlier_text:
        lines.append("On an earlier version of the text")
    return "\n".join(lines)
