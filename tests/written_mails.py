"""E-mails of our own writing, as respondents send them: good ones, odd ones and broken ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

SENT = datetime(2019, 1, 6, 9, tzinfo=UTC)
KNOWN = [
    ("Pellwether Gauges Ltd", "desmond@pellwether-gauges.example.com"),
    ("Kirby Underhill Parish Council", "clerk@kirbyunderhill.example.org"),
    ("Quillfeather Games", "hello@quillfeather.example.com"),
    ("Charnwood Edge Town Council", "townclerk@charnwoodedge.example.org"),
    ("Kestrel Photonics Ltd", "m.okonjo@kestrelphotonics.example.com"),
    ("Janet Fairbrass", "janet.fairbrass@example.com"),
    ("Owen Thackeray", "othackeray@example.com"),
    ("Blessing Achterberg", "b.achterberg@example.com"),
]
"""Senders who are stakeholders of the sample call as well."""
WORDS = (
    "We cannot find people who can weld.",
    "The last bus from the village leaves at six.",
    "Our lease ends next year and there is no larger place to move to.",
    "The market square needs broadband before it needs benches.",
    "Photonics firms here grow, and leave for want of laboratories.",
    "My son waited fourteen months for an apprenticeship.",
    "Freight trains keep the town awake; they also keep it at work.",
    "Childcare costs me more than I earn on two days of the week.",
)


def message(
    sender: str,
    words: str,
    *,
    subject: str = "Call for evidence",
    number: int = 1,
    is_dated: bool = True,
) -> EmailMessage:
    """Return a mail of plain text that a server took in a minute after it was sent."""
    found = EmailMessage()
    sent = SENT + timedelta(minutes=number)
    if is_dated:
        arrived = format_datetime(sent + timedelta(minutes=1))
        found["Received"] = f"from out.example.net by mx.example.org; {arrived}"
        found["Date"] = format_datetime(sent)
    found["From"] = sender
    found["To"] = "evidence@llep.example.org"
    found["Subject"] = subject
    found["Message-ID"] = f"<{number}@mail.example.com>"
    found.set_content(words)
    return found


def known(place: int, number: int | None = None) -> EmailMessage:
    """Return a mail of a known sender."""
    name, address = KNOWN[place]
    return message(f"{name} <{address}>", WORDS[place], number=number or place + 1)


def save(folder: Path, name: str, *messages: EmailMessage) -> Path:
    """Write one mail to a file, or several to a mailbox."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if path.suffix == ".mbox":
        line = b"From sender@example.com Sun Jan  6 09:00:00 2019\n"
        path.write_bytes(b"".join(line + each.as_bytes() + b"\n\n" for each in messages))
    else:
        [single] = messages
        path.write_bytes(single.as_bytes())
    return path


def twelve_mails(folder: Path, *, stranger: bool = True) -> list[Path]:
    """Write twelve mails: eight of known senders, one of them of HTML alone and one with a file; a
    second copy of the first; one without a readable date; one mailbox of one; and one of a
    stranger, or of another known sender.
    """
    plain = [save(folder, f"{place + 1:02}.eml", known(place)) for place in range(6)]
    html = known(6)
    html.set_content(
        "<html><body><p>Freight <b>trains</b> keep us at work.</p></body></html>", subtype="html"
    )
    attached = known(7)
    attached.add_attachment(
        b"%PDF-1.7 letter", maintype="application", subtype="pdf", filename="our letter.pdf"
    )
    undated = message(
        _from(0), "There are no welders in January either.", number=20, is_dated=False
    )
    undated["Date"] = "the day after tomorrow"
    quoting = message(
        _from(1),
        "We agree with the above.\n\n"
        "On 4 Jan 2019, at 10:00, LLEP <evidence@llep.example.org> wrote:\n"
        "> Please tell us what holds growth back.\n> Thank you.\n",
        number=21,
        subject="Re: Call for evidence",
    )
    last = message(
        "Maud Ellery <maud@ellery-and-daughters.example.com>" if stranger else _from(2),
        "We mend looms, and nobody trains menders.",
        number=22,
    )
    return [
        *plain,
        save(folder, "07 html.eml", html),
        save(folder, "08 attached.eml", attached),
        save(folder, "09 copy.eml", known(0)),
        save(folder, "10 undated.eml", undated),
        save(folder, "11 inbox.mbox", quoting),
        save(folder, "12 last.eml", last),
    ]


def _from(place: int) -> str:
    name, address = KNOWN[place]
    return f"{name} <{address}>"
