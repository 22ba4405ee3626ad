"""A server narrows the register to the same submissions as a file, by any chips and any search."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.submissions import set_submission_aside
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_conditions import narrowed
from lisdesk.rules.vocabulary import (
    Channel,
    Disposition,
    Permission,
    SetAside,
    Stance,
    Timing,
)
from lisdesk.store import search
from lisdesk.store.entities import Area, Call, Priority, Question, StakeholderType, Submission
from lisdesk.store.opening import create_database
from tests.desk_work import DESK, NOW, do, first, log, open_call, rows, set_up, tag
from tests.story import incoming
from tests.thorough import one_in
from tests.unit.evidence.test_cross_tables import cross_tables_follow_the_rules
from tests.unit.queries.test_reading import untagged_is_as_plain_rows_say

SEED, SUBMISSIONS, TAGS, FILTERS = 38, 60, 80, 400
WORDS = ["skills", "buses", "welders", "low-carbon", "café", "town centre", "flood", "rents"]
SEARCHES = ["", "skills", "bus*", '"town centre"', "skills -buses", "-flood", "CAFE", "nowhere"]
OFFICERS = [DESK, DESK._replace(officer="Bo Officer")]


@pytest.fixture(scope="module")
def both(new_database, tmp_path_factory):
    """Return a server and a file with the same call, filled by the same dice."""
    on_file = set_up(create_database(tmp_path_factory.mktemp("both") / "same.lisdesk"))
    databases = new_database(), on_file
    for each in databases:
        open_call(each)
        fill(each, random.Random(SEED))
    yield databases
    for each in databases:
        each.close()


def fill(database, dice: random.Random) -> None:
    """Import submissions of every type, area, channel and day; set some aside; tag them."""
    call = first(database, Call)
    types = [each.key for each in rows(database, StakeholderType)]
    arrivals = [row_of(place, dice, types) for place in range(SUBMISSIONS)]
    do(database, import_rows, call_id=call.id, file=incoming(arrivals))
    draft = PriorityDraft("P2-A", "Adults", parent="P2")
    do(database, add_priority, call_id=call.id, draft=draft)
    submissions = rows(database, Submission)
    for each in dice.sample(submissions, 12):
        kind = dice.choice([SetAside.WITHDRAWN, SetAside.OFF_TOPIC])
        do(database, set_submission_aside, submission_id=each.id, kind=kind, reason="Asked.")
    codes = [each.code for each in rows(database, Priority)][:5] + ["P2-A"]
    taken = set()
    for _ in range(TAGS):
        entry, code, desk = dice.choice(submissions), dice.choice(codes), dice.choice(OFFICERS)
        stance = dice.choice([None, *Stance])
        if (entry.id, code, desk.officer) not in taken:
            taken.add((entry.id, code, desk.officer))
            tag(database, entry, code, desk=desk, stance=stance, note=dice.choice(["", "flood"]))


def row_of(place: int, dice: random.Random, types: Sequence[str]) -> IncomingRow:
    """Return a submission; some come after the call has closed, some say nothing."""
    body = dice.choice(["n/a", "", " ".join(dice.choices(WORDS, k=dice.randint(1, 9)))])
    return IncomingRow(
        place + 2,
        f"k{place}",
        "d",
        respondent=dice.choice(["", f"Body {place % 17}"]),
        type_key=dice.choice(["", *types]),
        area=dice.choice(["", "Melton", "Oadby", "Blaby"]),
        channel=dice.choice([None, *Channel]),
        received_at=NOW + timedelta(hours=dice.randint(-200, 2_000)),
        permission=dice.choice([None, *Permission]),
        answers=[(0, body)],
    )


def drawn(database, dice: random.Random) -> RegisterFilter:
    """Return a filter of up to five chips and a search."""
    priorities = [each.id for each in rows(database, Priority)][:6]
    priorities.append(first(database, Priority, Priority.code == "P2-A").id)
    several = {
        "dispositions": list(Disposition),
        "timings": list(Timing),
        "channels": list(Channel),
        "permissions": list(Permission),
        "type_ids": [None, *(each.id for each in rows(database, StakeholderType))],
        "area_ids": [None, *(each.id for each in rows(database, Area))],
        "priority_ids": priorities,
        "all_priority_ids": priorities,
        "no_priority_ids": priorities,
        "stances": [None, *Stance],
        "officers": [desk.officer for desk in OFFICERS],
        "question_ids": [each.id for each in rows(database, Question)][:2],
    }
    chosen: dict[str, Any] = {
        name: tuple(dice.sample(several[name], dice.randint(1, min(3, len(several[name])))))
        for name in dice.sample(sorted(several), dice.randint(0, 4))
    }
    if dice.random() < 0.3:
        chosen["received_from"] = NOW + timedelta(hours=dice.randint(-200, 1_000))
    if dice.random() < 0.3:
        chosen["received_before"] = NOW + timedelta(hours=dice.randint(0, 2_000))
    if dice.random() < 0.2:
        chosen[dice.choice(["is_untagged", "is_unread", "is_in_campaign"])] = True
    return RegisterFilter(search=dice.choice(SEARCHES), **chosen)


def chosen_by(database, wanted: RegisterFilter) -> list[int]:
    with database.reading() as session:
        statement = narrowed(session, select(Submission.id), 1, DESK.officer, wanted)
        return sorted(session.scalars(statement))


@pytest.mark.parametrize("part", one_in(4, range(4)))
def test_any_chips_and_search_choose_the_same_on_a_server_and_in_a_file(both, part):
    server, on_file = both
    assert [(each.id, each.reference, each.disposition) for each in rows(server, Submission)] == [
        (each.id, each.reference, each.disposition) for each in rows(on_file, Submission)
    ]
    dice, sizes = random.Random(part), set()
    for _ in range(FILTERS // 4):
        wanted = drawn(on_file, dice)
        found = chosen_by(server, wanted)
        assert found == chosen_by(on_file, wanted), wanted
        sizes.add(len(found))
    assert len(sizes) > 5


def ranked(database, query: str) -> list[int]:
    """Return what a search finds in the order of relevance."""
    with database.reading() as session:
        chosen = search.matching_ids(session, query)
        newest_first = sorted(session.scalars(chosen), reverse=True)
        return search.ranked(session, newest_first, query)


def test_the_best_come_first_on_a_server(database, call):
    """Each engine reckons by itself; that more of the words is better, and of equals the newer one,
    holds on both.
    """
    once = log(database, call, letter="A word on skills, and then on other things.")
    often = log(database, call, letter="Skills, skills and skills: we need skills.")
    again = log(database, call, letter="A word on skills, and then on other things.")
    log(database, call, letter="Nothing of the kind.")
    assert ranked(database, "skills") == [often.id, again.id, once.id]
    assert ranked(database, "skil* -nothing") == [often.id, again.id, once.id]
    assert ranked(database, "-nothing") == [again.id, often.id, once.id]
    assert ranked(database, "nowhere") == []


def test_the_order_holds_what_was_found_and_nothing_else(both):
    server, on_file = both
    for query in SEARCHES[1:]:
        found = [ranked(each, query) for each in both]
        assert sorted(found[0]) == sorted(found[1]) == chosen_by(server, RegisterFilter(query))
        assert len(set(found[0])) == len(found[0])
    assert on_file is not server


def test_a_long_text_that_loses_places_is_ranked_by_the_words_it_keeps(database, call):
    long = log(database, call, letter="skills " * 300 + "the end")
    log(database, call, letter="An end to skills.")
    short = log(database, call, letter="The end of skills, the end.")
    assert set(ranked(database, '"the end" skills')) == {long.id, short.id}
    assert ranked(database, "skills")[0] == long.id


def test_a_server_counts_the_cross_tables_of_the_evidence_as_the_rules_say(both):
    assert all(map(cross_tables_follow_the_rules, both))


def test_a_server_lists_what_waits_for_tags_as_a_plain_look_at_every_row_says(both):
    assert all(map(untagged_is_as_plain_rows_say, both))
