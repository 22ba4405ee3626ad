"""A response form that lost its fields, as one does that was printed to PDF: whose form it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lisdesk.rules.form_marks import FormIdentity
from lisdesk.rules.response_form import (
    ABOUT_WORDS,
    KIND_LABEL,
    KIND_WORDS,
    KINDS,
    LABEL_AFTER,
    PROMPTS,
)
from lisdesk.rules.returned_form import ReturnedForm
from lisdesk.rules.vocabulary import StakeholderKind

_FOOT = re.compile(
    r"^(?P<reference>[A-Z][A-Z0-9]*-\d{4}-\d{2,6}), form (?P<version>[0-9a-f]{8})\.(?:\s+\d+)?$",
    re.MULTILINE,
)
_TICKED, _UNTICKED = "☒", "☐"
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def foot_of_form(identity: FormIdentity) -> str:
    """Return what stands at the foot of each page of a form."""
    return f"{identity.reference}, form {identity.version}."


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as its text alone tells of it; None is what it leaves in doubt."""

    identity: FormIdentity
    name: str | None
    organisation: str | None
    email: str
    kind: StakeholderKind | None = None
    """For whom it is ticked to answer."""


def printed_form(text: str) -> PrintedForm | None:
    """Return the form whose pages a text is of; None for any other text, and where pages of several
    forms stand in it.
    """
    named = {FormIdentity(each["reference"], each["version"]) for each in _FOOT.finditer(text)}
    if len(named) != 1:
        return None
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    email = _beside(lines, "email") or ""
    return PrintedForm(
        named.pop(),
        _beside(lines, "name"),
        _beside(lines, "organisation"),
        email if _ADDRESS.fullmatch(email) else "",
        _kind(lines),
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
    respondent, kind = _respondent(form, notes)
    return ReturnedForm(
        respondent=respondent,
        submitted_by=form.name if form.name and form.name != respondent else "",
        email=form.email,
        kind=kind,
        needs_whole_text=True,
        notes=tuple(notes),
        is_printed=True,
    )


def _respondent(form: PrintedForm, notes: list[str]) -> tuple[str, StakeholderKind | None]:
    """Return for whom a form speaks and of which kind that is; nobody where that is in doubt."""
    person, body = StakeholderKind.PERSON, StakeholderKind.ORGANISATION
    if form.kind is person and form.name:
        if form.organisation:
            notes.append(f"An individual, who names an organisation: “{form.organisation}”.")
        return form.name, person
    if form.organisation and (form.kind is body or (form.kind is None and form.name == "")):
        return form.organisation, body
    if form.kind is None and form.organisation == "" and form.name is not None:
        return form.name, None
    named = " and ".join(f"“{each}”" for each in (form.name, form.organisation) if each)
    notes.append(
        f"For whom it speaks cannot be told{f': it names {named}' if named else ''}. "
        "Choose the respondent."
    )
    return "", None


def _kind(lines: list[str]) -> StakeholderKind | None:
    """Return what one of the two boxes of the form says, beside the other, which is not ticked."""
    shown = [line.removeprefix(f"{KIND_LABEL} ") for line in lines]
    signs = [[line[0] for line in shown if line[1:].strip() == words] for words in KIND_WORDS]
    if sorted(map("".join, signs)) != sorted((_TICKED, _UNTICKED)):
        return None
    return KINDS[signs.index([_TICKED])]


def _beside(lines: list[str], part: str) -> str | None:
    """Return what stands after a label in its line; None where that is not said once, or where the
    line below is not the next of the form's, since what stands there may belong to it.
    """
    label = ABOUT_WORDS[part]
    said = {
        line.removeprefix(label).strip() if below.startswith(LABEL_AFTER[part]) else None
        for line, below in pairwise([*lines, ""])
        if f"{line} ".startswith(f"{label} ")
    }
    found = said.pop() if len(said) == 1 else None
    return "" if found in PROMPTS else found
