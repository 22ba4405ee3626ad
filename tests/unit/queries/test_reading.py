"""What there is to read: lists that are narrowed, and a page in a few statements."""

import pytest
from sqlalchemy import event

from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.reading import (
    ReadingFilter,
    Shelf,
    next_untagged,
    place_of_tag,
    reading_ids,
    reading_page,
    reading_rows,
)
from lisdesk.rules.vocabulary import Stance
from lisdesk.store.work import Desk
from tests.desk_work import DESK, do, log, priority, tag

BOB = Desk("Bob Officer", DESK.clock)
OFFICER = DESK.officer


@pytest.fixture
def logged(database, call):
    """Return four submissions: read, tagged by Ann, tagged by Bob, and one without a word."""
    entries = [
        log(database, call, letter=words) for words in ("Skills. One", "Skills. Two", "Three", "")
    ]
    do(database, mark_read, submission_ids=[entries[0].id])
    tag(database, entries[1], "P2", quote="Two", stance=Stance.MIXED)
    tag(database, entries[2], "P1", desk=BOB)
    return [entry.id for entry in entries]


def listed(database, **chosen):
    with database.reading() as session:
        return reading_ids(session, 1, OFFICER, ReadingFilter(**chosen))


def test_shelves_words_and_priorities_narrow_the_list(database, call, logged):
    one, two, three, blank = logged
    assert listed(database) == logged
    assert listed(database, shelf=Shelf.UNREAD) == [two, three, blank]
    assert listed(database, shelf=Shelf.UNTAGGED) == [one]
    assert listed(database, shelf=Shelf.MINE) == [two]
    assert listed(database, search="skills") == [one, two]
    assert listed(database, search="skills", shelf=Shelf.UNREAD) == [two]
    people = priority(database, call.id, "P2").id
    assert listed(database, priority_ids=(people,)) == [two]


def test_the_next_untagged_one_is_found_both_ways(database, call, logged):
    more = log(database, call, letter="Five").id
    with database.reading() as session:

        def from_here(start, *, is_forward=True):
            return next_untagged(session, 1, OFFICER, ReadingFilter(), start, is_forward)

        assert from_here(0) == logged[0]
        assert from_here(logged[0]) == more
        assert from_here(more) is None
        assert from_here(more, is_forward=False) == logged[0]


def test_rows_say_what_the_officer_has_read_and_how_many_tags_there_are(database, call, logged):
    with database.reading() as session:
        found = {row.id: row for row in reading_rows(session, logged, OFFICER)}
    assert [found[each].is_read for each in logged] == [True, False, False, False]
    assert [found[each].tags for each in logged] == [0, 1, 1, 0]


def test_a_page_has_texts_below_their_questions_and_tags_with_their_places(database, call):
    draft = SubmissionDraft(letter="Dear all", answers={2: "Skills are short", 1: "n/a"})
    made = do(database, add_submission, call_id=call.id, draft=draft).result
    entry = log(database, call, letter="Other")
    tag(database, entry)
    with database.reading() as session:
        [first, _second] = reading_ids(session, 1, OFFICER, ReadingFilter())
        page = reading_page(session, first, OFFICER)
        assert reading_page(session, 99, OFFICER) is None
    assert page.head.reference == made.reference
    assert [(text.question, text.body) for text in page.texts] == [
        (None, "Dear all"),
        (1, "n/a"),
        (2, "Skills are short"),
    ]
    assert [text.is_non_answer for text in page.texts] == [False, True, False]
    assert page.tags == ()


def test_a_tag_says_on_which_words_it_stands(database, logged):
    with database.reading() as session:
        [mark] = reading_page(session, logged[1], OFFICER).tags
        [whole] = reading_page(session, logged[2], OFFICER).tags
        assert place_of_tag(session, mark.tag_id) == logged[1]
        assert place_of_tag(session, 99) is None
    assert (mark.priority, mark.quote, mark.start, mark.end) == ("P2", "Two", 8, 11)
    assert (mark.stance, mark.is_on_earlier_text) == (Stance.MIXED, False)
    assert (whole.text_id, whole.quote, whole.officer) == (None, "", "Bob Officer")


def test_lists_and_pages_take_as_many_statements_however_much_there_is(database, call, logged):
    def statements(read):
        seen = []

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        with database.reading() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", note)
            read(session)
            event.remove(engine, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in seen)

    def read_all(session):
        ids = reading_ids(session, 1, OFFICER, ReadingFilter())
        reading_rows(session, ids, OFFICER)
        for each in ids[:1]:
            reading_page(session, each, OFFICER)

    assert statements(read_all) == 5
    for number in range(20):
        entry = log(database, call, letter=f"More {number}", answers={1: "Yes", 2: "Buses"})
        tag(database, entry)
    assert statements(read_all) == 5
