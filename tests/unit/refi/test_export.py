"""A call goes out as a coded project that the format allows, with nothing it must not."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import UTC, datetime

import pytest

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Edition, Permission, Stance, Strength
from lisdesk.store.entities import Priority, Publication
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import DESK, at, do, first, log, rows, tag
from tests.story import tell
from tests.unit.refi.conftest import CALL, listing_of

SPACE = "{urn:QDA-XML:project:1.0}"


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("ending", [".qdpx", ".qdc"])
def test_both_editions_of_the_sample_call_are_valid(
    sample_database, export, check_format, ending, edition
):
    report = export(sample_database, f"out{ending}", edition)
    check_format(report.path)
    assert report.sheets["Codes"] == 15
    assert report.sha256 == hashlib.sha256(report.path.read_bytes()).hexdigest()


def test_odd_words_and_an_empty_call_are_valid_too(database, call, export, check_format):
    check_format(export(database, "empty.qdpx").path)
    odd = 'a "b" <c> & \x01\ufffe\n\té\U0001f600\u202e'
    entry = log(database, call, respondent=odd, letter=odd, answers={1: odd}, submitted_by=odd)
    tag(database, entry, quote="é\U0001f600", note=odd, stance=Stance.MIXED)
    draft = PriorityDraft("X\x01<", odd, definition=odd, include=odd, keywords=[odd])
    do(database, add_priority, call_id=call.id, draft=draft)
    for ending in (".qdpx", ".qdc"):
        check_format(export(database, f"odd{ending}").path)


def test_the_same_content_at_the_same_moment_gives_the_same_bytes(sample_database, tmp_path):
    desk = at(2019, 3, 1)
    for ending in ("qdpx", "qdc"):
        one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
        for path in (one, other):
            export_evidence(sample_database, desk, CALL, path, Edition.PUBLICATION)
        assert one.read_bytes() == other.read_bytes()


def test_positions_are_code_points_of_the_text_that_stands_beside(sample_database, export):
    report = export(sample_database, with_confidential=True)
    with zipfile.ZipFile(report.path) as package:
        checked = 0
        for source in listing_of(report.path).iter(f"{SPACE}TextSource"):
            path = source.get("plainTextPath").replace("internal://", "sources/")
            text = package.read(path).decode("utf-8")
            assert "\r" not in text
            assert not text.startswith("\ufeff")
            for passage in source.iter(f"{SPACE}PlainTextSelection"):
                start, end = (int(passage.get(f"{side}Position")) for side in ("start", "end"))
                assert " ".join(text[start:end][:80].split()) == passage.get("name")
                checked += 1
    assert checked == report.sheets["Selections"] == 86


def test_a_corrected_text_and_an_attached_file_are_told_as_lost(database, export):
    tell(database)
    changed = SubmissionCorrection(answers={1: "Something else altogether."})
    do(database, edit_submission, submission_id=1, correction=changed)
    losses = "\n".join(export(database).losses)
    assert "2 tags on earlier versions of texts" in losses
    assert "4 attached files" in losses
    assert "The other columns of 1 submission." in losses


def test_a_note_tells_what_the_call_is(database, export):
    tell(database)
    report = export(database)
    [note] = [
        each for each in listing_of(report.path).iter(f"{SPACE}Note")
        if each.get("name") == "Call details"
    ]  # fmt: skip
    words = "".join(note.itertext())
    assert "Reference: LLEP-2018-01" in words
    assert "Original deadline: Thu 31 Jan 2019, 24:00" in words
    assert "Q1. " in words
    assert all(sentence in words for sentence in report.losses)
    assert "may not be published" in words


def test_a_publication_holds_only_what_may_be_published_and_nothing_of_officers(
    database, call, export
):
    named = {"type_token": "business-small", "area": "Melton"}
    kept = log(database, call, respondent="Open Ltd", letter="Open words.",
               permission=Permission.NAMED, submitted_by="Submitter", **named)  # fmt: skip
    masked = log(database, call, respondent="Masked Ltd", letter="Masked words.",
                 email="mask@masked.example", permission=Permission.UNNAMED)  # fmt: skip
    secret = log(database, call, respondent="Secret Ltd", letter="Secret words.")
    details = StakeholderCorrection(telephone="0116 496 0000")
    do(database, edit_stakeholder, stakeholder_id=kept.respondent_id, correction=details)
    for entry in (kept, masked, secret):
        tag(database, entry, quote="words", note="Officers note", strength=Strength.STUDY)
    report = export(database, edition=Edition.PUBLICATION)
    with zipfile.ZipFile(report.path) as package:
        inside = b"\n".join(package.read(name) for name in package.namelist()).decode()
    for there in ("Open words.", "Masked words.", "Open Ltd", "Strength: Published study"):
        assert there in inside
    for absent in ("Secret", "Masked Ltd", "Officers note", "Ann Officer", "Submitter",
                   "mask@masked.example", "496 0000", "creationDateTime=\"2018-12-10"):  # fmt: skip
        project = re.sub(r"<Project [^>]*>", "", inside)
        assert absent not in project
    assert "1 submission whose words may not be published." in report.losses
    assert report.withheld.submissions == 1
    [record] = rows(database, Publication)
    assert (record.sha256, record.file_name) == (report.sha256, "out.qdpx")


def test_the_internal_edition_tells_of_no_address_and_names_officers(database, call, tmp_path):
    from lisdesk.clock import fixed_clock
    from lisdesk.store.work import Desk

    officer = Desk("pat@llep.example", fixed_clock(datetime(2018, 12, 11, tzinfo=UTC)))
    entry = log(database, call, respondent="jo@acme.example", email="jo@acme.example",
                letter="Words.", submitted_by="al@acme.example")  # fmt: skip
    tag(database, entry, quote="Words", desk=officer)
    target = tmp_path / "internal.qdpx"
    export_evidence(database, DESK, CALL, target, Edition.INTERNAL)
    listing = zipfile.ZipFile(target).read("project.qde").decode()
    assert "@" not in listing
    assert '<User guid="' in listing
    assert 'name="pat"' in listing


def test_two_priorities_of_one_name_have_their_code_beside_it(database, call, export):
    draft = PriorityDraft("X1", "people")
    do(database, add_priority, call_id=call.id, draft=draft)
    names = {each.get("name") for each in listing_of(export(database).path).iter(f"{SPACE}Code")}
    assert {"People (P2)", "people (X1)"} <= names


def test_the_frame_goes_out_with_all_that_is_said_of_a_priority(database, call, export):
    words = PriorityCorrection(
        include="In\nand in", exclude="Out", definition="Def\n\nCode: no", examples="Words of one."
    )
    people = first(database, Priority, Priority.code == "P2")
    do(database, edit_priority, priority_id=people.id, correction=words)
    report = export(database, "frame.qdc")
    [code] = [each for each in listing_of(report.path).iter() if each.get("name") == "People"]
    assert code[0].text.startswith("Def\n\nCode: no\n\nCode: P2\nInclude: In\n  and in\nExclude: ")
    assert "\nExamples: Words of one." in code[0].text
    published = export(database, "public.qdc", Edition.PUBLICATION).path.read_text()
    assert "Words of one." not in published


def test_an_empty_frame_is_refused_as_a_codebook(database, tmp_path):
    from tests.desk_work import open_call

    open_call(database)
    from lisdesk.edits.priority_removal import delete_priority

    for each in reversed(rows(database, Priority)):
        do(database, delete_priority, priority_id=each.id)
    with pytest.raises(RefusedError, match="no priority yet"):
        export_evidence(database, DESK, CALL, tmp_path / "none.qdc", Edition.INTERNAL)
    assert not (tmp_path / "none.qdc").exists()
