"""A campaign's letter as its signers send it, each with greeting, name and address of their own."""

from __future__ import annotations

from itertools import product

SENTENCES = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts.",
    "Without it the skills gap will only grow wider in every village of the county.",
    "Employers have waited for it for longer than anybody at the depot can remember.",
)
_FIRST = ("Jane", "Aoife", "Mohammed", "Siân", "Mary-Ann", "Zoë", "Owen", "D’Arcy")
_LAST = ("Example", "O’Neill", "Okafor", "Thackeray")
_GREETINGS = ("Dear Sir or Madam,", "Dear Ms Brown,", "To whom it may concern:", "Hello,")
_CLOSINGS = ("Yours sincerely,", "Kind regards", "Yours faithfully,", "Many thanks,")
_ENDS = (
    "4 High Street", "12a Mill Lane\nIbstock\nLE67 6AA", "Leicester\n3 January 2019",
    "0116 496 0123", "Flat 2, 7 The Green, Syston, LE7 1AB",
)  # fmt: skip
SIGNERS = tuple(f"{first} {last}" for last, first in product(_LAST, _FIRST))


def letter(place: int, body: str = "\n\n".join(SENTENCES), after: str = "") -> str:
    """Return the letter of a signer, by their place."""
    greeting = _GREETINGS[place % len(_GREETINGS)]
    closing, end = _CLOSINGS[place // 2 % len(_CLOSINGS)], _ENDS[place % len(_ENDS)]
    return f"{greeting}\n\n{body}\n\n{closing}\n{SIGNERS[place]}\n{end}{after}"
