"""A joint call of which every sheet of both workbooks has lines."""

from __future__ import annotations

from lisdesk.edits.call_bodies import change_call_bodies
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding
from lisdesk.edits.memos import add_memo
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.store.database import Database
from lisdesk.store.entities import Area, SourceText
from tests.desk_work import do, first, priority
from tests.unit.evidence.busy_call import busy_call

SHEETS = (
    "Cover", "Contents", "Ledger", "Respondents", "Areas", "Arrivals", "Priorities",
    "Priority × type", "Priority × question", "Framework grid", "Evidence", "Submissions",
    "Answers", "Matrix", "Quotations", "Campaigns", "Late", "Extensions", "Coding frame",
    "You said we did", "Notes", "Changes",
)  # fmt: skip
"""The sheets of the specification, in its order; the publication has all but the last."""
FURTHER = ("Joint", "Questions", "Evidence strength", "Campaign priorities")
"""Those that came later, and are in both editions."""
FOR_OFFICERS = ("Coverage", "Frame history", "Redactions", "Memos", "Event log", "Changes")
LEPS = ("Black Country", "Coventry and Warwickshire")
AREAS = {"Melton": LEPS[0], "Charnwood": LEPS[1], "Hinckley": LEPS[0]}
FOUNDATION = "People"


def full_call(database: Database) -> None:
    """Fill a file with the busy call and with everything that some sheet is about."""
    busy_call(database)
    do(database, change_call_bodies, call_id=1, partners=LEPS)
    for name, body in AREAS.items():
        area = first(database, Area, Area.name == name)
        do(database, edit_area, area_id=area.id, correction=AreaCorrection(lead=body))
    members = {"seed_id": 1, "submission_ids": [2, 3, 10, 11, 15, 16, 22, 23]}
    do(database, confirm_campaign, call_id=1, name="Letter = 1+1", **members)
    for draft in (TargetDraft(5, type_id=2), TargetDraft(9, area_id=1, question_id=1)):
        do(database, set_target, call_id=1, draft=draft)
    skills = priority(database, 1, "P2").id
    named = PriorityCorrection(name="Skills = @work", definition="Redefined\nin two lines.")
    do(database, edit_priority, priority_id=skills, correction=named)
    do(database, set_finding, priority_id=skills, text="Skills are short, nearly all say.")
    do(database, set_finding, priority_id=skills, text="Schools ask for time.", type_id=4)
    done = FeedbackDraft(you_said="Skills.", we_did="+1 course, -2 fees", owner="The board")
    do(database, set_feedback, priority_id=skills, draft=done)
    text = first(database, SourceText, SourceText.submission_id == 2, SourceText.is_current)
    span = {"text_id": text.id, "start": 0, "end": 5, "reason": "third party named"}
    do(database, redact_span, **span)
    noted = {"submission_id": 2, "text_id": text.id, "start": 0, "end": 9}
    do(database, add_memo, words="=ASK(1)\n+ for figures", **noted)
    do(database, add_memo, submission_id=2, words="Late.")
