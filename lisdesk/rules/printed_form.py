"""A response form that lost its fields, as one does that was printed to PDF: whose form it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lisdesk.rules.form_marks import FormIdentity
from lisdesk.rules.response_form import ABOUT_WORDS, PROMPTS
from lisdesk.rules.returned_form import ReturnedForm
from lisdesk.rules.vocabulary import StakeholderKind

_FOOT = re.compile(
    r"^(?P<reference>[A-Z][A-Z0-9]*-\d{4}-\d{2,6}), form (?P<version>[0-9a-f]{8})\.(?:\s+\d+)?$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def foot_of_form(identity: FormIdentity) -> str:
    """Return what stands at the foot of each page of a form."""
    return f"{identity.reference}, form {identity.version}."


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as its text alone tells of it; what is not beyond doubt is empty."""

    identity: FormIdentity
    name: str
    organisation: str
    email: str


def printed_form(text: str) -> PrintedForm | None:
    """Return the form whose pages a text is of; None for any other text, and where pages of several
    forms stand in it.
    """
    named = {FormIdentity(each["reference"], each["version"]) for each in _FOOT.finditer(text)}
    if len(named) != 1:
        return None
    email = _beside(text, ABOUT_WORDS["email"])
    return PrintedForm(
        named.pop(),
        _beside(text, ABOUT_WORDS["name"]),
        _beside(text, ABOUT_WORDS["organisation"]),
        email if _ADDRESS.fullmatch(email) else "",
    )


def as_returned(form: PrintedForm, identity: FormIdentity) -> ReturnedForm:
    """Return what such a form brings to a call whose own form has this identity: who it is of, and
    no answers and no permission, since which words stand in which field cannot be told.
    """
    notes = []
    if form.identity.reference != identity.reference:
        notes.append(f"This is a form of another call: {form.identity.reference}.")
    notes.append(
        f"It is the form {form.identity.version} of {form.identity.reference} without its fields, "
        "as a PDF has it: its answers cannot be told apart, so the whole text is kept, and no "
        "permission is taken."
    )
    is_of_body = bool(form.organisation)
    return ReturnedForm(
        respondent=form.organisation or form.name,
        submitted_by=form.name if is_of_body else "",
        email=form.email,
        kind=StakeholderKind.ORGANISATION if is_of_body else None,
        needs_whole_text=True,
        notes=tuple(notes),
        is_printed=True,
    )


def _beside(text: str, label: str) -> str:
    """Return what stands after a label in its line; an empty text where that is not said once."""
    lines = re.finditer(rf"^{re.escape(label)}[ \t]+(?P<said>\S.*)$", text, re.MULTILINE)
    said = {" ".join(each["said"].split()) for each in lines} - PROMPTS
    return said.pop() if len(said) == 1 else ""
