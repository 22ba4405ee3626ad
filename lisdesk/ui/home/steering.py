"""The steering group's page: copied in one action from any screen, or saved as a workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.rules.vocabulary import Edition
from lisdesk.ui.collector import loading_a_library
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.target import target_file

if TYPE_CHECKING:
    from lisdesk.store.database import Database
    from lisdesk.store.work import Desk
    from lisdesk.tasks.steering import PastedPage
    from lisdesk.ui.jobs import Progress
    from lisdesk.ui.workspace import Workspace

_KINDS = ("Excel workbooks (*.xlsx)",)
_ENDINGS = (".xlsx",)
_SAID = {Edition.INTERNAL: "", Edition.PUBLICATION: ", small numbers withheld"}


def copy_for_steering_group(workspace: Workspace, edition: Edition = Edition.INTERNAL) -> None:
    """Put where the call at hand stands on the clipboard as a table, and tell of it."""
    if workspace.call is not None:
        workspace.jobs.run(
            partial(_page, call_id=workspace.call.id, edition=edition),
            owner=workspace,
            then=partial(_copy, workspace, edition),
        )


def save_for_steering_group(workspace: Workspace, edition: Edition = Edition.INTERNAL) -> None:
    """Ask where to write the page as a workbook, and write it."""
    call = workspace.call
    if call is None:
        return
    suggested = Path.home() / f"{call.reference}-steering-group.xlsx"
    title = "Save for the steering group"
    target = target_file(workspace.ask, title, _KINDS, suggested, _ENDINGS)
    if target is None:
        return
    name = with_hidden_shown(target.name)
    workspace.run(
        partial(_write, call_id=call.id, target=target, edition=edition),
        f"Saving “{name}”",
        "pages",
        lambda _: workspace.notices.tell(f"Saved the page for the steering group: {name}."),
    )


def _page(
    database: Database, desk: Desk, _count: Progress, *, call_id: int, edition: Edition
) -> PastedPage:
    with loading_a_library():
        from lisdesk.tasks.steering import pasted_page

        return pasted_page(database, desk, call_id, edition)


def _write(
    database: Database,
    desk: Desk,
    _count: Progress,
    *,
    call_id: int,
    target: Path,
    edition: Edition,
) -> None:
    from lisdesk.tasks.steering import write_steering_page

    write_steering_page(database, desk, call_id, target, edition)


def _copy(workspace: Workspace, edition: Edition, page: PastedPage) -> None:
    from lisdesk.ui.home.clipboard import copy_page

    copy_page(page.text, page.markup, page.pictures)
    reference = page.snapshot.reference
    workspace.notices.tell(
        f"Copied {reference} for the steering group as a table and a picture{_SAID[edition]}."
    )
