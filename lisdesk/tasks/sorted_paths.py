"""Tell sheets, documents, e-mails and coded projects apart among the files an officer names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os.path import isdir
from pathlib import Path

from lisdesk.errors import RefusedError
from lisdesk.exchange.documents.recognising import is_document
from lisdesk.exchange.mail.mail_files import is_mail
from lisdesk.exchange.refi.recognising import is_coded_project


@dataclass(frozen=True, slots=True)
class SortedPaths:
    """Files by what becomes of them."""

    sheets: tuple[Path, ...]
    documents: tuple[Path, ...]
    mails: tuple[Path, ...]
    projects: tuple[Path, ...]
    """Coded projects and codebooks."""
    left_out: tuple[Path, ...]
    """Files in folders that are no e-mails."""


def sorted_paths(paths: Sequence[Path]) -> SortedPaths:
    """Return the files among the paths and in the folders, by what becomes of them.

    Raises RefusedError for a folder without e-mails.
    """
    sheets: list[Path] = []
    documents: list[Path] = []
    mails: list[Path] = []
    projects: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if not isdir(path):  # noqa: PTH112 (a name too long is no folder)
            if is_coded_project(path):
                projects.append(path)
                continue
            kind = mails if is_mail(path) else documents if is_document(path) else sheets
            kind.append(path)
            continue
        inside = list(files_in(path))
        of_folder = [each for each in inside if is_mail(each)]
        if not of_folder:
            raise RefusedError(
                f"The folder “{path.name}” holds no e-mails.",
                do="Name a folder of e-mails (.eml, .msg, .mbox), or the sheets one by one.",
            )
        mails += of_folder
        left_out += sorted(set(inside) - set(of_folder))
    return SortedPaths(
        tuple(sheets),
        tuple(documents),
        tuple(dict.fromkeys(mails)),
        tuple(projects),
        tuple(left_out),
    )


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and the folders in it, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(
            part.startswith(".") for part in path.relative_to(folder).parts
        ):
            yield path
