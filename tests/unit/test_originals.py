"""The e-mail that a submission came as is found again where its file lies, or refused."""

import hashlib
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import event

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.errors import CancelledError, RefusedError
from lisdesk.exchange.mail import mail_files
from lisdesk.queries.mails import filed_mail
from lisdesk.store.entities import Mail, MailFile
from lisdesk.tasks.incoming_paths import import_paths
from lisdesk.tasks.originals import original_mail
from lisdesk.tasks.watched_folders import Watch
from tests.desk_work import DESK, count, do, rows
from tests.thorough import one_in
from tests.watching import look
from tests.written_mails import KNOWN, known, message, save

OLE_MAIL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "__substg1.0_".encode("utf-16-le")


@pytest.fixture
def brought(database, call):
    """Return what imports files as the command line does, and returns the mails' origins."""

    def origins(*paths):
        import_paths(database, DESK, call.reference, paths)
        with database.reading() as session:
            found = [filed_mail(session, each.submission_id) for each in rows(database, Mail)]
        return sorted(found, key=lambda mail: (mail.path, mail.file_place))

    return origins


def test_every_mail_of_folders_and_mailboxes_knows_its_path_and_is_found_there(brought, tmp_path):
    folder = tmp_path / "inbox"
    box = save(folder / "later", "box.mbox", *(known(place) for place in range(1, 4)))
    alone = save(folder, "alone.eml", known(0))
    found = brought(folder)
    assert [(mail.path, mail.file_place) for mail in found] == [
        (str(alone), 1), (str(box), 1), (str(box), 2), (str(box), 3)
    ]  # fmt: skip
    first, *of_box = map(original_mail, found)
    assert (first.name, first.content) == ("alone.eml", alone.read_bytes())
    assert [mail.name for mail in of_box] == [f"box message {place}.eml" for place in (1, 2, 3)]
    for place, mail in enumerate(of_box, 1):
        assert mail.content.strip() == known(place).as_bytes().strip()


def test_the_path_is_whole_when_a_file_is_named_from_where_one_stands(
    brought, tmp_path, monkeypatch
):
    path = save(tmp_path / "inbox", "1.eml", known(0))
    monkeypatch.chdir(path.parent)
    [mail] = brought(Path("1.eml"))
    assert mail.path == str(path)


def test_a_mail_of_a_watched_folder_knows_its_path(database, call, tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))
    name, address = KNOWN[0]
    draft = SubmissionDraft(respondent=name, email=address, letter="Earlier words.")
    do(database, add_submission, call_id=call.id, draft=draft)
    path = save(tmp_path / "inbox", "1.eml", known(0))
    assert look(database, Watch(path.parent)).mails == 1
    assert [each.path for each in rows(database, MailFile)] == [str(path)]


def test_what_a_mailbox_escaped_is_as_it_was_sent(brought, tmp_path):
    sent = message("Jo <jo@mail.example>", "We said:\n\nFrom here on no bus runs.\n")
    box = tmp_path / "box.mbox"
    line = b"From jo@mail.example Sun Jan  6 09:00:00 2019\n"
    box.write_bytes(line + sent.as_bytes().replace(b"\nFrom here", b"\n>From here") + b"\n")
    [mail] = brought(box)
    copy = original_mail(mail).content
    assert copy == sent.as_bytes() + b"\n"
    assert message_from_bytes(copy, policy=policy.default)["From"] == "Jo <jo@mail.example>"


def test_mails_that_came_to_a_mailbox_since_are_no_hindrance(brought, tmp_path):
    box = save(tmp_path, "box.mbox", known(0), known(1))
    *_, second = brought(box)
    before = original_mail(second)
    save(tmp_path, "box.mbox", known(0), known(1), known(2))
    assert original_mail(second) == before


def put_before(path):
    save(path.parent, path.name, known(5), known(0), known(1))


def leave_one(path):
    save(path.parent, path.name, known(0))


def be_a_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", one_in(4, [put_before, leave_one, be_a_folder, Path.unlink]))
def test_another_mail_at_its_place_is_refused_with_what_is_kept(brought, tmp_path, change):
    box = save(tmp_path, "box.mbox", known(0), known(1))
    *_, second = brought(box)
    change(box)
    with pytest.raises(RefusedError) as refused:
        original_mail(second)
    assert refused.value.happened == (
        f"Message 2 of “box.mbox” no longer lies at {box} as it came in. Its letter, sender, "
        "moments and attachments are kept with the submission."
    )
    assert refused.value.do == f"The mail itself is the one with the SHA-256 {second.sha256}."


def test_a_file_of_one_mail_that_was_changed_is_named_without_a_place(brought, tmp_path):
    path = save(tmp_path, "1.eml", known(0))
    [mail] = brought(path)
    path.write_bytes(path.read_bytes() + b"More.\n")
    with pytest.raises(RefusedError, match=r"^“1\.eml” no longer lies at "):
        original_mail(mail)


@pytest.mark.parametrize(
    ("name", "content", "copied_as"),
    one_in(3, [
        ("letter.txt", known(0).as_bytes(), "letter.txt.eml"),
        ("letter", known(0).as_bytes(), "letter.eml"),
        ("Letter.EML", known(0).as_bytes(), "Letter.EML"),
        ("own.eml", b"From a@b.example Sun Jan  6 09:00:00 2019\n" + known(0).as_bytes(),
         "own.eml"),
        ("saved.msg", OLE_MAIL, "saved.msg"),
        ("saved.bin", OLE_MAIL, "saved.bin.msg"),
    ], unpacks=True),
    ids=["text", "no ending", "eml", "a mailbox of one", "msg", "msg of another ending"],
)  # fmt: skip
def test_the_copy_is_named_so_that_a_mail_program_opens_it(
    brought, tmp_path, name, content, copied_as
):
    [mail] = brought(save(tmp_path, "1.eml", known(0)))
    path = tmp_path / name
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    mail = replace(mail, file_name=name, path=str(path), sha256=sha256)
    assert original_mail(mail).name == copied_as


def test_a_mailbox_is_read_as_a_stream_and_no_further_than_the_mail(tmp_path, monkeypatch):
    box = save(tmp_path, "box.mbox", *(known(place) for place in range(4)))
    taken = []
    split = mail_files.messages_of

    def counted(stream, most_bytes):
        for each in split(stream, most_bytes):
            taken.append(each)
            yield each

    monkeypatch.setattr(mail_files, "messages_of", counted)
    kind, content = mail_files.message_at(box, 2)
    assert (kind, content) == ("mbox", taken[1])
    assert len(taken) == 2


def test_the_search_of_a_large_mailbox_tells_how_far_it_is_and_can_be_ended(tmp_path):
    large = known(0)
    large.set_content("Words of ours.\n" * 100_000)
    box = save(tmp_path, "box.mbox", large, large, large, known(1))
    told = []
    _, content = mail_files.message_at(box, 4, lambda *counts: told.append(counts))
    assert content == mail_files.message_at(box, 4)[1]
    assert told[0] == (0, 5)
    assert told[-1] == (4, 5)
    assert len(told) > 4

    def stop(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        mail_files.message_at(box, 4, stop)


def test_the_path_is_read_with_the_mail_in_one_statement(database, brought, tmp_path):
    [mail] = brought(save(tmp_path, "1.eml", known(0)))
    [row] = rows(database, Mail)
    assert count(database, MailFile) == 1
    statements = []
    with database.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *given: statements.append(given)
        )
        assert filed_mail(session, row.submission_id) == mail
    assert len(statements) == 1
