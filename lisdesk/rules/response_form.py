"""A response form: what is asked of whom, and the fields in which it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lisdesk.rules.answer_kinds import AnswerShape
from lisdesk.rules.form_marks import FieldPlace, FormIdentity, digest_of, shape_digest
from lisdesk.rules.vocabulary import Permission, QuestionKind, StakeholderKind

WRITE_HERE = "Write here."
CHOOSE_HERE = "Choose one."
PROMPTS = frozenset(
    (WRITE_HERE, CHOOSE_HERE)
    + ("Click or tap here to enter text.", "Click here to enter text.", "Choose an item.")
)
"""What an empty field shows: the words of the form, and those of Word once a field was emptied."""
KINDS = (StakeholderKind.PERSON, StakeholderKind.ORGANISATION)
ABOUT_WORDS = {
    "name": "Your name",
    "email": "Your e-mail address",
    "organisation": "Name of the organisation",
}
"""What stands beside the fields that say who answers."""
KIND_LABEL, TYPE_LABEL = "You answer", "What describes you best"
LABEL_AFTER = {"name": ABOUT_WORDS["email"], "email": KIND_LABEL, "organisation": TYPE_LABEL}
"""What the row below each of these begins with."""
KIND_WORDS = ("As an individual", "On behalf of an organisation")
SIZE_WORDS = ("0 to 9 people", "10 to 49 people", "50 to 249 people", "250 people or more")
SIZE_KEYS = ("business-micro", "business-small", "business-medium", "business-large")
"""The stakeholder types that ship for businesses of these sizes."""
BUSINESS_KEY = "business"
PERMISSIONS = (Permission.NAMED, Permission.UNNAMED, Permission.NONE)
PERMISSION_WORDS = (
    "You may publish my response with my name, or that of my organisation",
    "You may publish my response without a name",
    "Do not publish my response; count it in the analysis only",
)


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question as a form asks it."""

    number: int
    text: str
    shape: AnswerShape

    @property
    def digest(self) -> str:
        """What knows its words again."""
        return digest_of(self.text)

    def place(self, part: str) -> FieldPlace:
        """Return one of its fields."""
        return FieldPlace(part, self.number, self.digest)

    def fields(self) -> tuple[FieldPlace, ...]:
        """Return its fields in their order."""
        shape = self.shape
        if shape.kind is not QuestionKind.OPEN and shape.listed:
            ticks = [self.place(f"c{nth}") for nth, _ in enumerate(shape.listed, start=1)]
            return (*ticks, self.place("other")) if shape.other else tuple(ticks)
        if shape.parts and shape.kind is QuestionKind.OPEN:
            return tuple(self.place(f"p{nth}") for nth, _ in enumerate(shape.parts, start=1))
        return (self.place("text"),)


@dataclass(frozen=True, slots=True)
class ResponseForm:
    """Everything that is printed on a form."""

    reference: str
    title: str
    lead: str
    opens: str
    """In words, with the zone; so is `closes`."""
    closes: str
    introduction: str
    sending: str
    consent: str
    types: tuple[str, ...]
    questions: tuple[FormQuestion, ...]
    made_at: datetime

    @property
    def subtitle(self) -> str:
        """What kind of document it is."""
        return f"Response form for the call for evidence {self.reference}"

    @property
    def identity(self) -> FormIdentity:
        """Which form it is."""
        return FormIdentity(self.reference, form_version(self.questions, self.consent))


def form_version(questions: Sequence[FormQuestion], consent: str) -> str:
    """Return what tells two forms of a call apart if they do not ask the same, or do not say the
    same of what becomes of the answers.
    """
    asked = (f"{each.number} {shape_digest(each.text, each.shape)}" for each in questions)
    return digest_of("\x1f".join([*asked, digest_of(consent)]))


def hint_for(shape: AnswerShape) -> str:
    """Return what a form says of how to answer a question; empty for open text."""
    if shape.kind is QuestionKind.RATING:
        return "Tick one step of the scale."
    if shape.kind is QuestionKind.CHOICE and shape.listed:
        return "Tick one box."
    if shape.kind is QuestionKind.CHOICES and shape.listed:
        if shape.most is None:
            return "Tick all boxes that apply."
        return f"Tick {shape.most} box{'es' if shape.most > 1 else ''} at most."
    if shape.takes_file:
        return "You may send a file with this form instead: give its name here."
    return ""
