"""Mails that no program writes: each is read right, or refused in one sentence."""

import pytest

from lisdesk.exchange.mail.mail_files import is_mail, opened_mails
from lisdesk.exchange.mail.messages import UnreadMail
from lisdesk.exchange.mail.reading import MailReader
from tests.written_mails import known, message, save

RECIPIENTS = b",\n ".join(b"Person %d <p%d@example.org>" % (each, each) for each in range(10_000))


@pytest.fixture(scope="module")
def reader():
    with MailReader() as opened:
        yield opened


def test_a_mail_to_ten_thousand_is_a_mail_and_is_read(reader, tmp_path):
    path = tmp_path / "recipients.eml"
    path.write_bytes(b"To: " + RECIPIENTS + b"\n" + known(0).as_bytes())
    assert is_mail(path)
    path = path.rename(tmp_path / "recipients.txt")
    assert is_mail(path)
    [mail] = reader.messages(path)
    assert (mail.sender_name, mail.problems) == ("Pellwether Gauges Ltd", ())


def test_letters_that_other_programs_take_for_ends_of_lines_stand_in_a_header(tmp_path):
    path = tmp_path / "mail"
    path.write_bytes("From: jo@example.com\nSubject: Ålesund, Århus\n\nWords.\n".encode())
    assert is_mail(path)


@pytest.mark.thorough
@pytest.mark.parametrize("words", [b"s" * 1_000_000, b"=?utf-8?q?s?= " * 80_000])
def test_names_beyond_all_measure_are_cut_and_told(reader, words):
    header = b'From: "' + words + b'" <jo@example.com>\nSubject: ' + words
    identifier = b"\nMessage-ID: <" + b"m" * 5_000 + b"@example.com>\n"
    mail = reader.message(header + identifier + b"\nWe cannot find welders.\n")
    assert mail.sender_address == "jo@example.com"
    assert (mail.sender_name, mail.subject) == ("s" * 500, "s" * 10_000)
    assert mail.message_id == ""
    assert mail.text == "We cannot find welders."
    assert {
        "The sender’s name is longer than 500 characters; the rest is left out.",
        "The subject is longer than 10,000 characters; the rest is left out.",
        "The Message-ID is longer than 998 characters, and is left out.",
    } <= set(mail.problems)


def test_an_address_beyond_all_measure_is_none(reader):
    mail = reader.message(b"From: Jo <" + b"j" * 5_000 + b"@example.com>\n\nWords.\n")
    assert (mail.sender_name, mail.sender_address) == ("Jo", "")
    assert "The mail gives no address of its sender that can be read." in mail.problems


def test_what_begins_like_a_message_in_a_letter_begins_none(reader, tmp_path):
    words = (
        "We said:\n\nFrom Sunday on no bus runs.\nFrom 2019 it is worse.\n\n"
        "From jo@example.com Sun Jan  6 09:00:00 2019\nis no mail."
    )
    box = save(tmp_path, "box.mbox", message("jo@example.com", words), known(1, 2))
    first, second = reader.messages(box)
    assert first.text == words
    assert second.text == known(1).get_content().strip()


def write_on(path):
    with path.open("ab") as file:
        file.write(b"More words.\n")


def test_the_last_message_of_a_file_that_grows_while_it_is_read_is_not_taken(reader, tmp_path):
    box = save(tmp_path, "box.mbox", known(0), known(1), known(2))
    found = []
    for each in reader.messages(box):
        found.append(each)
        write_on(box)
    *taken, last = found
    assert [mail.sender_name for mail in taken] == ["Pellwether Gauges Ltd",
                                                    "Kirby Underhill Parish Council"]  # fmt: skip
    assert isinstance(last, UnreadMail)
    assert (last.place, last.happened) == (3, "“box.mbox” was written to while it was read.")


def test_a_file_that_grows_is_no_hindrance_to_a_message_before_its_end(tmp_path):
    box = save(tmp_path, "box.mbox", known(0), known(1), known(2))
    with opened_mails(box, 1_000_000) as (_, messages):
        assert b"Pellwether" in next(messages)
        write_on(box)
        assert b"Kirby" in next(messages)
