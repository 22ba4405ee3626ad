"""A sender's own words are told from quoted mails and from what a machine adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.mail.own_words import parts_of

OWN = "We need better buses.\n\nJane Smith"
FOOTER = (
    "This e-mail and any attachments are confidential and intended solely for the addressee. If you"
    "\nare not the intended recipient please delete it."
)


@pytest.mark.parametrize(
    "chain",
    [
        "-----Original Message-----\nFrom: LEP\nSent: Monday\nTo: Jane\nSubject: Call\n\nPlease",
        "________________________________\nFrom: LEP <lep@x.org>\nSent: 3 January 2019 10:00\n"
        "To: Jane\nSubject: Call\n\nPlease answer",
        "On Thu, 3 Jan 2019 at 10:00, LEP <lep@x.org> wrote:\n\n> Please answer\n> by Friday",
        "On Thu, 3 Jan 2019 at 10:00, The Officer of the LEP\n<lep@x.org> wrote:\nPlease answer",
        "> Please answer\n>\n> by Friday",
        "LEP wrote:\n> Please answer",
    ],
)
def test_the_chain_below_an_answer_is_split_off(chain: str) -> None:
    parts = parts_of(f"{OWN}\n\n{chain}", "RE: Call")
    assert parts == (OWN, chain, "")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("> What of roads?\nBad.\n> What of buses?\nWorse.", "RE: Call"),
        ("LEP wrote:\n> What of roads?\nBad.\n> What of buses?\nWorse.", "RE: Call"),
        ("FYI\n\n-----Original Message-----\nFrom: A\nSent: B\nSubject: C\n\nWords", "FW: Call"),
        ("-----Original Message-----\nFrom: A\nSent: B\nSubject: C\n\nWords", "RE: Call"),
        ("> only\n> quoted", ""),
        ("From: our members we hear this.\nDate: unknown.\nIt is a mess.", ""),
        ("On reflection, as the mayor wrote: buses come first.", ""),
        (FOOTER, ""),
    ],
)
def test_what_would_lose_its_words_stays_whole(text: str, subject: str) -> None:
    assert parts_of(text, subject) == (text, "", "")


@pytest.mark.parametrize(
    "footer",
    [
        FOOTER,
        f"DISCLAIMER\n\n{FOOTER}\n\nwww.example.org",
        f"________________________\n{FOOTER}",
        "-- \nThis message has been scanned for viruses and\ndangerous content by MailScanner",
        "Please consider the environment before printing this e-mail.",
        "If you have received this email in error please tell us.\n\nRegistered in England 123",
    ],
)
def test_what_a_machine_adds_is_marked(footer: str) -> None:
    parts = parts_of(f"{OWN}\n\n{footer}", "")
    assert parts == (OWN, "", footer.strip())


def test_a_request_for_confidence_is_the_senders_own() -> None:
    text = f"{OWN}\n\nPlease treat our figures on turnover as confidential: rivals read this."
    assert parts_of(text, "") == (text, "", "")


PIECES = (
    "words",
    "> quoted",
    "On 3 May 2019 A wrote:",
    FOOTER,
    "",
    "From: a\nSent: b\nSubject: c",
    "-----Original Message-----",
)


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(["", "FW: a"]))
def test_no_word_is_ever_lost(pieces: list[str], subject: str) -> None:
    text = "\n".join(pieces)
    parts = parts_of(text, subject)
    assert "".join((parts.own + parts.disclaimer + parts.quoted).split()) == "".join(text.split())
    assert bool(parts.own) == bool(text.strip())
