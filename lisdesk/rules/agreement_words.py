"""Say how far coders agreed, and never more than a sample allows."""

from __future__ import annotations

from lisdesk.rules.agreement import Agreed
from lisdesk.rules.passages import Agreement
from lisdesk.rules.quantifiers import SMALLEST_BASE_FOR_PERCENTAGES

NOT_DEFINED = "not defined"
RULE = (
    "Compared is coded text only: answers and letters that at least one officer tagged, each for "
    "every priority that was used. Tags agree if their excerpts overlap by a character or more; "
    "what neither tagged to a priority counts as agreed on there."
)
"""What is compared, in words to be shown with the figures."""


def share_words(found: Agreed) -> str:
    """Return “12 of 14”, with a percentage only if the base allows one."""
    words = f"{found.agreed:,} of {found.units:,}"
    share = found.share
    if share is None or found.units < SMALLEST_BASE_FOR_PERCENTAGES:
        return words
    return f"{words} ({float(share):.0%})"


def coefficient_words(value: float | None) -> str:
    """Return a coefficient with two decimals, or that it is not defined."""
    return NOT_DEFINED if value is None else f"{value:.2f}"


def agreement_words(found: Agreement) -> list[str]:
    """Return the figures of a whole sample as lines, with what they were made from."""
    base = found.decisions
    lines = [
        f"Agreed: {share_words(found.agreed)} decisions on coded text",
        f"Tagged by all where any tagged: {share_words(found.both)}",
        f"Cohen’s kappa: {coefficient_words(found.kappa)}; "
        f"Krippendorff’s alpha (nominal): {coefficient_words(found.alpha)} (n = {base:,})",
        RULE,
    ]
    if base < SMALLEST_BASE_FOR_PERCENTAGES:
        lines.append(
            f"Fewer than {SMALLEST_BASE_FOR_PERCENTAGES} decisions: the figures say little."
        )
    return lines
