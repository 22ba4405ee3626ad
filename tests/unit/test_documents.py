"""Documents become submissions once, tied to their files; attachments give their words."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lisdesk.edits.extracting import NoWordsError
from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    edit_submission,
)
from lisdesk.errors import NotFoundError, RefusedError, UnreadableFileError
from lisdesk.exchange.documents.extracted import READER_VERSION
from lisdesk.queries.attachments import attachment_bytes, attachments
from lisdesk.queries.documents import extractions
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import Channel, Content
from lisdesk.store.entities import Extraction, Stakeholder, Submission
from lisdesk.tasks.document_filing import (
    DocumentChoice,
    extract_attachment,
    file_document,
)
from lisdesk.tasks.document_proposals import propose_documents, propose_dropped
from tests.desk_work import (
    DESK,
    at,
    content,
    count,
    do,
    log,
    rows,
    standing_texts,
    submission,
    tag,
)
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import deleted, paragraph, word_document

LETTER = word_document(paragraph("Dear all,") + paragraph("Skills ", deleted("do not "), "matter."))
TEXT = "Dear all,\n\nSkills matter."
SCAN = portable_document([])


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    """Return a letter, a scan, the letter again, and something that cannot be read."""
    contents = {"a.docx": LETTER, "scan.pdf": SCAN, "again.docx": LETTER, "b.doc": b"\x89PNG"}
    for name, content_ in contents.items():
        (tmp_path / name).write_bytes(content_)
    return [tmp_path / name for name in contents]


def test_a_proposal_says_what_becomes_of_each_document(database, call, letters):
    proposals = propose_documents(database, call.reference, letters)
    assert [item.fate for item in proposals.items] == [
        "is filed",
        "is filed",
        "the same as a.docx",
        "cannot be read",
    ]
    assert proposals.items[0].found.text == TEXT
    assert proposals.items[3].refusal.happened.startswith("The file is a picture")
    table = list(proposals.table().rows)
    assert table[0][:4] == ("a.docx", len(LETTER), 4, "Dear all, Skills matter.")
    assert table[0][4] == "1 tracked deletion was left out."
    assert "holds no text, as scans do" in table[1][5]
    assert count(database, Submission) == 0


def test_a_document_becomes_one_submission_with_its_words_and_its_file(database, call, letters):
    proposals = propose_documents(database, call.reference, letters)
    draft = SubmissionDraft("Acme Ltd", type_token="business", channel=Channel.EMAIL)
    filed = file_document(database, DESK, proposals, {0: DocumentChoice(draft)})
    assert filed.references == ("LLEP-0001", "LLEP-0002", "LLEP-0001")
    report = filed.report
    assert (report.rows, report.new, report.already_here) == (3, 2, 1)
    assert report.reference == "IMP-0001"
    assert [problem["where"] for problem in report.problems] == ["scan.pdf"]
    first, scan = rows(database, Submission)
    assert standing_texts(database, first.id) == [TEXT]
    assert (first.channel, scan.channel) == (Channel.EMAIL, Channel.POST)
    assert standing_texts(database, scan.id) == []
    assert scan.content is Content.SOME
    assert [each.name for each in rows(database, Stakeholder)] == ["Acme Ltd"]
    with database.reading() as session:
        (file,) = attachments(session, first.id)
        assert attachment_bytes(session, file) == LETTER
        (taken,) = extractions(session, first.id)
    assert (taken.start, taken.end, taken.attachment_id) == (0, len(TEXT), file.id)
    assert taken.sha256 == hashlib.sha256(LETTER).hexdigest()
    assert (taken.reader, taken.notes) == (READER_VERSION, ("1 tracked deletion was left out.",))


def test_what_was_typed_from_a_scan_is_its_letter_and_not_tied_to_the_file(database, call, letters):
    proposals = propose_documents(database, call.reference, letters)
    typed = DocumentChoice(SubmissionDraft("Acme Ltd", letter="Typed from the scan."))
    file_document(database, DESK, proposals, {0: typed, 1: typed})
    first, scan = rows(database, Submission)
    assert standing_texts(database, first.id) == [TEXT]
    assert standing_texts(database, scan.id) == ["Typed from the scan."]
    assert [each.text_id for each in rows(database, Extraction)] == [1]


def test_files_that_are_no_documents_are_proposed_with_a_sentence_each(
    database, call, letters, tmp_path
):
    others = {"map.png": b"\x89PNG\r\n\x1a\n", "notes.json": b'{"a": 1}'}
    for name, content_ in others.items():
        (tmp_path / name).write_bytes(content_)
    told = []
    proposals = propose_dropped(
        database,
        call.reference,
        letters[:2],
        [tmp_path / name for name in others],
        progress=lambda done, total: told.append((done, total)),
    )
    assert [item.found is not None for item in proposals.items] == [True, True, False, False]
    assert [item.refusal.happened for item in proposals.items[2:]] == [
        "The file is a picture, whose words are not read.",
        "The file is of a kind that is not read.",
    ]
    assert told[-1] == (4, 4)


def test_a_proposal_knows_how_many_words_there_are_and_how_they_begin(database, call, letters):
    items = propose_documents(database, call.reference, letters).items
    assert [item.words for item in items] == [4, 0, 4, 0]
    assert items[0].beginning == "Dear all, Skills matter."


def test_filing_again_changes_nothing(database, call, letters):
    file_document(database, DESK, propose_documents(database, call.reference, letters))
    before = content(database)
    proposals = propose_documents(database, call.reference, letters)
    assert [item.already_here for item in proposals.items] == [
        "LLEP-0001",
        "LLEP-0002",
        "LLEP-0001",
        "",
    ]
    filed = file_document(database, DESK, proposals)
    assert (filed.report.new, filed.report.already_here, filed.report.reference) == (0, 3, None)
    assert content(database) == before


def test_one_undo_takes_all_documents_back(database, call, letters):
    before = content(database)
    filed = file_document(database, DESK, propose_documents(database, call.reference, letters))
    do(database, take_back, entry_id=filed.entry_id)
    assert count(database, Submission) == count(database, Extraction) == 0
    assert content(database).keys() == before.keys()


def test_a_dry_run_counts_and_changes_nothing(database, call, letters):
    before = content(database)
    filed = file_document(
        database, DESK, propose_documents(database, call.reference, letters), dry_run=True
    )
    assert (filed.report.new, filed.report.reference, filed.references) == (2, None, ())
    assert filed.is_dry_run
    assert content(database) == before


def test_what_an_officer_leaves_out_is_not_filed(database, call, letters):
    proposals = propose_documents(database, call.reference, letters)
    left_out = DocumentChoice(is_left_out=True)
    filed = file_document(database, DESK, proposals, {0: left_out, 1: left_out, 2: left_out})
    assert filed.report.rows == 0
    assert count(database, Submission) == 0


def test_a_file_that_changed_after_it_was_read_is_not_filed(database, call, letters):
    proposals = propose_documents(database, call.reference, letters)
    letters[1].write_bytes(LETTER)
    with pytest.raises(RefusedError, match=r"“scan.pdf” has changed since it was read"):
        file_document(database, DESK, proposals)
    assert count(database, Submission) == 0


@pytest.mark.thorough
def test_a_file_that_is_attached_to_another_submission_is_told(database, call, letters):
    log(database, call, letter="See the file.", attachments=[AttachedFile("x.docx", LETTER)])
    item = propose_documents(database, call.reference, letters).items[0]
    assert (item.attached_to, item.fate) == ("LLEP-0001", "is filed, also attached to LLEP-0001")


@pytest.mark.thorough
def test_the_words_of_an_attachment_are_added_to_the_letter_with_its_tags_in_place(database, call):
    files = [AttachedFile("a.docx", LETTER), AttachedFile("b.txt", b"Skills.")]
    entry = log(database, call, letter="Skills matter.", attachments=files)
    tag(database, entry, quote="Skills matter")
    added = extract_attachment(database, at(2019, 1, 2), entry.reference, 1)
    assert added.standing.excerpts_left_behind == 0
    extract_attachment(database, at(2019, 1, 3), entry.reference, 2)
    assert standing_texts(database, entry.id) == [f"Skills matter.\n\n{TEXT}\n\nSkills."]
    with database.reading() as session:
        found = extractions(session, entry.id)
        sound = [finding.problems for finding in findings(session)]
    assert [(each.attachment, each.start, each.end) for each in found] == [
        ("a.docx", 16, 16 + len(TEXT)),
        ("b.txt", 18 + len(TEXT), 25 + len(TEXT)),
    ]
    assert not any(sound)


@pytest.mark.thorough
def test_words_that_stand_in_the_letter_are_not_added_twice(database, call):
    files = [AttachedFile("a.docx", LETTER)]
    entry = log(database, call, attachments=files)
    extract_attachment(database, DESK, entry.reference, 1)
    with pytest.raises(RefusedError, match="is part of the letter of LLEP-0001"):
        extract_attachment(database, DESK, entry.reference, 1)
    assert standing_texts(database, entry.id) == [TEXT]


@pytest.mark.thorough
def test_a_letter_that_was_typed_anew_is_no_longer_tied_to_the_file(database, call):
    entry = log(database, call, attachments=[AttachedFile("a.docx", LETTER)])
    extract_attachment(database, DESK, entry.reference, 1)
    correction = SubmissionCorrection(letter="Typed.")
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    with database.reading() as session:
        assert extractions(session, entry.id) == []
    assert extract_attachment(database, DESK, entry.reference, 1).found.text == TEXT


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "content_", "error", "words"),
    [
        ("scan.pdf", SCAN, NoWordsError, "holds no text that can be read"),
        ("x.png", b"\x89PNG", UnreadableFileError, "is a picture"),
    ],
)
def test_an_attachment_without_words_is_refused(database, call, name, content_, error, words):
    entry = log(database, call, letter="See.", attachments=[AttachedFile(name, content_)])
    with pytest.raises(error, match=words):
        extract_attachment(database, DESK, entry.reference, 1)
    assert standing_texts(database, entry.id) == ["See."]


@pytest.mark.thorough
def test_an_attachment_that_is_not_there_is_refused(database, call):
    entry = log(database, call, letter="See.")
    with pytest.raises(NotFoundError):
        extract_attachment(database, DESK, entry.reference, 1)
    assert submission(database, "LLEP-0001").id == entry.id
