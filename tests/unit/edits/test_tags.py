"""Tags: words are found by quotation or place, in code points, and tagged once by each officer."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag, tag_span
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.spans import normalised
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import Excerpt, SourceText, Tag
from tests.desk_work import (
    BEA,
    NOW,
    assert_refused,
    count,
    do,
    first,
    log,
    open_call,
    priority,
    rows,
    tag,
)

TEXT = "Skills 😀 gaps hold us back. Skills again."


@pytest.fixture
def entry(database, call):
    """Return a submission with two answers and a letter."""
    return log(database, call, answers={1: TEXT, 2: "Skills too."}, letter="Skills, dear all.")


def excerpt_of(database, tag_id):
    found = first(database, Tag, Tag.id == tag_id)
    return first(database, Excerpt, Excerpt.id == found.excerpt_id)


def span(database, tag_id):
    found = excerpt_of(database, tag_id)
    return found.text_id, found.start, found.end


def words(entry, **draft):
    return {"submission_id": entry.id, "priority_id": 2, "draft": TagDraft(**draft)}


def test_a_tag_says_who_tagged_what_when_and_how(database, entry):
    graded = {"stance": Stance.OPPOSE, "strength": Strength.STATISTIC, "note": " Look. "}
    tag_id = tag(database, entry, quote="gaps", **graded)
    found = first(database, Tag, Tag.id == tag_id)
    assert (found.stance, found.strength, found.note) == (
        Stance.OPPOSE,
        Strength.STATISTIC,
        "Look.",
    )
    assert (found.officer, found.tagged_at) == ("Ann Officer", NOW)
    assert (found.submission_id, found.priority_id) == (entry.id, 2)


def test_places_count_code_points(database, entry):
    assert span(database, tag(database, entry, quote="😀")) == (1, 7, 8)
    assert span(database, tag(database, entry, quote="gaps")) == (1, 9, 13)
    assert TEXT[9:13] == "gaps"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({"quote": "Skills"}, (1, 0, 6)),
        ({"quote": "Skills", "nth": 2}, (1, 28, 34)),
        ({"quote": "Skills", "nth": 3}, (2, 0, 6)),
        ({"quote": "Skills", "nth": 4}, (3, 0, 6)),
        ({"quote": "Skills", "question": 2}, (2, 0, 6)),
        ({"question": 2}, (2, 0, 11)),
        ({"quote": TEXT}, (1, 0, len(TEXT))),
    ],
)
def test_the_nth_place_is_counted_over_the_texts_in_their_order(database, entry, draft, expected):
    assert span(database, tag(database, entry, **draft)) == expected


def test_overlapping_places_count_too(database, call):
    entry = log(database, call, letter="aaaa")
    spans = [span(database, tag(database, entry, quote="aa", nth=nth)) for nth in (1, 2, 3)]
    assert spans == [(1, 0, 2), (1, 1, 3), (1, 2, 4)]


def test_a_tag_without_words_is_on_the_whole_submission(database, entry):
    tag_id = tag(database, entry)
    assert first(database, Tag, Tag.id == tag_id).excerpt_id is None
    assert count(database, Excerpt) == 0


@pytest.mark.parametrize(
    ("draft", "error", "told"),
    [
        ({"quote": "skills"}, RefusedError, "does not stand"),
        ({"quote": "Skills", "nth": 5}, RefusedError, "stands 4 times"),
        ({"quote": "gaps", "nth": 2}, RefusedError, "stands once"),
        ({"quote": "Skills", "nth": 0}, RefusedError, ""),
        ({"quote": ""}, RefusedError, ""),
        ({"question": 3}, RefusedError, "does not answer question 3"),
        ({"question": 99}, NotFoundError, "99"),
        ({"quote": "dear", "question": 1}, RefusedError, "does not stand"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(database, entry, draft, error, told):
    refused = assert_refused(database, add_tag, error, **words(entry, **draft))
    assert told in refused.happened


def test_a_quotation_may_come_with_other_line_ends(database, call):
    entry = log(database, call, letter="one\r\ntwo")
    assert excerpt_of(database, tag(database, entry, quote="one\rtwo")).quote == "one\ntwo"


@pytest.mark.parametrize("draft", [{"quote": "gaps"}, {"question": 1}, {}], ids=str)
def test_the_same_words_are_tagged_once_to_a_priority_by_one_officer(database, entry, draft):
    tag(database, entry, **draft)
    refused = assert_refused(database, add_tag, **words(entry, **draft, note="again"))
    assert "TAG-0001" in refused.happened
    tag(database, entry, "P3", **draft)
    tag(database, entry, desk=BEA, **draft)
    assert count(database, Tag) == 3
    assert count(database, Excerpt) == (1 if draft else 0)


def test_a_priority_of_another_call_is_refused(database, entry):
    other = open_call(database)
    theirs = priority(database, other.id, "P1").id
    assert_refused(database, add_tag, **{**words(entry), "priority_id": theirs})
    places = {"text_id": 1, "start": 0, "end": 3, "priority_id": theirs, "draft": TagDraft()}
    assert_refused(database, tag_span, **places)


def test_a_span_is_tagged_by_its_places(database, entry):
    places = {"text_id": 1, "start": 7, "end": 13, "priority_id": 2, "draft": TagDraft()}
    do(database, tag_span, **places)
    assert excerpt_of(database, 1).quote == "😀 gaps"
    assert_refused(database, tag_span, **places)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 3), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(database, entry, start, end):
    places = {"text_id": 1, "start": start, "end": end, "priority_id": 2}
    assert_refused(database, tag_span, **places, draft=TagDraft())


def test_an_excerpt_goes_with_its_last_tag(database, entry):
    first_tag, second_tag = (tag(database, entry, code, quote="gaps") for code in ("P1", "P2"))
    do(database, remove_tag, tag_id=first_tag)
    assert count(database, Excerpt) == 1
    do(database, remove_tag, tag_id=second_tag)
    assert count(database, Excerpt) == count(database, Tag) == 0
    assert tag(database, entry, quote="gaps") == 3


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), text=st.text(min_size=1, max_size=40))
def test_any_part_of_any_text_can_be_quoted(database, call, data, text):
    body = normalised(text)
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    entry = log(database, call, letter=f"<{text}>")
    tag_id = tag(database, entry, quote=body[start:end])
    found = excerpt_of(database, tag_id)
    stored = first(database, SourceText, SourceText.id == found.text_id).body
    assert found.quote == body[start:end] == stored[found.start : found.end]


def listed(*lines):
    return [
        TagEntry(f"row {number}", submission, code, TagDraft(**draft))
        for number, (submission, code, draft) in enumerate(lines, start=2)
    ]


def test_a_list_adds_what_is_not_there_yet(database, call, entry):
    tag(database, entry, "P1", quote="gaps")
    lines = listed(
        ("llep-0001", "p1", {"quote": "gaps"}),
        ("LLEP-0001", "P2", {"quote": "gaps", "stance": Stance.MIXED}),
        ("LLEP-0001", "P2", {"quote": "gaps"}),
        ("LLEP-0001", "P2", {"quote": "Skills", "nth": 3}),
        ("LLEP-0001", "P2", {"question": 2}),
        ("LLEP-0001", "P2", {}),
    )
    report = do(database, add_tags, call_id=call.id, entries=lines).result
    assert (report.lines, report.added, report.already_here) == (6, 4, 2)
    assert sorted(span(database, row.id) for row in rows(database, Tag) if row.excerpt_id) == [
        (1, 9, 13),
        (1, 9, 13),
        (2, 0, 6),
        (2, 0, 11),
    ]
    again = do(database, add_tags, call_id=call.id, entries=lines)
    assert (again.result.added, again.entry_id) == (0, None)


@pytest.mark.parametrize(
    "line",
    [
        ("LLEP-0009", "P1", {}),
        ("LLEP-0001", "P9", {}),
        ("LLEP-0001", "P1", {"quote": "nowhere"}),
        ("LLEP-0001", "P1", {"question": 3}),
        ("LLEP-0001", "P1", {"question": 99}),
    ],
)
def test_one_line_that_does_not_fit_refuses_the_whole_list_and_is_named(
    database, call, entry, line
):
    lines = listed(("LLEP-0001", "P1", {"quote": "gaps"}), line)
    refused = assert_refused(database, add_tags, call_id=call.id, entries=lines)
    assert "row 3" in refused.happened
