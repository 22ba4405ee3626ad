"""The words of files come into the index of a server beside the edits of officers."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from threading import Event

import pytest
from sqlalchemy import text

from lisdesk.edits.mail_files import KeptFile, MailFiles
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    edit_submission,
)
from lisdesk.store import file_words as store_of_words
from lisdesk.store import work
from lisdesk.tasks import file_words
from lisdesk.tasks.file_words import read_file_words
from tests.desk_work import DESK, do, log
from tests.postgresql.test_search import ids_found

FILES = [AttachedFile("notes.txt", b"The weir at the mill.")]
LONGEST_S = 20


def waits_for_another(database):
    """Whether a transaction of the database waits for a lock of another one."""
    asked = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with database.reading() as session:
        return session.scalar(asked) > 0


def until_it_waits(database, other):
    """Return once the other one waits for us, or has not had to."""
    for _ in range(LONGEST_S * 100):
        if other.done() or waits_for_another(database):
            return
        Event().wait(0.01)
    raise TimeoutError


@pytest.fixture
def beside():
    """Return a thread in which the other one works."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_an_edit_of_a_submission_that_is_indexed_just_now_is_saved(
    database, call, beside, monkeypatch
):
    entry = log(database, call, letter="See there.", attachments=FILES)
    index, edits = file_words.index_again, []
    correction = SubmissionCorrection(letter="See the marmalade.")

    def index_while_an_officer_edits(connection, ids):
        index(connection, ids)
        edits.append(
            beside.submit(
                do, database, edit_submission, submission_id=entry.id, correction=correction
            )
        )
        until_it_waits(database, edits[0])

    monkeypatch.setattr(file_words, "index_again", index_while_an_officer_edits)
    assert read_file_words(database).read == 1
    assert edits[0].result(LONGEST_S).entry_id is not None
    assert ids_found(database, "marmalade weir") == [entry.id]


def add_together(work, submission_id):
    """Attach the files as those of filed e-mails are written: rows together."""
    files = [KeptFile(each.name, each.content, sha256(each.content).hexdigest()) for each in FILES]
    body = partial(MailFiles(work).write, [files], [submission_id])
    work.run("edit_submission", 1, body)


@pytest.mark.parametrize("is_together", [False, True])
def test_a_submission_that_brings_a_file_while_its_words_are_saved_is_found(
    database, call, beside, monkeypatch, is_together
):
    first = log(database, call, letter="See there.", attachments=FILES)
    second = log(database, call, letter="As before.")
    keep, edits = store_of_words.keep_words, []
    correction = SubmissionCorrection(attachments=FILES)

    def bring():
        with database.writing(DESK) as work:
            if is_together:
                add_together(work, second.id)
            else:
                edit_submission(work, submission_id=second.id, correction=correction)

    def keep_while_it_is_brought(session, found):
        ids = keep(session, found)
        edits.append(beside.submit(bring))
        until_it_waits(database, edits[0])
        return ids

    monkeypatch.setattr(store_of_words, "keep_words", keep_while_it_is_brought)
    assert read_file_words(database).read == 1
    edits[0].result(LONGEST_S)
    assert ids_found(database, "weir") == [first.id, second.id]


def test_words_that_are_saved_while_a_submission_brings_the_file_are_found_with_it(
    database, call, beside, monkeypatch
):
    first = log(database, call, letter="See there.", attachments=FILES)
    record, readings = work.audit.record, []

    def record_while_it_is_read(*edit):
        readings.append(beside.submit(read_file_words, database))
        until_it_waits(database, readings[0])
        return record(*edit)

    with monkeypatch.context() as patched:
        patched.setattr(work.audit, "record", record_while_it_is_read)
        second = log(database, call, letter="As before.", attachments=FILES)
        assert readings[0].result(LONGEST_S).read == 1
    assert ids_found(database, "weir") == [first.id, second.id]
