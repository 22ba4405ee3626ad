"""What no cell can hold goes on in further parts, or is cut where it says so."""

import pytest

from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.rules.vocabulary import Edition, Permission
from tests.desk_work import do, log, open_call, tag
from tests.unit.evidence.reading import sheets_of
from tests.workbook_lint import lint

pytestmark = pytest.mark.thorough

LIMIT = 32_767
LONG = {
    "one cell exactly": "a" * LIMIT,
    "one character more": "b" * (LIMIT + 1),
    "emoji, which count twice": "😀" * LIMIT,
    "many parts": "word " * 40_000,
    "what looks like formulas and errors": "=1+1 #N/A _x0041_\n" * 11_111 + "+end",
    "codes that grow when they are stored": "_x0041_" * 9_000,
}


@pytest.mark.parametrize("edition", list(Edition))
def test_the_parts_of_a_long_answer_join_to_the_answer(database, export, edition):
    call = open_call(database)
    for words in LONG.values():
        log(database, call, answers={1: words}, permission=Permission.NAMED)
    report = export(database, edition)
    assert lint(report.path) == []
    book = sheets_of(report.path)
    joined = {}
    for line in book["Answers"]:
        parts = joined.setdefault(line["Reference"], [])
        parts.append(line["Text"])
        assert line["Part"] == len(parts)
        assert len(line["Text"].encode("utf-16-le")) // 2 <= LIMIT
    assert ["".join(parts) for parts in joined.values()] == list(LONG.values())
    notes = {line["Note"]: line["Text"] for line in book["Notes"]}
    assert notes["Texts continued"].startswith("5 texts")
    told = {line["Sheet"]: line["Rows"] for line in book["Contents"]}
    assert told["Answers"] == report.sheets["Answers"] == sum(map(len, joined.values()))


def test_a_long_quotation_is_cut_where_it_says_so(database, export):
    call = open_call(database)
    entry = log(database, call, answers={1: "word " * 10_000}, permission=Permission.UNNAMED)
    tag(database, entry, question=1)
    for edition in Edition:
        book = sheets_of(export(database, edition).path)
        for name in ("Evidence", "Quotations"):
            (line,) = book[name]
            assert len(line["Quotation"]) == LIMIT
            assert line["Quotation"].endswith("… (continues in Answers)")


def test_a_long_quotation_of_a_corrected_text_promises_no_continuation(database, export):
    call = open_call(database)
    entry = log(database, call, answers={1: "word " * 10_000})
    tag(database, entry, question=1)
    correction = SubmissionCorrection(answers={1: "Short."})
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    (line,) = sheets_of(export(database).path)["Evidence"]
    assert line["Quotation"].endswith("word …") or line["Quotation"].endswith(" …")
    assert len(line["Quotation"]) <= LIMIT


def test_long_words_of_officers_are_cut_where_it_shows(database, export):
    call = open_call(database)
    draft = PriorityDraft("X", "Long " * 9_000, definition="d" * 40_000)
    do(database, add_priority, call_id=call.id, draft=draft)
    entry = log(database, call, respondent="N" * 40_000, answers={1: "Words."})
    tag(database, entry, "X", note="n" * 40_000)
    report = export(database)
    assert lint(report.path) == []
    (line,) = sheets_of(report.path)["Evidence"]
    assert [line[name][-2:] for name in ("Priority", "Note", "Respondent")] == [" …"] * 3


def test_codes_that_differ_by_what_a_workbook_cannot_tell_get_columns_of_their_own(
    database, export
):
    call = open_call(database)
    for code in ("É", "é", "Reference", "\x01", "\x02", "c" * 300, "C" * 299):
        do(database, add_priority, call_id=call.id, draft=PriorityDraft(code, "Name"))
    report = export(database)
    assert lint(report.path) == []
    log(database, call, answers={1: "Words."})
    assert lint(export(database, name="again.xlsx").path) == []
