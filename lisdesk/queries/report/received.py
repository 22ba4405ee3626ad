"""What was asked, how responses came in, which are counted, and who sent them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from lisdesk.queries.report.taken import (
    chart,
    lines,
    made,
    many,
    named,
    numbers,
    taken,
    text_of,
    texts,
    unit,
    whole,
)
from lisdesk.rules.report import Block, Paragraph, Section, Term, Terms, shown
from lisdesk.table import Column, Row, Table

_CALL = ("Call", "Reference", "Lead", "Partners", "Opened", "Original deadline",
         "Deadline in force", "Closed")  # fmt: skip
_MADE = ("Edition", "Filter in force", "Campaign policy", "Generated at", "lisdesk version",
         "Database id", "Content hash")  # fmt: skip
_NO_CHANNELS = ("Received", "In time", "Late", "Before opening")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_NOT_OF_A_REPORT = frozenset({"Evidence and Answers", "Texts continued"})
_MOST_IN_SUMMARY = 5
Sheets = Mapping[str, Table]


def summary_section(sheets: Sheets, about: str) -> Section:
    """Return the report in a few sentences, and the priorities that most submissions speak to."""
    ranked = sorted(lines(sheets["Priorities"]), key=lambda line: -whole(line["Submissions"]))
    rows: list[Row] = [
        (named(line), line["Submissions"], line["Share of base"], line["Quantifier"])
        for line in ranked[:_MOST_IN_SUMMARY]
        if line["Submissions"]
    ]
    most = made(
        "The priorities that most submissions speak to",
        [*texts("Priority"), *numbers("Submissions"), *texts("Share of base", "In words")],
        rows,
        unit(sheets["Priorities"]),
    )
    facts = cover_facts(sheets)
    return Section("summary", "Summary", (Paragraph(about), Paragraph(facts["Please note"]), *most))


def summary_words(sheets: Sheets) -> str:
    """Return in two sentences when the call was open and what came of it."""
    ledger, facts = lines(sheets["Ledger"]), cover_facts(sheets)
    counted = sum(whole(line["Submissions"]) for line in ledger if line["Counted"] == "yes")
    received = whole(ledger[-1]["Submissions"])
    return (
        f"{facts['Lead']} opened this call for evidence on {facts['Opened']}, with the deadline "
        f"{facts['Deadline in force']}. "
        f"{many(received, 'submission was', 'submissions were')} received, and {counted:,} "
        f"{'is' if counted == 1 else 'are'} counted in this report."
    )


def call_section(sheets: Sheets, questions: Mapping[int, tuple[int, str]]) -> Section:
    """Return who called for what until when."""
    facts = cover_facts(sheets)
    asked = made(
        "Questions of the call",
        [Column("Question"), *texts("What was asked")],
        [(f"Question {number}", text) for number, text in questions.values()],
    )
    headings = ("From", "From time", "To", "To time", "Reason", "Notice")
    moved = taken(sheets["Extensions"], headings)
    told = Terms(tuple(Term(name, facts[name]) for name in _CALL if facts[name]))
    return Section("call", "The call for evidence", (told, *asked, *moved))


def received_section(sheets: Sheets) -> Section:
    """Return when and how responses came in, and what was decided of the late ones."""
    arrivals = sheets["Arrivals"]
    found = lines(arrivals)
    period, *headings = (column.heading for column in arrivals.columns)
    channels = [heading for heading in headings if heading not in _NO_CHANNELS]
    totals: list[Row] = [
        (each, total) for each in channels if (total := sum(whole(line[each]) for line in found))
    ]
    by_channel = made(
        "Submissions by how they came in",
        [*texts("Channel"), *numbers("Submissions")],
        totals,
        "Unit: counted submissions.",
    )
    rows = [(_period(line[period]), *(line[each] for each in _NO_CHANNELS)) for line in found]
    columns = [*texts(period), *numbers(*_NO_CHANNELS)]
    by_time = made(arrivals.title, columns, rows, unit(arrivals), told=arrivals.description)
    late = taken(sheets["Late"], ("Decision", "Submissions"))
    if any(column.heading == "Reference" for column in sheets["Late"].columns):
        late = taken(sheets["Late"], ("Reference", "Sent", "Received", "Decision", "Reason"))
    return Section(
        "received", "How responses were received", (*by_channel, *chart(arrivals), *by_time, *late)
    )


def ledger_section(sheets: Sheets) -> Section:
    """Return how what was received divides into what is counted and what is not."""
    ledger = sheets["Ledger"]
    blocks: list[Block] = [Paragraph(ledger.description)]
    headings = ("Disposition", "Counted", "Submissions", "Reason")
    blocks += taken(ledger, headings, title="Ledger of submissions")
    return Section("ledger", "Ledger: what is counted", tuple(blocks))


def who_section(sheets: Sheets) -> Section:
    """Return who responded, by stakeholder type and by area, and in which campaigns."""
    return Section("who", "Who responded", tuple(_who(sheets)))


def _who(sheets: Sheets) -> Iterator[Block]:
    for name, headings in (
        ("Respondents", ("Type", "Submissions", "Stakeholders", "Share")),
        ("Areas", ("Area", "LEP", "Submissions", "Stakeholders")),
    ):
        yield Paragraph(sheets[name].description)
        found = taken(sheets[name], headings, is_wanted=lambda line: line["Submissions"] != 0)
        yield from chart(sheets[name])
        yield from found
        if not found:
            yield Paragraph("No numbers are shown.")
    if "Campaigns" in sheets and lines(sheets["Campaigns"]):
        campaigns = sheets["Campaigns"]
        yield Paragraph(campaigns.description)
        counted = ("Submissions", "Copies", "Variants", "Counted", "Counted once", "Separately",
                   "Not counted")  # fmt: skip
        yield from taken(campaigns, ("Campaign", "Name", *counted), always=counted)


def joint_sections(sheets: Sheets) -> tuple[Section, ...]:
    """Return how the submissions of a joint call divide among its bodies, so that it adds up; no
    section for a call of one body.
    """
    if "Joint" not in sheets:
        return ()
    joint = sheets["Joint"]
    headings = [column.heading for column in joint.columns]
    adds_up = lines(joint)[-1][headings[-1]]
    blocks: list[Block] = [Paragraph(joint.description)]
    blocks += taken(joint, headings[:-1])
    blocks.append(Paragraph(text_of(adds_up)))
    return (Section("joint", "The bodies of the joint call", tuple(blocks)),)


def method_section(sheets: Sheets, question_names: frozenset[str]) -> Section:
    """Return how the numbers are made, and what was left out."""
    notes = tuple(
        Term(text_of(line["Note"]), text_of(line["Text"]))
        for line in lines(sheets["Notes"])
        if line["Note"] not in _NOT_OF_A_REPORT | question_names
    )
    return Section("method", "Method", (Terms(notes),))


def about_section(sheets: Sheets) -> Section:
    """Return what the report was made from, by which it is known again."""
    return Section("about", "About this report", (Terms(made_from(sheets)),))


def made_from(sheets: Sheets) -> tuple[Term, ...]:
    """Return the facts of the cover that tell where the numbers come from."""
    facts = cover_facts(sheets)
    return tuple(Term(name, facts[name]) for name in _MADE)


def cover_facts(sheets: Sheets) -> dict[str, str]:
    """Return the facts of the cover in words."""
    return {text_of(line["Fact"]): shown(line["Value"]) for line in lines(sheets["Cover"])}


def _period(cell: object) -> str | date:
    """Return a month, which tables hold as "2019-01", as it is read: "January 2019"."""
    if isinstance(cell, date):
        return cell
    year, _, month = str(cell).partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}"
