"""What is said of a watched folder: what a look did, what waits, when it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import day_words, local_time
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.tasks.watched_folders import Watch
    from lisdesk.tasks.watched_look import Look

_SHOWN_LETTERS = 24
_NAMED = 3
"""How many sheets are named in a notice."""


def folder_name(folder: Path) -> str:
    """Return the name of a folder as the window shows it, shortened if it is long."""
    name = with_hidden_shown(folder.name or str(folder))
    return name if len(name) <= _SHOWN_LETTERS else f"{name[: _SHOWN_LETTERS - 1]}…"


def frequency(minutes: int) -> str:
    """Return how often a folder is looked into."""
    words = {0: "Only when I ask", 60: "Every hour"}
    return words.get(minutes, f"Every {minutes} minutes")


def status_words(
    watch: Watch,
    zone: str,
    now: datetime,
    *,
    call_named: str,
    is_reached: bool,
    is_looking: bool,
) -> str:
    """Return how a watched folder stands: "Watching inbox · looked 10:42 · 3 wait for you".

    `call_named` is the call that it is watched for, where another one is at hand.
    """
    verb = "Watching" if watch.minutes else "Folder"
    parts = [f"{verb} {folder_name(watch.folder)}"]
    if call_named:
        parts[0] += f" for {call_named}"
    if is_looking:
        parts.append("looking …")
    else:
        parts.append(looked_words(watch, zone, now) if is_reached else "cannot be reached")
    waiting = len(watch.waiting())
    if waiting:
        parts.append(f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for you")
    return " · ".join(parts)


def looked_words(watch: Watch, zone: str, now: datetime) -> str:
    """Return when a folder was looked into last: the time of today, or the day."""
    if watch.looked_at is None:
        return "not looked yet"
    looked, today = local_time(watch.looked_at, zone), local_time(now, zone).date()
    is_today = looked.date() == today
    return f"looked {looked:%H:%M}" if is_today else f"looked {day_words(looked.date())}"


def waiting_words(watch: Watch) -> str:
    """Return what waits, and of what kind: "3 files wait for you: 2 e-mails, 1 document."."""
    from lisdesk.tasks.watched_folders import Fate

    mails = watch.waiting(Fate.MAIL)
    boxes = [path for path in mails if path.suffix.casefold() == ".mbox"]
    counts = (
        (len(mails) - len(boxes), "e-mail", "e-mails"),
        (len(boxes), "mailbox", "mailboxes"),
        (len(watch.waiting(Fate.DOCUMENT)), "document", "documents"),
        (len(watch.waiting(Fate.SHEET, Fate.DOUBTFUL_SHEET)), "sheet", "sheets"),
        (len(watch.waiting(Fate.OTHER)), "other", "others"),
    )
    parts = [counted(number, one, many) for number, one, many in counts if number]
    number = len(watch.waiting())
    if not number:
        return ""
    verb = "waits" if number == 1 else "wait"
    return f"{counted(number, 'file')} {verb} for you: {', '.join(parts)}."


def imported_words(look: Look) -> str:
    """Return what a look imported; an empty text if it was nothing."""
    parts = [f"{counted(look.mails, 'e-mail')} filed"] if look.mails else []
    for name, result in look.sheets[:_NAMED]:
        report = result.report
        parts.append(
            f"{with_hidden_shown(name)} imported ({report.new:,} new, {report.changed:,} changed)"
        )
    if len(look.sheets) > _NAMED:
        parts.append(f"{len(look.sheets) - _NAMED:,} more sheets imported")
    return ", ".join(parts)


def look_words(look: Look, reference: str, *, is_asked: bool) -> str:
    """Return what is told of a look; an empty text if nobody needs to know."""
    imported, name = imported_words(look), folder_name(look.watch.folder)
    sentences = [f"From “{name}” into {reference}: {imported}."] if imported else []
    if imported or look.new_waiting or is_asked:
        sentences.append(waiting_words(look.watch))
    if look.unfinished and (imported or is_asked):
        sentences.append(_unfinished_words(look.unfinished))
    if look.fault is not None:
        sentences.append(look.fault.reworded(kept="What was imported before stays.").in_window())
    if not look.is_kept:
        sentences.append(
            "What was seen in the folder could not be remembered on this computer: make room there."
        )
    told = " ".join(each for each in sentences if each)
    if is_asked and not (imported or look.new_waiting or look.fault):
        return f"Nothing new in “{name}”. {told}".strip()
    return told if imported or look.fault or not told else f"In “{name}”: {told}"


def _unfinished_words(number: int) -> str:
    are = "is" if number == 1 else "are"
    it = "it is" if number == 1 else "they are"
    return (
        f"{counted(number, 'file')} {are} still being written, or cannot be opened; {it} read "
        "at the next look."
    )
