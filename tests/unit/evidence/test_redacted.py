"""No redacted or confidential character is anywhere in what is published."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lisdesk.edits.redactions import (
    FoundPlace,
    TextPlace,
    keep_personal_data,
    redact_personal_data,
    redact_span,
)
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import RefusedError
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.evidence.personal_data import call_to_settle
from lisdesk.rules.spans import text_hash
from lisdesk.rules.vocabulary import Edition, KeptBack, Permission
from lisdesk.store.entities import Call, SourceText
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import at, do, log, rows, tag
from tests.unit.evidence.reading import sheets_of

WORDS = "e\u0301 😀 Plain words,\r\nof two lines; 👩\u200d🚒 ends."
DESK = at(2019, 3, 1, 12)


def cells(database, edition=Edition.PUBLICATION):
    """Return the rows of each sheet, as the writer gets them."""
    with database.reading() as session:
        now = DESK.clock.now()
        tables = evidence_tables(session, 1, edition, made_at=now, clock_is_set=True)
        return {table.name: [list(row) for row in table.rows] for table in tables}


def secret_everywhere(body, spans):
    """Return a text in which what is in the spans stands nowhere else."""
    kept = {at for start, end in spans for at in range(start, end)}
    return "".join("Ω" if at in kept else each for at, each in enumerate(body))


@st.composite
def spans_of(draw, length):
    ends = st.integers(0, length)
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=1, max_size=5))
    return [tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]]


def check_cells(database, call, spans, excerpt):
    """See that no character of some spans of a new letter is in any cell of the publication."""
    body = secret_everywhere(("ab 😀e\u0301\r\ncd\u0303 " * 9)[:40], spans).replace("\r", "\n")
    entry = log(database, call, letter=body, permission=Permission.UNNAMED)
    (text,) = rows(database, SourceText, SourceText.submission_id == entry.id)
    quote = body[excerpt[0] : sum(excerpt)]
    tag(database, entry, quote=quote, nth=1)
    for number, (start, end) in enumerate(spans):
        kind = list(KeptBack)[number % 2]
        span = {"text_id": text.id, "start": start, "end": end, "kind": kind}
        do(database, redact_span, **span, reason=f"reason {number}")
    sheets = cells(database)
    for name, sheet in sheets.items():
        assert not any("Ω" in str(cell) for row in sheet for cell in row), name
    evidence = sheets["Evidence"][-1]
    shown = next(row[4] for row in sheets["Answers"] if row[0] == entry.reference)
    start, end, sha256 = evidence[-3:]
    assert evidence[8] in (None, shown[start:end])
    assert sha256 == text_hash(shown)


RANDOM = given(spans=spans_of(40), excerpt=st.tuples(st.integers(0, 25), st.integers(1, 14)))
ANY_SPEED = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=5, **ANY_SPEED)
@RANDOM
def test_no_character_of_random_spans_is_in_any_cell(database, call, spans, excerpt):
    check_cells(database, call, spans, excerpt)


@pytest.mark.thorough
@settings(max_examples=60, **ANY_SPEED)
@RANDOM
def test_no_character_of_many_random_spans_is_in_any_cell(database, call, spans, excerpt):
    check_cells(database, call, spans, excerpt)


@pytest.fixture
def permitted(database, call):
    """Log a permitted letter with two excerpts; the first is redacted wholly."""
    entry = log(database, call, respondent="Acme", letter=WORDS, permission=Permission.NAMED)
    for quote in ("Plain words", "words,\r\nof two"):
        tag(database, entry, quote=quote)
    (text,) = rows(database, SourceText)
    start = text.body.index("Plain")
    span = {"text_id": text.id, "start": start, "end": start + len("Plain words")}
    do(database, redact_span, **span, reason="personal data")
    return text


def test_what_is_redacted_shows_its_reason_and_what_is_nothing_else_is_not_quoted(
    database, permitted
):
    found = cells(database)
    assert [row[4] for row in found["Answers"]] == [
        "e\u0301 😀 [redacted: personal data],\nof two lines; 👩\u200d🚒 ends."
    ]
    assert [row[8] for row in found["Evidence"]] == [None, "[redacted: personal data],\nof two"]
    assert [row[2] for row in found["Quotations"]] == ["[redacted: personal data],\nof two"]
    assert [row[2] for row in cells(database, Edition.INTERNAL)["Quotations"]] == [
        "[redacted: personal data],\nof two"
    ]
    assert [row[8] for row in found["Priorities"] if row[0] == "P2"] != [0]


def test_the_internal_edition_has_everything_and_marks_it(database, permitted):
    found = cells(database, Edition.INTERNAL)
    assert found["Answers"][0][4:] == [permitted.body, "[redacted: personal data] “Plain words”"]
    assert found["Redactions"][0][:5] == [
        "LLEP-0001", "Letter", "Redacted", "personal data", "Plain words",
    ]  # fmt: skip
    assert "Redactions" not in cells(database)


def test_confidential_words_are_marked_in_the_internal_sheets(database, permitted):
    span = {"text_id": permitted.id, "start": 0, "end": 4, "kind": KeptBack.CONFIDENTIAL}
    do(database, redact_span, **span, reason="asked for")
    entry = log(database, call_of(database), letter="Not a word.", permission=Permission.NONE)
    tag(database, entry, quote="a word")
    found = cells(database, Edition.INTERNAL)
    marks = "[confidential] “e\u0301 😀”; [redacted: personal data] “Plain words”"
    assert [row[5] for row in found["Answers"]] == [marks, "[everything]"]
    assert [row[-4] for row in found["Evidence"]] == [
        "[redacted: personal data] “Plain words”",
        "[redacted: personal data] “words”",
        "[everything]",
    ]
    for sheet in ("Answers", "Evidence"):
        assert "Not for publication" not in headings(database, sheet)


def call_of(database):
    return rows(database, Call)[0]


def headings(database, sheet, edition=Edition.PUBLICATION):
    with database.reading() as session:
        now = DESK.clock.now()
        tables = evidence_tables(session, 1, edition, made_at=now, clock_is_set=True)
        (columns,) = (table.columns for table in tables if table.name == sheet)
        return [column.heading for column in columns]


def test_a_coded_project_has_the_published_text_and_its_places(database, permitted, tmp_path):
    path = tmp_path / "p.qdpx"
    export_evidence(database, DESK, "LLEP-2018-01", path, Edition.PUBLICATION)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    (text,) = (words for name, words in parts.items() if name.endswith(".txt"))
    assert "[redacted: personal data],\nof two" in text.replace("\r\n", "\n")
    assert not any("Plain words" in words for words in parts.values())


def test_a_corrected_text_is_held_back_until_its_redaction_is_settled(database, permitted, export):
    changed = SubmissionCorrection(letter="Plain words and plain words, Plain words.")
    do(database, edit_submission, submission_id=1, correction=changed)
    assert [row[4] for row in cells(database)["Answers"]] == ["[withheld]"]
    with database.reading() as session:
        assert [each.words for each in call_to_settle(session, 1).left] == ["Plain words"]
    with pytest.raises(RefusedError, match="1 place waits"):
        export(database, Edition.PUBLICATION)


def test_the_hash_of_the_call_covers_redactions(database, permitted):
    def hashed():
        with database.reading() as session:
            return content_hash(session, 1)

    before = hashed()
    do(database, redact_span, text_id=permitted.id, start=0, end=1, reason="x")
    assert hashed() != before


@pytest.fixture
def talkative(database, call):
    """Log letters that name people, numbers and bodies."""
    log(database, call, respondent="Quiet Trust", letter="Quiet Trust. jo@a.example",
        permission=Permission.UNNAMED)  # fmt: skip
    log(database, call, respondent="Open Ltd", letter="Open Ltd, of Quiet Trust. 0116 496 0000",
        permission=Permission.NAMED)  # fmt: skip
    log(database, call, respondent="Shut Ltd", letter="jo@b.example", permission=Permission.NONE)


def waiting(database):
    with database.reading() as session:
        found = call_to_settle(session, 1).findings
    return [(each.reference[-1], each.kind.key, each.words) for each in found]


def test_what_a_publication_would_show_is_looked_through(database, talkative):
    assert waiting(database) == [
        ("1", "name", "Quiet Trust"),
        ("1", "email", "jo@a.example"),
        ("2", "name", "Quiet Trust"),
        ("2", "telephone", "0116 496 0000"),
    ]


def test_what_is_settled_comes_up_again_only_in_other_words(database, talkative, export):
    with database.reading() as session:
        one, two, three, four = call_to_settle(session, 1).findings
    redacted = [TextPlace(each.text_id, each.start, each.end) for each in (one, two)]
    do(database, redact_personal_data, places=redacted, reason="personal data")
    kept = [FoundPlace(each.text_id, each.start, each.end, each.kind) for each in (three, four)]
    do(database, keep_personal_data, places=kept, reason="Public.")
    assert waiting(database) == []
    path = export(database, Edition.PUBLICATION).path
    assert "0116 496 0000" in str(sheets_of(path)["Answers"])
    for words in ("Open Ltd: 0116 496 0000.", "Open Ltd: 0116 496 0001."):
        asked = [] if words.endswith("0000.") else [("2", "telephone", "0116 496 0001")]
        changed = SubmissionCorrection(letter=words)
        do(database, edit_submission, submission_id=2, correction=changed)
        assert waiting(database) == asked


def test_a_publication_waits_unless_somebody_says_why_not(database, talkative, export, tmp_path):
    with pytest.raises(RefusedError, match="4 places wait") as refused:
        export(database, Edition.PUBLICATION)
    assert "--unsettled" in str(refused.value.do)
    assert not list(tmp_path.glob("out.*"))
    path = tmp_path / "out.xlsx"
    because = {"unsettled_because": "The judge asked for it as it is."}
    export_evidence(database, DESK, "LLEP-2018-01", path, Edition.PUBLICATION, **because)
    assert path.exists()
    codebook = tmp_path / "frame.qdc"
    export_evidence(database, DESK, "LLEP-2018-01", codebook, Edition.PUBLICATION)
