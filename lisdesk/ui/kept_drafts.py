"""Tells at the start what an officer had typed into a form and not saved, and leads there."""

from __future__ import annotations

from functools import partial

from lisdesk.store.drafts import kept_draft, kept_forms
from lisdesk.ui.draft_keeper import FILE_NAME
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.wishes import Wish
from lisdesk.ui.workspace import Workspace

_OF_SUBMISSIONS = {
    "correct": ("to correct {}", "submissions", "Show it; F2 goes on"),
    "memo": ("as a memo on {}", "reading", "Read it; the memo is there again"),
    "note": ("as a note on {}", "reading", "Read it; the note is there again"),
}
"""By how the name of a form begins: what was typed, the screen that has it, and the way there."""
_OF_FINDINGS = {"finding": "as a finding on {}", "feedback": "on what is done about {}"}


def tell_kept_drafts(workspace: Workspace) -> None:
    """Say which form was left unfinished last, if one was; in a file that can be changed."""
    if workspace.is_read_only:
        return
    jobs = workspace.jobs
    look = partial(kept_forms, jobs.database, workspace.officer)
    jobs.call_beside(look, owner=workspace, then=partial(_tell, workspace))


def _tell(workspace: Workspace, forms: list[str]) -> None:
    if not forms:
        return
    kind, _, about = forms[0].partition(" ")
    others = len(forms) - 1
    more = f" {others:,} other form{' is' if others == 1 else 's are'} kept too." if others else ""
    call = next((each for each in workspace.calls if each.reference == about), None)
    if kind == "log" and call is not None:
        workspace.notices.warn(
            _words(f"to log a submission to {about}", more),
            "Go on with it",
            partial(_log, workspace, call.id),
        )
    elif kind == "scan":
        look = partial(kept_draft, workspace.jobs.database, workspace.officer, forms[0])
        then = partial(_tell_of_scan, workspace, more)
        workspace.jobs.call_beside(look, owner=workspace, then=then)
    elif kind in _OF_FINDINGS:
        reference, _, place = about.partition(" ")
        call = next((each for each in workspace.calls if each.reference == reference), None)
        if call is not None:
            words = _words(_OF_FINDINGS[kind].format(place.partition(" ")[0]), more)
            show = partial(_show_finding, workspace, call.id, place)
            workspace.notices.warn(words, "Show it; Enter goes on", show)
    elif kind in _OF_SUBMISSIONS:
        _tell_of_submission(workspace, kind, about.partition(" ")[0], more)


def _tell_of_scan(workspace: Workspace, more: str, draft: dict[str, str] | None) -> None:
    if draft is not None:
        name = with_hidden_shown(draft[FILE_NAME])
        words = _words(f"from “{name}”", more)
        workspace.notices.warn(f"{words} Drop the file again to go on with it.")


def _tell_of_submission(workspace: Workspace, kind: str, reference: str, more: str) -> None:
    from lisdesk.queries.finding import submission_place

    what, screen, verb = _OF_SUBMISSIONS[kind]

    def tell(place: tuple[int, int] | None) -> None:
        if place is not None:
            words = _words(what.format(reference), more)
            workspace.notices.warn(words, verb, partial(_show, workspace, screen, place))

    workspace.jobs.read(submission_place, reference, owner=workspace, then=tell)


def _words(what: str, more: str) -> str:
    return f"What you typed {what}, and had not saved, is kept.{more}"


def _log(workspace: Workspace, call_id: int) -> None:
    workspace.choose_call(call_id)
    workspace.go_to("submissions", Wish.LOG_SUBMISSION)


def _show(workspace: Workspace, screen: str, place: tuple[int, int]) -> None:
    submission_id, call_id = place
    workspace.choose_call(call_id)
    workspace.go_to(screen, submission_id)


def _show_finding(workspace: Workspace, call_id: int, place: str) -> None:
    workspace.choose_call(call_id)
    workspace.go_to("findings", place)
