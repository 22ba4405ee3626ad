"""What a letter says without what its signer puts there: greeting, closing formula, signature.

A campaign's letter is signed by many. Two of them say the same if nothing else differs: the
greeting, the closing formula, and behind it the signer's name, position, address, postcode,
telephone, e-mail and the date; a head of such lines before a greeting; the sender's own name from
the register where they say it of themselves. What is not surely one of these is taken for something
that the letter says: a line that reads like an opinion, a postscript, and all that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lisdesk.rules.signers import Signer
from lisdesk.rules.words import folded

_MOST_AT_END, _MOST_AT_FRONT = 800, 600
"""In characters: so long a signature is looked for, and so long a head."""

_FORMULA = (
    r"(?:(?:i|we) (?:am|are|remain),? )?yours(?: very)? "
    r"(?:sincerely|faithfully|truly|ever|respectfully)"
    r"|(?:with )?(?:very )?(?:my |our )?(?:kind|kindest|best|warm|warmest) (?:regards|wishes)"
    r"|thank you for (?:reading|considering this|your (?:time|attention|consideration))"
    r"|(?:with )?many thanks|sincerely(?: yours)?|faithfully(?: yours)?|respectfully(?: yours)?"
    r"|thank you(?: very much)?|with thanks|thanks|regards|yours|best|cheers|all the best"
    r"|signed(?: by)?|signature|(?:full |print )?name(?=[ \t]*:)"
)
_BREAK = re.compile(r"[.!?…\n][ \t]*")
_CLOSING = re.compile(rf"[ \t]*(?:{_FORMULA})(?=[ \t]*(?:[,.!:\n]|\Z))", re.IGNORECASE)
_YOURS = re.compile(
    r"\b[Yy](?:ours|OURS) (?i:sincerely|faithfully|truly)(?=[ \t]*(?:[,.!\n]|\Z|[ \t][A-Z]))"
)
"""What closes a letter also where neither a line nor a sentence ends before it."""
_CLOSES = re.compile(r"sincerely|faithfully|truly|regards|wishes|respectfully", re.IGNORECASE)
"""What is in a formula that stands nowhere else: something may follow such a signature."""
_IS_FORMULA = re.compile(rf"(?:{_FORMULA})", re.IGNORECASE)
_PART = re.compile(
    r"(?:(?![ \t][-–—][ \t])[^\n\t,;|•]|(?<=\d),(?= (?:19|20)\d\d\b)|(?<=day),(?= \d))+",
    re.IGNORECASE,
)
"""What stands between commas, but for those of a date."""
_LINE = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)
_GREETING = re.compile(
    r"^[ \t]*(?:(?:dear|hello|hi|greetings)(?P<whom>(?:[ \t]+[^\s,:!]+){0,8})"
    r"|good (?:morning|afternoon|evening)(?P<also>(?:[ \t]+[^\s,:!]+){0,8})"
    r"|to whom(?:soever)? it may concern)[ \t]*(?:[,:!]+|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_OF_SENTENCES = (".", "!", ")", "”", '"')
_EDGES = ' .:!*_-–—\u00a0"“”()'


def substance(letters: Iterable[str], names: Collection[str], answers: Iterable[str] = ()) -> str:
    """Return the folded words of a submission: of its letters without greetings and signatures, and
    before them all words of its answers.

    `names` are those under which the register knows its sender. Empty if nothing else is said.
    """
    signer = Signer(names)
    said = (*map(folded, answers), *(_said(letter, signer) for letter in letters))
    return " ".join(filter(None, said))


def says_the_same(one: str, other: str) -> bool:
    """Whether two substances are the same, and there is one."""
    return one == other != ""


def _said(body: str, signer: Signer) -> str:
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    signer.read(text)
    text = _without_signature(text, signer)
    text = _without_greeting(text, signer)
    return folded(signer.unnamed(text))


def _without_signature(text: str, signer: Signer) -> str:
    """Return a text without its closing formula and the signature behind it; what stands behind
    the signature, on a line of its own, stays.
    """
    start = max(0, len(text) - _MOST_AT_END)
    begins = _formulas(text, start) | {each: each for each in _own_lines(text, start, signer)}
    found = [
        (end, -begin)
        for begin, behind in begins.items()
        if (end := _end_of_signature(text, behind, signer)) is not None
        and (end == len(text) or _CLOSES.search(text, begin, behind))
    ]
    if not found:
        return text
    end, begin = max(found)
    return f"{text[:-begin]}\n{text[end:]}"


def _formulas(text: str, start: int) -> dict[int, int]:
    """Return where closing formulas begin, each with where it ends."""
    places = [*([] if start else [0]), *(each.end() for each in _BREAK.finditer(text, start))]
    found = [each for place in places if (each := _CLOSING.match(text, place)) is not None]
    return {each.start(): each.end() for each in (*found, *_YOURS.finditer(text, start))}


def _own_lines(text: str, start: int, signer: Signer) -> list[int]:
    """Return where lines stand, behind the end of a sentence, that begin with the own name of a
    person, and that up to a comma.
    """
    found = []
    for line in _LINE.finditer(text, start):
        part = _PART.match(text, line.end())
        if (
            part is not None
            and text[start : line.start()].rstrip().endswith(_ENDS_OF_SENTENCES)
            and signer.is_own_person(_bare(part[0]))
        ):
            found.append(line.start())
    return found


def _end_of_signature(text: str, begin: int, signer: Signer) -> int | None:
    """Return where a signature ends whose lines begin at a place; None if there is none."""
    parts = _parts(text, begin)
    taken = signer.signature([part for *_, part in parts], _is_formula)
    if taken == len(parts):
        return len(text)
    end = parts[taken - 1][1] if taken else begin
    is_apart = "\n" in text[end : parts[taken][0]]
    return end if taken and is_apart else None


def _without_greeting(text: str, signer: Signer) -> str:
    """Return a text without its greeting, and without the head of address and date before it."""
    for found in _GREETING.finditer(text, 0, _MOST_AT_FRONT):
        whom = f"{found['whom'] or ''} {found['also'] or ''}".split()
        if signer.may_be_greeted(whom, found[0]):
            return f"{_without_head(text[: found.start()], signer)}\n{text[found.end() :]}"
    return text


def _without_head(head: str, signer: Signer) -> str:
    parts = _parts(head, 0)
    taken = signer.head([part for *_, part in parts])
    return head[parts[taken - 1][1] :] if taken else head


def _parts(text: str, begin: int) -> list[tuple[int, int, str]]:
    """Return what stands between commas and line ends from a place on, with where it stands."""
    found = [(*each.span(), _bare(each[0])) for each in _PART.finditer(text, begin)]
    return [each for each in found if each[2]]


def _is_formula(part: str) -> bool:
    return _IS_FORMULA.fullmatch(part) is not None


def _bare(part: str) -> str:
    return " ".join(part.split()).strip(_EDGES)
