"""The whole job on the sample call, from opening it to two workbooks, without a window."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from lisdesk.clock import Clock, fixed_clock
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.errors import RefusedError, TargetError
from lisdesk.exchange.reference import shipped_template
from lisdesk.exchange.samples import SampleSubmission, shipped_sample
from lisdesk.paths import why_not_made
from lisdesk.queries.summary import ledger
from lisdesk.rules.deadlines import parse_instant
from lisdesk.rules.vocabulary import Disposition, Edition
from lisdesk.store.database import Database
from lisdesk.store.entities import ImportRow, Submission
from lisdesk.store.lookup import area_by_name, call_by_reference
from lisdesk.store.work import Desk
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.files import create_file
from lisdesk.tasks.importing import import_sheet
from lisdesk.tasks.sample_call import (
    SampleRun,
    close_sample_call,
    dated_sample,
    decide_sample,
    extend_sample_call,
    log_sample_submission,
    open_sample_call,
    settle_sample,
    tag_sample,
)
from lisdesk.tasks.sample_findings import conclude_sample

_OFFICER = "Sample Officer"
_FIRST_MOMENT = "2018-12-03T12:00"
_CLOSING = "2019-02-09T00:00"
_IMPORTED = "2019-02-09T09:00"
_READ = "2019-02-11T16:00"
_TAGGED = "2019-02-14T09:00"
_SETTLED = "2019-02-15T10:00"
_CONCLUDED = "2019-02-15T15:00"
_EXPORTED = "2019-02-18T09:00"
_PORTAL_ID = "Response ID"
_FILE = "demo.lisdesk"
_PORTAL_EXPORT = "portal-export.csv"
_DISTRICTS = (
    "Blaby",
    "Charnwood",
    "Harborough",
    "Hinckley and Bosworth",
    "Leicester",
    "Melton",
    "North West Leicestershire",
    "Oadby and Wigston",
)
"""The areas that the lead body covers; Rutland, next door, is another's."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo made and did."""

    folder: Path
    file: Path
    workbooks: tuple[Path, Path]
    """The internal edition and the publication edition."""
    calls: tuple[str, str]
    received: int
    counted: int
    tags: int
    story: tuple[str, ...]


def run_demo(folder: Path | None, beside: Path, clock: Clock, officer: str | None) -> DemoReport:
    """Run the sample call's whole life in a folder, by default a new one beside the one at hand.

    The sample's own dates are replayed with the clock set to them; the second call is open by the
    clock that was given. Raises RefusedError if the folder has a demo file already.
    """
    folder = _folder(folder, beside)
    name = officer or _OFFICER
    database = create_file(folder / _FILE, _desk(name, _FIRST_MOMENT))
    try:
        return _run(database, folder, clock.now(), name)
    finally:
        database.close()


def _run(database: Database, folder: Path, today: datetime, officer: str) -> DemoReport:
    run = dated_sample(database, shipped_sample("llep-2018"), officer, today)
    story = [f"Opened {open_sample_call(run)}: {run.sample.title}"]
    by_portal = [place for place, item in enumerate(run.sample.submissions) if _is_portal(item)]
    for place in range(len(run.sample.submissions)):
        if place not in by_portal:
            log_sample_submission(run, place)
    story.append(f"Logged {len(run.submissions)} letters, e-mails, calls and notes by hand")
    extend_sample_call(run)
    story.append("Extended the call from 31 January to 8 February 2019")
    close_sample_call(run, parse_instant(_CLOSING))
    story.append("Closed it on its deadline")
    story.append(_import_portal(run, by_portal, folder / _PORTAL_EXPORT))
    decide_sample(run, parse_instant(_READ))
    story.append(_place_areas(run))
    tags = tag_sample(run, parse_instant(_TAGGED))
    story.append(f"Tagged {tags} quotations and submissions to the emerging priorities")
    settle_sample(run, parse_instant(_SETTLED))
    story.append("Redacted names of respondents who are published without them")
    findings = conclude_sample(run, parse_instant(_CONCLUDED))
    story.append(f"Wrote {findings} findings, and what is done about them")
    second = _open_second_call(database, officer, today)
    story.append(f"Opened {second}, a call that is open today")
    workbooks = _export(run, folder)
    return _report(run, folder, workbooks, second, tags, story)


def _report(
    run: SampleRun,
    folder: Path,
    workbooks: tuple[Path, Path],
    second: str,
    tags: int,
    story: list[str],
) -> DemoReport:
    with run.database.reading() as session:
        found = ledger(session, call_by_reference(session, run.reference).id)
    waiting = next(
        line.submissions for line in found.lines if line.disposition is Disposition.LATE_WAITING
    )
    story.append(
        f"Received {found.received} submissions: {found.counted} counted, "
        f"{found.not_counted} not counted ({waiting} late and waiting for a decision)"
    )
    is_sound = check_file(run.database).is_sound
    story.append("Checked the file: sound" if is_sound else "Checked the file: NOT sound")
    file = folder / _FILE
    story += [f"Consultation file: {file}"]
    story += [f"Internal workbook: {workbooks[0]}", f"Publication workbook: {workbooks[1]}"]
    return DemoReport(
        folder=folder,
        file=file,
        workbooks=workbooks,
        calls=(run.reference, second),
        received=found.received,
        counted=found.counted,
        tags=tags,
        story=tuple(story),
    )


def _folder(folder: Path | None, beside: Path) -> Path:
    chosen = folder or _free_name(beside.parent / "lisdesk-demo")
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TargetError(
            f"The folder “{chosen}” cannot be made: {why_not_made(chosen, error)}.",
            do="Name a folder that you may write in: lisdesk demo DIR.",
        ) from error
    for name in (_FILE, _PORTAL_EXPORT):
        if (chosen / name).exists():
            raise RefusedError(
                f"There is already a file “{name}” in “{chosen}”.",
                do="Name another folder: lisdesk demo DIR.",
            )
    return chosen.resolve()


def _free_name(wanted: Path) -> Path:
    number, name = 1, wanted
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    return name


def _desk(officer: str, moment: str) -> Desk:
    return Desk(officer, fixed_clock(parse_instant(moment)))


def _is_portal(submission: SampleSubmission) -> bool:
    """Whether a submission came by the portal's form, which has no place for a letter."""
    return submission.channel == "online" and not submission.text and not submission.submitted_by


def _import_portal(run: SampleRun, places: list[int], path: Path) -> str:
    """Write the online submissions as a portal would export them, and import that."""
    template = shipped_template(run.sample.template)
    questions = [question.text for question in template.questions]
    about = ["Name", "Organisation", "Type", "Area", "E-mail", "Received", "Permission to publish"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_PORTAL_ID, *about, *questions])
        for place in places:
            writer.writerow(_portal_row(place, run.sample.submissions[place], len(questions)))
    result = import_sheet(run.database, _desk(run.officer, _IMPORTED), run.reference, path)
    report = result.report
    with run.database.reading() as session:
        found = session.execute(
            select(ImportRow.key, Submission.reference)
            .join(Submission, Submission.id == ImportRow.submission_id)
            .where(Submission.call_id == call_by_reference(session, run.reference).id)
        )
        run.submissions.update({int(key) - 1: reference for key, reference in found})
    return (
        f"Imported {path.name}: {report.new} new, {report.changed} changed, "
        f"{report.already_here} already here, {len(report.problems)} problems"
    )


def _portal_row(place: int, submission: SampleSubmission, questions: int) -> list[str]:
    is_body = submission.kind == "organisation"
    return [
        str(place + 1),
        "" if is_body else submission.respondent,
        submission.respondent if is_body else "",
        submission.type_key,
        submission.area,
        submission.email,
        submission.received,
        submission.permission,
        *(submission.answers.get(number, "") for number in range(1, questions + 1)),
    ]


def _place_areas(run: SampleRun) -> str:
    """Say of the areas that the lead body covers that they lie in its area."""
    lead = AreaCorrection(lead=run.sample.lead)
    with run.database.writing(_desk(run.officer, _READ)) as work:
        for name in _DISTRICTS:
            area = area_by_name(work.session, name)
            edit_area(work, area_id=area.id, correction=lead)
    return f"Said of {len(_DISTRICTS)} areas that they lie in the area of {run.sample.lead}"


def _open_second_call(database: Database, officer: str, today: datetime) -> str:
    run = dated_sample(database, shipped_sample("llep-skills-review"), officer, today)
    reference = open_sample_call(run)
    for place in range(len(run.sample.submissions)):
        log_sample_submission(run, place)
    return reference


def _export(run: SampleRun, folder: Path) -> tuple[Path, Path]:
    desk = _desk(run.officer, _EXPORTED)
    paths = []
    for edition in (Edition.INTERNAL, Edition.PUBLICATION):
        path = folder / f"{run.reference}-{edition.key}.xlsx"
        paths.append(export_evidence(run.database, desk, run.reference, path, edition).path)
    return paths[0], paths[1]
