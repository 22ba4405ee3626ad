"""Small rich text documents, the text that each must give, and what it leaves out."""

from __future__ import annotations

from lisdesk.exchange.documents.extracted import Aside

FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}"


def rich(body: str) -> bytes:
    head = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\stylesheet{\s1\v Hidden one;}}"
    return (head + body + "}").encode("cp1252")


RICH: dict[str, tuple[str, str, list[tuple[Aside, str]]]] = {
    "paragraphs": (r"\pard Dear all,\par Go \b now\b0 .\par", "Dear all,\n\nGo now.", []),
    "characters": (
        r"caf\'e9 \u8364? \u-10179?\u-8704? \ldblquote q\rdblquote\emdash  é \{x\}",
        "café € 😀 “q”— é {x}",
        [],
    ),
    "another code page": (r"{\f1 \'e8esky}", "česky", []),
    "a table": (
        r"\trowd\intbl Year\cell Jobs\cell\row\intbl 2018\cell 40\cell\row\pard End.\par",
        "Year\tJobs\n2018\t40\nEnd.",
        [],
    ),
    "changes": (
        r"We need {\revised\revauth1 more}{\deleted\revauthdel1  no} buses.\par",
        "We need more buses.",
        [(Aside.DELETED, " no")],
    ),
    "hidden words": (
        r"Seen{\v  secret}\v  too\v0 .{\v0 x}\par \v and {\b this} \plain not this",
        "Seen.x\n\nnot this",
        [(Aside.HIDDEN, " secret"), (Aside.HIDDEN, " too"), (Aside.HIDDEN, "and this")],
    ),
    "notes, comments, header and footer": (
        r"{\header Acme\par}{\footer The end}Jobs{\super\chftn{\footnote \chftn  ONS.}}"
        r" rail{\footnote\ftnalt  DfT.}{\*\annotation Really?}.",
        "Acme\n\nJobs [1] rail [i].\n\n[1] ONS.\n\n[i] DfT.\n\nThe end",
        [(Aside.COMMENT, "Really?")],
    ),
    "a text box": (
        r"Before.{\shp{\*\shpinst{\sp x}{\shptxt \pard Boxed.\par}}}",
        "Before.\n\nBoxed.",
        [],
    ),
    "a link": (
        r'See {\field{\*\fldinst{HYPERLINK "https://acme.example/r"}}{\fldrslt{our report}}}.',
        "See our report <https://acme.example/r>.",
        [],
    ),
    "binary data": (r"A{\pict\bin4 }}}}B}C", "AC", []),
}  # fmt: skip
