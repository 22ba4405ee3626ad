"""Every mail of the corpus is read as it was written, or refused in one sentence."""

import email
import email.policy
import hashlib
import json
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import pytest

from lisdesk.exchange.mail.messages import MailMessage, UnreadMail
from lisdesk.exchange.mail.reading import MailReader
from tests.thorough import one_in
from tests.trust.mail_manifest import MANIFEST, corpus_mails, described


@pytest.fixture(scope="module")
def reader():
    with MailReader() as reader:
        yield reader


def only(reader: MailReader, path: Path) -> MailMessage | UnreadMail:
    (found,) = reader.messages(path)
    return found


def test_every_mail_of_the_corpus_is_read_as_its_line_says(corpus: Path) -> None:
    expected = [json.loads(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines()]
    found = described(corpus, corpus_mails(corpus))
    assert len(found) == len(expected) > 170
    for line, wanted in zip(found, expected, strict=True):
        assert line == wanted
    refused = Counter(str(line["file"]) for line in found if "refused" in line)
    assert not [name for name in refused if name.endswith((".eml", ".msg", ".txt"))]


def test_attachments_are_those_that_the_standard_library_finds(corpus: Path, reader) -> None:
    compared = 0
    for path in corpus_mails(corpus):
        if path.suffix != ".eml":
            continue
        content = path.read_bytes()
        try:
            message = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            theirs = {
                hashlib.sha256(part.get_content()).hexdigest()
                for part in message.walk()
                if part.get_content_maintype() in ("image", "application")
                and part.get_content_disposition() == "attachment"
            }
        except (LookupError, ValueError, AttributeError, KeyError, TypeError):
            continue
        ours = {each.sha256 for each in only(reader, path).attachments}
        if any(each.is_message for each in only(reader, path).attachments):
            continue  # theirs walks into it
        assert theirs <= ours, path.name
        compared += bool(theirs)
    assert compared > 10


@pytest.mark.parametrize(
    ("name", "sentence"),
    one_in(
        2,
        [
            ("eml_deep_multipart.eml", "mails in mails, or parts in parts, beyond all measure"),
            ("eml_nested_rfc822.eml", "mails in mails, or parts in parts, beyond all measure"),
            ("eml_not_mail.eml", "The file is not an e-mail"),
            ("empty.eml", "The file is empty"),
            ("empty.msg", "The file is empty"),
        ],
        unpacks=True,
    ),
)
def test_what_cannot_be_read_is_one_sentence(own: Path, reader, name: str, sentence: str) -> None:
    found = only(reader, own / name)
    assert isinstance(found, UnreadMail)
    assert sentence in found.happened


def test_mails_made_to_do_harm_are_read_and_do_none(own: Path, reader) -> None:
    read = {path.name: only(reader, path) for path in own.glob("eml_*.eml")}
    assert sum(isinstance(each, MailMessage) for each in read.values()) == len(read) - 3
    html = read["eml_html_only.eml"]
    assert isinstance(html, MailMessage)
    assert html.text == "Evidence\n\npolicy <file:///c:/windows/system32/calc.exe>"
    injected = read["eml_header_newline_injection.eml"]
    assert isinstance(injected, MailMessage)
    assert "\n" not in injected.subject
    names = read["eml_attachment_names.eml"]
    assert isinstance(names, MailMessage)
    assert len(names.attachments) == 20
    assert names.attachments[0].name == "../../../evil.docx"  # data, made safe where it is saved
