"""The import's own row: what came in together, and what became of it."""

from __future__ import annotations

from lisdesk.edits.incoming import ImportReport, IncomingFile, IncomingReading
from lisdesk.store.entities import Call, Import, ImportReading
from lisdesk.store.lookup import import_reference
from lisdesk.store.work import Work


class ImportBatch:
    """The import's own row, made when there is something to write."""

    def __init__(self, work: Work, call: Call, file: IncomingFile) -> None:
        self._work = work
        self._call = call
        self._file = file
        self._row: Import | None = None

    @property
    def reference(self) -> str | None:
        """The import's reference, if it was made."""
        return import_reference(self._row.id) if self._row else None

    def begin(self) -> int:
        """Return the number of the import's row, made at the first call."""
        if self._row is None:
            self._row = self._new_row()
            self._work.add(self._row)
            if self._file.reading is not None:
                self._work.add(_kept(self._file.reading, self._row.id))
            self._work.about(self._call.id, import_reference(self._row.id))
        return self._row.id

    def complete(self, report: ImportReport) -> None:
        """Check that every row is accounted for, and keep the counts."""
        accounted = report.new + report.changed + report.already_here + report.joined + report.blank
        if accounted != report.rows:
            raise RuntimeError(f"{report.rows} rows came in, {accounted} are accounted for")
        if self._row is None:
            return
        self._row.rows = report.rows
        self._row.new_rows = report.new
        self._row.changed_rows = report.changed
        self._row.already_here = report.already_here
        self._row.joined = report.joined
        self._row.blank = report.blank
        self._row.problems = report.problems
        self._work.session.flush()

    def _new_row(self) -> Import:
        return Import(
            call_id=self._call.id,
            file_name=self._file.name,
            file_sha256=self._file.sha256,
            sheet=self._file.sheet,
            encoding=self._file.encoding,
            rows=0,
            new_rows=0,
            changed_rows=0,
            already_here=0,
            joined=0,
            blank=0,
            problems=[],
            imported_at=self._work.now,
            officer=self._work.officer,
        )


def _kept(reading: IncomingReading, import_id: int) -> ImportReading:
    return ImportReading(
        import_id=import_id,
        path=reading.path,
        importer_version=reading.importer_version,
        mapping=reading.mapping,
    )
