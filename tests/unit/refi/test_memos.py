"""Memos go out as notes on passages without a code and on sources, and come back as memos."""

from __future__ import annotations

import shutil

import pytest

from lisdesk.edits.history import take_back
from lisdesk.edits.memos import add_memo, edit_memo
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.memos import memos_of_call
from lisdesk.rules.vocabulary import Edition, Permission, WhatIsKnown
from lisdesk.store.entities import Memo, SourceText, Submission, Tag
from lisdesk.store.opening import open_database
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import BEA, DESK, at, content, do, log, rows, tag
from tests.unit.refi.conftest import CALL, listing_of
from tests.unit.refi.made_projects import (
    TEXT,
    coding,
    listing,
    packed,
    selection,
    source,
)

SPACE = "{urn:QDA-XML:project:1.0}"
LETTER = "😀 Skills gaps hold us back."


@pytest.fixture
def other_database(call_file, tmp_path):
    """Return another file with a call of its own from the template."""
    path = tmp_path / "other.lisdesk"
    shutil.copy(call_file, path)
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def noted(database, call):
    """Return a file with memos of two officers: on words that are tagged too, and on the whole."""
    entry = log(
        database, call, permission=Permission.NAMED, letter=LETTER, answers={1: "Jobs, jobs."}
    )
    tag(database, entry, quote="Skills gaps", note="Of the tag.")
    letter = {each.question_id: each.id for each in rows(database, SourceText)}[None]
    on_words = {"text_id": letter, "start": 2, "end": 13}
    for desk, words in ((DESK, "Ask for figures."), (BEA, "I have them,\n<here>.")):
        do(database, add_memo, desk=desk, submission_id=entry.id, words=words, **on_words)
    late = at(2019, 1, 4, 10)
    do(database, add_memo, desk=late, submission_id=entry.id, words="Signed late.")
    do(database, add_memo, desk=BEA, submission_id=entry.id, words="Not at all.")
    return database


def bring(database, path, **arguments):
    [(_, done)] = import_paths(database, DESK, CALL, [path], **arguments).projects
    assert check_file(database).is_sound
    return done


def told(database):
    with database.reading() as session:
        found = memos_of_call(session, 1)
    return sorted((each.quote, each.words, each.officer, each.written_at) for each in found)


def test_memos_come_back_with_their_words_writers_and_moments(
    noted, other_database, export, check_format
):
    path = export(noted).path
    check_format(path)
    before = content(other_database)
    done = bring(other_database, path)
    assert told(other_database) == told(noted)
    assert len(told(noted)) == done.report.memos == 4
    assert (done.report.report.problems, done.report.tags) == ([], 1)
    [tagged] = rows(other_database, Tag)
    assert tagged.note == "Of the tag."
    assert {each.extras.get("Memo") for each in rows(other_database, Submission)} == {None}
    assert bring(other_database, path, known=WhatIsKnown.UPDATE).entry_id is None
    with other_database.writing(DESK) as work:
        take_back(work, entry_id=done.entry_id)
    assert content(other_database) == before


def test_a_passage_of_a_memo_is_coded_to_nothing_and_refers_to_its_note(noted, export):
    project = listing_of(export(noted).path)
    bare = [
        each
        for each in project.iter(f"{SPACE}PlainTextSelection")
        if each.find(f"{SPACE}Coding") is None
    ]
    notes = {each.get("guid"): each for each in project.iter(f"{SPACE}Note")}
    users = {each.get("guid"): each.get("name") for each in project.iter(f"{SPACE}User")}
    found = [
        (users[each.get("creatingUser")], notes[each.find(f"{SPACE}NoteRef").get("targetGUID")])
        for each in bare
    ]
    assert [(name, "".join(note.itertext())) for name, note in found] == [
        ("Ann Officer", "Ask for figures."),
        ("Bea Officer", "I have them,\n<here>."),
    ]


def test_memos_on_known_submissions_come_in_beside_those_that_are_here(
    noted, other_database, export
):
    bring(other_database, export(noted, "first.qdpx").path)
    do(noted, add_memo, submission_id=1, words="New.", text_id=1, start=0, end=4)
    done = bring(other_database, export(noted, "next.qdpx").path, known=WhatIsKnown.UPDATE)
    assert (done.report.memos, done.report.report.changed) == (1, 1)
    assert told(other_database) == told(noted)


def test_a_publication_has_no_memo_and_an_earlier_text_is_told(noted, export):
    sent = export(noted, "public.qdpx", edition=Edition.PUBLICATION)
    written = listing_of(sent.path)
    assert all("figures" not in "".join(each.itertext()) for each in written.iter())
    assert [each.get("name") for each in written.iter(f"{SPACE}Note")] == ["Call details"]
    correction = SubmissionCorrection(letter="Nothing of it.")
    do(noted, edit_submission, submission_id=1, correction=correction)
    sent = export(noted, "later.qdpx")
    told_of = "2 memos on earlier versions of texts that were corrected since."
    details = "".join(listing_of(sent.path).find(f"{SPACE}Notes")[0].itertext())
    assert told_of in details


def test_a_memo_whose_words_are_not_here_stays_with_the_submission(noted, other_database, export):
    bring(other_database, export(noted, "first.qdpx").path)
    correction = SubmissionCorrection(letter="Nothing of it.")
    do(other_database, edit_submission, submission_id=1, correction=correction)
    letter = {each.question_id: each.id for each in rows(noted, SourceText)}[None]
    place = {"text_id": letter, "start": LETTER.index("back"), "end": len(LETTER) - 1}
    do(noted, add_memo, submission_id=1, words="How?", **place)
    path = export(noted, "next.qdpx").path
    done = bring(other_database, path, known=WhatIsKnown.UPDATE)
    kept = [each["kept"] for each in done.report.report.problems if "once" in each["what"]]
    assert kept == ["Nothing of it.", "The memo.", "The memo.", "The memo."]
    with other_database.reading() as session:
        found = memos_of_call(session, 1)
    assert [each.text_id for each in found if each.words == "How?"] == [None]
    assert (done.report.memos, len(found)) == (1, 5)
    assert bring(other_database, path, known=WhatIsKnown.UPDATE).report.memos == 0


def test_notes_of_other_programs_come_in_as_memos(database, call, tmp_path):
    bare = selection(8, 15, "welders", "<Description>Ask the college.</Description>", number=7)
    both = selection(
        8, 15, "welders", "<Description>On the passage.</Description>" + coding(), number=8
    )
    gone = selection(0, 3, "", "<Description>Gone.</Description>", number=9)
    path = tmp_path / "made.qdpx"
    path.write_bytes(packed(listing(source(bare + both + gone, text=TEXT), origin="MAXQDA")))
    done = bring(database, path)
    assert [each[:3] for each in told(database)] == [
        (TEXT[:3], "Gone.", DESK.officer),
        ("welders", "Ask the college.", DESK.officer),
    ]
    assert done.report.memos == 2
    [tagged] = rows(database, Tag)
    assert tagged.note == "On the passage."


def edited(database, memo_id, words, desk=DESK):
    do(database, edit_memo, desk=desk, memo_id=memo_id, words=words)


def test_a_memo_that_was_written_anew_here_is_kept_and_told(noted, export):
    path = export(noted, "first.qdpx").path
    by_words = {each.words: each for each in rows(noted, Memo)}
    edited(noted, by_words["Ask for figures."].id, "They sent some.")
    edited(noted, by_words["Signed late."].id, "It was in time.")
    before = told(noted)
    done = bring(noted, path, known=WhatIsKnown.UPDATE)
    assert told(noted) == before
    assert (done.report.memos, done.report.memos_kept, done.entry_id) == (0, 2, None)
    kept = [(each["what"], each["kept"]) for each in done.report.report.problems]
    assert kept == [("They say something else here: 2.", "What they say here.")]
    correction = SubmissionCorrection(letter="Nothing of it.")
    do(noted, edit_submission, submission_id=1, correction=correction)
    before = told(noted)
    done = bring(noted, path, known=WhatIsKnown.UPDATE)
    assert told(noted) == before
    assert (done.report.memos, done.report.memos_kept) == (0, 2)


def test_another_memo_of_the_same_moment_is_another_one(noted, other_database, export):
    bring(other_database, export(noted, "first.qdpx").path)
    correction = SubmissionCorrection(letter="Nothing of it.")
    do(other_database, edit_submission, submission_id=1, correction=correction)
    letter = {each.question_id: each.id for each in rows(noted, SourceText)}[None]
    place = {"text_id": letter, "start": 2, "end": 8}
    do(noted, add_memo, submission_id=1, words="How?", **place)
    done = bring(other_database, export(noted, "next.qdpx").path, known=WhatIsKnown.UPDATE)
    assert (done.report.memos, done.report.memos_kept) == (1, 0)
