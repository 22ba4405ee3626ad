"""Where a file dialog begins: beside the file at hand, the last one, or the officer's documents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path


def first_folder(at_hand: Path | None, recent: Sequence[str]) -> Path:
    """Return the folder of the file at hand, else of the newest of the recent ones whose folder is
    there, else of the officer's documents; always one that exists, for in place of any other the
    toolkit shows the folder that the program happened to be started in.
    """
    from lisdesk.paths import default_file

    if at_hand is not None:
        return at_hand.parent
    own = default_file().parent
    places = (*(Path(path).parent for path in recent), own, own.parent)
    return next((place for place in places if place.is_dir()), Path.home())


def free_name(folder: Path, stem: str, ending: str) -> Path:
    """Return a path in a folder that no file has yet: `stem`, else `stem 2` and so on."""
    names = (f"{stem} {number}" if number > 1 else stem for number in count(1))
    return next(path for name in names if not (path := folder / f"{name}{ending}").exists())
