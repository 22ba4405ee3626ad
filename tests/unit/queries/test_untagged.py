"""What is without a tag is the same whether it was looked for before or not."""

import pytest
from sqlalchemy import event

from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.queries import untagged
from lisdesk.queries.reading_list import ReadingFilter, Shelf, next_untagged, reading_ids
from lisdesk.queries.untagged import few_untagged, look_for_untagged
from tests.desk_work import DESK, do, log, open_call, priority, tag, take_back

UNTAGGED = ReadingFilter(frozenset({Shelf.UNTAGGED}))


@pytest.fixture
def logged(database, call):
    """Return the numbers of six submissions of the call, of which the first four are tagged."""
    found = [log(database, call, answers={1: f"Skills {n}."}) for n in range(6)]
    for each in found[:4]:
        tag(database, each)
    return [each.id for each in found]


def listed(database):
    with database.reading() as session:
        return reading_ids(session, 1, DESK.officer, UNTAGGED)


def look(database):
    with database.reading() as session:
        look_for_untagged(session, 1)
        return few_untagged(session, 1)


def looked_up(database):
    """Return what is listed, and whether each submission was looked up among the tags for that."""
    statements = []
    with database.reading() as session:
        event.listen(
            session.get_bind(), "before_cursor_execute", lambda *about: statements.append(about[2])
        )
        found = reading_ids(session, 1, DESK.officer, UNTAGGED)
    return found, any("FROM tag" in each for each in statements)


def test_what_was_looked_for_is_listed_without_another_look(database, logged):
    assert looked_up(database) == (logged[4:], True)
    assert look(database) == tuple(logged[4:])
    assert looked_up(database) == (logged[4:], False)


def test_nothing_that_was_found_outlives_an_edit(database, logged):
    look(database)
    wanted = {"submission_id": logged[4], "priority_id": priority(database, 1, "P2").id}
    made = do(database, add_tag, draft=TagDraft(), **wanted)
    with database.reading() as session:
        assert few_untagged(session, 1) is None
    assert listed(database) == logged[5:]
    look(database)
    assert listed(database) == logged[5:]
    take_back(database, made)
    assert listed(database) == logged[4:]


def test_what_says_nothing_or_was_set_aside_is_not_listed_though_it_has_no_tag(
    database, call, logged
):
    blank = log(database, call).id
    assert blank in look(database)
    assert listed(database) == logged[4:]


def test_another_call_has_its_own(database, logged):
    other = open_call(database, title="Another")
    own = log(database, other, answers={1: "Trams."}).id
    look(database)
    with database.reading() as session:
        assert few_untagged(session, other.id) is None
        assert reading_ids(session, other.id, DESK.officer, UNTAGGED) == [own]
    assert listed(database) == logged[4:]


def test_many_are_not_kept(database, logged, monkeypatch):
    monkeypatch.setattr(untagged, "FEW", 1)
    assert look(database) is None
    assert listed(database) == logged[4:]


def test_the_next_one_is_found_among_the_few(database, logged):
    look(database)
    with database.reading() as session:
        found = next_untagged(session, 1, DESK.officer, ReadingFilter(), logged[0], is_forward=True)
        assert found == logged[4]
        back = next_untagged(session, 1, DESK.officer, ReadingFilter(), logged[5], is_forward=False)
        assert back == logged[4]
