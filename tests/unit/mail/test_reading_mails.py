"""Mails of every kind are read into the same records."""

import hashlib
import itertools
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.mail.html_text import text_of_html
from lisdesk.exchange.mail.mail_files import is_mail
from lisdesk.exchange.mail.mailboxes import kind_of_mail
from lisdesk.exchange.mail.messages import MailMessage, UnreadMail
from lisdesk.exchange.mail.reading import MailReader
from lisdesk.exchange.mail.rich_text import text_of_rtf, unpacked_rtf

HEADER = (
    b"Received: from a by b; Fri, 1 Feb 2019 09:00:05 +0000\r\n"
    b"From: Jane Smith <jane@acme.example>\r\nSubject: Evidence\r\n"
    b"Date: Fri, 1 Feb 2019 10:00:00 +0100\r\nMessage-ID: <1@acme.example>\r\n"
)


@pytest.fixture(scope="module")
def reader():
    with MailReader() as reader:
        yield reader


def test_a_mail_keeps_when_it_was_sent_and_when_received_apart(reader) -> None:
    mail = reader.message(HEADER + b"\r\nWords\r\n")
    assert (mail.sender_name, mail.sender_address) == ("Jane Smith", "jane@acme.example")
    assert (mail.subject, mail.message_id, mail.text) == ("Evidence", "1@acme.example", "Words")
    assert mail.sent_at == datetime(2019, 2, 1, 9, tzinfo=UTC)
    assert mail.received_at == datetime(2019, 2, 1, 9, 0, 5, tzinfo=UTC)
    assert (mail.sent_source, mail.received_source) == ("Date", "Received")
    assert mail.problems == ()


def test_what_a_mail_lacks_is_told(reader) -> None:
    mail = reader.message(b"X-Nothing: here\n\nWords")
    assert mail.text == "Words"
    assert mail.problems == (
        "The mail does not say who sent it.",
        "The mail has no date.",
        "The mail has no subject.",
    )
    dated = reader.message(b"From: a@b.example\nSubject: s\nDate: yesterday\n\nWords")
    assert dated.problems == ("The date of the mail cannot be read: “yesterday”.",)
    unzoned = reader.message(b"From: a@b.example\nSubject: s\nDate: 1 Feb 2019 10:00:00\n\nWords")
    assert unzoned.problems == ("The date in Date names no time zone; it was read as UTC.",)


def test_a_mail_of_html_alone_becomes_text_and_fetches_nothing(reader) -> None:
    mail = reader.message(
        HEADER + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<style>p{}</style><p>Buses &amp; trains: <a href='http://x.example/r'>our report</a></p>"
        b"<ul><li>one<li>two</ul><img src='http://203.0.113.9/t.gif' alt='map'>"
    )
    assert mail.text == ("Buses & trains: our report <http://x.example/r>\n\n- one\n- two\n\n[map]")


def test_links_that_show_their_target_say_it_once() -> None:
    assert text_of_html('<a href="https://x.example/">x.example</a>') == "x.example"
    assert text_of_html('<a href="mailto:a@b.example">a@b.example</a>') == "a@b.example"
    assert text_of_html('<a href="https://evil.example/">bank.example</a>') == (
        "bank.example <https://evil.example/>"
    )
    assert text_of_html("<div>" * 5_000 + "deep") in ("deep", "")


def test_a_page_nested_as_deep_as_long_threads_of_replies_keeps_its_words() -> None:
    nested = "<div>" * 1_500 + "deep" + "</div>" * 1_500 + "<p>end"
    assert text_of_html(nested) == "deep\n\nend"


@pytest.mark.parametrize(
    ("charset", "raw", "text", "problem"),
    [
        ("utf-8", "café".encode(), "café", ""),
        ("windows-1252", b"\x93caf\xe9\x94", "“café”", ""),
        ("iso-8859-1", b"\x93caf\xe9\x94", "“café”", ""),
        ("x-no-such", b"caf\xe9", "café", "not in the charset"),
        ("us-ascii", "café".encode(), "café", "not in the charset"),
        ("utf-8", b"caf\xe9 \xff", "caf\ufffd \ufffd", "could not be read"),
        ("zlib", b"caf\xe9", "café", "not in the charset"),
    ],
)
def test_a_text_survives_its_charset(reader, charset, raw, text, problem) -> None:
    mail = reader.message(
        HEADER + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + raw
    )
    assert mail.text == text
    assert problem in " ".join(mail.problems)
    assert bool(problem) == bool(mail.problems)


def test_attachments_come_with_name_kind_and_bytes(reader) -> None:
    inner = EmailMessage()
    inner["Subject"] = "Inner words"
    inner.set_content("Inside")
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "s"
    message["Date"] = datetime(2019, 1, 1, tzinfo=UTC)
    message.set_content("Words")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="pdf", filename="naïve.pdf")
    message.add_attachment(inner)
    mail = reader.message(message.as_bytes())
    pdf, eml = mail.attachments
    assert (pdf.name, pdf.media_type, pdf.content) == ("naïve.pdf", "application/pdf", b"\x00\x01")
    assert pdf.sha256 == hashlib.sha256(b"\x00\x01").hexdigest()
    assert (eml.name, eml.is_message) == ("Inner words.eml", True)
    assert reader.message(eml.content).text == "Inside"
    assert mail.text == "Words"


def test_the_plain_version_is_taken_of_two(reader) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "s"
    message.set_content("Plain words")
    message.add_alternative("<p>HTML words</p>", subtype="html")
    assert reader.message(message.as_bytes()).text == "Plain words"


def test_flowed_lines_are_one_paragraph(reader) -> None:
    body = b"Content-Type: text/plain; format=flowed\n\nWe need \nbuses.\n\nAnd trains.\n-- \nJane"
    assert reader.message(HEADER + body).text == "We need buses.\n\nAnd trains.\n-- \nJane"


def mailbox(count: int) -> bytes:
    return b"".join(
        b"From jane@acme.example Fri Feb  1 09:00:00 2019\n"
        b"From: jane@acme.example\nSubject: s%d\nDate: Fri, 1 Feb 2019 10:00:00 +0000\n\n"
        b"Words %d\n>From the heart\n\nFrom here on it is ours.\n\n" % (number, number)
        for number in range(count)
    )


def test_a_mailbox_gives_its_messages_one_by_one(reader, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_bytes(mailbox(3))
    found = list(reader.messages(path))
    assert [each.place for each in found] == [1, 2, 3]
    assert [each.subject for each in found] == ["s0", "s1", "s2"]
    assert found[2].text == "Words 2\nFrom the heart\n\nFrom here on it is ours."
    assert {each.kind for each in found} == {"mbox"}


def test_limits_are_for_a_message_and_not_for_its_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    large = mailbox(1).replace(b"Words", b"W" * 20_000)
    path.write_bytes(mailbox(200) + large + mailbox(1))
    with MailReader(ProcessLimits(input_bytes=10_000)) as reader:
        found = list(reader.messages(path))
    assert [isinstance(each, UnreadMail) for each in found] == [False] * 200 + [True, False]
    assert "too big" in found[200].happened


def test_a_file_that_is_not_there_is_told(reader, tmp_path: Path) -> None:
    (found,) = reader.messages(tmp_path / "none.eml")
    assert isinstance(found, UnreadMail)
    assert "could not be opened" in found.happened


def test_a_mail_is_known_by_its_content_before_its_ending(tmp_path: Path) -> None:
    for name, content, expected in (
        ("a.txt", HEADER + b"\nWords", True),
        ("a.eml", b"Dear all,\nwords", True),
        ("a.eml", b"PK\x03\x04", True),
        ("a.csv", b"name,words\nJane,Buses", False),
        ("a.pdf", b"%PDF-1.4", False),
        ("a.eml", b"%PDF-1.4", False),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert is_mail(path) is expected, (name, content)
    assert kind_of_mail(mailbox(1), "archive") == "mbox"
    assert not is_mail(tmp_path / "none.csv")


def test_too_many_parts_are_one_sentence(reader) -> None:
    part = b"--x\n\nwords\n"
    many = HEADER + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 2_001 + b"--x--\n"
    with pytest.raises(UnreadableFileError, match="beyond all measure"):
        reader.message(many)


def test_rich_text_gives_its_words() -> None:
    plain = rb"{\rtf1\ansi Buses\par and \'e9lan}"
    stored = len(plain).to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + plain
    assert text_of_rtf(unpacked_rtf(stored)) == "Buses\nand élan"
    html = rb"{\rtf1\ansi\fromhtml1 a{\*\htmltag84 &reg;}\htmlrtf \'ae\htmlrtf0 b}"
    assert text_of_rtf(html) == "a®b"
    for broken in (b"", b"x" * 15, b"\0" * 40):
        with pytest.raises(ValueError, match="too short|not rich text"):
            unpacked_rtf(broken)


def test_one_process_reads_many(reader) -> None:
    mails = [reader.message(HEADER + b"\nWords %d" % number) for number in range(50)]
    assert all(isinstance(mail, MailMessage) for mail in mails)
    assert len({mail.text for mail in mails}) == 50
    assert len(set(itertools.chain.from_iterable(mail.problems for mail in mails))) == 0
