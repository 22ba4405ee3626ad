"""Lines of the table for e-mails: twelve proposed, a thousand proposed and filed."""

from __future__ import annotations

import email.policy
import random
import shutil
import time
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from pathlib import Path

from lisdesk.clock import fixed_clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.store.work import Desk
from lisdesk.tasks.files import opened_or_created
from lisdesk.tasks.mail_filing import file_mail
from lisdesk.tasks.mail_proposals import propose_mail
from tests.bench.measure import Line

_FEW, _MANY = 12, 1_000
_FEW_SECONDS, _MANY_SECONDS = 2, 60
_ATTACHMENT_BYTES = 60_000
_OPENED = datetime(2018, 12, 6, 9, tzinfo=UTC)
_WORDS = ["the", "of", "and", "to", "we", "business", "local", "skills", "housing", "roads",
          "“growth”", "£5,000", "energy", "broadband", "–", "freight"]  # fmt: skip
_FOOTER = "This e-mail is confidential and intended solely for the use of the addressee."


def mail_lines(folder: Path) -> list[Line]:
    """Return what it takes to propose a few mails, and to propose and file many."""
    paths = _mails(folder / "mails")
    file = folder / "mails.lisdesk"
    file.unlink(missing_ok=True)
    desk = Desk("Ann Officer", fixed_clock(_OPENED + timedelta(days=40)))
    with opened_or_created(file, desk) as database:
        with database.writing(desk) as work:
            deadline = parse_deadline("2019-01-31")
            new_call(work, draft=CallDraft("Call", "LLEP", date(2018, 12, 6), deadline))
        started = time.perf_counter()
        propose_mail(database, "LLEP-2018-01", paths[:_FEW])
        few_s = time.perf_counter() - started
        started = time.perf_counter()
        proposals = propose_mail(database, "LLEP-2018-01", paths)
        proposed_s = time.perf_counter() - started
        filed = file_mail(database, desk, proposals)
        many_s = time.perf_counter() - started
        assert filed.report.new == _MANY
    return [
        _line(f"propose {_FEW} e-mails", few_s, _floor(paths[:_FEW]), _FEW_SECONDS),
        _line(
            f"propose and file {_MANY:,} e-mails ({proposed_s:.1f} s of it reading)",
            many_s,
            _floor(paths),
            _MANY_SECONDS,
        ),
    ]


def _line(work: str, ours_s: float, floor_s: float, most_s: float) -> Line:
    ratio = f"{ours_s / floor_s:.2f} ×"
    is_met = ours_s <= most_s
    return Line(work, f"{ours_s:.2f} s", f"{floor_s:.2f} s", ratio, f"≤ {most_s} s", is_met)


def _floor(paths: list[Path]) -> float:
    """Return the seconds in which the standard library alone reads texts and files."""
    started = time.perf_counter()
    for path in paths:
        message = BytesParser(policy=email.policy.default).parsebytes(path.read_bytes())
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        assert body is not None and body.get_content()
        for part in message.iter_attachments():
            part.get_content()
    return time.perf_counter() - started


def _mails(folder: Path) -> list[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    paths = []
    for number in range(_MANY):
        paths.append(folder / f"{number:04}.eml")
        paths[-1].write_bytes(_mail(number))
    return paths


def _mail(number: int) -> bytes:
    chance = random.Random(number)
    message = EmailMessage()
    message["Received"] = f"from a by b; {format_datetime(_OPENED + timedelta(hours=number))}"
    message["From"] = f"Respondent {number % 700} <r{number % 700}@body{number % 400}.example>"
    message["Subject"] = "Call for evidence – our response"
    message["Date"] = format_datetime(_OPENED + timedelta(hours=number))
    message["Message-ID"] = f"<{number}@body.example>"
    text = "\n\n".join(" ".join(chance.choices(_WORDS, k=90)) for _ in range(6))
    message.set_content(f"{text}\n\n{_FOOTER}\n")
    if number % 3 == 0:
        message.add_alternative(f"<p>{text}</p><p>{_FOOTER}</p>", subtype="html")
    if number % 2 == 0:
        content = chance.randbytes(_ATTACHMENT_BYTES)
        message.add_attachment(
            content, maintype="application", subtype="pdf", filename=f"Response {number}.pdf"
        )
    return message.as_bytes()
