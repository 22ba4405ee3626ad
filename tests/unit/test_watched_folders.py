"""A watched folder: what is certain is imported by itself, everything else waits."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from lisdesk.edits.history import take_back
from lisdesk.edits.settings import change_setting
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import CancelledError, RefusedError, UnreadableFileError
from lisdesk.store.backup import back_up
from lisdesk.store.entities import Attachment, Import, Submission
from lisdesk.store.opening import open_database
from lisdesk.tasks import folder_scan, watched_mails
from lisdesk.tasks.document_filing import file_document
from lisdesk.tasks.document_proposals import propose_documents
from lisdesk.tasks.folder_scan import scan_folder
from lisdesk.tasks.mail_filing import file_mail
from lisdesk.tasks.mail_proposals import propose_mail
from lisdesk.tasks.watched_first_look import first_look
from lisdesk.tasks.watched_folders import (
    Fate,
    Watch,
    call_watching,
    forget_watch,
    read_watch,
    watches,
)
from tests.desk_work import DESK, content, count, do, entries, rows, standing_texts
from tests.watching import CALL, FIRST_SAVED, import_by_hand, look, row, write_export
from tests.written_mails import KNOWN, known, message, save

STRANGER = "Maud Ellery <maud@ellery.example.com>"


@pytest.fixture(autouse=True)
def own_preferences(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def known_senders(database, call):
    """Return a file with a call whose register knows the senders of the written mails."""
    for name, address in KNOWN:
        draft = SubmissionDraft(respondent=name, email=address, letter=f"Earlier words of {name}.")
        do(database, add_submission, call_id=call.id, draft=draft)
    return database


def names(paths):
    return sorted(path.name for path in paths)


def shape_of(folder):
    """Return everything that a look could have changed in a folder."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in folder.rglob("*")
    }


def test_certain_mails_are_filed_and_the_rest_waits(known_senders, inbox):
    database = known_senders
    save(inbox, "a.eml", known(0))
    save(inbox / "deeper", "b.eml", known(1))
    save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    undated = message(f"{KNOWN[2][0]} <{KNOWN[2][1]}>", "No date.", number=31, is_dated=False)
    save(inbox, "undated.eml", undated)
    (inbox / "letter.rtf").write_bytes(rb"{\rtf1 The last bus.}")
    (inbox / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_export(inbox / "unknown.csv", [row(1)])
    before, lying = count(database, Submission), shape_of(inbox)
    done = look(database, Watch(inbox))
    assert (done.mails, len(done.entry_ids), done.new_waiting, done.unfinished) == (2, 1, 5, 0)
    assert count(database, Submission) == before + 2
    assert names(done.watch.waiting(Fate.MAIL)) == ["stranger.eml", "undated.eml"]
    assert names(done.watch.waiting(Fate.DOCUMENT)) == ["letter.rtf"]
    assert names(done.watch.waiting(Fate.SHEET)) == ["unknown.csv"]
    assert names(done.watch.waiting(Fate.OTHER)) == ["map.png"]
    assert shape_of(inbox) == lying
    do(database, take_back, entry_id=done.entry_ids[0])
    assert count(database, Submission) == before


def test_a_second_look_reads_nothing_and_changes_nothing(known_senders, inbox, monkeypatch):
    database = known_senders
    save(inbox, "a.eml", known(0))
    save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    first = look(database, Watch(inbox))
    second = look(database, first.watch)
    kept = entries(database), content(database)
    opened = []
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *a, **k: opened.append(path) or real(path, *a, **k)
    )
    third = look(database, second.watch)
    assert not [path for path in opened if inbox in path.parents]
    assert (third.mails, third.new_waiting, third.entry_ids) == (0, 0, [])
    assert (entries(database), content(database)) == kept
    assert third.watch.files == first.watch.files


def test_what_was_seen_is_remembered_from_one_start_to_the_next(known_senders, inbox):
    database = known_senders
    save(inbox, "a.eml", known(0))
    (inbox / os.fsdecode(b"l\xe9tter.rtf")).write_bytes(rb"{\rtf1 The last bus.}")
    done = look(database, Watch(inbox, minutes=15))
    with database.reading() as session:
        assert read_watch(session, 1) == done.watch
        assert watches(session) == {1: done.watch}
    forget_watch(database, 1)
    with database.reading() as session:
        assert watches(session) == {}


def test_a_memory_that_somebody_spoilt_is_no_watch(known_senders, inbox):
    done = look(known_senders, Watch(inbox))
    with known_senders.reading() as session:
        [path] = (Path(os.environ["LISDESK_PREFERENCES"]) / "watched").iterdir()
        path.write_text('{"folder": 3}')
        assert read_watch(session, 1) is None
    assert done.is_kept


def grow(path):
    """Write on at a file, and leave it as recent as a server whose clock is wrong would say."""
    path.write_bytes(path.read_bytes() + b"\nA last line.\n")
    os.utime(path, (FIRST_SAVED, FIRST_SAVED))


def test_a_file_that_changes_between_two_looks_is_still_being_written(known_senders, inbox):
    database = known_senders
    path = save(inbox, "a.eml", known(0))
    first = look(database, Watch(inbox), meanwhile=lambda: grow(path))
    assert (first.mails, first.unfinished, first.watch.files) == (0, 1, {})
    second = look(database, first.watch)
    assert (second.mails, second.unfinished) == (1, 0)


def test_what_comes_or_goes_between_two_looks_is_not_read(known_senders, inbox):
    gone = save(inbox, "gone.eml", known(0))

    def turn_over():
        gone.unlink()
        save(inbox, "new.eml", known(1))

    done = look(known_senders, Watch(inbox), meanwhile=turn_over)
    assert (done.mails, done.watch.files) == (0, {})
    assert look(known_senders, done.watch).mails == 1


def test_noting_how_files_stand_can_be_cancelled(inbox):
    save(inbox, "a.eml", known(0))

    def stop(_done, _total, _words=""):
        raise CancelledError

    with pytest.raises(CancelledError):
        first_look(Watch(inbox), stop)


def test_a_mail_whose_file_would_be_left_out_waits(known_senders, inbox):
    database = known_senders
    do(database, change_setting, name="attachment_limit_mb", value="1")
    for place, size in ((0, 1_000_001), (1, 900_000)):
        mail = known(place)
        mail.add_attachment(bytes(size), maintype="application", subtype="pdf", filename="r.pdf")
        save(inbox, f"{place}.eml", mail)
    done = look(database, Watch(inbox))
    assert (done.mails, names(done.watch.waiting(Fate.MAIL))) == (1, ["0.eml"])
    [proposed] = propose_mail(database, CALL, [inbox / "0.eml"]).items
    assert proposed.remarks == ("Too large to be kept: “r.pdf”.",)
    assert len(rows(database, Attachment)) == 1
    assert [each.problems for each in rows(database, Import)] == [[]]


@pytest.mark.thorough
def test_a_file_that_cannot_be_opened_waits_for_the_next_look(known_senders, inbox, monkeypatch):
    locked = save(inbox, "a.eml", known(0))
    real = Path.open

    def refuse(path, *arguments, **named):
        if path == locked:
            raise PermissionError(13, "held by another program")
        return real(path, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        done = look(known_senders, Watch(inbox))
    assert (done.unfinished, done.mails) == (1, 0)
    assert look(known_senders, done.watch).mails == 1


@pytest.mark.thorough
def test_a_mail_that_grows_while_it_is_read_is_not_filed(known_senders, inbox, monkeypatch):
    path = save(inbox, "a.eml", known(0))
    real = watched_mails.propose_mail

    def read_and_grow(*arguments, **named):
        proposals = real(*arguments, **named)
        path.write_bytes(path.read_bytes() + b"\nA last line.\n")
        return proposals

    with monkeypatch.context() as patch:
        patch.setattr(watched_mails, "propose_mail", read_and_grow)
        done = look(known_senders, Watch(inbox))
    assert (done.mails, done.unfinished, done.watch.files) == (0, 1, {})
    assert look(known_senders, done.watch).mails == 1
    assert (
        "A last line." in standing_texts(known_senders, rows(known_senders, Submission)[-1].id)[0]
    )


@pytest.mark.thorough
def test_links_pipes_hidden_and_half_downloaded_files_are_passed_over(
    known_senders, inbox, tmp_path
):
    elsewhere = tmp_path / "elsewhere"
    mail = save(elsewhere, "outside.eml", known(0))
    (inbox / "link.eml").symlink_to(mail)
    (inbox / "folder").symlink_to(elsewhere, target_is_directory=True)
    (inbox / "round").symlink_to(inbox, target_is_directory=True)
    os.mkfifo(inbox / "pipe.eml")
    for name in (".hidden.eml", "~$letter.docx", "mail.eml.part", "call.lisdesk"):
        shutil.copy(mail, inbox / name)
    done = look(known_senders, Watch(inbox))
    assert (done.mails, done.unfinished, done.watch.files) == (0, 0, {})


@pytest.mark.thorough
def test_archives_wait_and_are_not_opened(known_senders, inbox):
    with zipfile.ZipFile(inbox / "mails.zip", "w") as archive:
        archive.writestr("a.eml", known(0).as_bytes())
    done = look(known_senders, Watch(inbox))
    assert (done.mails, names(done.watch.waiting(Fate.OTHER))) == (0, ["mails.zip"])


@pytest.mark.thorough
def test_what_was_taken_back_is_never_imported_unasked_again(known_senders, inbox):
    database = known_senders
    save(inbox, "box.mbox", known(0), message(STRANGER, "We mend looms.", number=30))
    done = look(database, Watch(inbox))
    assert done.mails == 1
    do(database, take_back, entry_id=done.entry_ids[0])
    before = content(database)
    save(inbox, "again.eml", known(0))
    again = look(database, done.watch)
    assert (again.mails, names(again.watch.waiting())) == (0, ["again.eml", "box.mbox"])
    assert content(database) == before


@pytest.mark.thorough
def test_in_a_backup_that_was_brought_back_what_it_has_not_waits(known_senders, inbox, tmp_path):
    back_up(known_senders, tmp_path / "backup.lisdesk")
    save(inbox, "a.eml", known(0))
    save(inbox, "left.eml", message(STRANGER, "We mend looms.", number=30))
    done = look(known_senders, Watch(inbox))
    assert (done.mails, names(done.watch.waiting())) == (1, ["left.eml"])
    watch = done.watch.settled(done.watch.waiting())
    brought_back = open_database(tmp_path / "backup.lisdesk")
    before = content(brought_back)
    again = look(brought_back, watch)
    assert (again.mails, names(again.watch.waiting())) == (0, ["a.eml", "left.eml"])
    assert content(brought_back) == before
    save(inbox, "new.eml", known(1))
    assert look(brought_back, again.watch).mails == 1
    brought_back.close()


@pytest.mark.thorough
def test_what_was_taken_back_waits_until_it_is_filed_or_left(known_senders, inbox):
    database = known_senders
    path = save(inbox, "a.eml", known(0))
    done = look(database, Watch(inbox))
    undone = do(database, take_back, entry_id=done.entry_ids[0])
    back = look(database, done.watch)
    assert (back.mails, names(back.watch.waiting(Fate.MAIL))) == (0, ["a.eml"])
    left = back.watch.settled([path])
    do(database, add_submission, call_id=1, draft=SubmissionDraft(letter="Something else."))
    assert look(database, left).watch.waiting() == []
    do(database, take_back, entry_id=undone.entry_id)
    again = look(database, back.watch)
    assert (again.mails, again.watch.waiting()) == (0, [])


@pytest.mark.thorough
def test_what_waits_is_settled_once_it_was_filed_by_hand(known_senders, inbox):
    database = known_senders
    stranger = save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    letter = inbox / "letter.rtf"
    letter.write_bytes(rb"{\rtf1 The last bus.}")
    done = look(database, Watch(inbox))
    assert len(done.watch.waiting()) == 2
    file_mail(database, DESK, propose_mail(database, CALL, [stranger]))
    file_document(database, DESK, propose_documents(database, CALL, [letter]))
    kept = entries(database)
    again = look(database, done.watch)
    assert (again.watch.waiting(), again.entry_ids, entries(database)) == ([], [], kept)


@pytest.mark.thorough
def test_a_stranger_who_joins_the_register_is_one_no_more(known_senders, inbox):
    database = known_senders
    save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    done = look(database, Watch(inbox))
    assert done.mails == 0
    draft = SubmissionDraft(respondent="Maud Ellery", email="maud@ellery.example.com", letter="Hi")
    do(database, add_submission, call_id=1, draft=draft)
    assert look(database, done.watch).mails == 1


@pytest.mark.thorough
def test_a_name_alone_is_no_proof(known_senders, inbox):
    draft = SubmissionDraft(respondent="Maud Ellery", letter="Earlier words.")
    do(known_senders, add_submission, call_id=1, draft=draft)
    save(inbox, "namesake.eml", message(STRANGER, "We mend looms.", number=30))
    done = look(known_senders, Watch(inbox))
    assert (done.mails, len(done.watch.waiting(Fate.MAIL))) == (0, 1)


@pytest.mark.thorough
def test_a_mail_that_the_officer_left_out_stays_left_out(known_senders, inbox):
    path = save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    watch = look(known_senders, Watch(inbox)).watch.settled([path])
    assert watch.waiting() == []
    assert look(known_senders, watch).watch.waiting() == []


@pytest.mark.thorough
def test_a_known_portals_export_is_imported_and_the_same_content_changes_nothing(
    database, call, inbox, tmp_path
):
    import_by_hand(database, write_export(tmp_path / "monday.csv", [row(1), row(2)]))
    write_export(inbox / "tuesday.csv", [row(1), row(2, "Corrected."), row(3)], day=1)
    done = look(database, Watch(inbox))
    [(name, result)] = done.sheets
    report = result.report
    assert (name, report.new, report.changed, report.already_here) == ("tuesday.csv", 1, 1, 1)
    shutil.copy2(inbox / "tuesday.csv", inbox / "copy.csv")
    shutil.copy2(tmp_path / "monday.csv", inbox / "monday.csv")
    kept = content(database)
    again = look(database, done.watch)
    assert (again.sheets, again.watch.waiting(), content(database)) == ([], [], kept)
    do(database, take_back, entry_id=done.entry_ids[0])
    assert count(database, Submission) == 2
    (inbox / "copy.csv").touch()
    touched = look(database, again.watch)
    assert (touched.sheets, names(touched.watch.waiting(Fate.SHEET))) == (
        [],
        ["copy.csv", "tuesday.csv"],
    )


@pytest.mark.thorough
def test_an_older_export_never_overwrites_a_newer_one(database, call, inbox, tmp_path):
    import_by_hand(database, write_export(tmp_path / "wednesday.csv", [row(1, "Newest.")], day=2))
    write_export(inbox / "tuesday.csv", [row(1, "Older.")], day=1)
    done = look(database, Watch(inbox))
    assert (done.sheets, names(done.watch.waiting(Fate.DOUBTFUL_SHEET))) == ([], ["tuesday.csv"])
    assert standing_texts(database, 1) == ["Newest."]


@pytest.mark.thorough
@pytest.mark.parametrize("spoilt", [("R-9", "Body 9", "", "last week", "Words."),
                                    ("R-9", "Body 9", "", "", "Words.")])  # fmt: skip
def test_a_sheet_with_a_problem_waits_and_nothing_of_it_comes_in(
    database, call, inbox, tmp_path, spoilt
):
    import_by_hand(database, write_export(tmp_path / "monday.csv", [row(1)]))
    path = write_export(inbox / "tuesday.csv", [row(1), row(2), spoilt], day=1)
    kept, before = content(database), entries(database)
    done = look(database, Watch(inbox))
    assert names(done.watch.waiting(Fate.DOUBTFUL_SHEET)) == ["tuesday.csv"]
    assert (content(database), entries(database)) == (kept, before)
    import_by_hand(database, path)
    assert look(database, done.watch).watch.waiting() == []


@pytest.mark.thorough
def test_a_sheet_waits_until_its_portal_is_known(database, call, inbox, tmp_path):
    write_export(inbox / "tuesday.csv", [row(1), row(2)], day=1)
    done = look(database, Watch(inbox))
    assert names(done.watch.waiting(Fate.SHEET)) == ["tuesday.csv"]
    import_by_hand(database, write_export(tmp_path / "monday.csv", [row(1)]))
    again = look(database, done.watch)
    assert ([name for name, _ in again.sheets], again.watch.waiting()) == (["tuesday.csv"], [])
    assert count(database, Import) == 2


@pytest.mark.thorough
def test_a_damaged_sheet_and_a_damaged_mail_wait(database, call, inbox):
    (inbox / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    (inbox / "broken.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = look(database, Watch(inbox))
    assert names(done.watch.waiting()) == ["broken.msg", "broken.xlsx"]
    assert (done.fault, count(database, Import)) == (None, 0)


@pytest.mark.thorough
def test_a_folder_that_is_gone_is_told_and_nothing_is_forgotten(known_senders, inbox):
    save(inbox, "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    done = look(known_senders, Watch(inbox))
    inbox.rename(inbox.with_name("away"))
    with pytest.raises(UnreadableFileError, match="cannot be looked into"):
        look(known_senders, done.watch)
    inbox.with_name("away").rename(inbox)
    back = look(known_senders, done.watch)
    assert (back.new_waiting, back.watch.files) == (0, done.watch.files)


@pytest.mark.thorough
def test_a_folder_inside_that_cannot_be_listed_makes_nothing_forgotten(
    known_senders, inbox, monkeypatch
):
    save(inbox / "deeper", "stranger.eml", message(STRANGER, "We mend looms.", number=30))
    done = look(known_senders, Watch(inbox))
    real = os.scandir

    def refuse(path):
        if Path(path).name == "deeper":
            raise PermissionError(13, "not yours")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert not scan_folder(inbox).is_whole
    assert look(known_senders, done.watch).watch.files == done.watch.files


@pytest.mark.thorough
def test_a_whole_drive_is_refused(known_senders, inbox, monkeypatch):
    monkeypatch.setattr(folder_scan, "MOST_FILES", 2)
    for number in range(3):
        save(inbox, f"{number}.eml", known(number))
    with pytest.raises(RefusedError, match="more than 2 files"):
        look(known_senders, Watch(inbox))


@pytest.mark.thorough
def test_a_look_that_is_cancelled_keeps_and_tells_what_it_had_imported(
    known_senders, inbox, tmp_path
):
    database = known_senders
    import_by_hand(database, write_export(tmp_path / "monday.csv", [row(1)]))
    write_export(inbox / "tuesday.csv", [row(1), row(2)], day=1)
    save(inbox, "a.eml", known(0))

    def stop(_done, _total, _words=""):
        if count(database, Import) == 2:
            raise CancelledError

    done = look(database, Watch(inbox), progress=stop)
    assert ([name for name, _ in done.sheets], done.mails) == (["tuesday.csv"], 0)
    assert names(done.watch.folder / name for name in done.watch.files) == ["tuesday.csv"]
    assert look(database, done.watch).mails == 1


@pytest.mark.thorough
def test_two_calls_do_not_watch_one_place(tmp_path):
    others = [("RURAL-2019-01", Watch(tmp_path / "inbox"))]
    assert call_watching(others, tmp_path / "inbox" / "deeper") == "RURAL-2019-01"
    assert call_watching(others, tmp_path) == "RURAL-2019-01"
    assert call_watching(others, tmp_path / "other") == ""
