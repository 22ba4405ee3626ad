"""E-mails are filed once each, whatever company and order they come in."""

import shutil
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from lisdesk.edits.history import take_back
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.settings import change_setting
from lisdesk.errors import CancelledError
from lisdesk.queries.mails import MatchReason, filed_mail
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import Channel, StakeholderKind
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    Attachment,
    Blob,
    Import,
    Mail,
    SourceText,
    Stakeholder,
    Submission,
)
from lisdesk.store.opening import open_database
from lisdesk.tasks.mail_filing import MailChoice, file_mail
from lisdesk.tasks.mail_proposals import propose_mail
from tests.desk_work import DESK, content, do, entries, log, rows
from tests.mail_splits import described, mail, try_splits


@pytest.fixture
def write(tmp_path: Path):
    """Return what writes mails to files, and returns the paths."""

    def paths(*messages: EmailMessage, prefix: str = "m") -> list[Path]:
        written = []
        for place, message in enumerate(messages):
            path = tmp_path / f"{prefix}{place}.eml"
            path.write_bytes(message.as_bytes())
            written.append(path)
        return written

    return paths


def propose(database, call, paths):
    return propose_mail(database, call.reference, paths)


def test_a_mail_becomes_a_submission_with_letter_files_and_origin(database, call, write) -> None:
    proposals = propose(database, call, write(mail(1, files=2)))
    filed = file_mail(database, DESK, proposals)
    assert filed.report.reference == "IMP-0001"
    assert (filed.report.rows, filed.report.new, filed.report.already_here) == (1, 1, 0)
    (submission,) = rows(database, Submission)
    assert filed.references == (submission.reference,)
    assert submission.channel is Channel.EMAIL
    assert submission.received_at == submission.sent_at == datetime(2018, 12, 7, 9, 1, tzinfo=UTC)
    (letter,) = rows(database, SourceText)
    assert (letter.body, letter.question_id) == ("We need 1 buses.", None)
    assert [each.name for each in rows(database, Attachment)] == ["0.pdf", "1.pdf"]
    (stakeholder,) = rows(database, Stakeholder)
    assert (stakeholder.name, stakeholder.email) == ("Jo 1", "jo1@gmail.com")
    with database.reading() as session:
        origin = filed_mail(session, submission.id)
    assert origin is not None
    assert (origin.message_id, origin.subject) == ("1@mail.example", "Evidence 1")
    assert (origin.file_name, origin.file_place) == ("m0.eml", 1)
    assert origin.received_source == "Date (the sender’s own)"
    assert origin.importer_version


def test_filing_again_changes_nothing(database, call, write) -> None:
    paths = write(mail(1), mail(2))
    first = file_mail(database, DESK, propose(database, call, paths))
    before = content(database), entries(database)
    proposals = propose(database, call, [*paths, *paths])
    assert [item.already_here for item in proposals.items] == [*first.references] * 2
    assert not any(item.will_be_filed for item in proposals.items)
    second = file_mail(database, DESK, proposals)
    assert (second.entry_id, second.report.reference) == (None, None)
    assert (second.report.new, second.report.already_here) == (0, 4)
    assert second.references == first.references * 2
    assert (content(database), entries(database)) == before


def test_one_undo_takes_all_back_and_the_mails_can_come_again(database, call, write) -> None:
    log(database, call)
    before = content(database)
    paths = write(*(mail(number, files=1) for number in range(5)))
    filed = file_mail(database, DESK, propose(database, call, paths))
    do(database, take_back, entry_id=filed.entry_id)
    assert content(database) == before
    again = file_mail(database, DESK, propose(database, call, paths))
    assert again.report.new == 5


def test_the_same_mail_in_a_mailbox_is_the_same(database, call, write, tmp_path) -> None:
    file_mail(
        database, DESK, propose(database, call, write(mail(1, text="We said:\n\nFrom here.")))
    )
    box = tmp_path / "box.mbox"
    body = (
        mail(1, text="We said:\n\nFrom here.").as_bytes().replace(b"\nFrom here", b"\n>From here")
    )
    box.write_bytes(b"From a@b.example Fri Dec  7 09:00:00 2018\n" + body + b"\n")
    (item,) = propose(database, call, [box]).items
    assert item.already_here


def test_two_mails_of_one_identifier_and_other_words_are_two(database, call, write) -> None:
    file_mail(database, DESK, propose(database, call, write(mail(1, text="Buses"))))
    (item,) = propose(database, call, write(mail(1, text="Trains"))).items
    assert item.will_be_filed
    assert any("same Message-ID" in problem for problem in item.problems)


@pytest.fixture
def new_database(call_file, tmp_path):
    """Return what opens one more file with a call."""
    opened: list[Database] = []

    def another() -> Database:
        path = tmp_path / f"file{len(opened)}.lisdesk"
        shutil.copy(call_file, path)
        opened.append(open_database(path))
        return opened[-1]

    yield another
    for each in opened:
        each.close()


def test_any_split_and_order_ends_in_the_same_content(new_database, tmp_path) -> None:
    try_splits(4, new_database, tmp_path)


def test_a_name_learns_its_address_whichever_mail_comes_first(
    database, call, new_database, write
) -> None:
    bare, full = mail(1), mail(2)
    bare.replace_header("From", "Jo Smith")
    full.replace_header("From", "Jo Smith <jo@acme.example>")
    paths = write(bare, full)
    other = new_database()
    for one, order in ((database, paths), (other, paths[::-1])):
        for path in order:
            file_mail(one, DESK, propose(one, call, [path]))
    assert described(database) == described(other)
    (stakeholder,) = rows(database, Stakeholder)
    assert (stakeholder.name, stakeholder.email) == ("Jo Smith", "jo@acme.example")


def test_two_names_of_one_address_are_one_stakeholder(database, call, write) -> None:
    first, second = mail(1, address="jo@acme.example"), mail(2, address="JO@acme.example")
    file_mail(database, DESK, propose(database, call, write(first, second)))
    (stakeholder,) = rows(database, Stakeholder)
    assert {each.respondent_id for each in rows(database, Submission)} == {stakeholder.id}


@pytest.mark.thorough
def test_the_address_decides_then_the_domain_then_the_name(database, call, write) -> None:
    log(database, call, respondent="Jo 1", email="jo1@gmail.com")
    log(database, call, respondent="Acme Ltd", email="info@acme.example",
        kind=StakeholderKind.ORGANISATION)  # fmt: skip
    log(database, call, respondent="Jo 3")
    log(database, call, respondent="Ann", email="ann@person.example", kind=StakeholderKind.PERSON)
    items = propose(
        database,
        call,
        write(
            mail(1),
            mail(2, address="jo@ACME.example"),
            mail(3),
            mail(4, address="jo4@person.example"),
            mail(5, address="jo5@gmail.com"),
            mail(1, address="jo1@elsewhere.example"),
        ),
    ).items
    assert [item.respondent.reason for item in items] == [
        MatchReason.ADDRESS,
        MatchReason.DOMAIN,
        MatchReason.NAME,
        MatchReason.NEW,
        MatchReason.NEW,
        MatchReason.NAMESAKE,
    ]
    assert [item.respondent.name for item in items[:3]] == ["Jo 1", "Acme Ltd", "Jo 3"]
    assert (items[1].respondent.submitted_by, items[0].respondent.submitted_by) == ("Jo 2", "")
    assert items[1].respondent.why == "Same organisation’s domain acme.example."


@pytest.mark.thorough
def test_an_officer_may_choose_otherwise(database, call, write) -> None:
    log(database, call, respondent="Acme Ltd", email="info@acme.example")
    (acme,) = rows(database, Stakeholder)
    proposals = propose(database, call, write(mail(1), mail(2), mail(3)))
    moment = datetime(2018, 12, 8, 9, tzinfo=UTC)
    choices = {
        0: MailChoice(stakeholder_id=acme.id, submitted_by="Jo", channel=Channel.FORWARDED),
        1: MailChoice(name="Beta Ltd", received_at=moment),
        2: MailChoice(is_left_out=True),
    }
    filed = file_mail(database, DESK, proposals, choices)
    assert len(filed.references) == filed.report.rows == 2
    first, second = rows(database, Submission)[1:]
    assert (first.respondent_id, first.submitted_by) == (acme.id, "Jo")
    assert first.channel is Channel.FORWARDED
    assert (second.submitted_by, second.received_at) == ("Jo 2", moment)
    assert [each.name for each in rows(database, Stakeholder)] == ["Acme Ltd", "Beta Ltd"]


@pytest.mark.thorough
def test_a_disclaimer_asks_for_no_confidence(database, call, write) -> None:
    footer = (
        "This e-mail and any attachments are confidential and intended solely for the addressee."
    )
    file_mail(database, DESK, propose(database, call, write(mail(1, text=f"Buses.\n\n{footer}"))))
    (submission,) = rows(database, Submission)
    assert not submission.is_confidential
    (letter,) = rows(database, SourceText)
    (origin,) = rows(database, Mail)
    assert letter.body == "Buses."
    assert origin.disclaimer == footer


@pytest.mark.thorough
def test_an_attachment_over_the_limit_is_left_out_and_told(database, call, write) -> None:
    do(database, change_setting, name="attachment_limit_mb", value="1")
    message = mail(1, files=1)
    message.add_attachment(b"x" * 1_000_001, maintype="a", subtype="b", filename="large.bin")
    filed = file_mail(database, DESK, propose(database, call, write(message)))
    assert [each.name for each in rows(database, Attachment)] == ["0.pdf"]
    (problem,) = filed.report.problems
    assert "“large.bin” has 1,000,001 bytes" in problem["what"]


@pytest.mark.thorough
def test_the_same_file_is_stored_once(database, call, write) -> None:
    file_mail(database, DESK, propose(database, call, write(*(mail(n, files=2) for n in range(6)))))
    assert len(rows(database, Attachment)) == 12
    assert len(rows(database, Blob)) == 2


@pytest.mark.thorough
def test_a_message_that_cannot_be_read_holds_up_no_other(database, call, write, tmp_path) -> None:
    broken = tmp_path / "broken.msg"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    proposals = propose(database, call, [broken, *write(mail(1))])
    assert [each.file_name for each in proposals.unread] == ["broken.msg"]
    filed = file_mail(database, DESK, proposals)
    assert filed.report.new == 1
    (problem,) = filed.report.problems
    assert problem["where"] == "broken.msg"
    assert problem["kept"].startswith("Nothing of this message.")


@pytest.mark.thorough
def test_a_mail_that_is_gone_before_it_is_read_is_named_and_holds_up_no_other(
    database, call, write
) -> None:
    paths = write(mail(1), mail(2), mail(3))

    def delete_second(done: int, _total: int) -> None:
        if done == 1:
            paths[1].unlink(missing_ok=True)

    proposals = propose_mail(database, call.reference, paths, progress=delete_second)
    (unread,) = proposals.unread
    assert unread.happened == "“m1.eml” could not be opened: there is no such file."
    assert file_mail(database, DESK, proposals).report.new == 2


@pytest.mark.thorough
def test_reading_a_mailbox_can_be_cancelled_between_two_of_its_messages(
    database, call, tmp_path
) -> None:
    box = tmp_path / "box.mbox"
    line = b"From sender@example.com Sun Jan  6 09:00:00 2019\n"
    box.write_bytes(b"".join(line + mail(number).as_bytes() + b"\n\n" for number in range(9)))
    told = []

    def stop_at_third(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        propose_mail(database, call.reference, [box], progress=stop_at_third)
    assert told == [(0, 1)] * 3


@pytest.mark.thorough
def test_mails_that_are_gone_once_they_are_read_are_filed_as_they_were(
    database, call, write
) -> None:
    paths = write(mail(1, files=2), mail(2))
    proposals = propose(database, call, paths)
    for each in paths:
        each.unlink()
    filed = file_mail(database, DESK, proposals)
    assert (filed.report.new, filed.report.problems) == (2, [])
    assert len(rows(database, Attachment)) == 2


@pytest.mark.thorough
def test_a_dry_run_and_a_cancelled_filing_change_nothing(database, call, write) -> None:
    proposals = propose(database, call, write(mail(1), mail(2)))
    before = content(database), entries(database)
    tried = file_mail(database, DESK, proposals, dry_run=True)
    assert (tried.report.new, tried.report.reference, tried.references) == (2, None, ())

    def cancel(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        file_mail(database, DESK, proposals, progress=cancel)
    assert (content(database), entries(database)) == before


@pytest.mark.thorough
def test_a_file_with_mails_is_sound(database, call, write) -> None:
    file_mail(database, DESK, propose(database, call, write(mail(1, files=1), mail(2))))
    (first, _) = rows(database, Stakeholder)
    do(database, edit_stakeholder, stakeholder_id=first.id,
       correction=StakeholderCorrection(name="Joanna"))  # fmt: skip
    with database.reading() as session:
        assert [each for each in findings(session) if each.wrong] == []
    (batch,) = rows(database, Import)
    assert (batch.rows, batch.new_rows, batch.file_name) == (2, 2, "2 e-mails from 2 files")


@pytest.mark.thorough
def test_the_table_tells_all_that_is_decided_by(database, call, write) -> None:
    table = propose(database, call, write(mail(1, files=1))).table()
    headings = [column.heading for column in table.columns]
    (row,) = table.rows
    told = dict(zip(headings, row, strict=True))
    assert told["File"] == "m0.eml"
    assert told["Sender"] == "Jo 1 <jo1@gmail.com>"
    assert told["Why"] == "Not in the register yet."
    assert told["Attachments"] == 1
    assert told["What becomes of it"] == "is filed"
