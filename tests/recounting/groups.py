"""What the sheets of campaigns and of the bodies of a joint call must say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from itertools import combinations

from tests.recounting.registers import COUNTED, IN_CAMPAIGN, Line
from tests.recounting.rules import (
    STANCES,
    WITHHELD,
    Numbers,
    fewer,
    likeness,
    row_with_total,
    total_and_row,
)
from tests.recounting.tables import Case

POLICIES = {
    "Count each copy": "Counted",
    "Count once": "Counted once",
    "Report separately": "Separately",
}
"""By what the cover says, the number that a policy leaves open."""
_NONE, _NOT_STATED, _ELSEWHERE = frozenset[str](), "Not stated", "From elsewhere"


def _members(case: Case, name: str) -> list[Line]:
    return [x for x in case.own.register if x["Campaign"] == name]


def campaigns(case: Case) -> list[Line]:
    return [
        _campaign(case, f"CAM-{number:04d}", name)
        for number, name in enumerate(case.deeds.campaigns, start=1)
    ]


def _campaign(case: Case, reference: str, name: str) -> Line:
    members, done = _members(case, name), case.deeds.campaigns[name]
    assert {x["Reference"] for x in members} == set(done.members)
    received = sorted(x["Received"] for x in members)
    variants = [each for each, more in done.members.items() if more]
    found = {
        "Campaign": reference,
        "Seed": done.seed,
        "First received": received[0],
        "Last received": received[-1],
        **_numbers(case, members, len(variants)),
        "Least likeness": _least_likeness(case, done.seed, variants),
        "Threshold": "0.30",
    }
    if not case.is_published:
        return {**found, "Confirmed": done.at.replace(tzinfo=None)}
    return {**found, **_published(case, found, received)}


def _numbers(case: Case, members: list[Line], variants: int) -> dict[str, int]:
    dispositions = Counter(x["Disposition"] for x in members)
    counted = sum(dispositions[each] for each in COUNTED)
    once, apart = (dispositions[each] for each in IN_CAMPAIGN)
    return {
        "Submissions": len(members),
        "Copies": len(members) - variants - 1,
        "Variants": variants,
        "Counted": counted,
        "Counted once": once,
        "Separately": apart,
        "Not counted": len(members) - counted - once - apart,
    }


def _least_likeness(case: Case, seed: str, variants: list[str]) -> str:
    plain = {
        each: re.sub("[^a-z0-9]+", " ", case.own.texts[each, "Letter"].lower())
        for each in (seed, *variants)
    }
    least = min((likeness(plain[seed], plain[each]) for each in variants), default=1)
    return f"{round(least * 1000) / 1000:.2f}"


def _published(case: Case, found: Line, received: list[datetime]) -> Line:
    """Return the cells of a campaign that a publication shows in another way.

    Of one under the threshold no number is shown, and no month. The copies and variants protect
    each other, as do those not counted and the number that the policy leaves open. A month is not
    shown either in which fewer than the threshold came in.
    """
    threshold, size = case.threshold, found["Submissions"]
    months = Counter(f"{x['Received']:%Y-%m}" for x in case.own.register)
    if 0 < size < threshold:
        names = ("Submissions", "Copies", "Variants", *POLICIES.values(), "Not counted")
        times = dict.fromkeys(("First received", "Last received", "Least likeness"), WITHHELD)
        return {**dict.fromkeys(names, fewer(threshold)), **times}
    facts = {x["Fact"]: x["Value"] for x in case.lines("Cover")}
    is_open = POLICIES[facts["Campaign policy"].split(":")[0]]
    pairs = {}
    for pair in (("Copies", "Variants"), (is_open, "Not counted")):
        shown = row_with_total([found[name] for name in pair], threshold)
        pairs |= dict(zip(pair, [WITHHELD] * 2 if shown is None else shown, strict=True))
    for heading, at in zip(("First received", "Last received"), (0, -1), strict=True):
        month = f"{received[at]:%Y-%m}"
        pairs[heading] = month if months[month] >= threshold else WITHHELD
    if not all(isinstance(pairs[name], int) for name in ("Copies", "Variants")):
        pairs["Least likeness"] = WITHHELD
    return pairs


def campaign_priorities(case: Case) -> list[Line]:
    """What each campaign says of each priority: by the tags of those that count, or would on their
    own, as Evidence lists them while each submission of a campaign counts.
    """
    own, lines = case.on_their_own, []
    for number, name in enumerate(case.deeds.campaigns, start=1):
        standing = {
            x["Reference"] for x in _members(case, name)
            if x["Disposition"] in COUNTED | set(IN_CAMPAIGN)
        }  # fmt: skip
        for code in own.lineage:
            on_it = own.references(code) & standing
            if not on_it:
                continue
            stances = own.stances(code, on_it)
            cells = [len(on_it), *(stances[each] for each in STANCES)]
            if case.is_published:
                cells = total_and_row(cells[0], cells[1:], case.threshold)
            told = dict(zip(("Submissions", *STANCES), cells, strict=True))
            lines.append({"Campaign": f"CAM-{number:04d}", "Code": code, **told})
    return lines


def _groups(names: list[str]) -> Mapping[str, frozenset[str]]:
    """Return what a cell may say of some bodies, with the bodies."""
    found = {f"all {len(names)}": frozenset(names), "none": _NONE}
    for many in range(1, len(names)):
        for own in combinations(names, many):
            words = ", ".join(own[:-1])
            found[f"{words} and {own[-1]}" if words else own[-1]] = frozenset(own)
    return found


def relevant_to(line: Line, names: list[str]) -> frozenset[str] | str:
    """Return the bodies that a line of the register is relevant to, or why to none."""
    told, _, why = line["Relevant to"].partition(" (")
    bodies = _groups(names)[told]
    if bodies:
        return bodies
    return _ELSEWHERE if "is not of this call" in why else _NOT_STATED


def joint(case: Case) -> list[Line]:
    page = case.lines("Joint")
    names = [each.removeprefix("For ") for each in page[0] if each.startswith("For ")]
    found = Counter(relevant_to(x, names) for x in case.own.counted.values())
    labels = {f"{each} only": frozenset([each]) for each in names}
    several = {
        words: own for words, own in _groups(names).items()
        if 1 < len(own) < len(names) and found[own]
    }  # fmt: skip
    labels |= {**several, f"All {len(names)}": frozenset(names)}
    labels |= {each: each for each in (_ELSEWHERE, _NOT_STATED)}
    told = [x["Relevant to"] for x in page]
    assert set(told[:-1]) == set(labels)
    assert len(told) == len(labels) + 1
    is_open = not case.is_published or _tells_of_no_small_group(case, names)
    lines = [_joint_line(label, labels[label], found, names, is_open) for label in told[:-1]]
    whole = {f"For {each}": sum(x[f"For {each}"] for x in lines) for each in names if is_open}
    numbers = [*whole.values(), sum(whole.values())]
    again = {own: len(own) - 1 for own in labels.values() if not isinstance(own, str)}
    numbers.append(sum(many * found[own] for own, many in again.items()))
    numbers += [found[_ELSEWHERE] + found[_NOT_STATED], len(case.own.counted)]
    closed = {f"For {each}": WITHHELD for each in names}
    words = Numbers(*numbers) if is_open else Numbers()
    total = {"Submissions": len(case.own.counted), "How it adds up": words}
    return [*lines, {**total, **(whole if is_open else closed)}]


def _joint_line(
    label: str, own: frozenset[str] | str, found: Counter, names: list[str], is_open: bool
) -> Line:
    cells = {"Submissions": found[own]}
    for each in names:
        cells[f"For {each}"] = found[own] if not isinstance(own, str) and each in own else 0
    return {"Relevant to": label, **(cells if is_open else dict.fromkeys(cells, WITHHELD))}


def _tells_of_no_small_group(case: Case, names: list[str]) -> bool:
    """Whether the lines, beside the areas and the register of the publication, tell of no group
    smaller than the threshold; those who are named with their area are told of anyway.
    """
    own = case.own
    shown = {x["Reference"]: x["Area"] for x in case.whole["Submissions"].lines}
    sizes = Counter(x["Area"] for x in own.counted.values())
    groups = Counter(
        (
            shown[reference],
            line["Area"] if sizes[line["Area"]] >= case.threshold else "",
            relevant_to(line, names),
        )
        for reference, line in own.counted.items()
        if not (
            line["Permission"] == "Publish with name"
            and own.may_be_quoted(reference)
            and shown[reference] != "not shown"
        )
    )
    return all(many >= case.threshold for many in groups.values())
