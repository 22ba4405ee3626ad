"""Two officers code a sample blind, are compared on that, and settle where they differ."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.double_coding import draw_sample, finish_coding, reveal_sample
from lisdesk.edits.reading import mark_read
from lisdesk.edits.settling import Place, Settling, settle_disagreements
from lisdesk.edits.submissions import set_submission_aside
from lisdesk.errors import RefusedError
from lisdesk.queries.answers import AnswersFilter, answer_ids, answer_rows, question_of
from lisdesk.queries.coder_comparison import comparison
from lisdesk.queries.double_coding import sample_row, samples
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.reading import reading_page
from lisdesk.queries.reading_list import (
    ReadingFilter,
    Shelf,
    next_untagged,
    reading_ids,
    reading_rows,
)
from lisdesk.queries.submissions import submission_page, tags
from lisdesk.rules.agreement import Agreed
from lisdesk.rules.vocabulary import Edition, SetAside, Settled
from lisdesk.store.entities import BlindTag, Settlement, Tag
from lisdesk.table import Table
from tests.desk_work import DESK, assert_refused, content, do, log, rows, tag, take_back

ANN, BEN, CY = DESK, DESK._replace(officer="Ben Clerk"), DESK._replace(officer="Cy Third")
TWO = [ANN.officer, BEN.officer]
WORDS = "Skills gaps hold us back. Buses run too rarely."
LETTER = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts. "
    "Without it the skills gap will only grow wider in every village of the county."
)


@pytest.fixture
def logged(database, call):
    """Return four submissions that say the same but for their numbers."""
    return [log(database, call, respondent=f"R{n}", answers={1: f"{WORDS} {n}"}) for n in range(4)]


@pytest.fixture
def sample(database, logged):
    """Return the number of a sample of all four that Ann and Ben code."""
    assert len(logged) == 4
    return do(
        database, draw_sample, call_id=1, officers=TWO, percent=100, seed="1"
    ).result.sample_id


def code_differently(database, logged):
    """Let both tag: 1 alike, 2 other words, 3 another priority, 4 Ann alone; Ben has read it."""
    for desk, quotes in ((ANN, ("Skills gaps", "Buses")), (BEN, ("gaps hold", "rarely"))):
        for entry, quote in zip(logged, quotes, strict=False):
            tag(database, entry, desk=desk, quote=quote)
    tag(database, logged[2], "P1", desk=ANN)
    tag(database, logged[2], "P3", desk=BEN)
    tag(database, logged[3], "P1", desk=ANN, quote="Skills")
    do(database, mark_read, desk=BEN, submission_ids=[logged[3].id])


def seen_by(database, desk, entry):
    """Return whose tags an officer sees of a submission: page, lists, command line."""
    with database.reading() as session:
        [text] = reading_page(session, entry.id, desk.officer).texts
        [answer] = answer_rows(session, [text.text_id], desk.officer)
        asked = AnswersFilter(question_of(session, text.text_id), is_untagged=True)
        waiting = answer_ids(session, replace(asked, officer=desk.officer))
        page = {each.officer for each in reading_page(session, entry.id, desk.officer).tags}
        [row] = reading_rows(session, [entry.id], desk.officer)
        shown = submission_page(session, entry.id, desk.officer).tags
        listed = tags(session, 1, officer=desk.officer)
    of_list = {each.officer for each in listed if each.submission == entry.reference}
    assert page == {each.officer for each in shown} == of_list
    assert row.tags == len(shown)
    quoted = {each.officer for each in shown if each.quote is not None}
    assert {each.officer for each in answer.tags} == quoted
    assert (text.text_id in waiting) == (not quoted)
    return page


def finish(database, sample, *desks):
    for desk in desks:
        do(database, finish_coding, desk=desk, sample_id=sample)


def compared(database, sample):
    with database.reading() as session:
        return comparison(session, sample)


def test_coders_see_only_their_own_tags_until_both_are_done(database, logged, sample):
    code_differently(database, logged)
    assert seen_by(database, ANN, logged[0]) == {ANN.officer}
    assert seen_by(database, BEN, logged[0]) == {BEN.officer}
    assert seen_by(database, CY, logged[0]) == set(TWO)
    assert seen_by(database, BEN, logged[3]) == set()
    finish(database, sample, BEN)
    assert seen_by(database, BEN, logged[3]) == set()
    finish(database, sample, ANN)
    assert seen_by(database, BEN, logged[3]) == {ANN.officer}
    assert seen_by(database, ANN, logged[0]) == set(TWO)


def test_what_another_coder_tagged_still_waits_for_this_one(database, logged, sample):
    assert sample
    tag(database, logged[0], desk=ANN)
    with database.reading() as session:
        for desk, untagged in ((BEN, 4), (ANN, 3), (CY, 3)):
            shelf = ReadingFilter(frozenset({Shelf.UNTAGGED}))
            assert len(reading_ids(session, 1, desk.officer, shelf)) == untagged
        assert next_untagged(session, 1, BEN.officer, ReadingFilter(), 0, True) == logged[0].id
        mine = ReadingFilter(frozenset({Shelf.SAMPLE}))
        assert len(reading_ids(session, 1, BEN.officer, mine)) == 4
        assert reading_ids(session, 1, CY.officer, mine) == []
        tagged_to = ReadingFilter(priority_ids=(2,))
        assert reading_ids(session, 1, BEN.officer, tagged_to) == []
        assert reading_ids(session, 1, ANN.officer, tagged_to) == [logged[0].id]


def test_submissions_outside_the_sample_hide_nothing(database, logged, call):
    do(database, draw_sample, call_id=1, officers=TWO, size=1, seed="1")
    later = log(database, call, answers={1: WORDS})
    tag(database, later, desk=ANN)
    assert seen_by(database, BEN, later) == {ANN.officer}


def test_a_campaign_is_drawn_once_and_its_copies_hide_what_they_inherit(database, call):
    letters = [log(database, call, respondent=f"C{n}", answers={1: LETTER}) for n in range(3)]
    ids = [each.id for each in letters]
    do(database, confirm_campaign, call_id=1, seed_id=ids[1], submission_ids=ids, name="Bus")
    other = log(database, call, respondent="Other", answers={1: WORDS})
    drawn = do(database, draw_sample, call_id=1, officers=TWO, percent=100).result
    assert (drawn.submissions, drawn.candidates, drawn.left_out) == (2, 2, 2)
    with database.reading() as session:
        row = sample_row(session, drawn.sample_id)
    assert row.submissions == (letters[1].reference, other.reference)
    tag(database, letters[1], desk=ANN)
    assert seen_by(database, BEN, letters[0]) == set()
    assert seen_by(database, CY, letters[0]) == {ANN.officer}


def test_what_is_not_counted_or_says_nothing_is_not_drawn(database, call, logged):
    log(database, call, answers={1: "n/a"})
    aside = {"kind": SetAside.OFF_TOPIC, "reason": "Misread."}
    do(database, set_submission_aside, submission_id=logged[0].id, **aside)
    assert do(database, draw_sample, call_id=1, officers=TWO, percent=100).result.candidates == 3


def test_a_sample_says_how_it_was_drawn(database, logged, sample):
    assert logged
    with database.reading() as session:
        [row] = samples(session, 1)
    assert row.id == sample
    assert (row.seed, row.candidates, row.left_out, row.is_blind) == ("1", 4, 0, True)
    assert [(each.name, each.candidates, each.drawn) for each in row.strata] == [
        ("Not stated", 4, 4)
    ]
    assert [(each.officer, each.done) for each in row.coders] == [(name, 0) for name in TWO]


def test_revealing_needs_a_reason_and_stays_on_record(database, logged, sample):
    tag(database, logged[0], desk=ANN)
    assert_refused(database, reveal_sample, sample_id=sample, reason="  ")
    do(database, reveal_sample, desk=CY, sample_id=sample, reason=" The panel meets. ")
    with database.reading() as session:
        row = sample_row(session, sample)
    assert (row.revealed_by, row.reason, row.ended_at) == (
        CY.officer,
        "The panel meets.",
        DESK.clock.now(),
    )
    assert seen_by(database, BEN, logged[0]) == {ANN.officer}
    assert_refused(database, reveal_sample, sample_id=sample, reason="Again.")


def test_only_its_coders_are_done_with_a_sample_and_each_once(database, sample):
    refused = assert_refused(database, finish_coding, desk=CY, sample_id=sample)
    assert "Ann Officer, Ben Clerk do" in str(refused)
    finish(database, sample, ANN)
    assert_refused(database, finish_coding, desk=ANN, sample_id=sample)
    assert_refused(database, draw_sample, call_id=1, officers=["Ann", " Ann "], size=1)


def test_agreement_is_that_of_coded_text_and_tells_its_base(database, logged, sample):
    code_differently(database, logged)
    with pytest.raises(RefusedError, match="Ann Officer, Ben Clerk did not say"):
        compared(database, sample)
    finish(database, sample, ANN, BEN)
    found = compared(database, sample)
    # texts 1, 2, 4 and the whole of 3, each for P1, P2, P3, and P2 of text 2 at two places
    assert (found.overall.decisions, found.overall.agreed) == (13, Agreed(8, 13))
    assert found.overall.both == Agreed(1, 6)
    # by hand: yes of both 1, of Ann alone 3, of Ben alone 2, of none 7: p_o 8/13, p_e 102/169
    assert found.overall.kappa == pytest.approx(2 / 67)
    by_priority = {each.code: each.agreement for each in found.by_priority}
    assert by_priority["P2"].agreed == Agreed(3, 5)
    assert by_priority["P3"].agreed == Agreed(3, 4)
    assert [(each.submission, each.priority, each.tagged_by) for each in found.disagreements] == [
        ("LLEP-0002", "P2", (ANN.officer,)),
        ("LLEP-0002", "P2", (BEN.officer,)),
        ("LLEP-0003", "P1", (ANN.officer,)),
        ("LLEP-0003", "P3", (BEN.officer,)),
        ("LLEP-0004", "P1", (ANN.officer,)),
    ]
    assert found.disagreements[0].quote == "Buses"


def test_what_a_coder_neither_read_nor_tagged_is_missing(database, logged, sample):
    tag(database, logged[0], desk=ANN)
    do(database, reveal_sample, sample_id=sample, reason="Now.")
    found = compared(database, sample)
    assert (found.overall.decisions, found.overall.kappa, found.overall.alpha) == (0, None, None)
    assert found.disagreements == ()


def settlings(database, sample):
    """Drop, keep and move the first three disagreements."""
    places = [
        Place(each.submission_id, each.text_id, each.start, each.end, each.priority)
        for each in compared(database, sample).disagreements[:3]
    ]
    return [
        Settling(places[0], Settled.DROP, "Not about that."),
        Settling(places[1], Settled.KEEP, "Right."),
        Settling(places[2], Settled.MOVE, "Places.", 4),
    ]


def test_settling_changes_tags_in_one_step_and_says_who_decided_what_and_why(
    database, logged, sample
):
    code_differently(database, logged)
    finish(database, sample, ANN, BEN)
    before, measured = content(database), compared(database, sample)
    chosen = settlings(database, sample)
    done = do(database, settle_disagreements, desk=CY, sample_id=sample, settlings=chosen)
    assert (done.result.settled, done.result.tags_changed) == (3, 2)
    own = {
        each.id: (each.submission_id, each.priority_id, each.officer)
        for each in rows(database, Tag)
    }
    assert (2, 2, ANN.officer) not in own.values()
    assert (2, 2, BEN.officer) in own.values()
    assert (3, 4, ANN.officer) in own.values()
    found = compared(database, sample)
    assert (found.overall, found.by_priority) == (measured.overall, measured.by_priority)
    assert found.open == 2
    told = found.disagreements[2].decided
    assert (told.choice, told.moved_to, told.reason, told.officer) == (
        Settled.MOVE,
        "P4",
        "Places.",
        CY.officer,
    )
    again = {"sample_id": sample, "settlings": [chosen[1]]}
    assert "was settled before" in str(assert_refused(database, settle_disagreements, **again))
    take_back(database, done)
    assert content(database) == before


@pytest.mark.parametrize(
    "change",
    [
        {"reason": " "},
        {"to_priority_id": 3},
        {"choice": Settled.MOVE},
        {"place": Place(1, 1, 0, 1, "P2")},
    ],
)
def test_what_cannot_be_settled_is_refused(database, logged, sample, change):
    code_differently(database, logged)
    finish(database, sample, ANN, BEN)
    first = settlings(database, sample)[0]
    values = {"place": first.place, "choice": first.choice, "reason": "So.", **change}
    assert_refused(database, settle_disagreements, sample_id=sample, settlings=[Settling(**values)])
    assert rows(database, Settlement) == []


def test_a_blind_sample_is_not_settled(database, sample):
    assert_refused(database, settle_disagreements, sample_id=sample, settlings=[])


def test_taking_back_the_last_finish_makes_it_blind_again(database, logged, sample):
    tag(database, logged[0], desk=ANN)
    finish(database, sample, BEN)
    last = do(database, finish_coding, desk=ANN, sample_id=sample)
    assert len(rows(database, BlindTag)) == 1
    take_back(database, last)
    assert rows(database, BlindTag) == []
    assert seen_by(database, BEN, logged[0]) == set()


def numbers(database):
    """Return every sheet of the workbook as rows, but for what tells when it was made."""
    with database.reading() as session:
        made = {"made_at": DESK.clock.now(), "clock_is_set": True}
        tables = evidence_tables(session, 1, Edition.INTERNAL, **made)
        return {each.name: [tuple(row) for row in each.rows] for each in map(as_table, tables)}


def as_table(table):
    assert isinstance(table, Table)
    return table


def test_a_double_coded_sample_doubles_no_number_of_the_workbook(database, logged):
    for entry, code in zip(logged, ("P1", "P2", "P2", "P3"), strict=True):
        tag(database, entry, code, desk=ANN, quote="Skills gaps")
    once = numbers(database)
    sample = do(database, draw_sample, call_id=1, officers=TWO, percent=100).result.sample_id
    for entry, code in zip(logged, ("P1", "P2", "P2", "P3"), strict=True):
        tag(database, entry, code, desk=BEN, quote="Skills gaps")
    finish(database, sample, ANN, BEN)
    twice = numbers(database)
    assert len(twice["Evidence"]) == 2 * len(once["Evidence"])
    listed = {"Evidence", "Changes", "Event log"}
    assert {name for name in once if once[name] != twice[name]} == {*listed, "Cover", "Contents"}
    cover, contents = (
        {new[0] for old, new in zip(once[name], twice[name], strict=True) if old != new}
        for name in ("Cover", "Contents")
    )
    assert cover == {"Content hash"}
    assert {link.text for link in contents} == listed


def test_more_submissions_need_no_more_statements(database, logged, call):
    counts = []
    for size in (2, 4):
        sample = do(database, draw_sample, call_id=1, officers=TWO, size=size, seed="1").result
        for desk in (ANN, BEN):
            for number, entry in enumerate(logged[:size]):
                tag(database, entry, f"P{size + number % 2}", desk=desk, quote="Skills")
        do(database, reveal_sample, sample_id=sample.sample_id, reason="Now.")
        statements = []
        with database.reading() as session:
            engine = session.get_bind()

            def note(*found, kept=statements):
                kept.append(found[2])

            event.listen(engine, "before_cursor_execute", note)
            samples(session, 1)
            comparison(session, sample.sample_id)
            event.remove(engine, "before_cursor_execute", note)
        counts.append(len(statements))
    assert counts[0] == counts[1] < 20


def test_a_disagreement_is_told_with_the_words_around_it(database, call):
    start, end = "before " * 30, " after" * 30
    entry = log(database, call, answers={1: f"{start}Skills gaps{end}"})
    sample = do(
        database, draw_sample, call_id=1, officers=TWO, percent=100, seed="1"
    ).result.sample_id
    tag(database, entry, desk=ANN, quote="Skills gaps")
    tag(database, entry, "P1", desk=BEN, quote="before before before")
    finish(database, sample, ANN, BEN)
    by_quote = {each.quote: each for each in compared(database, sample).disagreements}
    middle, first_words = by_quote["Skills gaps"], by_quote["before before before"]
    assert (middle.before, middle.after) == (f"…{start[-120:]}", f"{end[:120]}…")
    assert (first_words.before, len(first_words.after)) == ("", 121)
