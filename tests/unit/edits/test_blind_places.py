"""While a sample is coded blind, no place that tells the tags of one submission shows others'."""

from dataclasses import replace

import pytest

from lisdesk.edits.double_coding import draw_sample, finish_coding
from lisdesk.edits.memos import add_memo
from lisdesk.edits.reading import mark_read
from lisdesk.edits.suggestions import (
    SuggestedPlace,
    SuggestionCause,
    accept_suggestion,
    reject_suggestion,
)
from lisdesk.queries.answers import AnswersFilter, answer_ids, answer_rows
from lisdesk.queries.coding import priorities
from lisdesk.queries.finding import submissions_with_words
from lisdesk.queries.home import home_page
from lisdesk.queries.joining import join_rows
from lisdesk.queries.memos import memos_of_call, memos_of_submission
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
from lisdesk.queries.suggesting import suggestion_log
from lisdesk.rules.vocabulary import Stance, SuggestionSource
from lisdesk.store.entities import SourceText
from lisdesk.store.learnt_models import ModelFacts, believed_model, keep_model, withheld_mark
from lisdesk.tasks import learning
from lisdesk.tasks.learning_examples import learning_examples, tags_to_learn_from
from lisdesk.tasks.suggesting import learning_words, suggesting_for
from tests.desk_work import DESK, NOW, do, log, priority, rows, submission, tag, take_back

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
FOR_EVERYBODY = {
    "suggestions",
    "line above suggestions",
    "what is learnt",
    "tags to learn from",
}
"""What is the same for everybody, and so tells nobody of what is coded blind."""
MEMOS = {"memos beside the text", "memo list"}
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


def suggested(session, ids, officer):
    """Return what suggestions tell an officer: what is suggested for each text and why, of how many
    tags the call is said to have, what is learnt from, and what became of earlier ones.
    """
    asked = [suggesting_for(session, each, officer) for each in sorted(ids)]
    return {
        "suggestions": [
            [
                (found.code, found.reason)
                for text in each.page.texts
                for found in each.suggestions(text.text_id, 0, len(text.body))
            ]
            for each in asked
        ],
        "line above suggestions": [learning_words(e.learning, e.page.tags_in_call) for e in asked],
        "what is learnt": learning_examples(session, 1),
        "tags to learn from": tags_to_learn_from(session, 1),
        "log of suggestions": suggestion_log(session, 1, officer),
    }


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
            "who has read": [
                submission_preview(session, each, reader=officer).read_by for each in sorted(ids)
            ],
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
            "memos beside the text": [memos_of_submission(session, x, officer) for x in ids],
            "memo list": memos_of_call(session, 1, officer),
            **suggested(session, ids, officer),
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
        do(database, mark_read, desk=ANN, submission_ids=[number])
        [text] = rows(database, SourceText, SourceText.submission_id == entry.id)
        place, cause = SuggestedPlace(text.id, 12, 24), SuggestionCause(SuggestionSource.KEYWORD)
        for decide, priority_id in ((accept_suggestion, 4), (reject_suggestion, 3)):
            chosen = {"place": place, "priority_id": priority_id, "cause": cause}
            do(database, decide, desk=ANN, **chosen)


def test_nothing_tells_a_coder_what_another_one_tagged(database, sample):
    assert sample
    before = seen(database, BEN)
    for_cy = seen(database, CY)
    tag_all(database)
    after = seen(database, BEN)
    assert [place for place, shown in after.items() if shown != before[place]] == []
    told = seen(database, CY)
    unmoved = {"with a word that is there", "with a word that is there, submission list"}
    unmoved |= FOR_EVERYBODY | MEMOS
    assert {place for place, shown in told.items() if shown == for_cy[place]} == unmoved


def test_a_colleagues_memo_tells_a_coder_nothing_either(database, sample):
    assert sample
    before, for_cy = seen(database, BEN), seen(database, CY)
    for number in (1, 2, 3):
        do(database, add_memo, desk=ANN, submission_id=number, words="Obviously back.")
    assert seen(database, BEN) == before
    told = seen(database, CY)
    assert {place for place, shown in told.items() if shown != for_cy[place]} == {
        *MEMOS,
        "column Found",
        "Ctrl+K",
        "Reading's search",
        "a word of a note",
        "a word of a note, submission list",
        "without a word of a note",
        "without a word of a note, submission list",
    }
    do(database, add_memo, desk=BEN, submission_id=2, words="Obviously mine.")
    with database.reading() as session:
        assert [each.officer for each in memos_of_call(session, 1, BEN.officer)] == [BEN.officer]
        assert submissions_with_words(session, 1, "mine", BEN.officer) == 1
        assert submissions_with_words(session, 1, "mine", ANN.officer) == 0


def test_everything_shows_once_the_last_coder_is_done(database, sample):
    tag_all(database)
    for desk in (BEN, ANN):
        do(database, finish_coding, desk=desk, sample_id=sample)
    for_ben, for_cy = seen(database, BEN), seen(database, CY)
    assert for_ben.pop("suggestions") != for_cy.pop("suggestions")  # not what Ben has tagged
    assert for_ben == for_cy
    assert for_ben["tags to learn from"] == 8


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


def test_what_was_learnt_before_a_sample_was_drawn_is_not_asked_until_it_is_learnt_anew(
    database, call, monkeypatch
):
    monkeypatch.setattr(learning, "FEWEST_TAGS", 2)
    monkeypatch.setattr(learning, "can_learn", lambda: True)
    monkeypatch.setattr(learning, "trained", lambda _examples, _is_awaited: b"a model")
    for number in (1, 2, 3, 4):
        tag(database, log(database, call, answers={1: f"{WORDS} {number}"}), desk=ANN)

    def learnt():
        learning.learn(database, DESK.clock, 1)
        return believed()

    def believed():
        with database.reading() as session:
            model = suggesting_for(session, 1, BEN.officer).page.model
            assert learning.is_worth_learning(session, 1) is (model is None)
        return model

    before = learnt()
    names = [ANN.officer, BEN.officer]
    drawn = do(database, draw_sample, call_id=1, officers=names, size=2)
    assert before is not None
    assert believed() is None
    within = learnt()
    assert (before.tags, within.tags) == (4, 2)
    with database.keeping() as session:  # who began to learn before it was drawn is done now
        keep_model(session, 1, ModelFacts(before.version, 4, NOW), b"a model")
    assert believed() is None
    assert learnt() == within
    take_back(database, drawn)
    assert believed() == within  # nothing that it knows is withheld any more
    with database.reading() as session:
        assert believed_model(session, 1, withheld_mark(session, 1)) == within
