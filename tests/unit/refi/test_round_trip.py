"""What goes out as a coded project comes back into another call as it was."""

from __future__ import annotations

import shutil
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sqlalchemy import select

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import TagDraft, remove_tag, tag_span
from lisdesk.exchange.refi.reading import read_coded_project
from lisdesk.exchange.refi.writing import write_project
from lisdesk.queries.coded_project import coded_project
from lisdesk.queries.history import entry_of_import
from lisdesk.queries.priority_hues import priority_details
from lisdesk.rules.coded_answers import Answer, joined_answers, parts_of, places_of
from lisdesk.rules.coded_descriptions import Described, described_by, description_of
from lisdesk.rules.coded_memos import Marks, marks_of, memo_of
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import (
    Disposition,
    Edition,
    Permission,
    PriorityColour,
    PriorityStatus,
    SetAside,
    Stance,
    Strength,
    WhatIsKnown,
)
from lisdesk.store.backup import copy_as_it_stands
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    Call,
    Excerpt,
    Priority,
    Question,
    SourceText,
    Stakeholder,
    Submission,
    Tag,
)
from lisdesk.store.opening import open_database
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import (
    DESK,
    NOW,
    content,
    count,
    do,
    first,
    log,
    rows,
    tag,
)
from tests.story import tell
from tests.unit.refi.conftest import CALL, listing_of

BARE = CallDraft(
    "Bare", "Leeds City Council", date(2019, 3, 1), parse_deadline("2019-04-01"), prefix="bare"
)


@pytest.fixture
def other_database(call_file, tmp_path):
    """Return another file with a call of its own from the template."""
    path = tmp_path / "other.lisdesk"
    shutil.copy(call_file, path)
    database = open_database(path)
    yield database
    database.close()


def tagged(database: Database, call_id: int) -> list[tuple[Any, ...]]:
    """Return every tag of a call with the text that it stands on, in an order of its own."""
    with database.reading() as session:
        chosen = (
            select(
                Question.text, SourceText.body, Excerpt.start, Excerpt.end, Excerpt.quote,
                Priority.name, Tag.stance, Tag.strength, Tag.note, Tag.officer, Tag.tagged_at,
                Stakeholder.name,
            )
            .select_from(Tag)
            .join(Priority, Priority.id == Tag.priority_id)
            .join(Submission, Submission.id == Tag.submission_id)
            .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
            .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
            .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
            .outerjoin(Question, Question.id == SourceText.question_id)
            .where(Submission.call_id == call_id)
        )  # fmt: skip
        return sorted((tuple(row) for row in session.execute(chosen)), key=repr)


def frame_of(database: Database, call_id: int) -> list[tuple[Any, ...]]:
    """Return the priorities of a call but for their codes' numbers and places."""
    with database.reading() as session:
        details = priority_details(session, call_id)
    priorities = rows(database, Priority, Priority.call_id == call_id)
    names = {each.id: each.name for each in priorities}
    return sorted(
        (names.get(each.parent_id, ""), each.name, each.code, each.definition, each.include,
         each.exclude, tuple(each.keywords), each.status.key, details.get(each.id))
        for each in priorities
    )  # fmt: skip


def said_of(database: Database) -> list[tuple[str, ...]]:
    """Return what is said of each submission of the first call, but for its reference."""
    fields = ("channel", "received_at", "sent_at", "permission", "is_confidential", "set_aside",
              "content", "submitted_by")  # fmt: skip
    own = rows(database, Submission, Submission.call_id == 1)
    return sorted(tuple(repr(getattr(each, name)) for name in fields) for each in own)


def bring(database: Database, path, call: str = CALL, **arguments: Any):
    """Import a project; return what became of it."""
    [(_, done)] = import_paths(database, DESK, call, [path], **arguments).projects
    return done


@pytest.mark.thorough
def test_the_sample_call_comes_back_into_a_fresh_file_as_it_was(
    sample_database, other_database, export
):
    path = export(sample_database, with_confidential=True).path
    done = bring(other_database, path)
    assert tagged(other_database, 1) == tagged(sample_database, 1)
    assert frame_of(other_database, 1) == frame_of(sample_database, 1)
    assert (done.report.report.new, done.report.tags, done.report.excerpts) == (60, 88, 86)
    assert done.report.report.problems == []
    assert said_of(other_database) == said_of(sample_database)
    assert check_file(other_database).is_sound


def test_answers_questions_and_everything_of_the_story_come_back(database, other_database, export):
    tell(database)
    do(database, new_call, draft=BARE)
    path = export(database, with_confidential=True).path
    bare = first(database, Call, Call.prefix == "BARE")
    done = bring(database, path, bare.reference)
    assert tagged(database, bare.id) == tagged(database, 1)
    assert done.report.report.new_questions == [1, 2]
    texts = {(each.question_id is None, each.body) for each in rows(database, SourceText)}
    assert (True, "Dear all,\nplease see the file.") in texts
    bring(other_database, path)
    assert tagged(other_database, 1) == tagged(database, 1)
    assert check_file(database).is_sound


@pytest.mark.thorough
def test_a_project_that_comes_again_changes_nothing_and_one_undo_takes_it_back(
    sample_database, other_database, export
):
    path = export(sample_database, with_confidential=True).path
    before = content(other_database)
    bring(other_database, path)
    after = content(other_database)
    again = bring(other_database, path)
    assert (again.report.report.already_here, again.entry_id) == (60, None)
    assert content(other_database) == after
    updated = bring(other_database, path, known=WhatIsKnown.UPDATE)
    assert (updated.report.tags, updated.report.tags_here, updated.entry_id) == (0, 88, None)
    assert content(other_database) == after
    with other_database.reading() as session:
        entry_id = entry_of_import(session, "IMP-0001")
    do(other_database, take_back, entry_id=entry_id)
    assert content(other_database) == before


@pytest.mark.thorough
@pytest.mark.thorough
def test_an_export_comes_back_into_its_own_call_as_known(sample_database, export):
    before = content(sample_database)
    done = bring(sample_database, export(sample_database, with_confidential=True).path)
    assert done.report.report.already_here == 60
    assert done.report.codes.already_here == 15
    known = bring(
        sample_database,
        export(sample_database, with_confidential=True).path,
        known=WhatIsKnown.UPDATE,
    )
    assert (known.report.tags, known.report.tags_here) == (0, 88)
    assert content(sample_database) == before


@pytest.mark.parametrize("ending", ["qdpx", "qdc"])
def test_colours_come_back_and_correct_those_that_are_here(
    database, call, other_database, export, ending
):
    hues = dict(zip(("P2", "P3", "P1"), PriorityColour, strict=False))
    for code, colour in hues.items():
        of_code = first(database, Priority, Priority.code == code)
        correction = PriorityCorrection(colour=colour)
        do(database, edit_priority, priority_id=of_code.id, correction=correction)
    sent = export(database, f"sent.{ending}").path
    assert 'color="#0B5CAD"' in etree.tostring(listing_of(sent)).decode()
    before = content(other_database)
    assert bring(other_database, sent).report.codes.changed == 0
    assert content(other_database) == before
    done = bring(other_database, sent, known=WhatIsKnown.UPDATE)
    assert done.report.codes.changed == len(hues)
    assert done.report.report.problems == []
    assert frame_of(other_database, 1) == frame_of(database, 1)
    assert bring(other_database, sent, known=WhatIsKnown.UPDATE).entry_id is None


@pytest.mark.parametrize("ending", ["qdpx", "qdc"])
def test_colours_of_new_priorities_come_in(database, call, export, check_format, ending):
    for each, colour in zip(rows(database, Priority), PriorityColour, strict=False):
        correction = PriorityCorrection(colour=colour)
        do(database, edit_priority, priority_id=each.id, correction=correction)
    sent = export(database, f"sent.{ending}").path
    check_format(sent)
    bare = do(database, new_call, draft=BARE).result
    bring(database, sent, bare)
    fresh = first(database, Call, Call.reference == bare)
    assert frame_of(database, fresh.id) == frame_of(database, 1)


@pytest.mark.thorough
def test_copies_come_in_beside_what_is_here(sample_database, export):
    path = export(sample_database, with_confidential=True).path
    done = bring(sample_database, path, known=WhatIsKnown.COPY)
    assert (done.report.report.new, done.report.codes.new) == (60, 0)
    assert count(sample_database, Submission, Submission.call_id == 1) == 120
    assert bring(sample_database, path).report.report.already_here == 60
    assert bring(sample_database, path, known=WhatIsKnown.COPY).report.report.new == 60
    assert check_file(sample_database).is_sound


@pytest.mark.thorough
def test_a_dry_run_tells_the_same_and_changes_nothing(sample_database, other_database, export):
    path = export(sample_database, with_confidential=True).path
    before = content(other_database)
    tried = bring(other_database, path, dry_run=True)
    assert content(other_database) == before
    done = bring(other_database, path)
    assert (tried.report.tags, tried.report.codes) == (done.report.tags, done.report.codes)
    assert tried.report.report.reference is None
    assert done.report.report.reference == "IMP-0001"


def test_an_update_adds_what_was_coded_elsewhere_and_finds_words_that_moved(
    database, call, tmp_path, export
):
    entry = log(database, call, respondent="Acme Ltd", letter="We need welders. We need buses.")
    tag(database, entry, quote="welders")
    first_out = export(database, "first.qdpx").path
    tag(database, entry, "P3", quote="buses", note="look", stance=Stance.SUPPORT)
    second_out = export(database, "second.qdpx").path
    do(database, remove_tag, tag_id=2)
    assert bring(database, second_out).entry_id is None
    added = bring(database, second_out, known=WhatIsKnown.UPDATE)
    assert (added.report.report.changed, added.report.tags) == (1, 1)
    [_, back] = rows(database, Tag)
    assert (back.note, back.stance) == ("look", Stance.SUPPORT)
    do(database, remove_tag, tag_id=1)
    changed = SubmissionCorrection(letter="First: we need welders. That is all.")
    do(database, edit_submission, submission_id=entry.id, correction=changed)
    moved = bring(database, first_out, known=WhatIsKnown.UPDATE)
    assert moved.report.tags == 1
    excerpt = first(database, Excerpt, Excerpt.quote == "welders")
    text = first(database, SourceText, SourceText.id == excerpt.text_id)
    assert text.is_current
    assert text.body[excerpt.start : excerpt.end] == "welders"
    lost = bring(database, second_out, known=WhatIsKnown.UPDATE)
    assert ["do not stand once" in each["what"] for each in lost.report.report.problems] == [True]


@pytest.mark.thorough
def test_another_copy_of_the_file_does_not_pass_its_submissions_off_as_ours(
    database, call, tmp_path, export
):
    log(database, call, letter="Ours.")
    path = tmp_path / "copy.lisdesk"
    copy_as_it_stands(database, path, lambda: None)
    log(database, call, letter="Only here.")
    other = open_database(path)
    log(other, call, letter="Only there.")
    sent = export(other, "theirs.qdpx").path
    other.close()
    done = bring(database, sent)
    assert (done.report.report.new, done.report.report.already_here) == (0, 2)


def test_what_was_withdrawn_or_confidential_stays_so(database, call, other_database, export):
    open_one = {"permission": Permission.NAMED}
    one = log(database, call, respondent="One", letter="One.", **open_one)
    two = log(database, call, respondent="Two", letter="Two.", **open_one)
    do(database, request_confidentiality, submission_id=one.id, reason="Secret.")
    aside = {"kind": SetAside.WITHDRAWN, "reason": "Asked."}
    do(database, set_submission_aside, submission_id=two.id, **aside)
    left_out = export(database, "without.qdpx").path
    assert bring(other_database, left_out, dry_run=True).report.report.new == 1
    bring(other_database, export(database, with_confidential=True).path)
    [first_one, second] = rows(other_database, Submission)
    assert first_one.is_confidential
    assert second.disposition is Disposition.WITHDRAWN
    assert check_file(other_database).is_sound
    report = export(other_database, "published.qdpx", Edition.PUBLICATION)
    assert report.sheets["Sources"] == 0


LETTERS = st.text(
    st.one_of(
        st.sampled_from("ab\n\t\r .…\"<&'\u0301\u200d\ufeff\x85\u2028\U0001f600\U0001f1ec"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


ENTRIES = st.lists(st.tuples(LETTERS, LETTERS, st.integers(0, 99), st.integers(0, 99)), max_size=8)
SHARES_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(SHARES_FILES, max_examples=3)
@given(ENTRIES)
def test_any_text_comes_back_with_its_excerpts(call_file, tmp_path_factory, drawn):
    come_and_go(call_file, tmp_path_factory, drawn)


@pytest.mark.thorough
@settings(SHARES_FILES, max_examples=60)
@given(ENTRIES)
def test_many_texts_come_back_with_their_excerpts(call_file, tmp_path_factory, drawn):
    come_and_go(call_file, tmp_path_factory, drawn)


def come_and_go(call_file, tmp_path_factory, drawn):
    """Export texts with tags, import them elsewhere, and compare."""
    folder = tmp_path_factory.mktemp("any")
    shutil.copy(call_file, folder / "one.lisdesk")
    shutil.copy(call_file, folder / "two.lisdesk")
    one, two = (open_database(folder / f"{name}.lisdesk") for name in ("one", "two"))
    for letter, answer, start, length in drawn:
        draft = SubmissionDraft(letter=letter, answers={1: answer} if answer.strip() else {})
        made = do(one, add_submission, call_id=1, draft=draft).result
        own = first(one, Submission, Submission.reference == made.reference)
        for text in rows(one, SourceText, SourceText.submission_id == own.id):
            at = start % len(text.body)
            end = min(len(text.body), at + 1 + length)
            do(one, tag_span, text_id=text.id, start=at, end=end, priority_id=1,
               draft=TagDraft(note="n"))  # fmt: skip
    with one.reading() as session:
        export = coded_project(session, 1, Edition.INTERNAL, made_at=NOW)
        write_project(export.project, folder / "out.qdpx")
    assert read_coded_project(folder / "out.qdpx").lost == ()
    bring(two, folder / "out.qdpx")
    assert tagged(two, 1) == tagged(one, 1)
    one.close()
    two.close()


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=30)


@given(st.lists(st.tuples(WORDS.map(lambda each: " ".join(each.split())), WORDS), max_size=4))
def test_joined_answers_are_told_apart_again(drawn):
    answers = [
        Answer(number, question or "?", body) for number, (question, body) in enumerate(drawn, 1)
    ]
    answers.append(Answer(None, "", "A letter."))
    text, parts = joined_answers(answers)
    found = parts_of(text, places_of(parts))
    assert found is not None
    assert [text[each.start : each.end] for each in found] == [each.body for each in answers]
    if len(answers) > 1:
        assert [each.question for each in found] == [each.question for each in answers]


LIKE_MARKS = st.sampled_from(["Stance: Support", "Memo: x", "Strength: y\nz"])


@given(st.sampled_from([None, *Stance]), st.sampled_from([None, *Strength]), WORDS | LIKE_MARKS)
def test_the_marks_of_a_tag_are_what_its_memo_says(stance, strength, note):
    marks = Marks(stance, strength, note.strip())
    assert marks_of(memo_of(marks)) == marks


ONE_LINE = WORDS.map(lambda each: " ".join(each.split()).replace(";", ","))
MANY_LINES = st.lists(ONE_LINE, max_size=3).map("\n".join).map(str.strip)


@given(st.sampled_from(["P2", "X-1"]), MANY_LINES, MANY_LINES, MANY_LINES,
       st.lists(ONE_LINE.filter(bool), max_size=3), st.sampled_from(PriorityStatus))  # fmt: skip
def test_a_priority_is_what_its_description_says(
    code, definition, include, exclude, keywords, status
):
    described = Described(code, definition, include, exclude, include, tuple(keywords), status)
    assert described_by(description_of(described)) == described


def test_a_description_of_others_is_the_definition():
    for words in ("", "Code: two words", "About\n\nCode: ", "Status: Agreed"):
        assert described_by(words) == Described(definition=words.strip())
