"""Search finds what the written rule says, whatever anyone types, and follows every edit."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.incoming_documents import DocumentText
from lisdesk.edits.memos import add_memo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.submissions import AttachedFile, SubmissionCorrection, edit_submission
from lisdesk.edits.tag_changes import TagCorrection, TagMarks, edit_tag, tag_many
from lisdesk.edits.tags import remove_tag
from lisdesk.rules.spans import text_hash
from lisdesk.rules.words import folded, matches, search_terms
from lisdesk.store import search
from lisdesk.store.entities import (
    AuditEntry,
    Memo,
    Priority,
    SourceText,
    Stakeholder,
    Submission,
    Tag,
)
from lisdesk.store.indexing import rebuild
from lisdesk.store.opening import open_database
from tests.desk_work import DESK, do, first, log, open_call, rows, search_index, tag
from tests.search_cases import QUERIES, TEXTS, naughty_strings, random_queries
from tests.story import incoming
from tests.thorough import one_in

NAUGHTY = naughty_strings(os.environ.get("LISDESK_CORPUS"))


def ids_found(database, query):
    with database.reading() as session:
        chosen = search.matching_ids(session, query)
        return None if chosen is None else sorted(session.scalars(chosen))


def folded_texts(database):
    """Return what can be searched of each submission, folded, straight from the tables."""
    found = {}
    with database.reading() as session:
        names = select(Submission.id, Submission.submitted_by, Stakeholder.name).outerjoin(
            Stakeholder, Stakeholder.id == Submission.respondent_id
        )
        for submission_id, submitted_by, name in session.execute(names):
            found[submission_id] = [folded(name or ""), folded(submitted_by)]
        texts = select(SourceText.submission_id, SourceText.body).where(SourceText.is_current)
        for submission_id, body in session.execute(texts):
            found[submission_id].append(folded(body))
        notes = select(Tag.submission_id, Tag.note)
        for submission_id, note in session.execute(notes):
            found[submission_id].append(folded(note))
        for submission_id, words in session.execute(select(Memo.submission_id, Memo.words)):
            found[submission_id].append(folded(words))
    return found


def ids_by_the_rule(texts, query):
    terms = search_terms(query)
    return sorted(key for key, own in texts.items() if matches(terms, own)) if terms else None


@pytest.fixture(scope="module")
def library(empty_file, tmp_path_factory):
    """Return a file whose submissions hold texts that are hard to search, and these folded."""
    path = tmp_path_factory.mktemp("library") / "library.lisdesk"
    path.write_bytes(Path(empty_file).read_bytes())
    database = open_database(path)
    call = open_call(database)
    texts = [*TEXTS, *NAUGHTY]
    for place in range(0, len(texts), 3):
        own = [*texts[place : place + 3], "", ""]
        entry = log(database, call, respondent=own[0][:60], answers={1: own[1]}, letter=own[2])
        tag(database, entry, note=texts[(place * 7) % len(texts)])
        if (words := texts[(place * 11) % len(texts)]).strip():
            do(database, add_memo, submission_id=entry.id, words=words)
    yield database, folded_texts(database)
    database.close()


@pytest.mark.parametrize("query", one_in(3, QUERIES))
def test_search_finds_what_the_rule_says(library, query):
    database, texts = library
    assert ids_found(database, query) == ids_by_the_rule(texts, query)


def test_search_finds_what_the_rule_says_for_words_of_the_texts(library):
    database, texts = library
    words = sorted({word for own in texts.values() for text in own for word in text.split()})
    for query in random_queries(random.Random(2018), words, 600):
        assert ids_found(database, query) == ids_by_the_rule(texts, query), query


@settings(max_examples=300)
@given(st.text(max_size=40))
def test_any_text_is_a_legal_search(library, query):
    database, texts = library
    assert ids_found(database, query) == ids_by_the_rule(texts, query)


@settings(max_examples=150)
@given(st.text(min_size=1, max_size=60))
def test_every_text_is_found_by_itself_and_by_each_of_its_words(library, text):
    database, _ = library
    with database.write_engine.connect() as connection:  # never committed
        add = "INSERT INTO submission_search (rowid, respondent, body) VALUES (999, '', ?)"
        connection.exec_driver_sql(add, (folded(text),))
        for query in [f'"{folded(text)}"', *folded(text).split()]:
            if terms := search_terms(query):
                chosen = select(search.SQLITE_INDEX.c.rowid).where(search.fts5_match(terms))
                assert 999 in connection.scalars(chosen).all()
        connection.rollback()


@pytest.mark.skipif(not NAUGHTY, reason="LISDESK_CORPUS does not name the folder of the corpus")
def test_naughty_strings_are_legal_searches(library):
    database, texts = library
    for query in NAUGHTY:
        assert ids_found(database, query) == ids_by_the_rule(texts, query), query


def test_a_phrase_does_not_reach_from_one_text_into_the_next(database, call):
    log(database, call, respondent="Ends here", letter="Begins anew", answers={1: "In between"})
    for query in ('"here begins"', '"here in"', '"between begins"', '"anew in"'):
        assert ids_found(database, query) == []
    for query in ('"ends here"', '"begins anew"', '"in between"', "here begins"):
        assert ids_found(database, query) == [1]


@pytest.mark.parametrize(
    "text", ["the " * 300 + "end", " ".join(f"w{number}" for number in range(20_000)) + " the end"]
)
def test_a_phrase_far_down_a_long_text_is_found(database, call, text):
    log(database, call, letter=text)
    assert ids_found(database, '"the end"') == [1]
    assert ids_found(database, '"end the"') == []


def test_the_sign_between_texts_is_no_word_that_anyone_could_find(database, call):
    log(database, call, respondent="Ends here", letter="Begins anew")
    log(database, call, letter="A click: \u01c0 and \ue000.")
    assert ids_found(database, "\u01c0") == [2]
    assert ids_found(database, "\ue000") is None


def test_a_correction_is_searched_at_once_and_taking_it_back_too(database, call):
    log(database, call, respondent="Acme", answers={1: "Old words"})
    before = search_index(database)
    correction = SubmissionCorrection(respondent="Beta", answers={1: "New words"})
    done = do(database, edit_submission, submission_id=1, correction=correction)
    assert ids_found(database, "old") == ids_found(database, "acme") == []
    assert ids_found(database, "new") == ids_found(database, "beta") == [1]
    do(database, take_back, entry_id=done.entry_id)
    assert ids_found(database, "old acme") == [1]
    assert search_index(database) == before
    do(database, take_back, entry_id=rows(database, AuditEntry)[-3].id)
    assert search_index(database) == []


def test_an_index_made_anew_is_the_same(database, call):
    for number in range(20):
        log(database, call, respondent=f"Body {number}", letter=f"Text {number} of many.")
    correction = SubmissionCorrection(letter="Another text.")
    do(database, edit_submission, submission_id=3, correction=correction)
    before = search_index(database)
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert search_index(database) == before


def test_an_import_is_searched_as_one_indexed_anew(database, call):
    by_the_thousand = [
        IncomingRow(number, f"k{number}", "d", answers=((0, f"Word{number} here."),))
        for number in range(2, 1_010)
    ]
    first, late, silent = by_the_thousand[0], by_the_thousand[-1], by_the_thousand[1]
    by_the_thousand[0] = first._replace(group="g", respondent="Acme Ltd")
    by_the_thousand[1] = silent._replace(answers=(), respondent="Silent Body")
    by_the_thousand[-1] = late._replace(group="g")  # joins what is written by then
    done = do(database, import_rows, call_id=call.id, file=incoming(iter(by_the_thousand)))
    imported = search_index(database)
    assert ids_found(database, "word2 word1009") == ids_found(database, "acme") == [1]
    assert ids_found(database, "silent") == [2]
    assert ids_found(database, "word1008") == [1_007]
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert search_index(database) == imported
    undone = do(database, take_back, entry_id=done.entry_id)
    assert search_index(database) == []
    do(database, take_back, entry_id=undone.entry_id)
    assert search_index(database) == imported


def test_what_an_edit_imports_and_then_changes_is_searched_as_it_stands(database, call):
    row = IncomingRow(2, "k2", "d", answers=((0, "Old words."),), respondent="Acme")

    def import_and_change(work):
        import_rows(work, call_id=call.id, file=incoming(iter([row])))
        correction = SubmissionCorrection(respondent="Beta", answers={1: "New words."})
        edit_submission(work, submission_id=1, correction=correction)

    with database.writing(DESK) as work:
        work.run("import_and_change", 1, lambda: import_and_change(work))
    assert ids_found(database, "old") == ids_found(database, "acme") == []
    assert ids_found(database, "new words beta") == [1]


def test_texts_that_are_written_together_later_are_searched_too(database, call):
    log(database, call, answers={1: "Known words."})
    later = {
        "id": 2,
        "submission_id": 1,
        "question_id": None,
        "body": "A letter.",
        "sha256": text_hash("A letter."),
        "is_non_answer": False,
        "is_current": True,
        "replaces_id": None,
    }
    with database.writing(DESK) as work:
        work.run("add_texts", 1, lambda: work.insert_rows(SourceText, [later]))
    assert ids_found(database, "known letter") == [1]


def test_notes_on_tags_are_searched_at_once_and_so_is_taking_them_back(database, call):
    entry = log(database, call, letter="Buses are rare.")
    other = log(database, call, letter="Buses are late.")
    tag_id = tag(database, entry, note="Ask the county for the timetable.")
    tag(database, other, note="")
    assert ids_found(database, "timetable buses") == [1]
    assert ids_found(database, "buses -county") == [2]
    assert ids_found(database, '"rare ask"') == []
    done = do(database, edit_tag, tag_id=tag_id, correction=TagCorrection(note="Ring the operator"))
    assert (ids_found(database, "timetable"), ids_found(database, "operator")) == ([], [1])
    do(database, take_back, entry_id=done.entry_id)
    assert (ids_found(database, "timetable"), ids_found(database, "operator")) == ([1], [])
    gone = do(database, remove_tag, tag_id=tag_id)
    assert ids_found(database, "timetable") == []
    do(database, take_back, entry_id=gone.entry_id)
    assert ids_found(database, "timetable") == [1]
    p3 = first(database, Priority, Priority.code == "P3").id
    marks = TagMarks(note="Seen together")
    many = do(database, tag_many, priority_id=p3, submission_ids=[1, 2], marks=marks)
    assert ids_found(database, '"seen together"') == [1, 2]
    before = search_index(database)
    undone = do(database, take_back, entry_id=many.entry_id)
    assert ids_found(database, "seen") == []
    do(database, take_back, entry_id=undone.entry_id)
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert search_index(database) == before


def test_the_notes_of_merged_submissions_are_found_where_they_stand(database, call):
    one = log(database, call, respondent="Acme", letter="First words.")
    two = log(database, call, respondent="Acme", letter="Second words.")
    tag(database, two, note="From the evening call")
    do(database, merge_submissions, into_id=one.id, submission_ids=[two.id])
    texts = folded_texts(database)
    for query in ("evening", "first evening", "second -evening"):
        assert ids_found(database, query) == ids_by_the_rule(texts, query), query
    do(database, separate_submissions, submission_ids=[two.id])
    texts = folded_texts(database)
    for query in ("evening", "first evening", "second -evening"):
        assert ids_found(database, query) == ids_by_the_rule(texts, query), query


def test_the_words_of_an_attachment_are_found_once_they_are_taken_out(database, call):
    files = [AttachedFile("plan.docx", b"PK")]
    log(database, call, letter="See the file.", attachments=files)
    assert ids_found(database, "pipistrelle") == []
    words = DocumentText("A pipistrelle lives here.", "reader 1", "text/plain", [])
    done = do(database, add_extracted_text, attachment_id=1, words=words)
    assert ids_found(database, '"pipistrelle lives" file') == [1]
    do(database, take_back, entry_id=done.entry_id)
    assert ids_found(database, "pipistrelle") == []
