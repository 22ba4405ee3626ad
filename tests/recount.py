"""Recounts a workbook from its registers alone: Submissions, Evidence, Answers and Coding frame.

Nothing of the program is used here: python-calamine reads the file, plain arithmetic does the rest.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from python_calamine import CalamineWorkbook

COUNTED = {"Counted", "Late, accepted"}
IN_CAMPAIGN = ("Campaign copy, counted once", "Campaign, reported separately")
STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
STRENGTHS = ["", "Anecdote", "Experience", "Case data", "Published study", "Official statistic"]
WORDS = [(0.9, "almost all"), (0.75, "most"), (0.5, "majority"), (0.15, "less than half")]
TIMES = {"In time": "In time", "Late": "Late", "Before opening": "Received before opening"}
FEWER = re.compile(r"fewer than ([0-9]+)")


def book_of(path: Path) -> dict[str, list[dict]]:
    """Return each sheet's lines as heading to value; numbers as int."""
    workbook = CalamineWorkbook.from_path(path)
    book = {}
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)[3:]
        plain = [
            [int(v) if isinstance(v, float) and v == int(v) else v for v in row] for row in rows
        ]
        book[name] = [] if plain[0][0] == "None." else [
            dict(zip(plain[0], row, strict=True)) for row in plain[1:]
        ]  # fmt: skip
    return book


class Recount:
    """What the internal edition's own registers come to."""

    def __init__(self, book: dict[str, list[dict]]) -> None:
        self.book = book
        self.register = book["Submissions"]
        self.counted = {x["Reference"]: x for x in self.register if x["Disposition"] in COUNTED}
        by_path = {x["Path"]: x["Code"] for x in book["Coding frame"] if x["Status"] != "Merged"}
        self.lineage = {}
        for path, code in by_path.items():
            names = path.split(" > ")
            above = [" > ".join(names[:depth]) for depth in range(1, len(names) + 1)]
            self.lineage[code] = {by_path[each] for each in above}
        self.under = defaultdict(list)
        for line in book["Evidence"]:
            for code in self.lineage[line["Priority code"]]:
                self.under[code].append(line)
        says = {x["Reference"] for x in book["Answers"] if x["Non-answer"] != "yes"}
        says |= {x["Reference"] for x in self.register if x["Attachments"]}
        self.base = says & set(self.counted)

    def references(self, code: str) -> set[str]:
        """Return who speaks to a priority."""
        return {x["Submission reference"] for x in self.under[code]}

    def priority(self, code: str) -> dict:
        """Return the line of a priority, as far as it is made of numbers."""
        lines, on_it = self.under[code], self.references(code)
        stances = Counter(self.stance(lines, each) for each in on_it)
        part = len(on_it & self.base)
        places = {
            (x["Submission reference"], x["Question"], x["Text hash"], x["Start"], x["End"])
            for x in lines if x["Text hash"]
        }  # fmt: skip
        return {
            "Submissions": len(on_it),
            "Own submissions": len(
                {x["Submission reference"] for x in lines if x["Priority code"] == code}
            ),
            "Stakeholders": len({x["Respondent"] for x in lines} - {""}),
            "Excerpts": len(places),
            **{name: stances[name] for name in STANCES},
            "Strongest evidence": max(
                (x["Evidence strength"] for x in lines), key=STRENGTHS.index, default=""
            ),
            "Share of base": share(part, len(self.base)),
            "Quantifier": word(part, len(self.base)),
        }

    @staticmethod
    def stance(lines: list[dict], reference: str) -> str:
        """Return what a submission says of a priority, given all that is said of that."""
        own = {x["Stance"] for x in lines if x["Submission reference"] == reference} - {""}
        return "Unstated" if not own else own.pop() if len(own) == 1 else "Mixed"

    def members(self, campaign: str) -> list[dict]:
        """Return the lines of the register that belong to a campaign."""
        (name,) = [x["Name"] for x in self.book["Campaigns"] if x["Campaign"] == campaign]
        return [x for x in self.register if x["Campaign"] == name]

    def of_campaign(self, campaign: str, code: str) -> set[str]:
        """Return who in a campaign speaks to a priority, but for those that are not counted for a
        reason of their own."""
        return {
            x["Reference"] for x in self.members(campaign)
            if x["Disposition"] in COUNTED | set(IN_CAMPAIGN)
            and any(code in self.lineage[each] for each in x["Priorities"].split(", ") if each)
        }  # fmt: skip

    def words(self, reference: str) -> list[tuple]:
        """Return all that a submission says."""
        lines = [x for x in self.book["Answers"] if x["Reference"] == reference]
        return [(x["Question"], x["Part"], x["Text"]) for x in lines]

    def by_type(self, code: str) -> Counter:
        """Return who speaks to a priority by type."""
        return Counter(self.counted[each]["Type"] for each in self.references(code))

    def by_question(self, code: str, question: str) -> int:
        """Return who speaks to a priority at a question."""
        wanted = ("", "Letter") if question == "No question" else (question,)
        return len({x["Submission reference"] for x in self.under[code] if x["Question"] in wanted})

    def question_base(self, question: str) -> int:
        """Return how many counted submissions answered a question."""
        lines = [x for x in self.book["Answers"] if x["Question"] == question]
        answered = {x["Reference"] for x in lines if x["Non-answer"] != "yes"}
        return len(answered & set(self.counted))

    def by(self, heading: str, value: str) -> tuple[int, int]:
        """Return counted submissions and respondents with a value in the register."""
        own = [x for x in self.counted.values() if x[heading] == value]
        return len(own), len({x["Respondent"] for x in own} - {""})


def share(part: int, base: int) -> str:
    """Return a share as workbooks say it."""
    plain = f"{part:,} of {base:,}"
    return plain if base < 30 else f"{plain} ({math.floor(100 * part / base + 0.5)}%)"


def word(part: int, base: int) -> str:
    """Return the usual word for a share."""
    if not base:
        return ""
    if not part:
        return "none"
    return next((name for least, name in WORDS if part >= least * base), "few")


def wrong_numbers(internal: Path, edition: Path) -> list[str]:
    """Return where an edition says another number than the internal registers."""
    return list(_wrong(Recount(book_of(internal)), book_of(edition)))


def _wrong(own: Recount, book: dict[str, list[dict]]):
    lines = {name: book.get(name, []) for name in CHECKS}
    for name, check in CHECKS.items():
        for line in lines[name]:
            for heading, wanted in check(own, line, book).items():
                if not _says(line[heading], wanted):
                    where = f"{name} {next(iter(line.values()))} {heading}"
                    yield f"{where}: {line[heading]!r}, not {wanted}"
    for line in book["Contents"]:
        if line["Rows"] != len(book[line["Sheet"]]):
            yield f"Contents {line['Sheet']}: {line['Rows']}"
    if "Campaigns" in book:
        pairs = [
            (x["Campaign"], code) for x in book["Campaigns"] for code in own.lineage
            if own.of_campaign(x["Campaign"], code)
        ]  # fmt: skip
        told = [(x["Campaign"], x["Code"]) for x in book.get("Campaign priorities", [])]
        if pairs != told:
            yield f"Campaign priorities: lines of {told}, not of {pairs}"
    if "Matrix" in book and [x["Reference"] for x in book["Matrix"]] != list(own.counted):
        yield "Matrix: other submissions"


def _says(cell: object, wanted: object) -> bool:
    """Whether a cell says a number, or withholds it as such a one may be."""
    if cell == wanted:
        return True
    fewer = FEWER.fullmatch(str(cell))
    if fewer:
        return int(str(wanted).split(" of ")[0]) < int(fewer[1])
    return cell == "withheld" or str(cell).startswith("withheld")


def _ledger(own: Recount, line: dict, book: dict) -> dict:
    dispositions = Counter(x["Disposition"] for x in own.register)
    is_total = line is book["Ledger"][-1]
    return {"Submissions": len(own.register) if is_total else dispositions[line["Disposition"]]}


def _respondents(own: Recount, line: dict, _book: dict) -> dict:
    submissions, stakeholders = own.by("Type", line["Type"])
    shown = share(submissions, len(own.counted))
    is_shown = isinstance(line["Submissions"], int)
    told = {"Submissions": submissions, "Stakeholders": stakeholders}
    return {**told, "Share": shown} if is_shown else told


def _areas(own: Recount, line: dict, book: dict) -> dict:
    if line["Area"] != "Other areas":
        return dict(zip(("Submissions", "Stakeholders"), own.by("Area", line["Area"]), strict=True))
    named = {x["Area"] for x in book["Areas"]}
    rest = [x for x in own.counted.values() if x["Area"] not in named]
    return {
        "Submissions": len(rest),
        "Stakeholders": len({x["Respondent"] for x in rest} - {""}),
    }


def _arrivals(own: Recount, line: dict, _book: dict) -> dict:
    lines = [
        x for x in own.counted.values()
        if (f"{x['Received']:%Y-%m-%d}" == f"{line['Day']:%Y-%m-%d}" if "Day" in line
            else f"{x['Received']:%Y-%m}" == line["Month"])
    ]  # fmt: skip
    found = {"Received": len(lines)}
    for name in set(line) - {"Day", "Month", "Received"}:
        heading, value = ("Lateness", TIMES[name]) if name in TIMES else ("Channel", name)
        found[name] = sum(str(x[heading]).split(", ")[0] == value for x in lines)
    return found


def _by_type(own: Recount, line: dict, _book: dict) -> dict:
    numbers = own.by_type(line["Code"])
    types = {name: numbers[name] for name in line if name not in ("Code", "Priority", "Total")}
    return {**types, "Total": sum(numbers.values())}


def _by_question(own: Recount, line: dict, _book: dict) -> dict:
    names = [name for name in line if re.fullmatch("Q[0-9]+|No question", name)]
    if line["Code"] == "Base":
        return {name: own.question_base(name) for name in names if name != "No question"}
    return {name: own.by_question(line["Code"], name) for name in names}


def _matrix(own: Recount, line: dict, _book: dict) -> dict:
    reference = line["Reference"]
    return {code: int(reference in own.references(code)) for code in set(line) - {"Reference"}}


def _frame(own: Recount, line: dict, _book: dict) -> dict:
    if line["Status"] == "Merged":
        return {}
    return {"Used by": own.priority(line["Code"])["Own submissions"]}


def _late(own: Recount, line: dict, book: dict) -> dict:
    if "Reference" in line:
        return {}
    decisions = Counter(x["Decision"] for x in own.book["Late"])
    return {"Submissions": decisions[line["Decision"]]}


def _register(own: Recount, line: dict, _book: dict) -> dict:
    if "Priorities" not in line:
        return {}
    answers = {
        x["Question"] for x in own.book["Answers"]
        if x["Reference"] == line["Reference"] and x["Non-answer"] != "yes"
        and x["Question"] != "Letter"
    }  # fmt: skip
    found: dict = {"Answers": len(answers)}
    if line["Disposition"] in COUNTED:
        codes = {
            x["Priority code"] for x in own.book["Evidence"]
            if x["Submission reference"] == line["Reference"]
        }  # fmt: skip
        found["Priorities"] = ", ".join(code for code in own.lineage if code in codes)
    return found


def _campaign(own: Recount, line: dict, book: dict) -> dict:
    members = own.members(line["Campaign"])
    dispositions = Counter(x["Disposition"] for x in members)
    counted = sum(dispositions[each] for each in COUNTED)
    once, apart = (dispositions[each] for each in IN_CAMPAIGN)
    said = own.words(line["Seed"])
    copies = sum(own.words(x["Reference"]) == said for x in members) - 1
    moments = sorted((x["Received"] for x in members), key=lambda each: f"{each:%Y-%m-%d %H:%M}")
    received = [moments[0], moments[-1]]
    if "Confirmed" not in line:
        received = [f"{each:%Y-%m}" for each in received]
    shown = [x for x in book["Answers"] if x["Reference"] == line["Seed"]]
    return {
        "First received": received[0],
        "Last received": received[1],
        "Submissions": len(members),
        "Copies": copies,
        "Variants": len(members) - copies - 1,
        "Counted": counted,
        "Counted once": once,
        "Separately": apart,
        "Not counted": len(members) - counted - once - apart,
        "Text shown once": shown[0]["Text"]
        if len(shown) == 1
        else "\n\n".join(f"[{x['Question']}] {x['Text']}" for x in shown),
    }


def _campaign_priority(own: Recount, line: dict, _book: dict) -> dict:
    on_it = own.of_campaign(line["Campaign"], line["Code"])
    found = {"Submissions": len(on_it)}
    if on_it <= set(own.counted):  # Evidence has the tags of counted submissions only
        stances = Counter(own.stance(own.under[line["Code"]], each) for each in on_it)
        found |= {name: stances[name] for name in STANCES}
    return found


CHECKS = {
    "Ledger": _ledger,
    "Respondents": _respondents,
    "Areas": _areas,
    "Arrivals": _arrivals,
    "Priorities": lambda own, line, _book: own.priority(line["Code"]),
    "Priority × type": _by_type,
    "Priority × question": _by_question,
    "Matrix": _matrix,
    "Coding frame": _frame,
    "Late": _late,
    "Submissions": _register,
    "Campaigns": _campaign,
    "Campaign priorities": _campaign_priority,
}
