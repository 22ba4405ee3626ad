"""Check a consultation file from the drive's pages up to the audit's last link."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lisdesk.queries.soundness import Finding, findings
from lisdesk.store.backup import page_problems, reference_problems
from lisdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; sound if no rule is broken."""

    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not any(finding.problems for finding in self.findings)


def check_file(database: Database) -> CheckReport:
    """Check pages, indexes and references, then every rule of the rows, then the audit."""
    found: list[Finding] = []
    if isinstance(database.location, Path):
        problems = page_problems(database.location)
        found.append(Finding("the file is whole", 1, tuple(problems)))
        if problems:
            return CheckReport(tuple(found))
        problems = reference_problems(database.location)
        found.append(Finding("rows refer to rows that are there", 1, tuple(problems)))
    with database.reading() as session:
        found += findings(session)
    return CheckReport(tuple(found))
