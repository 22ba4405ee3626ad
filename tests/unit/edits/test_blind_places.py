"""While a sample is coded blind, no place that tells the tags of one submission shows others'."""

from dataclasses import replace

import pytest

from lisdesk.edits.double_coding import draw_sample, finish_coding
from lisdesk.queries.answers import AnswersFilter, answer_ids, answer_rows
from lisdesk.queries.coding import priorities
from lisdesk.queries.finding import submissions_with_words
from lisdesk.queries.home import home_page
from lisdesk.queries.joining import join_rows
from lisdesk.queries.moving_tags import TagFilter, tags_to_split
from lisdesk.queries.priority_page import excerpt_ids, frame
from lisdesk.queries.reading import reading_page
from lisdesk.queries.reading_list import ReadingFilter, Shelf, reading_ids, reading_rows
from lisdesk.queries.register import (
    BehindNumber,
    RegisterColumn,
    RegisterFilter,
    RegisterOrder,
    TaggedTo,
)
from lisdesk.queries.register_counts import priority_counts, register_counts
from lisdesk.queries.register_preview import submission_preview
from lisdesk.queries.register_rows import register_ids, register_rows
from lisdesk.queries.submissions import SubmissionFilter, submission_ids, tags
from lisdesk.rules.vocabulary import Stance
from tests.desk_work import DESK, do, log, priority, submission, tag

ANN, BEN, CY = DESK, DESK._replace(officer="Ben Clerk"), DESK._replace(officer="Cy Third")
WORDS = "Skills gaps hold us back. Buses run too rarely."
LISTED = {
    "untagged": RegisterFilter(is_untagged=True),
    "priority": RegisterFilter(priority_ids=(2,)),
    "all of": RegisterFilter(all_priority_ids=(2,)),
    "none of": RegisterFilter(no_priority_ids=(2,)),
    "stance": RegisterFilter(stances=(Stance.OPPOSE,)),
    "stance there": RegisterFilter(priority_ids=(2,), stances=(Stance.OPPOSE,)),
    "tagged by": RegisterFilter(officers=(ANN.officer,)),
    "behind a number": RegisterFilter(behind=BehindNumber(tagged_to=TaggedTo(2))),
    "behind a stance": RegisterFilter(
        behind=BehindNumber(tagged_to=TaggedTo(2, is_itself=True, stances=(Stance.OPPOSE,)))
    ),
    "a word of a note": RegisterFilter(search="obvious*"),
    "without a word of a note": RegisterFilter(search="-obviously skills"),
    "with a word that is there": RegisterFilter(search="skills"),
}
SORTED = RegisterOrder(RegisterColumn.TAGS)


def lists(session, officer):
    found = {
        name: register_ids(session, 1, officer, chosen, RegisterOrder(RegisterColumn.REFERENCE))
        for name, chosen in LISTED.items()
    }
    command_line = {
        f"{name}, submission list": sorted(
            submission_ids(
                session, 1, SubmissionFilter(chosen.search, chips=chosen, officer=officer)
            )
        )
        for name, chosen in LISTED.items()
        if not chosen.is_untagged and chosen.behind is None
    }
    return found | command_line


def seen(database, desk):
    """Return everything that an officer is shown of the tags of single submissions, by place."""
    officer = desk.officer
    with database.reading() as session:
        ids = register_ids(session, 1, officer, RegisterFilter())
        asked = AnswersFilter(1, is_untagged=True, officer=officer)
        texts = answer_ids(session, replace(asked, is_untagged=False))
        places = {
            "sorted by tags": register_ids(session, 1, officer, RegisterFilter(), SORTED),
            "column Tags": {row.id: row.tags for row in register_rows(session, ids, officer)},
            "column Found": [
                row.found for row in register_rows(session, sorted(ids), officer, "obviously")
            ],
            "preview": [submission_preview(session, each, officer).page.tags for each in ids],
            "merge": [row.tags for row in join_rows(session, ids, officer)],
            "chips": register_counts(session, 1, officer, RegisterFilter()).untagged,
            "chip Priority": priority_counts(session, 1, officer, RegisterFilter()),
            "chip Priority, narrowed": priority_counts(session, 1, officer, LISTED["stance"]),
            "Ctrl+K": submissions_with_words(session, 1, "obviously", officer),
            "Reading": [reading_page(session, each, officer).tags for each in ids],
            "Reading's list": {row.id: row.tags for row in reading_rows(session, ids, officer)},
            "Reading's search": reading_ids(session, 1, officer, ReadingFilter(search="obvious*")),
            "Reading's shelf": reading_ids(
                session, 1, officer, ReadingFilter(frozenset({Shelf.UNTAGGED}))
            ),
            "tree of Reading and Answers": [row.tags for row in priorities(session, 1, officer)],
            "Answers": [row.tags for row in answer_rows(session, texts, officer)],
            "untagged answers": answer_ids(session, asked),
            "tree of Priorities": [
                (row.own, row.submissions) for row in frame(session, 1, officer).rows
            ],
            "excerpts of a priority": excerpt_ids(session, [2], officer),
            "split a priority": tags_to_split(session, 2, TagFilter(officer=officer)),
            "tags list": tags(session, 1, officer=officer),
        }
        return places | lists(session, officer)


@pytest.fixture
def sample(database, call):
    """Return the number of a sample of three that Ann and Ben code, of four submissions."""
    logged = [
        log(database, call, respondent=f"R{n}", answers={1: f"{WORDS} {n}"}) for n in (1, 2, 3)
    ]
    drawn = do(database, draw_sample, call_id=1, officers=[ANN.officer, BEN.officer], percent=100)
    other = log(database, call, respondent="Other", answers={1: WORDS})
    tag(database, other, desk=ANN, note="Obviously.")
    tag(database, logged[0], desk=BEN, quote="Buses")
    assert priority(database, 1, "P2").id == 2
    return drawn.result.sample_id


def tag_all(database):
    """Let Ann tag the sample with everything that a tag can say."""
    draft = {"stance": Stance.OPPOSE, "note": "Obviously back."}
    for number in (1, 2, 3):
        entry = submission(database, f"LLEP-000{number}")
        tag(database, entry, desk=ANN, quote="Skills gaps", **draft)


def test_nothing_tells_a_coder_what_another_one_tagged(database, sample):
    assert sample
    before = seen(database, BEN)
    for_cy = seen(database, CY)
    tag_all(database)
    after = seen(database, BEN)
    assert [place for place, shown in after.items() if shown != before[place]] == []
    told = seen(database, CY)
    unmoved = {"with a word that is there", "with a word that is there, submission list"}
    assert {place for place, shown in told.items() if shown == for_cy[place]} == unmoved


def test_everything_shows_once_the_last_coder_is_done(database, sample):
    tag_all(database)
    for desk in (BEN, ANN):
        do(database, finish_coding, desk=desk, sample_id=sample)
    assert seen(database, BEN) == seen(database, CY)


def test_reports_are_the_same_for_everybody_and_for_the_coder(database, sample):
    assert sample
    tag_all(database)
    with database.reading() as session:
        ben, cy = (home_page(session, 1, desk.officer, "Europe/London") for desk in (BEN, CY))
        [summed] = [row for row in frame(session, 1).rows if row.row.code == "P2"]
        [hidden] = [row for row in frame(session, 1, BEN.officer).rows if row.row.code == "P2"]
    assert ben.priorities == cy.priorities
    assert [each.submissions for each in ben.priorities if each.code == "P2"] == [4]
    assert (summed.own, hidden.own) == (4, 2)
    assert summed.row.tags == hidden.row.tags == 5  # what a deletion would take off
