"""The fields of a response form as they came back, before anything is made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field of a response form as it came back; the first three are those of a `FieldPlace`."""

    part: str
    number: int
    digest: str
    text: str
    """What was written into it."""
    is_ticked: bool
    label: str
    """Of a box to tick: what stands behind it."""
    doubt: str = ""
    """Of a box of which one cannot say whether it is ticked: why, in a whole sentence."""


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A response form that came back, of whichever call."""

    reference: str
    version: str
    fields: tuple[FoundField, ...]
    outside: str
    """Words that stand in no field, and that the form was not printed with."""
    has_copies: bool = False
    """Whether a field was pasted beside itself, and bears another bookmark now."""

    def about(self, part: str) -> str:
        """Return what was written of the respondent, such as their name."""
        texts = [each.text for each in self.fields if not each.number and each.part == part]
        return "\n".join(text for text in texts if text)

    def only(self, part: str) -> str:
        """Return what was written of the respondent in one line; none if two things were."""
        texts = {_line(each.text) for each in self.fields if not each.number and each.part == part}
        texts.discard("")
        return texts.pop() if len(texts) == 1 else ""

    @property
    def doubts(self) -> list[str]:
        """Why one cannot say of boxes whether they are ticked, each reason once."""
        return list(dict.fromkeys(each.doubt for each in self.fields if each.doubt))

    @property
    def stands_twice(self) -> bool:
        """Whether a field occurs twice, as where two people's forms were put in one document."""
        places = Counter((each.number, each.digest, each.part) for each in self.fields)
        return self.has_copies or any(count > 1 for count in places.values())

    def ticked(self, group: str) -> list[int]:
        """Return the places, from 0, that are ticked in a group of boxes, such as "size"."""
        return sorted(
            {
                int(each.part.removeprefix(f"{group}_")) - 1
                for each in self.fields
                if each.part.startswith(f"{group}_") and each.is_ticked
            }
        )


def _line(text: str) -> str:
    return " ".join(text.split())
