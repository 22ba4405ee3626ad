"""Tell a sender's own words from the mails quoted below them and from what a machine adds."""

from __future__ import annotations

import re
from typing import NamedTuple

_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{2,}\s*)?(?:begin forwarded message:|forwarded message\s*-{2,}|"
    r"forwarded by\b.*-{2,})",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL = re.compile(r"^[ \t]*-{2,}\s*original (?:message|appointment)\s*-{2,}[ \t]*$",
                       re.IGNORECASE | re.MULTILINE)  # fmt: skip
_HEADING_BLOCK = re.compile(
    r"^[ \t]*(?:_{5,}[ \t]*\n\s*)?\*?from:\*?[^\n]+\n(?:[^\n]*\n){0,2}?"
    r"[ \t]*\*?(?:sent|date):\*?[^\n]+\n(?:[^\n]*\n){0,6}?[ \t]*\*?subject:",
    re.IGNORECASE | re.MULTILINE,
)
_WROTE = re.compile(
    r"^[ \t]*(?:on\b|at\b|am\b|le\b)[^\n]{6,200}(?:\n[^\n]{0,120}){0,2}?"
    r"\b(?:wrote|schrieb|a écrit)\s*:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SAID = re.compile(
    r"^[^\n>]{1,160}\b(?:wrote|writes|said)\s*:[ \t]*\n(?=(?:[ \t]*\n)?[ \t]*>)",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"[ \t]*>")

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*[_*=-]{5,}[ \t]*\n)|(?<=[_*=-]{5})[ \t]*\n")
_MACHINE = re.compile(
    r"intended (?:solely |only |exclusively )?for (?:the )?(?:sole |exclusive )?"
    r"(?:use (?:of|by) )?(?:the )?(?:named |intended )?"
    r"(?:addressee|recipient|individual|person|entity|organi[sz]ation)"
    r"|(?:received|receive) this (?:e-?mail|message|communication|transmission) in error"
    r"|(?:not|aren.t) the (?:intended|named) (?:recipient|addressee)"
    r"|(?:views|opinions)[^.]{0,80}(?:do|are|may) not (?:necessarily )?(?:reflect|represent|be)"
    r"|(?:not necessarily|solely) those of (?:the )?(?:author|company|council|organi[sz]ation)"
    r"|(?:e-?mail|message|communication)[^.]{0,60}(?:attachments?|files?)[^.]{0,60}"
    r"(?:confidential|privileged)[^.]*intended"
    r"|(?:scanned|checked|swept) (?:for|by)[^.]{0,40}(?:virus|malware)|virus[- ]free"
    r"|consider the environment before printing"
    r"|(?:e-?mails?|communications?)[^.]{0,60}(?:may be|are) (?:monitored|recorded|intercepted)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(
    r"\W*(?:disclaimer|confidentiality(?: notice)?|legal (?:notice|disclaimer)|"
    r"(?:important )?notice|privacy notice)\W*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s_*=~#-]+")
_LONGEST_FILLER = 160
_MOST_FILLERS = 3


class Parts(NamedTuple):
    """The parts of a mail's text, each without space around it."""

    own: str
    quoted: str
    disclaimer: str


def parts_of(text: str, subject: str) -> Parts:
    """Return a mail's text in its parts.

    Nothing is taken away: what is in no other part is the sender's own. A mail that is forwarded,
    that answers between the quoted lines, or that would have no words of its own, stays whole.
    """
    text = text.strip()
    own, quoted = text, ""
    start = None if _is_forward(text, subject) else _chain_start(text)
    if start is not None and text[:start].strip():
        own, quoted = text[:start].strip(), text[start:].strip()
    cut = _disclaimer_start(own)
    if cut is None or not own[:cut].strip():
        return Parts(own, quoted, "")
    return Parts(own[:cut].strip(), quoted, own[cut:].strip())


def _is_forward(text: str, subject: str) -> bool:
    return bool(_FORWARD_SUBJECT.match(subject) or _FORWARDED.search(text))


def _chain_start(text: str) -> int | None:
    """Return where the quoted mails begin that run to the end; None if none do."""
    found = [
        match.start()
        for sign in (_ORIGINAL, _HEADING_BLOCK, _WROTE, _SAID)
        if (match := sign.search(text)) and _runs_to_end(text[match.end() :])
    ]
    tail = _quoted_tail(text)
    return min([*found, *([] if tail is None else [tail])], default=None)


def _runs_to_end(rest: str) -> bool:
    """Whether what follows a heading is all of the quoted mail: no answer stands between lines."""
    lines = [line for line in rest.splitlines() if line.strip()]
    marks = [bool(_QUOTED_LINE.match(line)) for line in lines]
    if not any(marks[:3]):
        return True
    first = marks.index(True)
    last = len(marks) - 1 - marks[::-1].index(True)
    return all(marks[first : last + 1]) and not any(
        len(line.strip()) > 1 for line in lines[last + 1 :]
    )


def _quoted_tail(text: str) -> int | None:
    """Return where the last block of marked lines begins, if it is the end, and the only one."""
    lines = text.splitlines(keepends=True)
    start = len(lines)
    while start and (_QUOTED_LINE.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    if start == len(lines) or any(_QUOTED_LINE.match(line) for line in lines[:start]):
        return None
    return sum(len(line) for line in lines[:start])


def _disclaimer_start(text: str) -> int | None:
    """Return where a machine's words begin that end the text; None if there are none."""
    bounds = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    found: int | None = None
    fillers = 0
    for start, end in reversed(list(zip(bounds, [*bounds[1:], len(text)], strict=True))):
        paragraph = text[start:end].strip()
        if _MACHINE.search(paragraph):
            found, fillers = start, 0
        elif found is not None and (_RULE.fullmatch(paragraph) or _HEADING.fullmatch(paragraph)):
            found = start
        elif len(paragraph) > _LONGEST_FILLER or fillers == _MOST_FILLERS:
            break
        else:
            fillers += 1
    return found
