"""Ask where a new file is to be written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from lisdesk.ui.ask import Ask, Question
from lisdesk.ui.plain import with_hidden_shown


def target_file(
    ask: Ask,
    title: str,
    kinds: Sequence[str],
    suggested: Path,
    endings: Collection[str],
) -> Path | None:
    """Return the file that an officer names, None if they think better of it.

    A name with none of the `endings`, such as ".xlsx", gets that of the suggested one; if a file
    has that name, it is asked about once more, since the system asked about another.
    """
    given = ask.file_to_save(title, kinds, suggested)
    if given is None or given.suffix.casefold() in endings:
        return given
    target = given.with_name(given.name + suggested.suffix)
    return None if target.exists() and not ask.agrees(_replacing(target)) else target


def _replacing(target: Path) -> Question:
    name = with_hidden_shown(target.name)
    return Question(
        title="Replace a file",
        words=f"“{name}” is there already. Replace it with the new one?",
        verb="Replace it",
        keep="Keep it",
    )
