"""What waits before a publication, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.evidence.personal_data import Finding, LeftRedaction, ToSettle

HEADINGS = ("Submission", "Text", "What", "Words", "Where it stands")
WIDTHS_PX = (96, 64, 168, 220, 0)
_SHOWN_BEFORE = 24
"""How many characters before the words, so that these stay in view."""


def cells_of(finding: Finding) -> tuple[str, ...]:
    """Return a finding as a line of the list."""
    around = f"… {finding.before[-_SHOWN_BEFORE:]}“{finding.words}”{finding.after} …"
    text = text_words(finding.question)
    return finding.reference, text, finding.kind.label, finding.words, around


def cells_of_left(left: LeftRedaction) -> tuple[str, ...]:
    """Return a redaction that a corrected text lost as a line of the list."""
    why = f"Redacted ({left.reason}) in the earlier text; the corrected one is held back"
    return left.reference, text_words(left.question), "Lost redaction", left.words, why


def text_words(question: int | None) -> str:
    """Return which text it is."""
    return "Letter" if question is None else f"Q{question}"


def count_words(found: ToSettle, at_most: int) -> str:
    """Return how much waits."""
    if not found.count:
        return "Nothing waits: what may be personal data is redacted or kept."
    waits = "1 place waits" if found.count == 1 else f"{found.count:,} places wait"
    hidden = len(found.findings) - at_most
    shown = f" The first {at_most:,} are shown." if hidden > 0 else ""
    return (
        f"{waits} to be settled: words that may be personal data, or may tell who somebody is, in "
        f"texts that a publication would show.{shown}"
    )


def in_hand_words(chosen: Sequence[Finding], left: Sequence[LeftRedaction]) -> str:
    """Return what is in hand, with the words around it."""
    if len(chosen) == 1 and not left:
        (one,) = chosen
        words = f"… {one.before}“{one.words}”{one.after} …"
        whose = f"\nIn the register: {with_hidden_shown(one.whose)}" if one.whose else ""
        return f"{with_hidden_shown(' '.join(words.split()))}{whose}"
    if left:
        return (
            "The text was corrected, and where the redacted words are now could not be told. Go to "
            "Reading, redact them in the text that stands, then lift the earlier redaction."
        )
    return f"{len(chosen):,} places chosen." if chosen else ""
