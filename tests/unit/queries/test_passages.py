"""Where a search found a submission: the text, the file, the note or the name, and the words."""

import pytest
from sqlalchemy import event

from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.incoming_documents import DocumentText
from lisdesk.edits.memos import add_memo, remove_memo
from lisdesk.edits.submissions import AttachedFile
from lisdesk.queries.passages import passages
from lisdesk.store.search import matching_ids
from tests.desk_work import do, log, tag


@pytest.fixture
def found(database, call):
    """Three submissions with words in every place that is searched."""
    first = log(
        database, call, respondent="Buses & Co", submitted_by="A. Solicitor",
        answers={1: "Rents are high.", 3: "No. " * 40 + "Rural buses run\r\nrarely."},
        letter="Dear all, see the file.", attachments=[AttachedFile("plan.docx", b"PK")],
    )  # fmt: skip
    words = DocumentText("A pipistrelle lives here.", "reader 1", "text/plain", [])
    do(database, add_extracted_text, attachment_id=1, words=words)
    tag(database, first, "P2", note="Ask the county about buses.")
    log(database, call, respondent="Bus Users", letter="Nothing of it.")
    log(database, call, letter="Trains")
    return database


def told(database, query):
    with database.reading() as session:
        return {
            key: (each.where, each.words)
            for key, each in passages(session, query, [1, 2, 3]).items()
        }


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("buses", {1: "Question 3"}),
        ("bus*", {1: "Question 3", 2: "Respondent"}),
        ("rents", {1: "Question 1"}),
        ("dear", {1: "Letter"}),
        ("pipistrelle", {1: "plan.docx"}),
        ("county", {1: "Note on P2"}),
        ("county buses", {1: "Note on P2"}),
        ("solicitor", {1: "Submitted by"}),
        ("-buses", {}),
        ("", {}),
        ('"', {}),
        ("trains -buses", {3: "Letter"}),
    ],
)
def test_the_place_that_has_most_of_the_search_is_told(found, query, where):
    assert {key: place for key, (place, _) in told(found, query).items()} == where


def test_the_words_around_are_in_one_line_and_begin_near_the_place(found):
    words = told(found, "buses")[1][1]
    assert words.startswith("…No. ")
    assert words.endswith("Rural buses run rarely.")
    assert len(words) < 80


def test_more_submissions_take_no_more_statements(found, call):
    counts = []
    for many in (3, 40):
        for number in range(many):
            log(found, call, letter=f"Buses {number}")
        counts.append(statements_of(found, list(range(1, 4 + many))))
    assert counts == [5, 5]


def statements_of(database, ids):
    statements = []
    with database.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *a: statements.append(a[2])
        )
        passages(session, "buses", ids)
    return len(statements)


def test_words_of_memos_are_found_with_where_they_stand(database, call):
    entry = log(database, call, answers={1: "Roads."}, letter="Dear all.")
    for text_id in (1, 2):
        place = {"text_id": text_id, "start": 0, "end": 4}
        words = f"Ask Zoë about number {text_id}."
        do(database, add_memo, submission_id=entry.id, words=words, **place)
    do(database, add_memo, submission_id=entry.id, words="All of it is late.")
    with database.reading() as session:
        found = [passages(session, query, [entry.id])[entry.id] for query in ("late", "zoe 2")]
        assert list(session.scalars(matching_ids(session, "ZOË late"))) == [entry.id]
    assert [(each.where, each.words) for each in found] == [
        ("Memo", "All of it is late."),
        ("Memo on the letter", "Ask Zoë about number 2."),
    ]
    do(database, remove_memo, memo_id=3)
    with database.reading() as session:
        assert list(session.scalars(matching_ids(session, "late"))) == []
