"""Every combination of what decides on the publication of words, and what may come out of each.

The rules are written down a second time here, from the words of the specification: no line of the
program is used.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

PERMISSIONS = ("named", "unnamed", "none", "")
"""What a respondent answered; nothing if the question was not."""
IN_TIME, UNDECIDED = "in-time", "undecided"
ARRIVALS = (IN_TIME, UNDECIDED, "accept", "accept-flagged", "note", "refuse")
"""In time, or late with what was decided about it."""
STANDS, WITHDRAWN, DUPLICATE, OFF_TOPIC = "", "withdrawn", "duplicate", "off-topic"
ASIDES = (STANDS, WITHDRAWN, DUPLICATE, OFF_TOPIC)
KINDS = ("organisation", "person")
NOT_MERGED = "not merged"
MERGED = (NOT_MERGED, *PERMISSIONS)
"""The permission of what was merged into it."""
EACH, ONCE, APART = "each", "once", "apart"
ALONE, SEED, COPY = "alone", "seed", "copy"
ROLES = {EACH: (ALONE, SEED, COPY), ONCE: (SEED, COPY), APART: (SEED, COPY)}
"""What a submission is in a campaign, by the policy; who is in none, no policy is about."""
IN_CAMPAIGN = 6
OPEN, WHOLE, WORDS = "", "whole", "words"
EVERYTHING, PLAIN, NON_ANSWER, BLANK = "everything", "plain", "non-answer", "blank"

TEXTS = {
    "a": "as it came",
    "b": "redacted",
    "c": "confidential",
    "e": "corrected",
    "f": "redacted, corrected",
    "g": "confidential, corrected",
    "h": "redacted, corrected to words in which it has no place",
}
"""What may have become of a text, by the letter that its words have."""
TAGGED, TAG_DELETED, UNTAGGED, KEPT_BACK, OLD = "t", "d", "u", "s", "o"
MERGED_WORDS, PARTNER = "m", "p"
ABOUT = "x"
"""The letter of what is no text: names, notes, reasons."""
NAME, PARTNERS_NAME, CAMPAIGN, NOTE, REASON = "n", "q", "c", "k", "r"
QUOTED_WITH_SECRET = ("b", "c")
"""Texts of which one tag is on words before what is kept back and on that as well."""


@dataclass(frozen=True)
class Case:
    """One submission by its flags; `place` is its number in the table, and in all its words."""

    place: int
    permission: str
    confidential: str
    arrival: str
    aside: str
    merged: str
    kind: str
    policy: str
    role: str
    content: str = EVERYTHING
    has_name: bool = True
    has_partner: bool = False
    """Whether another member of its campaign, which is plain, belongs to it alone."""

    def word(self, text: str, role: str) -> str:
        """Return a word of its own, by which it is known wherever it comes out."""
        return f"tr{self.place:05d}{text}{role}z"

    def about(self, role: str) -> str:
        """Return a word of its own that stands in no text."""
        return self.word(ABOUT, role)

    @property
    def is_late(self) -> bool:
        return self.arrival != IN_TIME

    @property
    def is_merged(self) -> bool:
        return self.merged != NOT_MERGED


def is_reachable(aside: str, merged: str) -> bool:
    """Say whether the program lets a submission come to be so: what holds the words of another
    cannot lead to a third one as its duplicate.
    """
    return not (aside == DUPLICATE and merged != NOT_MERGED)


def whole_table(policy: str) -> list[Case]:
    """Return every combination of flags of a submission with a text that is as it came."""
    flags = product(
        PERMISSIONS, (OPEN, WHOLE), ARRIVALS, ASIDES, MERGED, KINDS, (policy,), ROLES[policy]
    )
    return grouped(Case(0, *each, PLAIN) for each in flags if is_reachable(each[3], each[4]))


def texts_table(policy: str) -> list[Case]:
    """Return every combination of flags of a submission that has every kind of text, which are
    combined with them and with each other like this.
    """
    flags = product(
        PERMISSIONS, (OPEN, WHOLE, WORDS), ARRIVALS, ASIDES, (NOT_MERGED,), ("person",), (policy,),
        ROLES[policy], (EVERYTHING,),
    )  # fmt: skip
    return grouped(Case(0, *each) for each in flags)


def bare_table() -> list[Case]:
    """Return every combination for submissions that say one thing, no answer, or nothing at all,
    with and without a name.
    """
    flags = product(
        PERMISSIONS, (OPEN, WHOLE), ARRIVALS, ASIDES, (NOT_MERGED,), KINDS, (EACH,), (ALONE,),
        (PLAIN, NON_ANSWER, BLANK), (True, False),
    )  # fmt: skip
    return grouped(Case(0, *each) for each in flags)


def grouped(cases: Iterable[Case]) -> list[Case]:
    """Return cases with their places; so many copies each are in one campaign, of which the first
    has the seed beside it.
    """
    found, copies = [], 0
    for place, case in enumerate(cases):
        has_partner = case.role == SEED or (case.role == COPY and copies % IN_CAMPAIGN == 0)
        copies += case.role == COPY
        found.append(replace(case, place=place, has_partner=has_partner))
    return found


def some_of(cases: Sequence[Case], quoted: int) -> list[Case]:
    """Return a sample in which every value of every flag stands, and so many that are quoted."""
    missing = {flag for case in cases for flag in _flags(case)}
    shuffled = random.Random(6).sample(cases, len(cases))
    chosen = [case for case in shuffled if is_quoted(case)][:quoted]
    for case in shuffled:
        if missing & _flags(case):
            chosen.append(case)
        missing -= _flags(case)
    return chosen


_OF_THE_TABLE = ("place", "has_partner")


def _flags(case: Case) -> set[tuple[str, object]]:
    return {each for each in vars(case).items() if each[0] not in _OF_THE_TABLE}


def counts_alone(case: Case) -> bool:
    """Whether a submission is in the numbers, but for what its campaign makes of it."""
    is_accepted = case.arrival in (IN_TIME, "accept", "accept-flagged")
    return case.aside == STANDS and case.content != BLANK and is_accepted


def is_counted(case: Case) -> bool:
    """Whether a submission is in the numbers."""
    if case.role == ALONE or case.policy == EACH:
        return counts_alone(case)
    return counts_alone(case) and case.policy == ONCE and case.role == SEED


def is_partner_counted(case: Case) -> bool:
    """Whether the other one of its campaign is, which came in time and is plain."""
    if case.policy == EACH:
        return True
    return case.policy == ONCE and (case.role == COPY or not counts_alone(case))


def is_permitted(case: Case) -> bool:
    """Whether all that is said of a submission permits its words to be published."""
    said = {case.permission, *([case.merged] if case.is_merged else [])}
    return said <= {"named", "unnamed"} and case.confidential == OPEN


def is_quoted(case: Case) -> bool:
    """Whether a publication holds its words: counted, permitted, nothing confidential."""
    return is_permitted(case) and is_counted(case)


def respondent(case: Case) -> str:
    """Return how the register of a publication names it."""
    if not is_permitted(case) or case.aside == WITHDRAWN:
        return ""
    said = {case.permission, *([case.merged] if case.is_merged else [])}
    if said == {"named"} and case.has_name:
        return name_of(case)
    return _without_name(case)


def respondent_of_merged(case: Case) -> str:
    """Return how it names what was merged into it: by what was permitted of that one."""
    if case.merged == "named":
        return name_of(case)
    return _without_name(case) if case.merged == "unnamed" else ""


def name_of(case: Case) -> str:
    """Return the respondent's name."""
    return f"{case.about(NAME).capitalize()} and others"


def _without_name(case: Case) -> str:
    return "organisation, anonymous" if case.kind == "organisation" else "individual, anonymous"


def published_words(case: Case) -> set[str]:
    """Return every word of its own, and of those beside it, that a publication holds."""
    return set(_texts(case)) | set(_names(case))


def quoted_words(case: Case) -> set[str]:
    """Return the words that stand in its quotations: tagged, and published."""
    if not is_quoted(case) or case.content not in (EVERYTHING, PLAIN):
        return set()
    found = {case.word(text, TAGGED) for text in _shown_texts(case)}
    if case.content == EVERYTHING:
        found |= {case.word(text, UNTAGGED) for text in QUOTED_WITH_SECRET}
    return found


def _shown_texts(case: Case) -> str:
    """Return the texts of which a publication shows anything: what has lost the place of its
    redaction is kept back whole.
    """
    return "".join(TEXTS).replace("h", "") if case.content == EVERYTHING else "a"


def _texts(case: Case) -> Iterator[str]:
    if is_quoted(case) and case.content in (EVERYTHING, PLAIN):
        for text in _shown_texts(case):
            yield from (case.word(text, role) for role in (TAGGED, TAG_DELETED, UNTAGGED))
        if case.is_merged:
            yield case.word(ABOUT, MERGED_WORDS)
    if case.has_partner and is_partner_counted(case):
        yield case.word(ABOUT, PARTNER)


def _names(case: Case) -> Iterator[str]:
    if name_of(case) in (respondent(case), respondent_of_merged(case)):
        yield case.about(NAME)
    if case.has_partner:
        yield case.about(PARTNERS_NAME)
        is_open = case.content != EVERYTHING  # of the others something is redacted
        if is_open and (case.role == COPY or respondent(case) == name_of(case)):
            yield case.about(CAMPAIGN)  # named where the seed is
