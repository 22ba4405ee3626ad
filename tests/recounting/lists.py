"""What the registers and the lists of what was done must say, line by line."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from tests.recounting.deeds import Edit
from tests.recounting.registers import Line, hash_of, place_of, texts_of
from tests.recounting.rules import Begins, Ends, Rows
from tests.recounting.tables import Case

REDACTED = "[redacted: personal data]"
TOLD_ALONE = {
    "new_call", "extend_call", "decide_late", "set_submission_aside", "set_target",
}  # fmt: skip
"""Edits of which the event log tells more than what was done, each on a line of its own."""
NO_EVENT = {"mark_read"}
RESPONSE = timedelta(weeks=12)


def evidence(case: Case) -> list[Line]:
    own = case.own
    texts = texts_of(case.whole)
    lines = []
    told = [x for x in own.evidence if x["Priority code"] in case.codes]
    assert len(told) == len(case.lines("Evidence"))
    for line, cells in zip(told, case.lines("Evidence"), strict=True):
        reference = line["Submission reference"]
        same = ("Submission reference", "Priority code", "Stance", "Evidence strength", "Question")
        found = {name: line[name] for name in same}
        received = own.counted[reference]["Received"]
        if case.is_published:
            found |= {"Month received": f"{received:%Y-%m}", **_published_place(case, line)}
            known = [texts.get((reference, line["Question"]), "")]
        else:
            found["Received"] = received
            found |= {name: line[name] for name in ("Text hash", "Start", "End")}
            known = [texts.get((reference, line["Question"]), ""), *case.deeds.earlier[reference]]
        found["Quotation"] = ""
        if cells["Text hash"]:
            (text,) = {each for each in known if hash_of(each) == cells["Text hash"]}
            is_quoted = not case.is_published or is_left(case, line)
            found["Quotation"] = text[cells["Start"] : cells["End"]] if is_quoted else ""
        lines.append(found)
    return lines


def _published_place(case: Case, line: Line) -> Line:
    """Return where the words of a line stand in the text as it is published, with its hash."""
    reference = line["Submission reference"]
    is_open = case.own.may_be_quoted(reference) and not case.own.is_earlier(line)
    if not line["Text hash"] or not is_open:
        return {"Start": "", "End": "", "Text hash": ""}
    text = case.own.texts[reference, line["Question"]]
    place = [line["Start"], line["End"]]
    for start, end in redacted(case, reference, line["Question"]):
        longer = len(REDACTED) - (end - start)
        place = [
            at if at <= start else at + longer if at >= end else start + len(REDACTED) * is_end
            for at, is_end in zip(place, (False, True), strict=True)
        ]
    hashed = hash_of(published_text(case, reference, line["Question"], text))
    return {"Start": place[0], "End": place[1], "Text hash": hashed}


def redacted(case: Case, reference: str, question: str) -> list[tuple[int, int]]:
    """Return what is redacted of an answer; those of these calls are of the first question."""
    return [
        (each["start"], each["end"])
        for each in case.deeds.redacted
        if each["reference"] == reference and question == "Q1" and not each["lifted"]
    ]


def published_text(case: Case, reference: str, question: str, text: str) -> str:
    for start, end in redacted(case, reference, question):
        text = text[:start] + REDACTED + text[end:]
    return text


def is_left(case: Case, line: Line) -> bool:
    """Whether anything is left of the words of a line of Evidence after what is redacted of them:
    a letter or a digit.
    """
    gone = {
        at
        for start, end in redacted(case, line["Submission reference"], line["Question"])
        for at in range(start, end)
    }
    letters = list(enumerate(line["Quotation"], start=line["Start"] or 0))
    is_touched = any(at in gone for at, _ in letters)
    return not is_touched or any(at not in gone and letter.isalnum() for at, letter in letters)


def is_published(case: Case, line: Line) -> bool:
    """Whether the words of a line of Evidence may be published, and anything is left of them."""
    is_open = case.own.may_be_quoted(line["Submission reference"]) and not case.own.is_earlier(line)
    return bool(line["Text hash"]) and is_open and is_left(case, line)


def submissions(case: Case) -> list[Line]:
    lines = []
    for line in case.own.register:
        reference = line["Reference"]
        if case.is_published:
            month = f"{line['Received']:%Y-%m}"
            lines.append({"Reference": reference, "Month received": month})
            continue
        entered = case.deeds.entered[reference]
        sent = entered.get("sent_at")
        codes = {
            x["Priority code"] for x in _evidence_of(case, reference)
        }  # fmt: skip
        found = {
            "Reference": reference,
            "Sent": sent.replace(tzinfo=None) if sent else "",
            "Received": entered["received_at"].replace(tzinfo=None),
            "Answers": len(
                {
                    x["Question"]
                    for x in case.own.answers
                    if x["Reference"] == reference
                    and x["Non-answer"] != "yes"
                    and x["Question"] != "Letter"
                }
            ),
            "Attachments": len(entered.get("attachments", ())),
            "Attendees": len(entered.get("attendees", ())),
        }
        if reference in case.on_their_own.counted or not line["Campaign"]:
            found["Priorities"] = ", ".join(code for code in case.own.lineage if code in codes)
        lines.append(found)
    return lines


def _evidence_of(case: Case, reference: str) -> list[Line]:
    """Return the tags of a submission: by Evidence, or of one not counted as they were made."""
    on_their_own = case.on_their_own
    if reference in on_their_own.counted:
        return [x for x in on_their_own.evidence if x["Submission reference"] == reference]
    return [{"Priority code": x.code} for x in case.deeds.tags if x.reference == reference]


def answers(case: Case) -> list[Line]:
    """Every text in its parts; the longest that one cell holds are as many units as Excel takes."""
    lines = []
    for line in case.own.register:
        reference = line["Reference"]
        entered = case.deeds.entered[reference]
        texts = [(f"Q{number}", said) for number, said in sorted(entered["answers"].items())]
        texts += [("Letter", entered["letter"])] if entered.get("letter") else []
        if case.is_published and not case.own.may_be_quoted(reference):
            continue
        for question, said in texts:
            text = published_text(case, reference, question, said) if case.is_published else said
            parts = [text[at : at + 32_767] for at in range(0, len(text), 32_767)]
            lines += [
                {"Reference": reference, "Question": question, "Part": place, "Text": part}
                for place, part in enumerate(parts, start=1)
            ]
    return lines


def quotations(case: Case) -> list[Line]:
    found = Counter[str]()
    for code in case.codes:
        lines = [x for x in case.own.evidence if x["Priority code"] == code]
        found[code] = len({place_of(x) for x in lines if is_published(case, x)})
    return [{"Code": code} for code in case.codes for _ in range(found[code])]


def late(case: Case) -> list[Line]:
    own = [x for x in case.own.register if x["Lateness"].split(", ")[0] == "Late"]
    if case.is_published:
        decisions = {x["Reference"]: x["Decision"] for x in case.own.book["Late"].lines}
        found = Counter(decisions[x["Reference"]] for x in own)
        told = [x["Decision"] for x in case.lines("Late")]
        assert set(told) == set(found)
        return [{"Decision": each, "Submissions": found[each]} for each in told]
    return [
        {
            **{name: x[name] for name in ("Reference", "Sent", "Received")},
            "Deadline in force": deadline_words(case.deeds.closes),
            "When": _moment(case.deeds.decided.get(x["Reference"])),
        }
        for x in own
    ]


def deadline_words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}, 24:00"


def _moment(at: datetime | None) -> datetime | str:
    """Return a moment as clocks in the United Kingdom show it in winter."""
    return at.replace(tzinfo=None) if at else ""


def extensions(case: Case) -> list[Line]:
    return [
        {"From": before, "To": after, "From time": "24:00", "To time": "24:00",
         "Announced": _moment(at)}
        for before, after, at in case.deeds.extensions
    ]  # fmt: skip


def frame_history(case: Case) -> list[Line]:
    return [
        {
            "When": _moment(each.at),
            "What": each.words if each.is_merger else Begins(each.words),
            "Tags": each.tags,
        }
        for each in case.deeds.frame_events
    ]


def redactions(case: Case) -> list[Line]:
    told = [x["Reference"] for x in case.lines("Redactions")]
    found = {each["reference"]: each for each in case.deeds.redacted}
    assert len(found) == len(case.deeds.redacted) == len(told) == len(set(told))
    return [
        {
            "Reference": each["reference"],
            "Question": "Q1",
            "Start": each["start"],
            "End": each["end"],
            "Words": case.own.texts[each["reference"], "Q1"][each["start"] : each["end"]],
            "When": _moment(each["at"]),
            "Lifted": _moment(each["lifted"] or None),
        }
        for each in map(found.get, told)
    ]


def you_said(case: Case) -> list[Line]:
    due = case.deeds.due
    last = case.deeds.closes + RESPONSE
    return [{"Code": code, "Due": due[code] or last} for code in case.codes if code in due]


def event_log(case: Case) -> list[Line]:
    runs: list[list[Edit]] = []
    for edit in case.deeds.edits:
        if edit.name in NO_EVENT:
            continue
        before = runs[-1][-1] if runs else None
        is_like = (
            before is not None
            and (before.name, before.officer) == (edit.name, edit.officer)
            and before.at.date() == edit.at.date()
            and edit.name not in TOLD_ALONE
        )
        if is_like:
            runs[-1].append(edit)
        else:
            runs.append([edit])
    lines = []
    for run in runs:
        line = {"When": _moment(run[0].at), "Who": run[0].officer, "Edits": len(run),
                "Until": _moment(run[-1].at)}  # fmt: skip
        if len(run) > 1:
            line["What"] = Ends(f", and {len(run) - 1} more like it")
        lines.append(line)
    _tell_more(case, runs, lines)
    return lines


def _tell_more(case: Case, runs: list[list[Edit]], lines: list[Line]) -> None:
    """Say what is told beyond what was done: targets, and deadlines before and after."""
    targets = iter(case.deeds.targets.values())
    moved = iter(case.deeds.extensions)
    for (edit, *_), line in zip(runs, lines, strict=True):
        if edit.name == "set_target":
            line["What"] = Ends(f": {next(targets)} wanted")
        if edit.name == "extend_call":
            before, after = (deadline_words(day) for day in next(moved)[:2])
            line["What"] = Ends(f" from {before} to {after}: Asked for.")
        if edit.name == "new_call":
            line["What"] = Ends(f", closing {deadline_words(date(2019, 1, 31))}")


def changes(case: Case) -> list[Line]:
    return [
        {"When": _moment(each.at), "Who": each.officer, "Before": Rows({}),
         "What": Begins(each.name.replace("_", " ")), "After": Rows(each.rows)}
        for each in case.deeds.edits
    ]  # fmt: skip


def contents(case: Case) -> list[Line]:
    return [
        {"Sheet": name, "What it holds": Begins(page.head[1]), "Rows": len(page.lines)}
        for name, page in case.book.items()
    ]
