"""What files and folders are that are dropped together: e-mails, documents, sheets, coded projects,
or others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from lisdesk.exchange.documents.recognising import is_document
from lisdesk.exchange.mail.mail_files import is_mail
from lisdesk.exchange.refi.recognising import is_coded_project
from lisdesk.exchange.sheets.kind_of_file import is_certainly_no_sheet
from lisdesk.tasks.sorted_paths import files_in

_SHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})


class OtherPath(NamedTuple):
    """Something that no reader takes."""

    path: Path
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """Files by what becomes of them, each once, in the order in which they came."""

    mails: tuple[Path, ...]
    documents: tuple[Path, ...]
    """Letters and reports, also those of kinds that have to be saved as another first."""
    sheets: tuple[Path, ...]
    """Also files of which only reading them can tell what they are."""
    others: tuple[OtherPath, ...]
    """What no reader takes, and folders without anything to take."""
    projects: tuple[Path, ...] = ()
    """Coded projects and codebooks."""


@dataclass(slots=True)
class _Sorting:
    mails: dict[Path, None] = field(default_factory=dict)
    documents: dict[Path, None] = field(default_factory=dict)
    sheets: dict[Path, None] = field(default_factory=dict)
    others: dict[OtherPath, None] = field(default_factory=dict)
    projects: dict[Path, None] = field(default_factory=dict)

    def sorted(self) -> DroppedFiles:
        """Return what was added."""
        return DroppedFiles(
            tuple(self.mails),
            tuple(self.documents),
            tuple(self.sheets),
            tuple(self.others),
            tuple(self.projects),
        )

    def add(self, path: Path, *, is_named: bool, takes_projects: bool = True) -> None:
        if takes_projects and is_coded_project(path):
            self.projects[path] = None
        elif is_mail(path):
            self.mails[path] = None
        elif is_document(path):
            self.documents[path] = None
        elif is_certainly_no_sheet(path) or not (is_named or _is_called_a_sheet(path)):
            self.others[OtherPath(path)] = None
        else:
            self.sheets[path] = None


def sort_dropped(
    paths: Sequence[Path], progress: Callable[[int, int], None] | None = None
) -> DroppedFiles:
    """Look into files, and into folders and all that is in them; nothing is read whole.

    `progress` is told files looked into and files in all; a CancelledError that it raises ends it.
    """
    sorting = _Sorting()
    for path in paths:
        if path.is_dir() and not any(files_in(path)):
            sorting.others[OtherPath(path, is_folder=True)] = None
    files = listed_files(paths)
    for done, (path, is_named) in enumerate(files):
        if progress is not None:
            progress(done, len(files))
        sorting.add(path, is_named=is_named)
    return sorting.sorted()


def listed_files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """Return the files among some paths and those in the folders; True for those that were named
    themselves.
    """
    files = []
    for path in paths:
        if path.is_dir():
            files += [(each, False) for each in files_in(path)]
        else:
            files.append((path, True))
    return files


def sort_found(paths: Sequence[Path]) -> DroppedFiles:
    """Look into files that were found in a folder: of those only what is called a sheet is one, and
    a coded project is one of the others, for it waits for an officer's choice.
    """
    sorting = _Sorting()
    for path in paths:
        sorting.add(path, is_named=False, takes_projects=False)
    return sorting.sorted()


def _is_called_a_sheet(path: PurePath) -> bool:
    return path.suffix.casefold() in _SHEET_ENDINGS
