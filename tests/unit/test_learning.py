"""What is learnt from the tags of a call, by whom, and what becomes of it."""

import importlib.util
import subprocess
import sys
import zlib
from functools import partial
from time import monotonic, thread_time

import numpy
import pytest

from lisdesk.edits.suggestions import SuggestedPlace, SuggestionCause, reject_suggestion
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.errors import CancelledError, UnreadableFileError
from lisdesk.exchange.learning import training
from lisdesk.exchange.learning.examples import Example, as_bytes, from_bytes, version_of
from lisdesk.exchange.learning.model import LinearModel, StrangeModelError, read_model, written
from lisdesk.rules.vocabulary import Learning, SuggestionSource
from lisdesk.store.entities import SourceText
from lisdesk.store.learnt_models import ModelFacts, keep_model, model_facts
from lisdesk.tasks import learning
from lisdesk.tasks.breathing import Breather
from lisdesk.tasks.learning import is_worth_learning, learn
from lisdesk.tasks.learning_examples import learning_examples, tags_to_learn_from
from lisdesk.tasks.suggesting import learning_words, suggesting_for
from tests.desk_work import DESK, NOW, do, log, rows, tag

needs_library = pytest.mark.skipif(
    importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed"
)
SENTENCES = {
    1: "Universities should share their inventions with small firms",
    2: "We cannot find trained welders at the colleges",
    3: "The bus is late and the road has holes",
    4: "Business rates and loans are hard for start-ups",
}


def examples_in(database, call):
    with database.reading() as session:
        return learning_examples(session, call.id)


def tagged_call(database, call, tags):
    """Log answers to one question, each with words of its own, and tag each to its priority."""
    for number in range(tags):
        priority = 1 + number % 4
        own = log(database, call, answers={1: f"{SENTENCES[priority]}, number {number}."})
        draft = TagDraft(question=1)
        do(database, add_tag, submission_id=own.id, priority_id=priority, draft=draft)


def a_model():
    return LinearModel(
        (7, 9),
        (" bu", "bus", "us "),
        numpy.array([1.0, 2.0, 1.5], numpy.float32),
        numpy.array([[1.0, -1.0], [2.0, 0.5], [0.5, 0.0]], numpy.float16),
        numpy.array([-0.5, 0.25], numpy.float32),
        "v",
    )


def test_an_answer_and_its_excerpts_are_examples_of_what_they_are_tagged_to(database, call):
    own = log(database, call, answers={1: "Skills gaps. The bus is late.", 2: "n/a"})
    tag(database, own, "P2", quote="Skills gaps.")
    tag(database, own, "P3", quote="The bus is late.")
    tag(database, own, "P1")
    log(database, call, answers={1: "Nobody tagged this."})
    found = {(" ".join(each.words), each.tagged) for each in examples_in(database, call)}
    assert found == {
        ("skills gaps the bus is late", frozenset({1, 2, 3})),
        ("skills gaps", frozenset({2})),
        ("the bus is late", frozenset({3})),
    }


def test_a_tag_on_a_submission_of_two_answers_is_on_both_together(database, call):
    own = log(database, call, answers={1: "Roads.", 3: "Rail."})
    tag(database, own, "P3")
    assert examples_in(database, call) == [Example(("roads", "rail"), frozenset({3}))]


def test_a_rejection_speaks_against_its_priority_alone(database, call):
    own = log(database, call, answers={1: "Skills gaps. The bus is late."})
    (text,) = rows(database, SourceText, SourceText.submission_id == own.id)
    cause = SuggestionCause(SuggestionSource.MOST_USED)
    for start, end in ((0, 12), (0, len(text.body))):
        place = SuggestedPlace(text.id, start, end)
        do(database, reject_suggestion, place=place, priority_id=4, cause=cause)
    assert examples_in(database, call) == [
        Example(tuple(["skills", "gaps", "the", "bus", "is", "late"]), frozenset(), frozenset({4})),
        Example(("skills", "gaps"), frozenset(), frozenset({4})),
    ]
    tag(database, own, "P4", quote="Skills gaps.")
    assert [each.tagged for each in examples_in(database, call)] == [frozenset({4})] * 2


def test_confidential_texts_are_learnt_from_and_copies_of_campaigns_are_not(database, call):
    from lisdesk.edits.campaigns import confirm_campaign
    from lisdesk.edits.submissions import request_confidentiality

    letter = "Dear all, the line to Burton has to open again for every one of us here, please."
    ids = [log(database, call, letter=letter).id for _ in range(3)]
    do(database, request_confidentiality, submission_id=ids[0], reason="A secret.")
    do(database, add_tag, submission_id=ids[0], priority_id=3, draft=TagDraft())
    group = {"call_id": call.id, "seed_id": ids[0], "submission_ids": ids[1:], "name": "Rail"}
    do(database, confirm_campaign, **group)
    assert len(examples_in(database, call)) == 1
    with database.reading() as session:
        assert tags_to_learn_from(session, call.id) == 1


def test_the_version_tells_what_was_learnt_from_in_whatever_order():
    one, other = Example(("bus",), frozenset({1})), Example(("road",), frozenset({2, 1}))
    assert version_of([one, other]) == version_of([other, one])
    assert version_of([one]) != version_of([one, other])
    assert version_of([one]) != version_of([one._replace(rejected=frozenset({2}))])
    assert from_bytes(as_bytes([one, other])) == [one, other]


def test_below_two_hundred_tags_nothing_is_learnt_and_the_officer_is_told(database, call):
    tag(database, log(database, call, answers={1: "Skills."}), "P2")
    assert learn(database, DESK.clock, call.id) is Learning.TOO_FEW
    said = learning_words(Learning.TOO_FEW, 1)
    assert "200 tags" in said
    assert "has 1" in said


def test_a_model_whose_tags_are_gone_is_forgotten(database, call):
    with database.keeping() as session:
        keep_model(session, call.id, ModelFacts("v", 300, NOW), written(a_model()))
    assert learn(database, DESK.clock, call.id) is Learning.TOO_FEW
    with database.reading() as session:
        assert model_facts(session, call.id) is None


def test_without_the_library_suggestions_go_by_keywords_and_use(database, call, monkeypatch):
    monkeypatch.setattr(learning, "FEWEST_TAGS", 4)
    monkeypatch.setattr(learning, "can_learn", lambda: False)
    tagged_call(database, call, 4)
    assert learn(database, DESK.clock, call.id) is Learning.NOT_INSTALLED
    own = log(database, call, answers={1: "Skills of people."})
    with database.reading() as session:
        suggesting = suggesting_for(session, own.id, DESK.officer)
        assert not is_worth_learning(session, call.id)
    (text,) = suggesting.page.texts
    found = suggesting.suggestions(text.text_id, 0, len(text.body))
    assert (found[0].code, found[0].source) == ("P2", SuggestionSource.KEYWORD)
    assert {each.source for each in found[1:]} == {SuggestionSource.MOST_USED}


@pytest.mark.thorough
@needs_library
def test_tags_teach_what_words_mean_and_it_is_kept_by_version(database, call, monkeypatch):
    monkeypatch.setattr(learning, "FEWEST_TAGS", 60)
    tagged_call(database, call, 60)
    with database.reading() as session:
        assert is_worth_learning(session, call.id)
    assert learn(database, DESK.clock, call.id) is Learning.LEARNT
    own = log(database, call, answers={1: "Our buses come late. We lack welders."})
    with database.reading() as session:
        assert not is_worth_learning(session, call.id)
        facts = model_facts(session, call.id)
        suggesting = suggesting_for(session, own.id, DESK.officer)
        assert facts.version == version_of(learning_examples(session, call.id))
    assert (facts.tags, facts.learnt_at) == (60, NOW)
    (text,) = suggesting.page.texts
    first = suggesting.suggestions(text.text_id, 0, 20)[0]
    assert (first.priority_id, first.source) == (3, SuggestionSource.MODEL)
    assert first.model_version == facts.version
    assert {"buses", "late"} & set(first.words)
    second = suggesting.suggestions(text.text_id, 21, len(text.body))[0]
    assert (second.priority_id, second.words[0]) == (2, "welders")


@needs_library
@pytest.mark.thorough
def test_the_same_tags_are_not_learnt_twice(database, call, monkeypatch):
    monkeypatch.setattr(learning, "FEWEST_TAGS", 8)
    tagged_call(database, call, 8)
    assert learn(database, DESK.clock, call.id) is Learning.LEARNT
    monkeypatch.setattr(learning, "trained", lambda *_: pytest.fail("learnt again"))
    assert learn(database, DESK.clock, call.id) is Learning.LEARNT


@needs_library
def test_learning_ends_when_nobody_waits_for_it_and_leaves_what_there_was(
    database, call, monkeypatch
):
    monkeypatch.setattr(learning, "FEWEST_TAGS", 8)
    tagged_call(database, call, 8)
    with pytest.raises(CancelledError):
        learn(database, DESK.clock, call.id, lambda: False)
    with database.reading() as session:
        assert model_facts(session, call.id) is None


def test_a_process_that_dies_is_told_in_plain_words(monkeypatch):
    monkeypatch.setattr(training, "_TRAINER", "lisdesk.exchange.learning.nowhere")
    with pytest.raises(UnreadableFileError) as told:
        training.trained([Example(("bus",), frozenset({1}))] * 50_000)
    assert "keywords" in told.value.do_in_window


def test_a_model_is_applied_as_it_was_written_and_words_explain_the_whole_of_it():
    model = read_model(written(a_model()), "v")
    weighed = model.weigh(["bus", "bus", "unknown"])
    assert weighed.version == "v"
    for place, priority_id in enumerate(model.priority_ids):
        causes = weighed.causes(priority_id)
        assert causes["unknown"] == 0
        total = float(model.intercepts[place]) + sum(causes.values())
        assert weighed.log_odds[priority_id] == pytest.approx(total, abs=1e-5)
    nothing = model.weigh([])
    assert nothing.log_odds == {7: pytest.approx(-0.5), 9: pytest.approx(0.25)}


@needs_library
@pytest.mark.thorough
def test_the_house_weighs_as_scikit_learn_does():
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    from lisdesk.exchange.learning.trainer import _counted

    known = [
        Example(
            tuple(f"{SENTENCES[1 + each % 4]} number {each}".lower().split()),
            frozenset({1 + each % 4}),
        )
        for each in range(40)
    ]
    model = read_model(training.trained(known), "v")
    parts = set(model.parts)
    pairs = [
        ({k: v for k, v in _counted(each.words).items() if k in parts}, each.tagged)
        for each in from_bytes(as_bytes(known))
    ]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([each for each, _ in pairs])
    weighing = TfidfTransformer(sublinear_tf=True).fit(table)
    classifier = LogisticRegression(C=10.0, max_iter=300, solver="liblinear", random_state=0)
    classifier.fit(weighing.transform(table), [3 in tagged for _, tagged in pairs])
    words = ["the", "bus", "is", "late", "the", "road", "the", "welders"]
    asked = {k: v for k, v in _counted(words).items() if k in parts}
    expected = classifier.decision_function(weighing.transform(vectorizer.transform([asked])))[0]
    assert model.weigh(words).log_odds[3] == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: b"\x80\x04K\x01.",
        lambda content: content[:-3],
        lambda content: zlib.compress(zlib.decompress(content)[:-1]),
        lambda content: zlib.compress(zlib.decompress(content).replace(b'"form": 1', b'"form": 9')),
        lambda content: zlib.compress(zlib.decompress(content).replace(b"[7, 9]", b'["7", 9]')),
        lambda content: zlib.compress(b"[" * 100_000),
        lambda content: zlib.compress(zlib.decompress(content)[:-2] + b"\x00\x7c"),
    ],
    ids=["empty", "pickle", "torn", "short", "other form", "words", "deep", "infinite"],
)
def test_bytes_that_are_no_model_are_known_as_such(spoil):
    content = written(a_model())
    assert read_model(content, "v").parts == a_model().parts
    with pytest.raises(StrangeModelError):
        read_model(spoil(content), "v")


def test_nothing_that_learns_is_loaded_by_what_suggests():
    loads = partial(subprocess.run, check=True, capture_output=True, text=True)
    program = (
        "import sys, lisdesk.tasks.suggesting, lisdesk.cli.program, lisdesk.edits.suggestions;"
        "print([each for each in ('numpy', 'sklearn', 'scipy') if each in sys.modules])"
    )
    assert loads([sys.executable, "-c", program]).stdout == "[]\n"


def test_reading_what_to_learn_rests_after_each_submission_and_ends_when_nobody_waits(
    database, call
):
    tagged_call(database, call, 5)
    rests = []
    with database.reading() as session:
        whole = learning_examples(session, call.id, lambda: rests.append(1))
    assert whole == examples_in(database, call)
    assert len(rests) > 5

    answers = [True, True, False]
    with database.reading() as session, pytest.raises(CancelledError):
        learning_examples(session, call.id, Breather(lambda: answers.pop(0)).breathe)
    assert not answers


def test_work_beside_the_window_rests_four_times_as_long_as_it_works():
    breather = Breather(lambda: True)
    before = thread_time()
    while thread_time() - before < 0.01:
        pass
    worked, started = thread_time() - before, monotonic()
    breather.breathe()
    assert 4 * worked <= monotonic() - started
