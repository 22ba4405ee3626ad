"""A copy of the file to try things on, so that nobody who works on the file waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lisdesk.errors import TargetError
from lisdesk.exchange.private_folders import PrivateFolder, remove_abandoned
from lisdesk.store.backup import copy_as_it_stands
from lisdesk.store.database import Database

FOLDER_PREFIX = "lisdesk-trial-"


@contextmanager
def trial_copy(original: Database, go_on: Callable[[], None]) -> Iterator[Database]:
    """Yield a copy of a consultation file as it stands now; what is done to it goes with it.

    The file itself is only read. The copy lies in a folder of the officer's own until the block
    ends. `go_on` is called every few pages; an exception that it raises stops the copying. A server
    has no copy: its database itself is yielded, whose transaction the caller has to undo. Raises
    TargetError if there is no room for the copy.
    """
    if not isinstance(original.location, Path):
        yield original
        return
    remove_abandoned(FOLDER_PREFIX)
    try:
        folder = PrivateFolder(FOLDER_PREFIX)
    except OSError as error:
        raise _no_room() from error
    try:
        target = folder.path / original.location.name
        try:
            copy_as_it_stands(original, target, go_on)
        except TargetError as error:
            raise _no_room() from error
        copy = Database(target)
        try:
            yield copy
        finally:
            copy.close()
    finally:
        folder.remove()


def _no_room() -> TargetError:
    return TargetError(
        "There is no room for the copy of the file on which this is tried.",
        do="Free some space on the drive of the folder for temporary files, then try again.",
    )
