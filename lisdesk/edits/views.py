"""Keep views of a call's register under a name, and change or forget them."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Call, SavedView
from lisdesk.store.work import Work

_LONGEST = 120


@verb
def save_view(work: Work, *, call_id: int, name: str, definition: str) -> str:
    """Keep a view of a call's register for all officers; return its name.

    Raises RefusedError without a name, for one that is too long, and for one that is taken.
    """
    call = work.session.get_one(Call, call_id)
    said = _checked_name(work, call_id, name)
    work.about(call.id, call.reference)
    work.add(SavedView(call_id=call.id, name=said, definition=definition))
    return said


@verb
def replace_view(work: Work, *, view_id: int, definition: str) -> str:
    """Let a view show something else from now on; return its name."""
    view = _view(work, view_id)
    view.definition = definition
    work.session.flush()
    return view.name


@verb
def rename_view(work: Work, *, view_id: int, name: str) -> str:
    """Give a view another name; RefusedError as `save_view` raises it."""
    view = _view(work, view_id)
    view.name = _checked_name(work, view.call_id, name, view.id)
    work.session.flush()
    return view.name


@verb
def delete_view(work: Work, *, view_id: int) -> str:
    """Forget a view; return the name that it had. No submission is touched."""
    view = _view(work, view_id)
    name = view.name
    work.remove(view)
    return name


def _view(work: Work, view_id: int) -> SavedView:
    view = work.session.get_one(SavedView, view_id)
    call = work.session.get_one(Call, view.call_id)
    work.about(call.id, call.reference)
    return view


def _checked_name(work: Work, call_id: int, name: str, own_id: int | None = None) -> str:
    said = " ".join(name.replace("\0", " ").split())
    if not said:
        raise RefusedError("A view needs a name.", do="Name it after what it shows.")
    if len(said) > _LONGEST:
        raise RefusedError(
            f"A name of a view has at most {_LONGEST} characters.", do="Give a shorter one."
        )
    chosen = select(SavedView.id, SavedView.name).where(SavedView.call_id == call_id)
    for view_id, taken in work.session.execute(chosen):
        if view_id != own_id and taken.casefold() == said.casefold():
            raise RefusedError(
                f"There is a view “{taken}” already.",
                do="Give another name, or replace that view.",
            )
    return said
