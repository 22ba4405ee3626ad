"""The numbers that are told in words: on the cover, in the notes, and above the tables."""

from __future__ import annotations

from datetime import date, datetime

from tests.recounting.groups import relevant_to
from tests.recounting.lists import deadline_words, is_published, redacted
from tests.recounting.registers import Line, place_of
from tests.recounting.rules import Numbers
from tests.recounting.tables import Case, coverage_head

MADE_AT = datetime(2019, 3, 1, 12)
WITHHOLDING = (
    "Respondents", "Areas", "Priority × type", "Campaigns", "Campaign priorities", "Joint",
)  # fmt: skip
"""The sheets that withhold small numbers."""
NO_NUMBERS = {
    "Share", "First received", "Last received", "Least likeness", "Total", "How it adds up",
}  # fmt: skip


def filter_words(case: Case) -> str:
    """Return the filter as the cover says it."""
    facts = {x["Fact"]: x["Value"] for x in case.lines("Cover")}
    return facts["Filter in force"]


def _of_received(case: Case) -> list[int]:
    return [len(case.own.register), len(case.deeds.entered)] if case.is_part else []


def heads(case: Case, name: str) -> tuple[Numbers, Numbers]:
    """Return the numbers of what a sheet holds, and of its filter and unit."""
    own, few = case.own, [case.threshold] if case.is_published and case.threshold else []
    units = {
        "Respondents": [len(own.counted), *few],
        "Areas": few,
        "Priorities": [] if case.is_published_part else [len(own.base)],
        "Questions": [len(own.base)],
    }
    holds = Numbers(1) if name == "Matrix" else Numbers()
    if name == "Coverage":
        holds = coverage_head(case)
    if name == "Extensions":
        units[name] = [24, 0]
    return holds, Numbers(*_of_received(case), *units.get(name, []))


def cover(case: Case) -> list[Line]:
    deeds = case.deeds
    told = {
        "Opened": date(2018, 12, 6),
        "Original deadline": deadline_words(date(2019, 1, 31)),
        "Deadline in force": deadline_words(deeds.closes),
        "Extensions": len(deeds.extensions),
        "Closed": deadline_words(deeds.closes),
        "Submissions in the filter": Numbers(*_of_received(case)),
        "Campaign policy": _policy(case),
        "Quantifier scale": _scale(case),
        "Generated at": f"{MADE_AT.day} {MADE_AT:%b %Y, %H:%M} (clock set by hand)",
        "Reference": deeds.reference,
    }
    lines = [{"Fact": x["Fact"]} for x in case.lines("Cover")]
    for line in lines:
        if line["Fact"] in told:
            line["Value"] = told[line["Fact"]]
        if line["Fact"] == "Relevant to others too":
            line["Value"] = _shared(case)
    return lines


def _policy(case: Case) -> Numbers:
    campaigns = case.deeds.campaigns
    if not campaigns or case.is_part:
        return Numbers()
    members = {each for own in campaigns.values() for each in own.members}
    counted = len(members & set(case.own.counted))
    more = [] if case.is_published else [len(members), counted]
    return Numbers(len(campaigns), *more)


def _scale(case: Case) -> Numbers:
    """Return the percentages of the scale; the last word is for what is under the one before."""
    steps = [least for least, _ in case.deeds.scale]
    return Numbers(*steps[:-1], steps[-2], 0)


def _shared(case: Case) -> Numbers:
    names = _bodies(case)
    own_name = filter_words(case).split("relevance to ")[1]
    own = [relevant_to(x, names) for x in case.own.register]
    others = [sum(each in bodies for bodies in own) for each in names if each != own_name]
    return Numbers(sum(len(bodies) > 1 for bodies in own), len(own), *others)


def _bodies(case: Case) -> list[str]:
    headings = case.lines("Joint")[0]
    return [each.removeprefix("For ") for each in headings if each.startswith("For ")]


def notes(case: Case) -> list[Line]:
    told = {
        "Bases": Numbers() if case.is_published_part else Numbers(len(case.own.base), 30),
        "Quantifiers": _scale(case),
        "Filter in force": Numbers(*_of_received(case)),
        "Texts continued": _continued(case),
        "Texts corrected": Numbers(_on_earlier_texts(case)),
        **(_withheld(case) if case.is_published else {}),
    }
    questions = [f"Q{number}" for number in range(1, 11)]
    names = [x["Note"] for x in case.lines("Notes")]
    assert names[-len(questions) :] == questions
    assert ("Texts corrected" in names) is not case.is_published_part
    lines = [{"Note": each, "Text": told.get(each, Numbers())} for each in names[:-10]]
    return [*lines, *({"Note": each} for each in questions)]


def _continued(case: Case) -> Numbers:
    """Return how many texts of the edition need more than one cell; none is told in words."""
    second = [x for x in case.whole["Answers"].lines if x["Part"] == 2]
    return Numbers(len(second))


def _excerpts(case: Case) -> dict[tuple, Line]:
    """Return the tagged words of counted submissions, each once."""
    return {place_of(x): x for x in case.own.evidence if place_of(x)}


def _on_earlier_texts(case: Case) -> int:
    return sum(case.own.is_earlier(x) for x in _excerpts(case).values())


def _withheld(case: Case) -> dict[str, Numbers]:
    own = case.own
    kept = [x for x in own.counted.values() if not own.may_be_quoted(x["Reference"])]
    confidential = [x for x in kept if x["Confidential"] == "yes"]
    unanswered = [x for x in kept if x not in confidential and x["Permission"] == "Not answered"]
    refused = len(kept) - len(confidential) - len(unanswered)
    why = [] if case.is_part else [refused, len(unanswered), len(confidential)]
    quotable = [x for x in _excerpts(case).values() if own.may_be_quoted(x["Submission reference"])]
    earlier = sum(own.is_earlier(x) for x in quotable)
    gone = sum(not own.is_earlier(x) and not is_published(case, x) for x in quotable)
    parts = sum(len(redacted(case, x, "Q1")) for x in own.counted if own.may_be_quoted(x))
    words = [len(kept), *why, len(_excerpts(case)) - len(quotable), earlier]
    return {
        "Withheld: words": Numbers(*words),
        "Withheld: parts of texts": Numbers(parts, gone) if parts else Numbers(),
        "Withheld: numbers": _numbers_withheld(case),
        "Withheld: types and areas": Numbers(max(3, case.threshold)),
    }


def _numbers_withheld(case: Case) -> Numbers:
    if case.is_published_part or not case.threshold:
        return Numbers()
    many = sum(
        isinstance(cell, str) and cell.startswith(("withheld", "fewer than"))
        for name in WITHHOLDING
        if name in case.book
        for line in case.lines(name)
        for heading, cell in line.items()
        if heading not in NO_NUMBERS
    )
    return Numbers(many, case.threshold)
