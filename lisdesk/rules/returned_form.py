"""What a response form that came back says: whose it is, what it answers, what has no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lisdesk.rules.answer_kinds import AnswerShape, answer_faults, written_choices, written_parts
from lisdesk.rules.form_marks import digest_of
from lisdesk.rules.response_form import (
    BUSINESS_KEY,
    KINDS,
    PERMISSIONS,
    SIZE_KEYS,
    FormQuestion,
    form_version,
)
from lisdesk.rules.vocabulary import Permission, QuestionKind, StakeholderKind


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


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A response form that came back, of whichever call."""

    reference: str
    version: str
    fields: tuple[FoundField, ...]
    outside: str
    """Words that stand in no field, and that the form was not printed with."""

    def about(self, part: str) -> str:
        """Return what was written of the respondent, such as their name."""
        texts = [each.text for each in self.fields if not each.number and each.part == part]
        return "\n".join(text for text in texts if text)

    def ticked(self, group: str) -> list[int]:
        """Return the places, from 0, that are ticked in a group of boxes, such as "size"."""
        return sorted(
            {
                int(each.part.removeprefix(f"{group}_")) - 1
                for each in self.fields
                if each.part.startswith(f"{group}_") and each.is_ticked
            }
        )


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """What a form says as a submission has it."""

    respondent: str = ""
    submitted_by: str = ""
    email: str = ""
    kind: StakeholderKind | None = None
    type_key: str = ""
    area: str = ""
    permission: Permission | None = None
    """None if it was not stated, which allows nothing."""
    answers: Mapping[int, str] = field(default_factory=dict)
    letter: str = ""
    needs_whole_text: bool = False
    """Whether the form holds words that have no place above."""
    notes: tuple[str, ...] = ()
    """What an officer should know, in whole sentences."""


def understood(
    form: FoundForm, reference: str, questions: Sequence[FormQuestion], types: Mapping[str, str]
) -> ReturnedForm:
    """Return what a form says to the call of this reference, which asks these questions now.

    `types` are keys of stakeholder types by the names that mean them, without case. A question is
    found by its words, in a form of the same call by its number too.
    """
    notes: list[str] = []
    if form.reference != reference:
        notes.append(f"This is a form of another call: {form.reference}.")
    elif form.version != form_version(questions):
        notes.append("This is an older version of the form: its questions were other ones.")
    answers, is_whole = _answers(form, form.reference == reference, questions, notes)
    who = _who(form, types, notes)
    letter = form.about("letter")
    if form.outside:
        notes.append("Words stand outside the fields: the whole text is kept as a letter.")
    return ReturnedForm(
        respondent=who.respondent,
        submitted_by=who.submitted_by,
        email=who.email,
        kind=who.kind,
        type_key=who.type_key,
        area=who.area,
        permission=_permission(form, notes),
        answers=answers,
        letter=letter,
        needs_whole_text=bool(form.outside) or not is_whole or not who.is_whole,
        notes=tuple(notes),
    )


@dataclass(frozen=True, slots=True)
class _Who:
    respondent: str
    submitted_by: str
    email: str
    kind: StakeholderKind | None
    type_key: str
    area: str
    is_whole: bool


def _who(form: FoundForm, types: Mapping[str, str], notes: list[str]) -> _Who:
    name, body = _line(form.about("name")), _line(form.about("organisation"))
    kinds = form.ticked("kind")
    kind = KINDS[kinds[0]] if len(kinds) == 1 else None
    if len(kinds) > 1:
        notes.append("Both individual and organisation are ticked.")
    speaks_for_body = bool(body) and kind is not StakeholderKind.PERSON
    is_whole = speaks_for_body or not body
    if not is_whole:
        notes.append(f"An individual, who names an organisation: “{body}”.")
    type_key, is_known = _type_key(form, types, notes)
    return _Who(
        body if speaks_for_body else name,
        name if speaks_for_body else "",
        _line(form.about("email")),
        StakeholderKind.ORGANISATION if speaks_for_body else kind,
        type_key,
        _line(form.about("area")),
        is_whole and is_known,
    )


def _type_key(form: FoundForm, types: Mapping[str, str], notes: list[str]) -> tuple[str, bool]:
    """Return the type's key, and whether all that is said of it has a place."""
    written, sizes = _line(form.about("type")), form.ticked("size")
    key = types.get(written.casefold(), "")
    if written and not key:
        notes.append(f"“{written}” is none of the stakeholder types.")
    size_key = SIZE_KEYS[sizes[0]] if len(sizes) == 1 and sizes[0] < len(SIZE_KEYS) else ""
    if size_key in types.values() and (key == BUSINESS_KEY or not written):
        return size_key, True
    if sizes and size_key != key:
        notes.append("The number of people has no place beside the type: look at the letter.")
    return key, bool(key or not written) and (not sizes or size_key == key)


def _permission(form: FoundForm, notes: list[str]) -> Permission | None:
    """Return the one permission that is ticked, the strictest of several."""
    ticked = [place for place in form.ticked("permission") if place < len(PERMISSIONS)]
    if len(ticked) > 1:
        notes.append("Several permissions are ticked: the strictest one is taken.")
    return PERMISSIONS[ticked[-1]] if ticked else None


def _answers(
    form: FoundForm, is_same_call: bool, questions: Sequence[FormQuestion], notes: list[str]
) -> tuple[dict[int, str], bool]:
    """Return the answers by the numbers of the call's questions, and whether all have a place."""
    answers: dict[int, str] = {}
    is_whole = True
    asked = dict.fromkeys((each.number, each.digest) for each in form.fields if each.number)
    for number, digest in sorted(asked):
        fields = [each for each in form.fields if (each.number, each.digest) == (number, digest)]
        question = _meant(number, digest, is_same_call, questions)
        answer, is_complete = _answer(fields, question.shape if question else AnswerShape())
        if not answer:
            continue
        if question is None:
            notes.append(f"Question {number} of the form is no question of this call.")
            is_whole = False
            continue
        notes += _told(number, digest, question, answer)
        before = answers.get(question.number)
        answers[question.number] = f"{before}\n\n{answer}" if before else answer
        is_whole &= is_complete
    return answers, is_whole


def _meant(
    number: int, digest: str, is_same_call: bool, questions: Sequence[FormQuestion]
) -> FormQuestion | None:
    """Return the question of these words, of this number if several have them; else the one of the
    number, in a form of the same call.
    """
    same_words = [each for each in questions if each.digest == digest]
    by_number = next((each for each in questions if each.number == number), None)
    if by_number in same_words or (not same_words and is_same_call):
        return by_number
    return same_words[0] if same_words else None


def _told(number: int, digest: str, question: FormQuestion, answer: str) -> list[str]:
    told = []
    if digest != digest_of(question.text):
        told.append(f"Question {number} had other words when this form was made.")
    elif number != question.number:
        told.append(f"Question {number} of the form is question {question.number} now.")
    return [
        *told,
        *(f"Question {question.number}: {each}" for each in answer_faults(question.shape, answer)),
    ]


def _answer(fields: Sequence[FoundField], shape: AnswerShape) -> tuple[str, bool]:
    """Return what the fields of one question answer, and whether every part of it has a name."""
    taken = [each.label for each in fields if each.part.startswith("c") and each.is_ticked]
    own_words = _line(" ".join(each.text for each in fields if each.part == "other"))
    texts = [each.text for each in fields if each.part == "text" and each.text]
    parts = [each for each in fields if each.part.startswith("p") and each.text]
    named = {
        shape.parts[int(each.part[1:]) - 1]: each.text
        for each in parts
        if 0 < int(each.part[1:]) <= len(shape.parts)
    }
    nameless = [each.text for each in parts if int(each.part[1:]) > len(shape.parts)]
    chosen = written_choices(_with_labels(shape, fields), taken, own_words)
    pieces = [chosen, written_parts(shape, named), *nameless, *texts]
    return "\n\n".join(piece for piece in pieces if piece), not nameless


def _with_labels(shape: AnswerShape, fields: Sequence[FoundField]) -> AnswerShape:
    """Return the shape that the form itself had."""
    labels = tuple(each.label for each in fields if each.part.startswith("c"))
    return AnswerShape(QuestionKind.CHOICES, labels) if labels else shape


def _line(text: str) -> str:
    return " ".join(text.split())
