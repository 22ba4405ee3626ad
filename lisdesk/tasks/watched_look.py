"""Look into a watched folder: import what is certain, remember what waits for the officer."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from lisdesk.errors import CancelledError, UserError
from lisdesk.outcome import Kind
from lisdesk.queries.documents import documents_here
from lisdesk.queries.edit_log import edits_since
from lisdesk.queries.imports import imported_files
from lisdesk.queries.mails import mails_here
from lisdesk.rules.import_sources import DOCUMENT_SOURCE, MAIL_SOURCE
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.dropped_files import sort_found
from lisdesk.tasks.folder_scan import hash_of
from lisdesk.tasks.importing import ImportResult
from lisdesk.tasks.watched_first_look import FirstLook, is_as_seen
from lisdesk.tasks.watched_folders import Fate, Seen, Watch, keep_watch
from lisdesk.tasks.watched_mails import MailsTaken, mark_of, take_mails
from lisdesk.tasks.watched_sheets import take_sheet

_JUDGES = frozenset({Kind.IMPORT, Kind.SUBMISSION, Kind.STAKEHOLDER})
"""New edits of these may settle what waits."""


@dataclass(slots=True)
class Look:
    """What a look into a watched folder did."""

    watch: Watch
    """As it is remembered from now on."""
    mails: int = 0
    """How many e-mails were filed."""
    sheets: list[tuple[str, ImportResult]] = field(default_factory=list)
    """The sheets that were imported, by their names."""
    entry_ids: list[int] = field(default_factory=list)
    """The edits, in their order; taking all of them back takes the look back."""
    new_waiting: int = 0
    """How many files wait that were not waiting before."""
    unfinished: int = 0
    """How many files are still being written, or cannot be opened yet."""
    fault: UserError | None = None
    """Why the look ended early; what it had imported by then stays."""
    is_kept: bool = True
    """Whether what was seen could be remembered."""


def look_in(
    database: Database,
    desk: Desk,
    progress: Callable[[int, int], None],
    *,
    call_id: int,
    call_reference: str,
    watch: Watch,
    first: FirstLook,
) -> Look:
    """Read what is new in a folder and has not changed since the first look; what has is still
    being written. Nothing in the folder is changed.

    RESTS_FOR_S seconds should lie between the two looks: the moments of files tell nothing of that,
    for a network drive has a clock of its own. Where it is cancelled or fails on the way, what was
    imported stays and is told.
    """
    looking = _Looking(database, desk, progress, (call_id, call_reference), watch, first)
    try:
        looking.run()
    except CancelledError:
        pass
    except UserError as error:
        looking.done.fault = error
    return looking.end(desk.clock.now())


class _Everything:
    """Holds every mark."""

    def __contains__(self, _mark: object) -> bool:
        return True


class _Looking:
    """One look under way."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        progress: Callable[[int, int], None],
        call: tuple[int, str],
        watch: Watch,
        first: FirstLook,
    ) -> None:
        self._database, self._desk, self._progress = database, desk, progress
        self._call_id, self._reference = call
        self._watch, self._files, self._taken = watch, dict(watch.files), dict(watch.taken)
        self._entry_id = watch.newest_entry_id
        self._asked_for: Container[str] = self._taken
        """What is not to be imported unasked, by its mark."""
        self._first, self._scan = first, first.scan
        self.done = Look(watch)

    def run(self) -> None:
        """Read what is new, and judge anew what waits if the register or the call has changed."""
        self._forget_changed()
        with self._database.reading() as session:
            edits = edits_since(session, self._entry_id)
        if edits.newest_entry_id < self._watch.last_entry_id:
            self._begin_anew()
        new = sort_found(self._new_files())
        is_changed = bool(edits.kinds & _JUDGES)
        if is_changed:
            self._put_back()
        self._note([other.path for other in new.others], Fate.OTHER)
        self._take_documents(new.documents, is_changed=is_changed)
        self._take_sheets(new.sheets, is_changed=is_changed)
        self._take_mails(new.mails, is_changed=is_changed or bool(self.done.sheets))
        self._entry_id = edits.newest_entry_id

    def end(self, now: datetime) -> Look:
        """Remember what was seen."""
        before = set(self._watch.waiting())
        watch = replace(
            self._watch,
            looked_at=now,
            newest_entry_id=self._entry_id,
            last_entry_id=max(self._entry_id, *self.done.entry_ids, 0),
            files=self._files,
            taken=self._taken,
        )
        self.done.watch = watch
        self.done.new_waiting = len(set(watch.waiting()) - before)
        self.done.is_kept = keep_watch(self._database, self._call_id, watch)
        return self.done

    def _forget_changed(self) -> None:
        """Forget files that are not as they were, and those that are gone if all were listed."""
        for name in list(self._files):
            stamp = self._scan.files.get(name)
            is_changed = stamp and not is_as_seen(self._watch, name, stamp)
            if is_changed or (stamp is None and self._scan.is_whole):
                del self._files[name]

    def _begin_anew(self) -> None:
        """Judge anew all that was settled: the call is from before that, brought back from a
        backup. What it has not waits, for who knows what of it the officer wants again.
        """
        kept = self._files.items()
        self._files = {name: seen for name, seen in kept if seen.fate is not Fate.SETTLED}
        self._asked_for = _Everything()

    def _new_files(self) -> list[Path]:
        """Return the files that are not known, and have not changed since the first look."""
        unknown = [self._path(name) for name in self._scan.files if name not in self._files]
        ready = []
        for done, path in enumerate(unknown):
            self._progress(done, len(unknown))
            if self._first.is_at_rest(path):
                ready.append(path)
        self.done.unfinished += len(unknown) - len(ready)
        return ready

    def _put_back(self) -> None:
        """Let files wait whose import was taken back, each once."""
        with self._database.reading() as session:
            mails = mails_here(session, self._call_id, MAIL_SOURCE).by_key
            sheets = imported_files(session, self._call_id)
        gone = self._taken.keys() - {mark_of(each) for each in (*mails, *sheets)}
        for mark in gone:
            if (seen := self._files.get(name := self._taken[mark])) is not None:
                self._taken[mark] = ""
                fate = Fate.SHEET if seen.sha256 else Fate.MAIL
                if seen.fate is Fate.SETTLED:
                    self._files[name] = seen._replace(fate=fate)

    def _take_documents(self, new: Sequence[Path], *, is_changed: bool) -> None:
        """Let documents wait that the call does not have; each is read once, for its hash."""
        hashes = {path: self._files[self._name(path)].sha256
                  for path in (self._waiting(Fate.DOCUMENT) if is_changed else ())}  # fmt: skip
        for path in new:
            hashes[path] = hash_of(path)
        if not hashes:
            return
        with self._database.reading() as session:
            here = documents_here(session, self._call_id, DOCUMENT_SOURCE)
        for path, sha256 in hashes.items():
            fate = Fate.SETTLED if sha256 in here else Fate.DOCUMENT
            if sha256:
                self._note([path], fate, sha256)
            else:
                self.done.unfinished += 1

    def _take_sheets(self, new: Sequence[Path], *, is_changed: bool) -> None:
        """Import sheets, the one that was saved first before the others."""
        waiting = self._waiting(Fate.SHEET) if is_changed else []
        if is_changed:
            self._settle_doubtful()
        for path in sorted([*new, *waiting], key=self._saved_ns):
            sheet = take_sheet(
                self._database, self._desk, self._call_id, path, self._asked_for, self._progress
            )
            if sheet is None:
                self.done.unfinished += 1
                continue
            self._note([path], sheet.fate, sheet.sha256)
            if sheet.result is not None and sheet.result.entry_id is not None:
                self._taken[mark_of(sheet.sha256)] = self._name(path)
                self.done.sheets.append((path.name, sheet.result))
                self.done.entry_ids.append(sheet.result.entry_id)

    def _settle_doubtful(self) -> None:
        """Settle the sheets that the officer has imported by hand; they are not tried again."""
        with self._database.reading() as session:
            here = imported_files(session, self._call_id)
        for path in self._waiting(Fate.DOUBTFUL_SHEET):
            sha256 = self._files[self._name(path)].sha256
            if sha256 in here:
                self._note([path], Fate.SETTLED, sha256)

    def _take_mails(self, new: Sequence[Path], *, is_changed: bool) -> None:
        """File the mails that are certain, also of those that waited."""
        paths = [*new, *(self._waiting(Fate.MAIL) if is_changed else ())]
        mails = MailsTaken()
        where = self._database, self._desk, self._reference
        try:
            take_mails(*where, paths, self._asked_for, self._progress, mails)
            self._note([path for path in paths if path not in mails.changing], Fate.MAIL)
        finally:
            self._note(mails.settled, Fate.SETTLED)
            self._taken |= {mark: self._name(path) for mark, path in mails.marks.items()}
            self.done.mails += mails.filed
            self.done.entry_ids += mails.entry_ids
            self.done.unfinished += len(mails.changing)

    def _note(self, paths: Iterable[Path], fate: Fate, sha256: str = "") -> None:
        """Remember files as they were when they were listed."""
        for path in paths:
            stamp = self._scan.files[self._name(path)]
            self._files[self._name(path)] = Seen(stamp.size, stamp.saved_ns, fate, sha256)

    def _waiting(self, fate: Fate) -> list[Path]:
        """Return the files of a kind that waited before this look and are there as they were."""
        return [
            self._path(name)
            for name, seen in self._watch.files.items()
            if seen.fate is fate and self._files.get(name) == seen and name in self._scan.files
        ]

    def _saved_ns(self, path: Path) -> int:
        return self._scan.files[self._name(path)].saved_ns

    def _path(self, name: str) -> Path:
        return self._watch.folder / name

    def _name(self, path: Path) -> str:
        return path.relative_to(self._watch.folder).as_posix()
