"""Sketches stand in the same transaction as the texts, and go when the texts do."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.merging import mark_duplicate
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    put_submission_back,
    set_submission_aside,
)
from lisdesk.queries.campaigns import alike, call_groups, difference, group_members
from lisdesk.rules.alikeness import sketch
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store import sketches
from lisdesk.store.sketches import AT_ONCE, sketch_of, unsketched
from lisdesk.tasks import sketching
from lisdesk.tasks.sketching import make_sketches
from tests.campaign_texts import planted, varied, words_at_random
from tests.desk_work import do, log, take_back
from tests.story import incoming

DICE = random.Random(11)
LETTER = words_at_random(DICE, 120)
VARIANT = varied(DICE, LETTER, 0.1)


def found(database, submission_id, threshold=0.3):
    with database.reading() as session:
        return [
            (each.submission_id, each.is_copy) for each in alike(session, submission_id, threshold)
        ]


@pytest.fixture
def three(database, call):
    """Log a letter, a stranger, a copy and a variant."""
    for text in (LETTER, words_at_random(DICE, 100), LETTER.upper(), VARIANT):
        log(database, call, letter=text)


def test_a_new_submission_is_found_at_once_and_a_corrected_one_leaves(database, three):
    assert found(database, 1) == [(3, True), (4, False)]
    assert found(database, 4) == [(1, False), (3, False)]
    assert found(database, 2) == []
    assert found(database, 1, threshold=0.99) == [(3, True)]
    correction = SubmissionCorrection(letter="Something else, said in as many words as it takes.")
    done = do(database, edit_submission, submission_id=4, correction=correction)
    assert found(database, 1) == [(3, True)]
    take_back(database, done)
    assert found(database, 1) == [(3, True), (4, False)]


def test_what_is_set_aside_leaves_and_comes_back(database, three):
    do(database, set_submission_aside, submission_id=3, kind=SetAside.WITHDRAWN, reason="Asked.")
    duplicate = do(database, mark_duplicate, submission_id=4, of_id=1)
    assert found(database, 1) == found(database, 3) == []
    do(database, put_submission_back, submission_id=3, reason="A mistake.")
    take_back(database, duplicate)
    assert found(database, 1) == [(3, True), (4, False)]


def test_answers_are_compared_in_the_order_of_questions_and_non_answers_are_not(database, call):
    first, second = LETTER[:300], LETTER[300:]
    log(database, call, answers={1: first, 2: "n/a"}, letter=second)
    log(database, call, answers={2: second, 1: first})
    log(database, call, letter=LETTER[:20])
    assert found(database, 1) == [(2, True)]
    with database.reading() as session:
        assert sketch_of(session, 3).values == ()
        assert unsketched(session, 1) == []


def imported(texts):
    for place, text in enumerate(texts):
        yield IncomingRow(place + 2, f"k{place}", "d", answers=[(0, text)])


def test_a_large_import_is_sketched_after_it_and_tells_how_far_it_is(database, call):
    texts = planted(random.Random(12), others=AT_ONCE, copies=2, variants=3, words=60)
    in_order = [texts[place] for place in sorted(texts)]
    done = do(database, import_rows, call_id=1, file=incoming(imported(in_order)))
    with database.reading() as session:
        assert len(unsketched(session, 1)) == len(texts)
        assert call_groups(session, 1).waiting == len(texts)
    told = []
    assert make_sketches(database, 1, lambda *done: told.append(done)) == len(texts)
    assert told[0] == (0, len(texts))
    assert told[-1] == (len(texts), len(texts))
    assert make_sketches(database, 1) == 0
    with database.reading() as session:
        groups = call_groups(session, 1)
        (group,) = groups.unconfirmed
        assert (group.submissions, group.copies, group.variants) == (6, 2, 3)
        assert groups.waiting == 0
    take_back(database, done)
    with database.reading() as session:
        assert call_groups(session, 1).unconfirmed == ()
        assert sketch_of(session, group.seed_id) is None


def test_a_small_import_is_sketched_with_it(database, call):
    do(database, import_rows, call_id=1, file=incoming(imported([LETTER, VARIANT, "Roads."])))
    assert found(database, 1) == [(2, False)]


def test_a_group_is_shown_with_the_words_in_which_its_variants_differ(database, three):
    with database.reading() as session:
        rows = group_members(session, 1, alike(session, 1), "Ann Officer")
        told = difference(session, 1, 4)
    assert [(row.reference, row.is_seed, row.is_copy) for row in rows] == [
        ("LLEP-0001", True, True),
        ("LLEP-0003", False, True),
        ("LLEP-0004", False, False),
    ]
    changed = sum(one != other for one, other in zip(LETTER.split(), VARIANT.split(), strict=True))
    assert told.added_words == changed
    assert " ".join(piece.variant for piece in told.pieces if piece.variant) == VARIANT


@pytest.mark.thorough
def test_an_edit_finds_the_file_free_while_many_sketches_are_made(database, call, monkeypatch):
    def slow(words):
        time.sleep(0.005)
        return sketch(words)

    monkeypatch.setattr(sketches, "sketch", slow)
    monkeypatch.setattr(sketching, "_AT_ONCE_WITH_RESTS", 20)
    texts = [f"{number} {LETTER}" for number in range(AT_ONCE + 20)]
    do(database, import_rows, call_id=1, file=incoming(imported(texts)))
    edits = 0
    with ThreadPoolExecutor(1) as beside:
        making = beside.submit(make_sketches, database, 1, rests=True)
        while not making.done():
            log(database, call, letter="Short.")
            edits += 1
    assert making.result() == len(texts)
    assert edits >= 5
