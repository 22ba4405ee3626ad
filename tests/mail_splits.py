"""The same mails filed in many splits, overlaps and orders, and what a file then holds of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import select

from lisdesk.store.database import Database
from lisdesk.store.entities import Attachment, Mail, SourceText, Stakeholder, Submission
from lisdesk.tasks.mail_filing import file_mail
from lisdesk.tasks.mail_proposals import propose_mail
from tests.desk_work import DESK

CALL = "LLEP-2018-01"
MAILS = 20


def mail(number: int, *, address: str = "", text: str = "", files: int = 0) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Jo {number} <{address or f'jo{number}@gmail.com'}>"
    message["Subject"] = f"Evidence {number}"
    message["Date"] = format_datetime(datetime(2018, 12, 7, 9, number % 60, tzinfo=UTC))
    message["Message-ID"] = f"<{number}@mail.example>"
    message.set_content(text or f"We need {number} buses.")
    for place in range(files):
        message.add_attachment(
            b"file %d" % place, maintype="application", subtype="pdf", filename=f"{place}.pdf"
        )
    return message


def described(database) -> list[tuple[object, ...]]:
    """Return what a file holds of its submissions, whatever order they came in."""
    with database.reading() as session:
        return sorted(
            (
                stakeholder.name,
                stakeholder.email,
                submission.submitted_by,
                str(submission.received_at),
                str(submission.sent_at),
                submission.content.key,
                submission.disposition.key,
                origin.message_id,
                origin.subject,
                tuple(
                    session.scalars(
                        select(SourceText.body).where(SourceText.submission_id == submission.id)
                    )
                ),
                tuple(
                    sorted(
                        session.scalars(
                            select(Attachment.sha256).where(
                                Attachment.submission_id == submission.id
                            )
                        )
                    )
                ),
            )
            for submission, stakeholder, origin in session.execute(
                select(Submission, Stakeholder, Mail)
                .join(Stakeholder, Stakeholder.id == Submission.respondent_id)
                .join(Mail, Mail.submission_id == Submission.id)
            )
        )


def try_splits(count: int, new_database: Callable[[], Database], folder: Path) -> None:
    """File the same mails whole, and then so many times in parts; every file has to hold the same.

    `new_database` opens one more file with the call of the stories.
    """
    paths = []
    for number in range(MAILS):
        message = mail(number, files=number % 3)
        message.replace_header("From", f"Jo {number % 7} <jo{number % 7}@a.example>")
        paths.append(folder / f"split{number}.eml")
        paths[-1].write_bytes(message.as_bytes())
    whole = new_database()
    assert file_mail(whole, DESK, propose_mail(whole, CALL, paths)).report.new == MAILS
    expected = described(whole)
    assert len(expected) == MAILS
    dice = random.Random(29)
    for _ in range(count):
        database = new_database()
        order = dice.sample(paths, len(paths))
        cuts = sorted(dice.sample(range(1, MAILS), dice.randrange(4)))
        new = 0
        for start, end in zip([0, *cuts], [*cuts, MAILS], strict=True):
            overlap = order[max(0, start - dice.randrange(4)) : end]
            proposals = propose_mail(database, CALL, overlap)
            new += file_mail(database, DESK, proposals).report.new
        assert new == MAILS
        assert described(database) == expected
