"""Default deny in a joint call: every permission, standing and relevance, in whatever leaves it.

A publication quotes and names by permission, for whichever body a submission is relevant to. The
workbook and the file of one body hold no word and no name of what is relevant to the others alone.
"""

import re
import zlib
from contextlib import closing
from datetime import UTC, datetime
from itertools import product

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.edits.relevance import RelevantTo, set_relevance
from lisdesk.edits.submissions import (
    SubmissionDraft,
    add_submission,
    decide_late,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.rules.vocabulary import Edition, LateChoice, Permission, SetAside
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.lookup import priority_by_code
from lisdesk.store.relevance import parts_of_call
from lisdesk.tasks.export_formats import ENDINGS
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.handing_over import hand_over
from tests.desk_work import DESK, open_call
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.test_canaries import parts

SOUTH = "Rutland Council"
SECRET = rb"(?:wor|nam|mai|not|prx)part[0-9]{4}z"
NONE, NORTH_ONLY, SOUTH_ONLY, BOTH = range(4)
CASES = list(
    product(
        [*Permission, None],
        [False, True],
        ["counted", SetAside.WITHDRAWN, SetAside.OFF_TOPIC, "late", "late accepted"],
        [NONE, NORTH_ONLY, SOUTH_ONLY, BOTH],
    )
)
SOME = CASES[::7]
"""Seven and the number of each kind have no common divisor, so that all kinds are among them."""


def secrets_of(place):
    """What only this submission says: in its answer, its name, its contact, an officer's note."""
    return {kind: f"{kind}part{place:04d}z" for kind in ("wor", "nam", "mai", "not", "prx")}


def put_in(work, place, case, bodies):
    permission, is_confidential, standing, relevant = case
    own = secrets_of(place)
    draft = SubmissionDraft(
        respondent=f"{own['nam']} Ltd",
        email=f"{own['mai']}@body.example",
        submitted_by=own["prx"],
        permission=permission,
        received_at=datetime(2019, 2 if "late" in str(standing) else 1, 12, 9, tzinfo=UTC),
        answers={1: f"We say {own['wor']} and no more."},
    )
    made = add_submission(work, call_id=1, draft=draft).result
    number = int(made.reference.rpartition("-")[2])
    priority = priority_by_code(work.session, 1, "P2").id
    tagged = TagDraft(quote=f"say {own['wor']} and", note=own["not"])
    add_tag(work, submission_id=number, priority_id=priority, draft=tagged)
    to = {NONE: (), NORTH_ONLY: bodies[:1], SOUTH_ONLY: bodies[1:], BOTH: bodies}[relevant]
    if to:
        set_relevance(work, submission_ids=[number], to=RelevantTo(tuple(to)))
    if is_confidential:
        request_confidentiality(work, submission_id=number, reason="Asked.")
    if standing == "late accepted":
        decide_late(work, submission_id=number, choice=LateChoice.ACCEPT, reason="Snow.")
    if isinstance(standing, SetAside):
        set_submission_aside(work, submission_id=number, kind=standing, reason="Asked.")


def made_of(database, cases):
    open_call(database, partners=[SOUTH])
    with database.writing(DESK) as work:
        bodies = list(parts_of_call(work.session, 1))
        for place, case in enumerate(cases):
            put_in(work, place, case, bodies)


def held_by(content):
    """The words of `secrets_of` that a file's parts hold, in UTF-8 and in either UTF-16."""
    plain = content.lower()
    found = re.findall(SECRET, plain) + re.findall(SECRET, plain.replace(b"\x00", b""))
    return {words.decode() for words in found}


def published(database, folder, formats):
    content = b""
    for name, ending in formats.items():
        path = folder / f"{name}.{ending}"
        export_evidence(database, EXPORT_DESK, CALL, path, Edition.PUBLICATION, file_format=name)
        content += parts(path)
    return content


def handed_over(database, path, **how):
    """Every byte of a body's file, and what is packed in it."""
    hand_over(database, DESK, CALL, SOUTH, path, **how)
    with closing(sqlite.connect(path)) as connection:
        packed = [row[0] for row in connection.execute("SELECT payload FROM audit_value") if row[0]]
    return b"\n".join([path.read_bytes(), *map(zlib.decompress, packed)])


def check_publication_of(database, cases, folder, formats):
    held, wrong = held_by(published(database, folder, formats)), []
    for place, (permission, is_confidential, standing, relevant) in enumerate(cases):
        own = secrets_of(place)
        is_open = permission in (Permission.NAMED, Permission.UNNAMED) and not is_confidential
        may = dict.fromkeys(own, False)
        may["wor"] = is_open and standing in ("counted", "late accepted")
        may["nam"] = is_open and permission is Permission.NAMED
        may["nam"] = may["nam"] and standing is not SetAside.WITHDRAWN
        for kind, words in own.items():
            if (words in held) is not may[kind]:
                wrong.append((kind, str(permission), is_confidential, str(standing), relevant))
    assert wrong == []


def check_parts_of(database, cases, folder):
    book = folder / "south.xlsx"
    wish = WorkbookWish(template=Template.LEP, subject=SOUTH)
    export_evidence(database, EXPORT_DESK, CALL, book, Edition.INTERNAL, wish=wish)
    workbook = held_by(parts(book))
    file = held_by(handed_over(database, folder / "south.lisdesk"))
    with_all = handed_over(database, folder / "all.lisdesk", with_confidential=True)
    whole = held_by(with_all)
    wrong = []
    for place, (_, is_confidential, standing, relevant) in enumerate(cases):
        is_theirs = relevant in (SOUTH_ONLY, BOTH)
        goes = is_theirs and standing is not SetAside.WITHDRAWN
        for kind, words in secrets_of(place).items():
            for name, held, is_held in (
                ("workbook", workbook, is_theirs),
                ("file", file, goes and not is_confidential),
                ("file with confidential ones", whole, goes),
            ):
                # the workbook of officers leaves out what is in no sheet of it
                is_needed = is_held and kind in ("wor", "nam")
                found = words in held
                if (found and not is_held) or (is_needed and not found):
                    wrong.append((name, kind, is_confidential, str(standing), relevant))
    assert wrong == []


def test_no_combination_of_flags_and_bodies_leaves_a_joint_call(database, tmp_path):
    kinds = zip(*SOME, strict=True)
    assert [len(set(each)) for each in kinds] == [
        len(set(each)) for each in zip(*CASES, strict=True)
    ]
    made_of(database, SOME)
    check_publication_of(database, SOME, tmp_path, {"xlsx": "xlsx"})
    check_parts_of(database, SOME, tmp_path)


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_every_combination_of_flags_and_bodies_stays_in_its_part(database, tmp_path):
    assert len(CASES) == 160
    made_of(database, CASES)
    check_publication_of(database, CASES, tmp_path, ENDINGS)
    check_parts_of(database, CASES, tmp_path)
