"""What there is to read: lists that are narrowed, and a page in a few statements."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import event

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import SubmissionDraft, add_submission, set_submission_aside
from lisdesk.queries.reading import place_of_tag, reading_page
from lisdesk.queries.reading_choices import reading_choices
from lisdesk.queries.reading_list import (
    ReadingFilter,
    Shelf,
    next_untagged,
    reading_head,
    reading_ids,
    reading_rows,
)
from lisdesk.rules.vocabulary import Content, SetAside, Stance
from lisdesk.store.entities import Submission, Tag
from tests.desk_work import BOB, DESK, do, log, priority, rows, tag

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
    assert listed(database, shelves=frozenset({Shelf.UNREAD})) == [two, three, blank]
    assert listed(database, shelves=frozenset({Shelf.UNTAGGED})) == [one]
    assert listed(database, shelves=frozenset({Shelf.MINE})) == [two]
    assert listed(database, search="skills") == [one, two]
    assert listed(database, search="skills", shelves=frozenset({Shelf.UNREAD})) == [two]
    people = priority(database, call.id, "P2").id
    assert listed(database, priority_ids=(people,)) == [two]


def untagged_is_as_plain_rows_say(database):
    """Whether the shelf of what waits for tags, and the way through it, are those of a plain look
    at every row, for each officer and beside each other shelf.
    """
    tagged = {each.submission_id for each in rows(database, Tag)}
    waiting = {
        each.id
        for each in rows(database, Submission, Submission.call_id == 1)
        if each.content is Content.SOME and each.set_aside is None and each.id not in tagged
    }
    for more in (frozenset(), *(frozenset({each}) for each in Shelf)):
        listed = ReadingFilter(shelves=more - {Shelf.UNTAGGED})
        chosen = replace(listed, shelves=more | {Shelf.UNTAGGED})
        with database.reading() as session:
            plain = [each for each in reading_ids(session, 1, OFFICER, listed) if each in waiting]
            assert reading_ids(session, 1, OFFICER, chosen) == plain
            assert [row.id for row in reading_head(session, 1, OFFICER, chosen)] == plain[:100]
            for way, begin in ((plain, 0), (plain[::-1], 10**9)):
                for at, follows in zip([begin, *way], [*way, None], strict=True):
                    found = next_untagged(session, 1, OFFICER, listed, at, way is plain)
                    assert found == follows
    return bool(waiting)


def test_what_waits_for_tags_is_what_a_plain_look_at_every_row_says(database, call):
    dice = random.Random(7)
    words = ["Skills.", "Buses.", "", "n/a"]
    logged = [log(database, call, answers={1: dice.choice(words)}) for _ in range(20)]
    for each in dice.sample(logged, 8):
        tag(database, each, dice.choice(["P1", "P2"]), desk=dice.choice([BOB, DESK]))
    for each in dice.sample(logged, 4):
        kind = dice.choice([SetAside.WITHDRAWN, SetAside.OFF_TOPIC])
        do(database, set_submission_aside, submission_id=each.id, kind=kind, reason="Asked.")
    do(database, mark_read, submission_ids=[each.id for each in dice.sample(logged, 10)])
    assert untagged_is_as_plain_rows_say(database)


def test_every_way_of_narrowing_holds_together_with_the_others(database, call):
    answered = log(database, call, answers={1: "Skills."}, type_token="business-small")
    silent = log(database, call, answers={1: "n/a", 2: "Roads."}, type_token="business-small")
    unknown = log(database, call, answers={1: "Buses."})
    tag(database, answered, "P2")
    with database.reading() as session:
        choices = reading_choices(session, call.id)
    [business] = [each for each in choices.types if each.name == "Business"]
    first, second = choices.questions[:2]
    assert first.name.startswith("Q1  ")
    kinds = (business.id, *business.below)
    assert listed(database, question_id=first.id) == [answered.id, unknown.id]
    assert listed(database, question_id=second.id) == [silent.id]
    assert listed(database, type_ids=kinds) == [answered.id, silent.id]
    assert listed(database, type_ids=(None,)) == [unknown.id]
    assert listed(database, type_ids=(*kinds, None)) == [answered.id, silent.id, unknown.id]
    both = frozenset({Shelf.UNREAD, Shelf.UNTAGGED})
    assert listed(database, question_id=first.id, shelves=both) == [unknown.id]
    assert listed(database, question_id=first.id, type_ids=kinds, shelves=both) == []
    people = priority(database, call.id, "P2").id
    chosen = {"priority_ids": (people,), "type_ids": kinds, "question_id": first.id}
    assert listed(database, **chosen) == [answered.id]


def test_a_campaign_is_listed_once_by_its_seed_and_its_variants(database, call):
    words = "We need a bridge over the river at Melton before the next flood comes, and soon."
    seed, copy, variant, other = (
        log(database, call, letter=letter)
        for letter in (words, words, f"{words} I cycle there.", "Something else.")
    )
    ids = [copy.id, variant.id]
    do(database, confirm_campaign, call_id=1, seed_id=seed.id, submission_ids=ids, name="Bridge")
    assert listed(database) == [seed.id, copy.id, variant.id, other.id]
    assert listed(database, is_campaign_once=True) == [seed.id, variant.id, other.id]


def test_the_head_is_the_beginning_of_the_list(database, logged):
    chosen = ReadingFilter(shelves=frozenset({Shelf.UNREAD}))
    with database.reading() as session:
        head = reading_head(session, 1, OFFICER, chosen)
        assert [row.id for row in head] == reading_ids(session, 1, OFFICER, chosen)


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
