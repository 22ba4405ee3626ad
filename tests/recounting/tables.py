"""What each sheet of numbers must say, in either edition, from the registers and what was done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tests.recounting.deeds import Deeds
from tests.recounting.registers import COUNTED, Book, Line, Registers
from tests.recounting.rules import (
    GRADES,
    WITHHELD,
    Numbers,
    fewer,
    is_three_quarters,
    row_with_total,
    share,
)

TIMES = {"In time": "In time", "Late": "Late", "Before opening": "Received before opening"}
NOT_STATED = "Not stated"


@dataclass
class Case:
    """A workbook that is recounted, and what it is recounted from."""

    own: Registers
    """What its numbers stand on: an internal edition of the same submissions."""
    book: Book
    whole: Book
    """The same edition with all of its sheets."""
    deeds: Deeds
    on_their_own: Registers
    """The registers while every submission of a campaign counts on its own."""
    is_published: bool = False
    is_part: bool = False
    """Whether it is of some submissions only."""
    foundation: str = ""

    @property
    def threshold(self) -> int:
        return self.deeds.threshold

    @property
    def is_published_part(self) -> bool:
        return self.is_published and self.is_part

    @property
    def codes(self) -> list[str]:
        """The priorities that have lines: all, or those of a foundation and those below them."""
        lines = self.own.book["Priorities"].lines
        own = {x["Code"] for x in lines if self.foundation in x["Foundation"].split("; ")}
        lineage = self.own.lineage
        return [code for code in lineage if not self.foundation or lineage[code] & own]

    def lines(self, name: str) -> list[Line]:
        return self.book[name].lines

    def shown(self, numbers: list[int], least: int = 0) -> list | None:
        """Return numbers that add up to a total that is told, as this edition shows them."""
        if not self.is_published:
            return numbers
        return row_with_total(numbers, self.threshold, least)


Table = Callable[[Case], list[Line]]


def ledger(case: Case) -> list[Line]:
    found = Counter(x["Disposition"] for x in case.own.register)
    told = [x["Disposition"] for x in case.lines("Ledger")][:-1]
    assert set(found) <= set(told)
    assert len(told) == len(set(told)) == 11
    counted = sum(found[each] for each in COUNTED)
    total = {
        "Disposition": "Received",
        "Submissions": len(case.own.register),
        "Reason": Numbers(counted, len(case.own.register) - counted),
    }
    return [*({"Disposition": each, "Submissions": found[each]} for each in told), total]


def respondents(case: Case) -> list[Line]:
    own = case.own
    counts = [own.by("Type", kind) for kind in own.parents]
    shown = case.shown([submissions for submissions, _ in counts])
    lines = []
    for kind, cell, (submissions, stakeholders) in zip(own.parents, shown, counts, strict=True):
        line = {"Type": kind, "Submissions": cell, "Stakeholders": cell, "Share": cell}
        if isinstance(cell, int):
            line["Stakeholders"] = _stakeholders(case, submissions, stakeholders)
            line["Share"] = share(submissions, len(own.counted))
        if not case.is_published:
            line |= {"Target": "", "Gap": ""} if case.is_part else _target(case, kind)
        lines.append(line)
    return lines


def _stakeholders(case: Case, submissions: int, stakeholders: int) -> int | str:
    """Return the stakeholders of a line whose submissions are shown: few of many are withheld."""
    is_small = case.is_published and submissions and stakeholders < case.threshold
    return fewer(case.threshold) if is_small else stakeholders


def _target(case: Case, kind: str) -> Line:
    wanted = case.deeds.targets.get((kind, "", ""))
    if wanted is None or kind == NOT_STATED:
        return {"Target": "", "Gap": ""}
    return {"Target": wanted, "Gap": max(0, wanted - case.own.heard(kind, "", ""))}


def coverage(case: Case) -> list[Line]:
    told = [
        tuple("" if x[name] == "All" else x[name] for name in ("Type", "Area", "Question"))
        for x in case.lines("Coverage")
    ]
    assert Counter(told) == Counter(case.deeds.targets.keys())
    lines = []
    for key in told:
        wanted, heard = case.deeds.targets[key], case.own.heard(*key)
        words = "not heard from" if not heard else "met" if heard >= wanted else "below target"
        gap = max(0, wanted - heard)
        who = dict(zip(("Type", "Area", "Question"), (each or "All" for each in key), strict=True))
        lines.append({**who, "Heard": heard, "Target": wanted, "Gap": gap, "In words": words})
    return lines


def coverage_head(case: Case) -> Numbers:
    """Return the numbers of the sentence on the targets: met, of all, and those below."""
    lines = coverage(case)
    below = [x for x in lines if x["In words"] == "below target"]
    met = sum(x["In words"] == "met" for x in lines)
    return Numbers(met, len(lines), *(n for x in below for n in (x["Heard"], x["Target"])))


def areas(case: Case) -> list[Line]:
    """Areas by name; in a publication those under the threshold are one line, “Other areas”."""
    own = case.own
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    sizes = Counter(x["Area"] for x in own.counted.values())
    for line in own.counted.values():
        area = line["Area"]
        is_small = case.is_published and area != NOT_STATED and sizes[area] < case.threshold
        groups["Other areas" if is_small else area].append(line)
    last = ["Other areas", NOT_STATED]
    order = sorted(groups, key=lambda x: (x in last and 1 + last.index(x), x.casefold()))
    shown = case.shown([len(groups[each]) for each in order], least=1)
    lines = []
    for area, cell in zip(order, shown or (), strict=False):
        stakeholders = len({x["Respondent"] for x in groups[area]} - {""})
        if isinstance(cell, int):
            stakeholders = _stakeholders(case, cell, stakeholders)
        told = stakeholders if isinstance(cell, int) else cell
        lines.append({"Area": area, "Submissions": cell, "Stakeholders": told})
    return lines


def arrivals(case: Case) -> list[Line]:
    period, form = ("Month", "%Y-%m") if case.is_published else ("Day", "%Y-%m-%d")
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line in case.own.counted.values():
        groups[f"{line['Received']:{form}}"].append(line)
    headings = set(next(iter(case.lines("Arrivals")), {})) - {period, "Received"}
    assert bool(headings & set(TIMES)) is (bool(groups) and not case.is_published_part)
    lines = []
    for start, own in sorted(groups.items()):
        day = datetime.strptime(start, form)
        found = {period: start if case.is_published else day, "Received": len(own)}
        for name in headings:
            heading, value = ("Lateness", TIMES[name]) if name in TIMES else ("Channel", name)
            found[name] = sum(str(x[heading]).split(", ")[0] == value for x in own)
        channels = sum(found[name] for name in headings - set(TIMES))
        assert channels == len(own), "a channel without a column"
        lines.append(found)
    return lines


def questions(case: Case) -> list[Line]:
    base = len(case.own.base)
    lines = []
    for number in range(1, 11):
        answered = len(case.own.answered(f"Q{number}"))
        cells = {"Answered": answered, "Not answered": base - answered}
        lines.append({"Question": f"Q{number}", **cells, "Share": share(answered, base)})
    return lines


def priorities(case: Case) -> list[Line]:
    lines = []
    for code in case.codes:
        line = {"Code": code, **case.own.priority(code)}
        if case.is_published_part:
            line |= dict.fromkeys(("Stakeholders", "Share of base", "Quantifier"), WITHHELD)
        if not case.is_published:
            line["One group"] = _one_group(case.own, code)
        lines.append(line)
    return lines


def _one_group(own: Registers, code: str) -> str:
    """Return the group that at least three quarters of at least five different voices are of."""
    groups: defaultdict[tuple, set[str]] = defaultdict(set)
    everybody = set()
    above = set()
    for reference in own.references(code):
        line = own.counted[reference]
        voice = line["Respondent"] or reference
        everybody.add(voice)
        kind, campaign = line["Type"], line["Campaign"]
        if kind != NOT_STATED:
            parent = own.parents[kind]
            above.add(parent)
            for each in filter(None, (kind, parent)):
                groups[False, each].add(voice)
        if campaign:
            groups[True, campaign].add(voice)
    found = [
        (-len(who), is_campaign, name in above, name)
        for (is_campaign, name), who in groups.items()
        if is_three_quarters(len(who), len(everybody))
    ]
    if len(everybody) < 5 or not found:
        return ""
    number, is_campaign, _, name = min(found)
    words = f"came with the campaign “{name}”" if is_campaign else f"are {name}"
    return f"rests on one group: {-number} of {len(everybody)} {words}"


def by_type(case: Case) -> list[Line]:
    lines = []
    for code in case.codes:
        numbers = case.own.by_type(code)
        shown = case.shown([numbers[kind] for kind in case.own.parents])
        cells = dict(zip(case.own.parents, shown, strict=True))
        lines.append({"Code": code, **cells, "Total": sum(numbers.values())})
    return lines


def by_question(case: Case) -> list[Line]:
    names = [*(f"Q{number}" for number in range(1, 11)), "No question"]
    lines = [
        {"Code": code, **{name: case.own.by_question(code, name) for name in names}}
        for code in case.codes
    ]
    if not case.is_published_part:
        bases = {name: len(case.own.answered(name)) for name in names[:-1]}
        lines.append({"Code": "Base", **bases, "No question": ""})
    return lines


def strength(case: Case) -> list[Line]:
    own = case.own
    levels = {x["Code"]: x["Path"].count(" > ") for x in own.book["Coding frame"].lines}
    best = {code: own.grades(code) for code in own.lineage}
    lines = []
    for code in case.codes:
        grades = sorted(each for each in best[code].values() if each >= 0)
        typical = grades[len(grades) // 2] if grades else None
        alike = [len(best[each]) for each in best if levels[each] == levels[code] and best[each]]
        lines.append(
            {
                "Code": code,
                "Submissions": len(best[code]),
                "Graded": len(grades),
                **{name: grades.count(place) for place, name in enumerate(GRADES)},
                "Typical grade": "" if typical is None else typical + 1,
                "Typical evidence": "" if typical is None else GRADES[typical],
                "In words": _loud_or_rare(len(best[code]), len(grades), typical, alike),
            }
        )
    return lines


def _loud_or_rare(submissions: int, graded: int, typical: int | None, alike: list[int]) -> str:
    if typical is None or graded < submissions / 2:
        return ""
    if typical >= GRADES.index("Case data"):
        return "strong but rare" if submissions <= median(alike) / 2 else ""
    return "loud but thin" if submissions >= 2 * median(alike) else ""


def matrix(case: Case) -> list[Line]:
    who = {code: case.own.references(code) for code in case.own.lineage}
    return [
        {"Reference": each, **{code: int(each in own) for code, own in who.items()}}
        for each in case.own.counted
    ]


def frame(case: Case) -> list[Line]:
    lines = [
        {"Code": code, "Used by": case.own.priority(code)["Own submissions"]} for code in case.codes
    ]
    merged = [x for x in case.lines("Coding frame") if x["Status"] == "Merged"]
    assert len(merged) == sum(each.is_merger for each in case.deeds.frame_events)
    return [*lines, *({"Used by": ""} for _ in merged)]
