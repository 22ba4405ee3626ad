"""What the call at hand lets be done in its stage, and why the rest is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from lisdesk.rules.life_cycle import RULES, Act, Stage
from lisdesk.ui.plain import set_tool_tip

if TYPE_CHECKING:
    from lisdesk.ui.commands import Commands
    from lisdesk.ui.workspace import Workspace

_COMMANDS = {
    "import": Act.RECEIVE,
    "watch": Act.RECEIVE,
    "look": Act.RECEIVE,
    "log": Act.RECEIVE,
    "extend": Act.EXTEND,
    "close_call": Act.CLOSE,
    "reopen": Act.REOPEN,
    "share": Act.EDIT,
}
"""What commands of the window do with the call at hand."""


def why_not(workspace: Workspace, act: Act) -> str:
    """Return why something cannot be done with the call at hand; empty if it can."""
    call = workspace.call
    if workspace.is_read_only:
        return "The file is open for reading only."
    if call is None:
        return "There is no call at hand."
    if act in RULES[call.stage].allows:
        return ""
    where = f"{call.reference} is {_IN_WORDS.get(call.stage, call.stage.label.lower())}"
    if call.stage is Stage.ARCHIVED:
        return f"{where}, so it cannot {act.value}. Bring it back from the archive first, on Calls."
    if call.stage is Stage.DRAFT:
        return f"{where}, so it cannot {act.value}. Make it ready first, on Calls."
    return f"{where}, so it cannot {act.value}."


def allow(action: QAction, why: str, *, can: bool = True) -> None:
    """Let something be done unless there is a reason why not, which its tool tip then says."""
    set_tool_tip(action, why)
    action.setData(why)  # from which the buttons of a command take it
    action.setEnabled(can and not why)


def allow_commands(commands: Commands, workspace: Workspace) -> None:
    """Put off the commands of the window that the stage of the call at hand does not allow."""
    for key, act in _COMMANDS.items():
        if workspace.call is not None and not workspace.is_read_only:
            allow(commands[key], why_not(workspace, act))
        else:
            set_tool_tip(commands[key], "")


_IN_WORDS = {Stage.DRAFT: "a draft", Stage.EXTENDED: "open", Stage.SCHEDULED: "not yet open"}
