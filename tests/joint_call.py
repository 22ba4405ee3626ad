"""A joint call as the West Midlands ran one: three LEPs, led by their Combined Authority."""

from __future__ import annotations

from typing import NamedTuple

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.relevance import RelevantTo, set_relevance
from lisdesk.store.database import Database
from lisdesk.store.entities import Area, Call, Submission
from lisdesk.store.relevance import parts_of_call
from tests.desk_work import do, first, log, open_call

LEADER = "West Midlands Combined Authority"
LEPS = ("Black Country", "Coventry and Warwickshire", "Greater Birmingham and Solihull")
AREAS = {
    "Dudley": (LEPS[0],),
    "Rugby": (LEPS[1],),
    "Cannock Chase": (LEPS[2], "Stoke-on-Trent and Staffordshire"),
    "Redditch": (LEPS[2], "Worcestershire"),
    "Border": (LEPS[0], LEPS[2]),
    "Kendal": ("Cumbria",),
    "Somewhere": (),
    "England": (),
}
SUBMISSIONS = (
    "Dudley", "Dudley", "Dudley", "Rugby", "Rugby", "Cannock Chase", "Redditch", "Border",
    "Kendal", "Somewhere", "England", "",
)  # fmt: skip


class JointCall(NamedTuple):
    """The call, the numbers of its three parts by their names, and its submissions in order."""

    call: Call
    parts: dict[str, int]
    submissions: list[Submission]


def joint_call(database: Database) -> JointCall:
    """Make the call with twelve submissions; the second of Dudley is set by hand to two others."""
    call = open_call(database, lead=LEADER, partners=LEPS, prefix="WM")
    entries = [
        log(database, call, respondent=f"Body {place}", area=area, answers={1: f"Words {place}."})
        for place, area in enumerate(SUBMISSIONS, 1)
    ]
    for name, bodies in AREAS.items():
        area = first(database, Area, Area.name == name)
        lead, second = (*bodies, "", "")[:2]
        do(database, edit_area, area_id=area.id, correction=AreaCorrection(None, lead, second))
    with database.reading() as session:
        parts = {name: number for number, name in parts_of_call(session, call.id).items()}
    to = RelevantTo(tuple(list(parts.values())[1:]))
    do(database, set_relevance, submission_ids=[entries[1].id], to=to)
    return JointCall(call, parts, entries)
