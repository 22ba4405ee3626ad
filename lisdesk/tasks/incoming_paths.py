"""Import what an officer names: survey sheets, e-mails and folders of e-mails, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.exchange.mail.reading import is_mail
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.mapping import ImportMap, read_map
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.work import Desk
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.importing import ImportResult, named_in_errors, read_grid, write_grids
from lisdesk.tasks.mail_filing import MailsFiled, as_tried, file_proposed
from lisdesk.tasks.mail_proposals import MailProposals, propose_mail
from lisdesk.tasks.trial_copy import trial_copy


@dataclass(frozen=True, slots=True)
class MailsImported:
    """E-mails as they were proposed and filed, together as one import."""

    proposals: MailProposals
    filed: MailsFiled


@dataclass(frozen=True, slots=True)
class PathsImported:
    """What was made of the files and folders that were named."""

    sheets: tuple[tuple[Path, ImportResult], ...]
    mails: MailsImported | None
    left_out: tuple[Path, ...]
    """Files in the folders that are no e-mails: sheets are imported by name only."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    sheets: tuple[Path, ...]
    mails: tuple[Path, ...]
    left_out: tuple[Path, ...]


def import_paths(
    database: Database,
    desk: Desk,
    call_reference: str,
    paths: Sequence[Path],
    *,
    map_path: Path | None = None,
    sheet: str | int | None = None,
    dry_run: bool = False,
) -> PathsImported:
    """Import files, known by their content, in one transaction: each sheet is one edit, all e-mails
    together are one.

    Everything is read before the transaction begins. Of e-mails, one that cannot be read is a
    problem and holds up no other; if none can be read, the first one's error is raised.
    """
    found = _sorted(paths)
    import_map = read_map(map_path) if map_path else None
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
    proposals = propose_mail(database, call_reference, found.mails) if found.mails else None
    is_several = len(found.sheets) + len(found.mails) > 1
    _refuse_unread(proposals, is_one_of_several=is_several)
    grids = []
    for path in found.sheets:
        with named_in_errors(path, is_one_of_several=is_several):
            grids.append((path, read_grid(path, import_map, sheet)))
    write = partial(_written, desk, call_id, grids, import_map, proposals, is_several=is_several)
    if dry_run:
        with trial_copy(database, lambda: None) as copy:
            written = write(copy, is_dry_run=True)
    else:
        written = write(database, is_dry_run=False)
    return replace(written, left_out=found.left_out)


def _written(
    desk: Desk,
    call_id: int,
    grids: Sequence[tuple[Path, SheetGrid]],
    import_map: ImportMap | None,
    proposals: MailProposals | None,
    database: Database,
    *,
    is_several: bool,
    is_dry_run: bool,
) -> PathsImported:
    try:
        with database.writing(desk) as work:
            results = write_grids(
                work,
                call_id,
                grids,
                import_map,
                is_dry_run=is_dry_run,
                is_one_of_several=is_several,
            )
            filed = file_proposed(work, proposals) if proposals is not None else None
            if is_dry_run:
                raise DryRunDone
    except DryRunDone:
        results = [
            replace(result, report=replace(result.report, reference=None), entry_id=None)
            for result in results
        ]
        filed = None if filed is None else as_tried(filed)
    return PathsImported(
        sheets=tuple(zip((path for path, _ in grids), results, strict=True)),
        mails=MailsImported(proposals, filed) if proposals and filed else None,
        left_out=(),
    )


def _sorted(paths: Sequence[Path]) -> _Sorted:
    """Return the files among the paths and in the folders, by what becomes of them.

    Raises RefusedError for a folder without e-mails.
    """
    sheets: list[Path] = []
    mails: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            (mails if is_mail(path) else sheets).append(path)
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
    return _Sorted(tuple(sheets), tuple(dict.fromkeys(mails)), tuple(left_out))


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and the folders in it, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(
            part.startswith(".") for part in path.relative_to(folder).parts
        ):
            yield path


def _refuse_unread(proposals: MailProposals | None, *, is_one_of_several: bool) -> None:
    """Raise UnreadableFileError if there were e-mails and none of them can be read."""
    if proposals is None or proposals.items or not proposals.unread:
        return
    first = proposals.unread[0]
    named = f"“{first.file_name}”: {first.happened}" if is_one_of_several else first.happened
    raise UnreadableFileError(named, do=first.do)
