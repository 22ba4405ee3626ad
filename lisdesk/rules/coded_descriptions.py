"""What a priority says besides its name, as the description of a code, and back.

    The definition.

    Code: P2
    Include: Courses for adults.
    Keywords: skills, training
    Status: Agreed

Lines that go on from the one above begin with two spaces.
"""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.rules.vocabulary import PriorityStatus

_INDENT = "  "
_CODE = "Code: "


@dataclass(frozen=True, slots=True)
class Described:
    """A priority without its name and its place in the tree; an empty code is none."""

    code: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: str = ""
    keywords: tuple[str, ...] = ()
    status: PriorityStatus = PriorityStatus.EMERGING
    foundations: tuple[str, ...] = ()


def description_of(described: Described) -> str:
    """Return the description that carries all that is said of a priority."""
    fields = (
        ("Code", described.code),
        ("Include", described.include),
        ("Exclude", described.exclude),
        ("Examples", described.examples),
        ("Keywords", "; ".join(described.keywords)),
        ("Status", described.status.label),
        ("Foundations", "; ".join(described.foundations)),
    )
    block = "\n".join(
        f"{heading}: {words}".replace("\n", f"\n{_INDENT}") for heading, words in fields if words
    )
    return f"{described.definition}\n\n{block}" if described.definition else block


def described_by(description: str) -> Described:
    """Return what a description says; one that is not of our making is the definition."""
    text = description.replace("\r\n", "\n").replace("\r", "\n").strip()
    at = 0 if text.startswith(_CODE) else text.rfind(f"\n\n{_CODE}")
    if at < 0:
        return Described(definition=text)
    fields = _fields(text[at:].strip())
    code = fields.get("Code", "")
    if not code or any(letter.isspace() for letter in code):
        return Described(definition=text)
    return Described(
        code=code,
        definition=text[:at].strip(),
        include=fields.get("Include", ""),
        exclude=fields.get("Exclude", ""),
        examples=fields.get("Examples", ""),
        keywords=_listed(fields.get("Keywords", "")),
        status=PriorityStatus.find(fields.get("Status", "")) or PriorityStatus.EMERGING,
        foundations=_listed(fields.get("Foundations", "")),
    )


def _fields(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    heading = ""
    for line in block.split("\n"):
        before, colon, words = line.partition(": ")
        if line.startswith(_INDENT) or not colon:
            found[heading] = f"{found.get(heading, '')}\n{line.removeprefix(_INDENT)}"
        else:
            heading = before
            found[heading] = words
    return {name: words.strip() for name, words in found.items()}


def _listed(words: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.split(";") if each.strip())
