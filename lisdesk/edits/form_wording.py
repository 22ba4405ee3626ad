"""Word a call's response form: why it asks, how an answer is sent, to what one agrees."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.spans import normalised
from lisdesk.store.entities import Call, CallWording
from lisdesk.store.work import Work

LONGEST_WORDING = 20_000


@dataclass(frozen=True, slots=True)
class FormWording:
    """What a response form says before it asks; an empty part is left out of it, None leaves what
    stands.
    """

    introduction: str | None = None
    sending: str | None = None
    consent: str | None = None


@verb
def set_form_wording(work: Work, *, call_id: int, wording: FormWording) -> str:
    """Say what a call's response form says before it asks; return the call's reference.

    Raises RefusedError for a part of more than twenty thousand characters.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    write_form_wording(work, call, wording)
    return call.reference


def write_form_wording(work: Work, call: Call, wording: FormWording) -> None:
    """Store the words of a call's response form; without any there is no row."""
    standing = work.session.scalar(select(CallWording).where(CallWording.call_id == call.id))
    own = standing or CallWording(call_id=call.id, introduction="", sending="", consent="")
    for part in ("introduction", "sending", "consent"):
        if (said := getattr(wording, part)) is not None:
            setattr(own, part, _checked(said))
    if own.introduction or own.sending or own.consent:
        work.add(own)
    elif standing is not None:
        work.remove(standing)


def _checked(text: str) -> str:
    words = normalised(text.replace("\0", "")).strip()
    if len(words) > LONGEST_WORDING:
        raise RefusedError(
            f"A part of the form's wording has at most {LONGEST_WORDING:,} characters.",
            do="Say it in fewer words, or print it on a page of its own.",
        )
    return words
