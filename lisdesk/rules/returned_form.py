"""What a response form that came back says: whose it is, what it answers, what has no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from lisdesk.rules.answer_kinds import AnswerShape, answer_faults, written_choices, written_parts
from lisdesk.rules.form_marks import FormIdentity, digest_of
from lisdesk.rules.form_permission import permission_of
from lisdesk.rules.found_form import FoundField, FoundForm
from lisdesk.rules.response_form import BUSINESS_KEY, KINDS, SIZE_KEYS, FormQuestion
from lisdesk.rules.vocabulary import Permission, QuestionKind, StakeholderKind


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
    is_printed: bool = False
    """Whether it came without its fields, as a PDF, so that no answer could be told apart."""


def understood(
    form: FoundForm,
    identity: FormIdentity,
    questions: Sequence[FormQuestion],
    types: Mapping[str, str],
) -> ReturnedForm:
    """Return what a form says to a call, whose own form has this identity and questions now.

    `types` are keys of stakeholder types by the names that mean them, without case. A question is
    found by its words, in a form of the same call by its number too.
    """
    notes: list[str] = []
    is_same_call = form.reference == identity.reference
    if not is_same_call:
        notes.append(f"This is a form of another call: {form.reference}.")
    elif form.version != identity.version:
        notes.append(
            "This is an older version of the form: its questions or its consent wording were "
            "other ones."
        )
    if form.stands_twice:
        notes.append("The form stands twice in it: the whole text is kept, no permission is taken.")
    notes += form.doubts
    is_own = is_same_call and form.version == identity.version
    told = _without_copies(form, questions if is_own or form.has_copies else ())
    answers, is_whole = _answers(told, is_same_call, questions, notes)
    if told != form:
        notes.append("A choice or part of a question stands twice in it: the whole text is kept.")
    is_whole &= not (form.stands_twice or form.doubts or told != form)
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
        permission=permission_of(form, notes, is_same_call=is_same_call),
        answers=answers,
        letter=letter,
        needs_whole_text=bool(form.outside) or not is_whole or not who.is_whole,
        notes=tuple(notes),
    )


def _without_copies(form: FoundForm, own: Sequence[FormQuestion]) -> FoundForm:
    """Return a form without choices and parts that its own questions do not have: a field that was
    pasted beside itself has such a number, and would answer for the other.
    """
    asked = {(each.number, each.digest): {place.part for place in each.fields()} for each in own}
    fields = [
        each
        for each in form.fields
        if each.part in asked.get((each.number, each.digest), (each.part,))
    ]
    return replace(form, fields=tuple(fields))


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
    name, body = form.only("name"), form.only("organisation")
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
        form.only("email"),
        StakeholderKind.ORGANISATION if speaks_for_body else kind,
        type_key,
        form.only("area"),
        is_whole and is_known,
    )


def _type_key(form: FoundForm, types: Mapping[str, str], notes: list[str]) -> tuple[str, bool]:
    """Return the type's key, and whether all that is said of it has a place."""
    written, sizes = form.only("type"), form.ticked("size")
    key = types.get(written.casefold(), "")
    if written and not key:
        notes.append(f"“{written}” is none of the stakeholder types.")
    size_key = SIZE_KEYS[sizes[0]] if len(sizes) == 1 and sizes[0] < len(SIZE_KEYS) else ""
    if size_key in types.values() and (key == BUSINESS_KEY or not written):
        return size_key, True
    if sizes and size_key != key:
        notes.append("The number of people has no place beside the type: look at the letter.")
    return key, bool(key or not written) and (not sizes or size_key == key)


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
    named, nameless = [], []
    for each in parts:
        nth = int(each.part[1:])
        if nth <= len(shape.parts):
            name = shape.parts[nth - 1]
            named.append((nth, written_parts(AnswerShape(parts=(name,)), {name: each.text})))
        else:
            nameless.append(each.text)
    in_order = [text for _, text in sorted(named, key=itemgetter(0))]
    chosen = written_choices(_with_labels(shape, fields), taken, own_words)
    pieces = [chosen, *in_order, *nameless, *texts]
    return "\n\n".join(piece for piece in pieces if piece), not nameless


def _with_labels(shape: AnswerShape, fields: Sequence[FoundField]) -> AnswerShape:
    """Return the shape that the form itself had."""
    labels = tuple(each.label for each in fields if each.part.startswith("c"))
    return AnswerShape(QuestionKind.CHOICES, labels) if labels else shape


def _line(text: str) -> str:
    return " ".join(text.split())
