"""A response form that asks in every kind, and what comes back when it was filled in."""

from dataclasses import asdict
from datetime import UTC, datetime

from lisdesk.exchange.documents.word import read_word
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.exchange.sheets.packages import open_package
from lisdesk.rules.answer_kinds import AnswerShape
from lisdesk.rules.form_marks import FormIdentity
from lisdesk.rules.response_form import FormQuestion, ResponseForm, form_version
from lisdesk.rules.returned_form import understood
from lisdesk.rules.vocabulary import QuestionKind

RATED = AnswerShape(QuestionKind.RATING, ("1 (poor)", "2", "3"))
TOP = AnswerShape(QuestionKind.CHOICES, ("Roads", "A lot of rail", "Buses", "Other (say)"), most=2)
PARTED = AnswerShape(parts=("Urban areas", "Rural areas"))
QUESTIONS = (
    FormQuestion(1, "What holds growth back?", AnswerShape()),
    FormQuestion(2, "How good is broadband?", RATED),
    FormQuestion(3, "Do you agree?", AnswerShape(QuestionKind.CHOICE, ("Yes", "No"))),
    FormQuestion(4, "Which matter most?", TOP),
    FormQuestion(5, "What differs between areas?", PARTED),
    FormQuestion(7, "What can you send?", AnswerShape(takes_file=True)),
)
FORM = ResponseForm(
    "LLEP-2018-01", "Local strategy", "LLEP", "Thu 6 Dec 2018, 00:00 (Europe/London)",
    "Thu 31 Jan 2019, 24:00 (Europe/London)", "Why we ask.\n\nWrite here.", "By post.",
    "We keep it.", ("Individual", "Business", "School"), QUESTIONS,
    datetime(2018, 12, 6, tzinfo=UTC),
)  # fmt: skip
TYPES = {"individual": "individual", "business": "business", "school": "school",
         "business: small": "business-small"}  # fmt: skip
SAID = {
    "name": "Ann Example",
    "email": "ann@acme.example",
    "kind_2": True,
    "organisation": "Acme Ltd",
    "type": "Business",
    "size_2": True,
    "area": "Melton",
    "permission_2": True,
    "1.text": "Buses.\n\nAnd “sites”: 5 < 6 & 7.",
    "2.c2": True,
    "3.c1": True,
    "4.c2": True,
    "4.c4": True,
    "4.other": "a tram",
    "5.p2": "Distance.",
    "7.text": "survey.xlsx",
    "letter": "Dear all,",
}
ANSWERS = {
    1: "Buses.\n\nAnd “sites”: 5 < 6 & 7.",
    2: "2",
    3: "Yes",
    4: "A lot of rail; Other (say): a tram",
    5: "Rural areas: Distance.",
    7: "survey.xlsx",
}


def read(path):
    """Return the fields of a form, without the guarded process."""
    return read_word(open_package(path.read_bytes(), asdict(DEFAULT_LIMITS))).form


def said_by(path, questions=QUESTIONS, reference="LLEP-2018-01", consent=FORM.consent):
    """Return what a form says to a call of this reference, questions and consent wording."""
    found = read(path)
    assert found is not None
    identity = FormIdentity(reference, form_version(questions, consent))
    return understood(found, identity, questions, TYPES)
