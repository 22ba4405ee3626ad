"""What files say that came with submissions is searched by itself, and what cannot be is told."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from sqlalchemy import event, text

from lisdesk.edits.history import take_back
from lisdesk.edits.submissions import AttachedFile, SubmissionCorrection, edit_submission
from lisdesk.errors import CancelledError
from lisdesk.exchange.file_words.reading import WordReader
from lisdesk.queries import passages as seen_passages
from lisdesk.queries.attachments import attachments
from lisdesk.queries.passages import passages
from lisdesk.queries.searched_files import FileSearch, unsearched_files
from lisdesk.queries.soundness import findings
from lisdesk.rules.words import folded
from lisdesk.store import file_words as store_of_words
from lisdesk.store import search, stored_documents
from lisdesk.store.entities import Tag
from lisdesk.store.indexing import rebuild
from lisdesk.tasks import file_words
from lisdesk.tasks.document_filing import extract_attachment, file_document
from lisdesk.tasks.document_proposals import propose_documents
from lisdesk.tasks.file_words import NO_WORDS, is_unread, read_again, read_file_words
from lisdesk.tasks.response_forms import write_call_form
from tests.desk_work import DESK, NOW, do, log, tag
from tests.filled_forms import filled
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import paragraph, word_document
from tests.written_documents import SCAN, letter

MAIL = (
    b"From: Ann <ann@acme.example>\r\nSubject: Hovercraft\r\n"
    b"Date: Mon, 7 Jan 2019 09:00:00 +0000\r\n\r\nOf eels, by return.\r\n"
)
PICTURE = b"\x89PNG\r\n\x1a\n"


def workbook(*sheets):
    book = Workbook()
    book.remove(book.active)
    for number, cells in enumerate(sheets, 1):
        book.create_sheet(f"S{number}").append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "plan.docx": (word_document(paragraph("The marmalade works.")), "marmalade works"),
    "letter.pdf": (portable_document(["The zeppelin is late."]), "zeppelin"),
    "figures.xlsx": (workbook(["Kumquat", 7], ["Second quince"]), '"second quince" kumquat'),
    "page.html": (b"<html><body><p>A gherkin.</p></body></html>", "gherkin"),
    "old.eml": (MAIL, "hovercraft eels"),
    "notes.txt": ("A café by the weir.".encode(), "cafe weir"),
    "table.csv": (b"place;count\nRutland Water;12\n", '"rutland water"'),
    "rich.rtf": (b"{\\rtf1\\ansi An albatross.}", "albatross"),
}


def found(database, query):
    with database.reading() as session:
        return sorted(session.scalars(search.matching_ids(session, query)))


def shown(database, query, submission_id):
    with database.reading() as session:
        place = passages(session, query, [submission_id])[submission_id]
    return place.where, [piece.text for piece in place.pieces if piece.is_found]


def searches(database, submission_id):
    with database.reading() as session:
        return [(row.search, row.reason) for row in attachments(session, submission_id)]


def unsearched(database):
    with database.reading() as session:
        return [(row.name, row.reason) for row in unsearched_files(session, 1)]


def with_files(database, call, *names, **draft):
    files = [AttachedFile(name, FILES[name][0]) for name in names]
    return log(database, call, attachments=files, **draft)


def test_what_files_of_every_kind_say_is_found_and_shown_under_their_names(database, call):
    entries = {name: with_files(database, call, name, letter="See there.") for name in FILES}
    assert is_unread(database)
    assert all(found(database, query) == [] for _, query in FILES.values())
    assert read_file_words(database)[:2] == (len(FILES), 0)
    for name, (_, query) in FILES.items():
        assert found(database, query) == [entries[name].id], name
        where, words = shown(database, query, entries[name].id)
        assert where == name
        assert folded(" ".join(words)).split()[0] in folded(query).split()
    assert unsearched(database) == []
    assert read_file_words(database) == (0, 0, 0)
    with database.reading() as session:
        assert not any(each.problems for each in findings(session))


def test_a_file_that_is_known_is_found_with_each_submission_that_has_it(database, call):
    first = with_files(database, call, "notes.txt")
    read_file_words(database)
    second = log(database, call, letter="As before.")
    files = (AttachedFile("copy.txt", FILES["notes.txt"][0]),)
    attached = do(
        database,
        edit_submission,
        submission_id=second.id,
        correction=SubmissionCorrection(attachments=files),
    )
    assert not is_unread(database)
    assert found(database, "weir") == [first.id, second.id]
    undone = do(database, take_back, entry_id=attached.entry_id)
    assert found(database, "weir") == [first.id]
    do(database, take_back, entry_id=undone.entry_id)
    assert found(database, "weir") == [first.id, second.id]


@pytest.mark.thorough
def test_words_go_with_the_last_submission_that_has_the_file(database, call):
    entry = log(database, call, letter="First.")
    files = (AttachedFile("notes.txt", FILES["notes.txt"][0]),)
    correction = SubmissionCorrection(attachments=files)
    attached = do(database, edit_submission, submission_id=entry.id, correction=correction)
    read_file_words(database)
    undone = do(database, take_back, entry_id=attached.entry_id)
    assert found(database, "weir") == []
    with_files(database, call, "plan.docx")
    read_file_words(database)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM file_words")) == 1
    do(database, take_back, entry_id=undone.entry_id)
    assert found(database, "weir") == []
    read_file_words(database)
    assert found(database, "weir") == [entry.id]


def test_files_that_cannot_be_read_are_told_with_the_reason_and_tried_again(database, call):
    files = [
        AttachedFile("scan.pdf", SCAN),
        AttachedFile("map.png", PICTURE),
        AttachedFile("torn.docx", FILES["plan.docx"][0][:-60]),
        AttachedFile("empty.txt", b""),
    ]
    entry = log(database, call, letter="See there.", attachments=files)
    log(database, call, letter="Again.", attachments=files[1:2])
    assert searches(database, entry.id) == [(FileSearch.NOT_READ_YET, "")] * 4
    assert [reason for _, reason in unsearched(database)] == [""] * 4
    assert read_file_words(database)[:2] == (4, 4)
    told = {
        "torn.docx": "The file is damaged and cannot be read as a document.",
        "empty.txt": "The file is empty.",
        "scan.pdf": NO_WORDS,
        "map.png": "The file is a picture, whose words are not read.",
    }
    assert dict(unsearched(database)) == told
    assert searches(database, entry.id)[0] == (FileSearch.NOT_SEARCHED, NO_WORDS)
    with database.reading() as session:
        [twice] = [row for row in unsearched_files(session, 1) if row.name == "map.png"]
    assert (twice.reference, twice.others) == (entry.reference, 1)
    assert not is_unread(database)
    read_again(database, call.id)
    assert read_file_words(database)[:2] == (4, 4)


def test_words_that_stand_in_a_letter_are_not_read_a_second_time(database, call, tmp_path):
    (tmp_path / "a.docx").write_bytes(letter("The parsnip trade."))
    proposals = propose_documents(database, call.reference, [tmp_path / "a.docx"])
    file_document(database, DESK, proposals)
    entry = with_files(database, call, "plan.docx", letter="See there.")
    extract_attachment(database, DESK, entry.reference, 1)
    assert not is_unread(database)
    assert searches(database, entry.id) == [(FileSearch.IN_LETTER, "")]
    correction = SubmissionCorrection(letter="Typed anew.")
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    assert found(database, "marmalade") == []
    read_file_words(database)
    assert found(database, "marmalade") == [entry.id]
    assert searches(database, entry.id) == [(FileSearch.SEARCHED, "")]


@pytest.mark.thorough
def test_of_a_response_form_what_was_written_is_searched_and_not_what_it_asks(
    database, call, tmp_path
):
    form = tmp_path / "form.docx"
    write_call_form(database, call.reference, NOW, form)
    said = filled(form, {"name": "Ann", "1.text": "Too few trams."}, tmp_path / "filled.docx")
    entry = log(database, call, attachments=[AttachedFile("filled.docx", said.read_bytes())])
    read_file_words(database)
    assert found(database, "trams") == [entry.id]
    assert found(database, "barriers") == []  # as the first question has it


@pytest.mark.thorough
def test_of_a_very_long_file_the_beginning_is_searched_and_that_is_told(
    database, call, monkeypatch
):
    monkeypatch.setattr(file_words, "WordReader", lambda awaited: WordReader(awaited, most=20))
    long = AttachedFile("long.txt", b"The weir is high and the mill is far.")
    entry = log(database, call, attachments=[long])
    read_file_words(database)
    assert found(database, "weir") == [entry.id]
    assert found(database, "mill") == []
    assert unsearched(database) == [
        ("long.txt", "Only its first 1,000,000 characters are searched.")
    ]
    assert searches(database, entry.id)[0][0] is FileSearch.IN_PART


@pytest.mark.thorough
def test_what_was_read_stays_read_when_the_work_is_stopped(database, call):
    names = list(FILES)[:3]
    for name in names:
        with_files(database, call, name)
    done = read_file_words(database, seconds=0.0)
    assert done.left == len(names) - done.read
    with pytest.raises(CancelledError):
        read_file_words(database, is_awaited=lambda: False)
    counted = []
    read_file_words(database, is_awaited=lambda: True, progress=lambda *each: counted.append(each))
    assert counted[-1][0] == counted[-1][1]
    assert found(database, "zeppelin") == [2]


@pytest.mark.thorough
def test_a_file_of_very_many_submissions_is_indexed_some_at_a_time(database, call, monkeypatch):
    monkeypatch.setattr(file_words, "_SUBMISSIONS_AT_ONCE", 2)
    entries = [with_files(database, call, "notes.txt", "rich.rtf") for _ in range(5)]
    indexed, index = [], file_words.index_again

    def note(connection, ids):
        indexed.append(ids)
        index(connection, ids)

    monkeypatch.setattr(file_words, "index_again", note)
    with pytest.raises(CancelledError):
        read_file_words(database, is_awaited=lambda: len(indexed) < 2)
    assert found(database, "weir") == [each.id for each in entries[:4]]
    assert is_unread(database)
    assert read_file_words(database) == (2, 0, 0)
    assert found(database, "weir albatross") == [each.id for each in entries]
    assert not is_unread(database)


def test_words_are_saved_and_indexed_by_how_much_they_are(database, call, monkeypatch):
    body = b"weir " * 40_000  # 200,000 characters: two of them at once
    files = [AttachedFile(f"{place}.txt", body + b"%d" % place) for place in range(3)]
    entries = [log(database, call, letter="See.", attachments=files[:1]) for _ in range(4)]
    entries.append(log(database, call, letter="See.", attachments=files))
    kept, keep, write = [], store_of_words.keep_words, stored_documents.write
    written = []

    def keep_noting(session, found):
        kept.append(len(found))
        return keep(session, found)

    def write_noting(connection, documents):
        written.append([key for key, _, _ in documents])
        write(connection, documents)

    monkeypatch.setattr(store_of_words, "keep_words", keep_noting)
    monkeypatch.setattr(stored_documents, "write", write_noting)
    monkeypatch.setattr(file_words, "_KEPT_AFTER_S", 60.0)
    transactions = []
    event.listen(database.write_engine, "commit", lambda found: transactions.append(found))
    assert read_file_words(database).read == 3
    assert kept == [2, 1]
    # the first part touches all submissions, the second the last one; the last is large by itself
    assert written == [[1, 2], [3, 4], [5], [5]]
    assert len(transactions) == 4
    assert found(database, "weir") == [each.id for each in entries]
    written.clear()
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert written == [[1, 2], [3, 4], [5]]


def test_a_search_without_hidden_notes_holds_the_words_of_some_files_at_a_time(
    database, call, monkeypatch
):
    body = b"weir " * 40_000  # 200,000 characters: two of them at once
    files = [AttachedFile(f"{place}.txt", body + b"mill%d" % place) for place in range(5)]
    entries = [log(database, call, letter="See.", attachments=[file]) for file in files]
    for each in entries:
        tag(database, each, note="A secret.")
    plain = log(database, call, letter="No secret of the weir.")
    read_file_words(database)
    words_of_files, together = seen_passages._words_of_files, []

    def note(session, ids):
        together.append(len(ids))
        return words_of_files(session, ids)

    monkeypatch.setattr(seen_passages, "_words_of_files", note)
    hidden = (Tag.note != "A secret.",)
    with database.reading() as session:

        def found_by(query):
            chosen = seen_passages.matching_seen(session, query, hidden, "Ann Officer")
            return sorted(session.scalars(chosen))

        assert found_by("weir") == [*(each.id for each in entries), plain.id]
        assert together == [2, 2, 1]
        assert found_by("weir mill3") == [entries[3].id]
        assert found_by("secret") == [plain.id]
        assert found_by("weir -secret") == [each.id for each in entries]


def test_what_holds_no_words_has_nothing_indexed_anew(database, call, monkeypatch):
    log(database, call, letter="See there.", attachments=[AttachedFile("logo.png", PICTURE)])
    indexed = []
    monkeypatch.setattr(file_words, "index_again", lambda _session, ids: indexed.extend(ids))
    assert read_file_words(database)[:2] == (1, 1)
    assert indexed == []


def test_words_are_gone_once_no_submission_has_the_file_though_no_other_came(database, call):
    entry = log(database, call, letter="First.")
    correction = SubmissionCorrection(
        attachments=(AttachedFile("notes.txt", FILES["notes.txt"][0]),)
    )
    attached = do(database, edit_submission, submission_id=entry.id, correction=correction)
    read_file_words(database)
    do(database, take_back, entry_id=attached.entry_id)
    assert read_file_words(database) == (0, 0, 0)
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM file_words")) == 0
    saved = []
    event.listen(database.write_engine, "commit", lambda found: saved.append(found))
    read_file_words(database)
    assert saved == []


def test_what_was_read_in_part_and_then_not_at_all_is_not_found_any_more(
    database, call, monkeypatch
):
    monkeypatch.setattr(file_words, "WordReader", lambda awaited: WordReader(awaited, most=20))
    long = AttachedFile("long.txt", b"The weir is high and the mill is far.")
    entry = log(database, call, attachments=[long])
    read_file_words(database)
    read_again(database, call.id)
    assert found(database, "weir") == [entry.id]
    assert shown(database, "weir", entry.id) == ("long.txt", ["weir"])
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE blob SET content = x'41'"))
    assert read_file_words(database)[:2] == (1, 1)
    assert found(database, "weir") == []
    assert len(unsearched(database)) == 1


def test_of_a_spreadsheet_what_can_be_read_is_searched_and_that_is_told(database, call):
    many = workbook(*[[f"sheet{number} words"] for number in range(52)])
    wide = workbook(["Kumquat"], ["far"] * 501, ["Quince"])
    files = {"many.xlsx": many, "wide.xlsx": wide}
    for name, content in files.items():
        log(database, call, attachments=[AttachedFile(name, content)])
    read_file_words(database)
    assert (found(database, "sheet49"), found(database, "sheet50")) == ([1], [])
    assert (found(database, "kumquat quince"), found(database, "far")) == ([2], [])
    assert [name for name, reason in unsearched(database) if "sheets" in reason] == list(files)
    assert {each[0] for number in (1, 2) for each in searches(database, number)} == {
        FileSearch.IN_PART
    }


def test_the_cells_of_a_spreadsheet_are_searched_as_they_show(database, call):
    days = [date(2019, 3, 7), datetime(2019, 4, 8, 9, 30), 0, 12.0, 0.1 + 0.2, True]
    content = workbook(["Kumquat", *days], [0])
    entry = log(database, call, attachments=[AttachedFile("figures.xlsx", content)])
    read_file_words(database)
    for query in ('"2019-03-07 2019-04-08 09:30"', '"09:30:00 0 12 0.3 true"', "kumquat"):
        assert found(database, query) == [entry.id], query
    assert found(database, '"03-07 00"') == []
    with database.reading() as session:
        assert session.scalar(text("SELECT body FROM file_words")).splitlines() == [
            "Kumquat\t2019-03-07\t2019-04-08 09:30:00\t0\t12\t0.3\tTRUE",
            "0",
        ]


@pytest.mark.thorough
def test_a_file_that_was_altered_past_lisdesk_is_not_read(database, call):
    with_files(database, call, "notes.txt")
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE blob SET content = x'41'"))
    read_file_words(database)
    [(name, reason)] = unsearched(database)
    assert (name, "damaged" in reason) == ("notes.txt", True)


@pytest.mark.thorough
def test_an_index_that_is_made_anew_knows_the_words_of_files(database, call):
    entry = with_files(database, call, "notes.txt")
    read_file_words(database)
    with database.write_engine.begin() as connection:
        rebuild(connection)
    assert found(database, "weir") == [entry.id]


@pytest.mark.parametrize("words", ["Don’t ﬁnd ", "naïve ", "plain words "])
def test_a_long_text_folds_as_its_parts_do(words):
    assert folded(words * 20_000) == " ".join([folded(words)] * 20_000)
