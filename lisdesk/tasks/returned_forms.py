"""Response forms that came back, as what the call makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from lisdesk.edits.attached_forms import AttachedForm
from lisdesk.edits.submissions import SubmissionDraft
from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.queries.mails import Senders
from lisdesk.rules.found_form import FoundForm
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.printed_form import PrintedForm, as_returned, printed_form
from lisdesk.rules.returned_form import ReturnedForm, understood
from lisdesk.tasks.document_proposal import DocumentProposal
from lisdesk.tasks.plan_context import type_keys
from lisdesk.tasks.response_forms import form_identity, form_questions


def with_forms_understood(
    session: Session, call_id: int, items: Sequence[DocumentProposal]
) -> list[DocumentProposal]:
    """Return documents with what those of them say that are response forms, with their fields or
    without.
    """
    found = [(item, _form_in(item.found)) for item in items]
    if all(form is None for _, form in found):
        return list(items)
    understand, senders = _reader(session, call_id), Senders(session)
    with_forms = []
    for item, form in found:
        if form is None:
            with_forms.append(item)
            continue
        returned = understand(form)
        known = _known_id(senders, returned)
        with_forms.append(replace(item, returned=returned, respondent_id=known))
    return with_forms


def returned_form(session: Session, call_id: int, found: ExtractedText) -> ReturnedForm | None:
    """Return what a document says to a call as a response form, with its fields or without; None
    for any other document.
    """
    form = _form_in(found)
    return None if form is None else _reader(session, call_id)(form)


def _form_in(found: ExtractedText | None) -> FoundForm | PrintedForm | None:
    """Return the form that a document is; without its fields if it lost them."""
    return None if found is None else found.form or printed_form(found.text)


def _reader(session: Session, call_id: int) -> Callable[[FoundForm | PrintedForm], ReturnedForm]:
    """Return what tells of a form what it says to a call."""
    identity = form_identity(session, call_id)
    questions, types = form_questions(session, call_id), _types(session)

    def understand(form: FoundForm | PrintedForm) -> ReturnedForm:
        if isinstance(form, PrintedForm):
            return as_returned(form, identity)
        return understood(form, identity, questions, types)

    return understand


def attached_form(form: ReturnedForm) -> AttachedForm:
    """Return what a form says as an edit takes it from an attachment."""
    return AttachedForm(
        form.answers,
        form.permission,
        form.type_key,
        form.letter,
        form.needs_whole_text,
        form.respondent,
        form.submitted_by,
        form.email,
        form.kind,
        form.area,
        form.is_printed,
    )


def draft_with_form(
    draft: SubmissionDraft, form: ReturnedForm, *, is_officers: bool
) -> SubmissionDraft:
    """Return what an officer says of a form, completed by what the form says itself."""
    name = draft.respondent if is_officers else draft.respondent or form.respondent
    is_their_own = stakeholder_key(name) == stakeholder_key(form.respondent)
    is_the_sender = stakeholder_key(name) == stakeholder_key(form.submitted_by)
    permission = draft.permission
    if permission is None and not is_officers:
        permission = form.permission
    return replace(
        draft,
        respondent=name,
        kind=draft.kind or (form.kind if is_their_own else None),
        type_token=draft.type_token or form.type_key,
        area=draft.area or form.area,
        email=draft.email or (form.email if is_their_own else ""),
        submitted_by=draft.submitted_by or ("" if is_the_sender else form.submitted_by),
        permission=permission,
        answers={**form.answers, **draft.answers},
        letter=draft.letter or form.letter,
    )


def _known_id(senders: Senders, form: ReturnedForm) -> int | None:
    """Return the stakeholder of the register who has this very name; None if nobody has."""
    wanted = stakeholder_key(form.respondent)
    _, known = senders.match(form.respondent, form.email)
    alike = [each.stakeholder_id for each in known if stakeholder_key(each.name) == wanted]
    return alike[0] if wanted and alike else None


def _types(session: Session) -> dict[str, str]:
    return {name.casefold(): key for name, key in type_keys(session).items()}
