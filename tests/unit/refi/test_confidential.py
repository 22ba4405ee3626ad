"""What was said in confidence is in no coded project, unless an officer asks for it by name."""

from __future__ import annotations

import zipfile

import pytest

from lisdesk.edits.bookmarks import bookmark_excerpt
from lisdesk.edits.merging import merge_submissions
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
)
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Edition, KeptBack, Permission
from lisdesk.store.entities import Excerpt, SourceText
from tests.desk_work import do, first, log, tag

NAMED = {"permission": Permission.NAMED}


def inside(path) -> str:
    """Return all that a project holds as one text."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def text_of(database, entry):
    return first(database, SourceText, SourceText.submission_id == entry.id, SourceText.is_current)


@pytest.fixture
def asked(database, call):
    """Return a submission for which confidentiality was asked, beside one without permission."""
    log(database, call, respondent="Open Ltd", letter="Open words.", **NAMED)
    log(database, call, respondent="Silent Ltd", letter="Silent words.")
    secret = log(database, call, respondent="Secret Ltd", letter="Hidden words.", **NAMED)
    tag(database, secret, quote="words")
    excerpt = first(database, Excerpt, Excerpt.quote == "words")
    do(database, bookmark_excerpt, excerpt_id=excerpt.id)
    do(database, request_confidentiality, submission_id=secret.id, reason="Trade.", quote="Hidden")
    return secret


def test_confidential_submissions_are_left_out_of_both_editions_and_told(asked, database, export):
    for edition in Edition:
        report = export(database, f"{edition.key}.qdpx", edition)
        for absent in ("Hidden", "Secret Ltd", asked.reference):
            assert absent not in inside(report.path)
    report = export(database)
    words = inside(report.path)
    assert (report.sheets["Sources"], "Silent words." in words) == (2, True)
    left_out = "1 submission for which confidentiality was asked, with 1 tag and 1 bookmark on it."
    in_it = "Not for publication: of 2 submissions the words of 1 may not be published."
    for told in (left_out, in_it):
        assert told in report.losses
        assert told in words


def test_an_officer_who_asks_for_them_gets_confidential_submissions(asked, database, export):
    report = export(database, with_confidential=True)
    assert "Hidden words." in inside(report.path)
    assert not any("was asked, with" in sentence for sentence in report.losses)
    in_it = (
        "Not for publication: of 3 submissions the words of 2 may not be published; "
        "for 1 of these confidentiality was asked."
    )
    assert in_it in report.losses


def test_what_was_merged_with_a_confidential_submission_is_left_out(database, call, export):
    one, two, three = (
        log(database, call, respondent="Acme Ltd", letter=f"Letter {n}.", **NAMED) for n in "123"
    )
    do(database, request_confidentiality, submission_id=one.id, reason="Trade.")
    do(database, merge_submissions, into_id=two.id, submission_ids=[one.id])
    report = export(database)
    assert report.sheets["Sources"] == 1
    assert three.reference in inside(report.path)
    assert "Letter 1." not in inside(report.path)
    assert "1 submission for which confidentiality was asked." in report.losses


def test_confidential_passages_are_kept_back_also_within_the_officers_own_edition(
    database, call, export
):
    entry = log(database, call, letter="We plan a mine, and need welders.", **NAMED)
    place = {"text_id": text_of(database, entry).id, "reason": "Trade."}
    do(database, redact_span, **place, start=8, end=14, kind=KeptBack.CONFIDENTIAL)
    do(database, redact_span, **place, start=25, end=32)
    tag(database, entry, quote="a mine")
    tag(database, entry, "P3", quote="welders")
    report = export(database)
    words = inside(report.path)
    assert "We plan [confidential], and need welders." in words
    assert "a mine" not in words
    assert "1 confidential passage, in whose place “[confidential]” stands." in report.losses
    whole = export(database, "whole.qdpx", with_confidential=True)
    assert "We plan a mine" in inside(whole.path)
    changed = SubmissionCorrection(letter="They plan mines: welders.")
    do(database, edit_submission, submission_id=entry.id, correction=changed)
    later = export(database, "later.qdpx")
    assert "mines" not in inside(later.path)
    withheld = "1 corrected text, in which confidential passages have to be marked again."
    assert withheld in later.losses


def test_only_an_internal_project_can_be_asked_to_hold_what_is_confidential(
    asked, database, export
):
    for name, edition in (("a.xlsx", Edition.INTERNAL), ("b.qdpx", Edition.PUBLICATION)):
        with pytest.raises(RefusedError, match="internal edition of a coded project"):
            export(database, name, edition, with_confidential=True)
