"""Links in respondents' words: only pages and letters, shown in full, opened when agreed (R36)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from lisdesk.ui.links import follow, link_of, links_in

NEVER = [
    "file:///etc/passwd",
    "smb://server/share",
    "\\\\server\\share\\x.exe",
    "http:\\\\server\\share",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>x</b>",
    "ms-msdt:/id PCWDiagnostic",
    "search-ms:query=x&crumb=location:\\\\server",
    "vbscript:x",
    "ftp://server/x",
    "tel:+441162222222",
    "http://",
    "https:///etc/passwd",
    "http:file:///etc/passwd",
    "mailto:",
    "mailto:a@b.example?attach=/etc/passwd",
    "mailto:a@b.example?Attachment=C:%5Cx",
    "mailto:a@b.example/../x",
    "https://a.example/" + "x" * 3_000,
    "https://a.example/\u202etxt.exe",
    "https://a.example/\nfile:///x",
    "www.",
    "",
]


@pytest.mark.parametrize("words", NEVER)
def test_nothing_but_pages_and_letters_is_a_link(words):
    assert link_of(words) is None


ASCII_HOST = "xn--80ak6aa92e.example"


@pytest.mark.parametrize(
    ("words", "target", "place"),
    [
        ("https://llep.example/strategy", "https://llep.example/strategy", "llep.example"),
        ("HTTP://LLEP.example", "http://llep.example", "llep.example"),
        ("www.llep.example/a,", "http://www.llep.example/a", "www.llep.example"),
        ("https://bank.example@evil.example", "https://bank.example@evil.example", "evil.example"),
        (f"https://{ASCII_HOST}", f"https://{ASCII_HOST}", ASCII_HOST),
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/", f"https://{ASCII_HOST}/", ASCII_HOST),
        ("mailto:jo@b.example?subject=Hi", "mailto:jo@b.example?subject=Hi", "jo@b.example"),
    ],
)
def test_a_link_tells_where_it_leads(words, target, place):
    link = link_of(words)
    assert link is not None
    assert (link.target, link.place) == (target, place)


def test_links_of_a_text_are_found_once_each_without_the_stops_behind_them():
    text = (
        "See https://a.example/x. Or (http://b.example), and file:///etc/passwd "
        "and https://a.example/x! mailto:jo@c.example; javascript:alert(1)"
    )
    assert [link.target for link in links_in(text)] == [
        "https://a.example/x",
        "http://b.example",
        "mailto:jo@c.example",
    ]


@given(st.text(max_size=200))
def test_no_text_makes_another_kind_of_link(text):
    for prefix in ("", "http://", "mailto:", "www.", "file://"):
        for link in links_in(prefix + text):
            assert QUrl(link.target).scheme() in ("http", "https", "mailto")
            assert link.target.isascii()
            assert link.target.isprintable()


def test_a_link_is_opened_only_when_the_officer_agrees_to_its_full_target(ask):
    opened = []

    def open_url(url):
        opened.append(url.toString())
        return True

    link = link_of("https://bank.example@evil.example/x?y=1")
    ask.agree = [False, True]
    assert not follow(link, ask, open_url)
    assert opened == []
    assert follow(link, ask, open_url)
    assert opened == ["https://bank.example@evil.example/x?y=1"]
    question = ask.asked[0]
    assert "Open a page of evil.example" in question.words
    assert question.detail.startswith("https://bank.example@evil.example/x?y=1\n")
