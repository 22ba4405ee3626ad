"""What the officers concluded, in both editions: only what may be published leaves the file."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lisdesk.edits.bookmarks import bookmark_excerpt
from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding, set_scale
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.submissions import set_submission_aside
from lisdesk.queries.evidence.conclusions import BARRED
from lisdesk.queries.evidence.preview import evidence_preview
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.vocabulary import Edition, Permission, SetAside, StakeholderKind
from lisdesk.store.entities import Excerpt, SourceText
from lisdesk.store.lookup import stakeholder_type_by_token
from tests.desk_work import DESK, do, first, log, open_call, priority, tag
from tests.unit.evidence.reading import facts_of, sheets_of

SMALL_FIRMS, LARGE_FIRMS = "Business: small (10–49 employees)", "Business: large (250+ employees)"
BOTH = pytest.mark.parametrize("edition", list(Edition))


def type_id(database, key):
    with database.reading() as session:
        return stakeholder_type_by_token(session, key).id


def says(database, call, words, code="P2", *, type_token="business-small", **draft):
    """Log a submission that says some words on a priority; return it."""
    given = {"permission": Permission.NAMED, "type_token": type_token, **draft}
    entry = log(database, call, letter=words, **given)
    tag(database, entry, code, quote=words)
    return entry


def write(database, call, text, code="P2", key=None):
    where = {"priority_id": priority(database, call.id, code).id}
    if key is not None:
        where["type_id"] = type_id(database, key)
    do(database, set_finding, text=text, **where)


def line(export, database, edition, sheet="Framework grid", code="P2"):
    return line_of(sheets_of(export(database, edition).path), sheet, code)


def line_of(book, sheet="Framework grid", code="P2"):
    return next(each for each in book[sheet] if each["Code"] == code)


@BOTH
def test_a_finding_stands_beside_its_numbers_and_in_its_cell(database, export, edition):
    call = open_call(database)
    says(database, call, "Trains are late.", respondent="Acme Ltd")
    write(database, call, "Few speak of trains.")
    write(database, call, "Of small firms, one.", key="business-small")
    book = sheets_of(export(database, edition).path)
    assert line_of(book, "Priorities")["Finding"] == "Few speak of trains."
    grid = line_of(book)
    assert grid["All types"] == "Few speak of trains."
    assert grid[SMALL_FIRMS] == "Of small firms, one."
    assert grid["Trade union"] == ""


def test_a_cell_without_a_finding_quotes_the_best_that_may_be_quoted(database, export):
    call = open_call(database)
    says(database, call, "First of all.", respondent="One Ltd")
    says(database, call, "Not for print.", respondent="Two Ltd", permission=Permission.NONE)
    says(database, call, "Below it.", "P2", respondent="Three Ltd", permission=Permission.UNNAMED)
    grid = line(export, database, Edition.INTERNAL)
    assert grid["All types"] == "“First of all.” (One Ltd)"
    excerpt = first(database, Excerpt, Excerpt.quote == "Below it.")
    do(database, bookmark_excerpt, excerpt_id=excerpt.id)
    for edition in Edition:
        grid = line(export, database, edition)
        assert grid["All types"].startswith("“Below it.” (")
        assert "Three" not in grid["All types"]
        assert "Not for print." not in str(grid.values())


def test_a_cell_whose_number_is_withheld_quotes_nobody(database, export):
    call = open_call(database)
    for number in range(6):
        says(
            database, call, f"Large {number}.", type_token="business-large", respondent=f"L{number}"
        )
    says(database, call, "Only one school.", type_token="school", respondent="A School")
    grid = line(export, database, Edition.INTERNAL)
    assert grid["School"] == "“Only one school.” (A School)"
    book = sheets_of(export(database, Edition.PUBLICATION).path)
    grid, numbers = line_of(book), line_of(book, "Priority × type")
    assert numbers["School"] == "fewer than 5"
    assert grid["School"] == ""
    assert grid["All types"] == "“Large 0.” (L0)"
    for heading, cell in grid.items():
        assert (
            not cell
            or heading in ("Code", "Priority", "All types")
            or numbers[heading] != ("fewer than 5")
        )
    write(database, call, "The officers' own words.", key="school")
    assert line(export, database, Edition.PUBLICATION)["School"] == "The officers' own words."


def test_nobody_is_quoted_under_a_type_that_is_not_shown_of_them(database, export):
    call = open_call(database)
    for number in range(14):
        named = number < 12
        says(
            database,
            call,
            f"Said by {number}." if named else f"Unnamed {number}.",
            type_token="business-large" if number % 2 else "school",
            respondent=f"R{number}",
            kind=StakeholderKind.ORGANISATION,
            area="Melton" if number % 3 else "Blaby",
            permission=Permission.NAMED if named else Permission.UNNAMED,
        )
    for words in ("Unnamed 12.", "Unnamed 13."):
        excerpt = first(database, Excerpt, Excerpt.quote == words)
        do(database, bookmark_excerpt, excerpt_id=excerpt.id)
    internal = line(export, database, Edition.INTERNAL)
    assert "Unnamed 13." in internal[LARGE_FIRMS]
    publication = line(export, database, Edition.PUBLICATION)
    assert "Unnamed" in publication["All types"]
    assert publication[LARGE_FIRMS] == "“Said by 1.” (R1)"
    assert publication["School"] == "“Said by 0.” (R0)"


@BOTH
def test_a_finding_that_quotes_what_may_not_be_quoted_stays_inside(database, export, edition):
    call = open_call(database)
    words = "We are about to close the works in Melton and move away."
    entry = says(database, call, words, respondent="Acme Ltd")
    write(database, call, f"One firm: “{words}”")
    draft = FeedbackDraft(we_did=f"We answered “{words.upper()}”")
    do(database, set_feedback, priority_id=priority(database, call.id, "P2").id, draft=draft)
    assert words in line(export, database, edition)["All types"]
    leaving = {"kind": SetAside.WITHDRAWN, "reason": "Asked to."}
    do(database, set_submission_aside, submission_id=entry.id, **leaving)
    book = sheets_of(export(database, edition).path)
    assert line_of(book)["All types"] == BARRED
    is_internal = edition is Edition.INTERNAL
    finding = line_of(book, "Priorities")["Finding"]
    assert (words in finding) is is_internal
    did = line_of(book, "You said we did")["We did"]
    assert (words.upper() in did) is is_internal


def test_you_said_is_the_finding_unless_something_else_is_said(database, export):
    call = open_call(database)
    write(database, call, "More trains are wanted.")
    p2 = priority(database, call.id, "P2").id
    draft = FeedbackDraft(we_did="A new timetable.", owner="Jo Fern")
    do(database, set_feedback, priority_id=p2, draft=draft)
    inside = line(export, database, Edition.INTERNAL, "You said we did")
    assert (inside["You said"], inside["We did"]) == ("More trains are wanted.", "A new timetable.")
    assert (inside["Owner"], inside["Status"]) == ("Jo Fern", "Planned")
    assert inside["Due"] == date(2019, 4, 25)  # 12 weeks after 31 January
    outside = line(export, database, Edition.PUBLICATION, "You said we did")
    assert outside == {**inside, "Owner": ""}
    body = replace(
        draft,
        you_said="Trains.",
        owner="Midlands Connect",
        owner_kind=OwnerKind.BODY,
        due_on=date(2019, 9, 1),
        status=FeedbackStatus.NOT_TAKEN_UP,
        reason="Not ours to run.",
    )
    do(database, set_feedback, priority_id=p2, draft=body)
    outside = line(export, database, Edition.PUBLICATION, "You said we did")
    assert list(outside.values())[2:] == [
        "Trains.",
        "A new timetable.",
        "Midlands Connect",
        date(2019, 9, 1),
        "Not taken up",
        "Not ours to run.",
    ]


@pytest.mark.thorough
def test_the_scale_of_the_call_is_printed_and_used(database, export):
    call = open_call(database)
    says(database, call, "Yes.", respondent="Acme Ltd")
    steps = [QuantifierStep("plenty", Fraction(2, 3)), QuantifierStep("some", Fraction(0))]
    do(database, set_scale, call_id=call.id, steps=steps)
    words = "plenty: 2/3 or more; some: under 2/3, but not none; none: 0"
    path = export(database).path
    assert facts_of(path)["Quantifier scale"] == words
    assert line_of(sheets_of(path), "Priorities")["Quantifier"] == "plenty"


@pytest.mark.thorough
def test_what_deserves_a_look_is_listed_as_the_numbers_change(database):
    call = open_call(database)
    says(database, call, "Trains are late again this winter.", respondent="Acme Ltd")
    write(database, call, "Almost all speak of trains.")
    assert looks(database, call) == []
    log(database, call, respondent="Other", letter="Roads.", permission=Permission.NAMED)
    assert looks(database, call) == [("Findings beyond the numbers", ("P2",))]
    says(
        database,
        call,
        "We will leave the county if the trains stay late.",
        "P3",
        respondent="Shy",
        permission=Permission.NONE,
    )
    write(database, call, "We will leave the county if the trains stay late.", "P3", "school")
    assert looks(database, call) == [
        ("Findings beyond the numbers", ("P2",)),
        ("Findings with withheld words", ("P3 School",)),
        ("Findings on withheld numbers", ("P3 School",)),
    ]


def looks(database, call):
    """Return what Evidence lists about findings."""
    clock = DESK.clock
    with database.reading() as session:
        found = evidence_preview(session, call.id, Edition.PUBLICATION, clock.now(), clock.is_set)
    return [(each.words, each.names) for each in found.obstacles if each.finding is not None]


@pytest.mark.thorough
def test_redacted_words_are_neither_quoted_nor_published_in_a_finding(database, export):
    call = open_call(database)
    words = "Our foreman Al Oak of Elm Road in Melton retires and nobody follows him."
    entry = says(database, call, words, respondent="Acme Ltd")
    text = first(database, SourceText, SourceText.submission_id == entry.id)
    start = words.index("Al Oak")
    end = words.index(" retires")
    do(database, redact_span, text_id=text.id, start=start, end=end, reason="A person")
    grid = line(export, database, Edition.PUBLICATION)
    assert grid["All types"].startswith("“Our foreman [redacted")
    write(database, call, "One firm said: “in Melton retires and nobody follows him”.")
    assert line(export, database, Edition.PUBLICATION)["All types"] == BARRED
    write(database, call, "One firm said: “retires and nobody follows him”.")
    assert "nobody follows" in line(export, database, Edition.PUBLICATION)["All types"]
    write(database, call, f"One firm said: “{words}”.")
    assert line(export, database, Edition.PUBLICATION)["All types"] == BARRED
