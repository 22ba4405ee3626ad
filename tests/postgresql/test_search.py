"""PostgreSQL finds what the written rule says, and so what SQLite finds."""

import os
import random

import pytest
from sqlalchemy import event, select, text

from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.memos import add_memo
from lisdesk.edits.submissions import AttachedFile, SubmissionCorrection, edit_submission
from lisdesk.rules.words import folded, matches, search_terms
from lisdesk.store import search
from lisdesk.store.entities import Memo, SourceText, Stakeholder, Submission, Tag
from lisdesk.store.indexing import rebuild
from lisdesk.store.migrate import upgrade
from lisdesk.store.opening import create_database
from lisdesk.store.tsvectors import INDEX, Loss
from lisdesk.tasks.file_words import read_file_words
from tests.desk_work import do, log, open_call, rows, search_index, set_up, tag
from tests.search_cases import QUERIES, TEXTS, naughty_strings, random_queries
from tests.story import incoming
from tests.thorough import one_in

NAUGHTY = naughty_strings(os.environ.get("LISDESK_CORPUS"))


@pytest.fixture(scope="module")
def library(new_database):
    """Return a database whose submissions hold texts that are hard to search, and these folded."""
    database = new_database()
    call = open_call(database)
    texts = [text.replace("\0", "") for text in [*TEXTS, *NAUGHTY]]
    for place in range(0, len(texts), 3):
        own = [*texts[place : place + 3], "", ""]
        entry = log(database, call, respondent=own[0][:60], answers={1: own[1]}, letter=own[2])
        tag(database, entry, note=texts[(place * 7) % len(texts)])
        if (words := texts[(place * 11) % len(texts)]).strip():
            do(database, add_memo, submission_id=entry.id, words=words)
    yield database, folded_texts(database)
    database.close()


def folded_texts(database):
    names = {person.id: person.name for person in rows(database, Stakeholder)}
    found = {
        each.id: [folded(names.get(each.respondent_id, "")), folded(each.submitted_by)]
        for each in rows(database, Submission)
    }
    for each in rows(database, SourceText, SourceText.is_current):
        found[each.submission_id].append(folded(each.body))
    for each in rows(database, Tag, Tag.note != ""):
        found[each.submission_id].append(folded(each.note))
    for each in rows(database, Memo):
        found[each.submission_id].append(folded(each.words))
    return found


def ids_found(database, query):
    with database.reading() as session:
        chosen = search.matching_ids(session, query)
        return None if chosen is None else sorted(session.scalars(chosen))


def ids_by_the_rule(texts, query):
    terms = search_terms(query)
    return sorted(key for key, own in texts.items() if matches(terms, own)) if terms else None


@pytest.mark.thorough
def test_search_finds_what_the_rule_says(library):
    database, texts = library
    words = sorted({word for own in texts.values() for text in own for word in text.split()})
    for query in [*QUERIES, *random_queries(random.Random(2019), words, 300), *NAUGHTY]:
        assert ids_found(database, query) == ids_by_the_rule(texts, query), query


def test_a_phrase_does_not_reach_from_one_text_into_the_next(database, call):
    log(database, call, respondent="Ends here", letter="Begins anew", answers={1: "In between"})
    for query in ('"here begins"', '"here in"', '"between begins"', '"anew in"'):
        assert ids_found(database, query) == [], query
    for query in ('"ends here"', '"begins anew"', '"in between"', "here begins"):
        assert ids_found(database, query) == [1], query


MANY_WORDS = " ".join(f"w{number}" for number in range(20_000))
LAST = f"long{29_999:>036}"
ALL_KINDS_OF_LOSS = {
    "short": ("The end.", Loss.NOTHING),
    "a word too often": ("the " * 300 + "end", Loss.PLACES),
    "too many words": (f"{MANY_WORDS} the end", Loss.PLACES),
    "words beyond a megabyte": (
        " ".join(f"long{number:>036}" for number in range(30_000)) + " the end",
        Loss.WORDS,
    ),
    "a cut word": (f"{'ж' * 1_500} the end", Loss.PLACES),
    "a word just not cut": (f"{'a' * 2_046} the end", Loss.PLACES),
}


@pytest.fixture(scope="module")
def long_texts(new_database):
    """Return a database with a submission for each kind of loss, and one that has no such words."""
    database = new_database()
    call = open_call(database)
    for words, _ in ALL_KINDS_OF_LOSS.values():
        log(database, call, respondent="Acme Ltd", answers={1: "Begins"}, letter=words)
    log(database, call, letter="An end to the wait.")
    yield database, folded_texts(database)
    database.close()


def test_a_document_says_what_it_loses(long_texts):
    database, _ = long_texts
    with database.reading() as session:
        losses = session.execute(select(INDEX.c.loss).order_by(INDEX.c.submission_id)).scalars()
        assert list(losses) == [*(loss for _, loss in ALL_KINDS_OF_LOSS.values()), Loss.NOTHING]


@pytest.mark.parametrize(
    "query",
    one_in(
        4,
        [
            '"the end"',
            "the end",
            '"the end" begins',
            'begins -"the end"',
            '-"the end"',
            '-"end the"',
            '"the en"*',
            '"acme ltd" "the end"',
            '"ltd the"',
            '"begins the"',
            '"w16381 w16382"',
            '"w16383 w16384"',
            '"w19998 w19999 the"',
            '"w19998 the"',
            '"the the the end"',
            '"end the"',
            LAST,
            f'"{LAST} the"',
            "ж*",
            "ж" * 1_500,
            "ж" * 1_499,
            "a" * 2_046,
            "a" * 2_045,
            "a" * 2_047,
            f"{'a' * 2_045}*",
            f"-{'a' * 2_047}",
            "nowhere",
            "-nowhere",
            '"nowhere at all"',
        ],
    ),
    ids=lambda query: query[:30],
)
def test_what_a_long_text_loses_is_found_in_the_text(long_texts, query):
    database, texts = long_texts
    assert ids_found(database, query) == ids_by_the_rule(texts, query)


def test_a_long_text_that_is_corrected_or_taken_back_is_found_as_it_stands(database, call):
    log(database, call, letter=f"{MANY_WORDS} the end")
    correction = SubmissionCorrection(letter=f"{MANY_WORDS} an end")
    done = do(database, edit_submission, submission_id=1, correction=correction)
    assert (ids_found(database, '"the end"'), ids_found(database, '"an end"')) == ([], [1])
    do(database, take_back, entry_id=done.entry_id)
    assert (ids_found(database, '"the end"'), ids_found(database, '"an end"')) == ([1], [])


def test_short_texts_are_never_read_again_for_a_search(database, call):
    for number in range(5):
        log(database, call, letter=f"The end of number {number}.")
    statements = []
    event.listen(
        database._reader, "before_cursor_execute", lambda *found: statements.append(found[2])
    )
    assert ids_found(database, '"the end"') == [1, 2, 3, 4, 5]
    assert not [each for each in statements if "source_text" in each]


def test_a_phrase_of_a_memo_is_found_where_places_of_words_are_lost(database, call):
    entry = log(database, call, letter="word " * 400)
    do(database, add_memo, submission_id=entry.id, words="Their word is their bond.")
    assert ids_found(database, '"word is their"') == [entry.id]
    assert ids_found(database, '"word is mine"') == []


def test_an_index_of_an_earlier_version_is_made_anew(database, call):
    log(database, call, letter="The end.")
    with database.write_engine.begin() as connection:
        connection.execute(text("DROP TABLE bookmark, carried_over, frame_event, priority_detail"))
        connection.execute(text("DROP TABLE mail_file, mail, extraction"))
        connection.execute(text("DROP INDEX ix_submission_fields"))
        connection.execute(text("DROP INDEX ix_source_text_answers"))
        connection.execute(text("DROP INDEX ix_tag_officer_submission_id"))
        connection.execute(
            text("CREATE INDEX ix_submission_call_id_disposition ON submission (call_id)")
        )
        connection.execute(text("ALTER TABLE submission_search DROP COLUMN loss"))
        for later in (
            "campaign_member",
            "campaign",
            "inherited_tag",
            "submission_link",
            "own_permission",
            "carried_request",
            "carried_tag",
            "text_sketch",
            "sketch_value",
            "carried_submission",
            "stakeholder_merge",
            "stakeholder_alias",
            "stakeholder_contact",
            "membership",
            "acting_for",
            "kept_apart",
            "second_lead",
            "type_retirement",
            "type_synonym",
            "attendance",
            "import_reading",
            "suggestion_decision",
            "suggestion_switch",
            "learnt_model",
            "assignment",
            "settlement",
            "blind_tag",
            "coded_item",
            "sample_item",
            "sample_coder",
            "sample_stratum",
            "coding_sample",
            "saved_view",
            "publication_check",
            "unsettled_publication",
            "kept_words",
            "redaction",
            "carried_memo",
            "memo",
            "finding",
            "feedback",
            "quantifier_scale",
            "late_policy",
            "set_relevance",
            "hand_over",
            "call_date",
            "stage_change",
            "reminder_days",
            "question_detail",
            "call_wording",
            "body_name",
            "programme_update",
            "programme_document",
            "programme_theme",
            "programme_member",
            "programme_spelling",
            "programme_area",
            "coverage_target",
            "chase",
            "contact_export",
            "acknowledgement",
            "acknowledgement_text",
            "file_words",
        ):
            connection.execute(text(f"DROP TABLE {later}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
        connection.execute(text("DELETE FROM submission_search"))
    upgrade(database)
    assert ids_found(database, '"the end"') == [1]
    with database.reading() as session:
        assert list(session.scalars(select(INDEX.c.loss))) == [Loss.NOTHING]


def test_an_index_that_knows_nothing_of_its_losses_finds_all_the_same(database, call):
    log(database, call, letter="The end.")
    log(database, call, letter="End the wait.")
    with database.write_engine.begin() as connection:
        connection.execute(text(f"UPDATE submission_search SET loss = {Loss.WORDS.value}"))
    assert ids_found(database, '"the end"') == [1]
    assert ids_found(database, '-"the end"') == [2]


SENTENCES = [
    "Skills gaps hold us back.",
    "The bus does not run after six, and the last train is at nine.",
    "Don’t build on the flood plain; build in the town centre.",
    "Low-carbon energy and low carbon homes.",
    "Café owners say rents are too high.",
    "n/a",
    "We cannot find welders, fitters or electricians anywhere in the county.",
    "北京 市 and Straße",
]


@pytest.mark.thorough
def test_both_engines_find_the_same_among_five_hundred_texts(database, call, tmp_path):
    dice = random.Random(38)
    bodies = []
    for number in range(500):
        words = " ".join(dice.choices(SENTENCES, k=dice.choice([1, 1, 2, 3]))).split()
        dice.shuffle(words)
        bodies.append(" ".join(words * (300 if number % 50 == 0 else 1)))
    on_file = set_up(create_database(tmp_path / "same.lisdesk"))
    open_call(on_file)
    for each in (database, on_file):
        incoming_rows = (
            IncomingRow(
                place, f"k{place}", "d", respondent=f"Body {place % 40}", answers=[(0, body)]
            )
            for place, body in enumerate(bodies, start=2)
        )
        do(each, import_rows, call_id=call.id, file=incoming(incoming_rows))
    texts = folded_texts(database)
    words = sorted({word for own in texts.values() for text in own for word in text.split()})
    found = {}
    for query in [*QUERIES, *random_queries(dice, words, 1_200)]:
        found[query] = ids_found(database, query)
        assert found[query] == ids_found(on_file, query) == ids_by_the_rule(texts, query), query
    assert len(found) >= 1_000
    assert any(found.values())
    on_file.close()


def test_an_index_made_anew_is_the_same(database, call):
    for number in range(5):
        log(database, call, respondent=f"Body {number}", letter=f"Text {number} of many.")
    before = search_index(database)
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert search_index(database) == before


def test_what_files_say_is_found_on_a_server_too_also_where_places_are_lost(database, call):
    long = b"end wait " * 9_000 + b"the weir at the mill"
    files = [AttachedFile("long.txt", long)]
    entry = log(database, call, letter="See there.", attachments=files)
    log(database, call, letter="Nothing.")
    assert ids_found(database, "weir") == []
    assert read_file_words(database).read == 1
    assert ids_found(database, "weir") == [entry.id]
    assert ids_found(database, '"weir at the mill"') == [entry.id]
    again = log(database, call, letter="As before.", attachments=files)
    assert ids_found(database, '"weir at the mill"') == [entry.id, again.id]
    assert read_file_words(database).read == 0
