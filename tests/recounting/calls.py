"""Calls of random submissions in which everything happens that a workbook counts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from lisdesk.edits.attendees import Attendee
from lisdesk.edits.bookmarks import bookmark_excerpt
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import CallDraft, extend_call, new_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding, set_scale
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.edits.reading import mark_read
from lisdesk.edits.redactions import lift_redaction, redact_span
from lisdesk.edits.relevance import RelevantTo, set_relevance
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.edits.views import save_view
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Channel,
    LateChoice,
    Permission,
    SetAside,
    Stance,
    Strength,
)
from lisdesk.store.database import Database
from lisdesk.store.entities import Area, Call, Excerpt, Question, SourceText, StakeholderType
from lisdesk.store.relevance import parts_of_call
from tests.desk_work import TEMPLATE, first, priority, rows, submission
from tests.joint_call import AREAS as JOINT_AREAS
from tests.joint_call import LEADER, LEPS
from tests.recounting.deeds import Campaign, Deeds, FrameEvent, Tagged
from tests.recounting.rules import USUAL_SCALE

TYPES = ("individual", "business-small", "business-micro", "business", "school", "")
AREAS = ("Melton", "Charnwood", "")
CHANNELS = tuple(Channel)
WITH_ATTENDEES = (Channel.EVENT, Channel.MEETING, Channel.TELEPHONE)
FIRST = datetime(2018, 12, 5, 10, tzinfo=UTC)
HOURS = 1650
WORDS = ["roads", "skills", "housing", "trains", "grants", "sites", "fibre"]
OWN_SCALE = ((80, "nearly all"), (40, "many"), (0, "some"))
VIEW = "By post and online"
IN_VIEW = (Channel.POST, Channel.ONLINE, Channel.EMAIL)
BELOW = [
    PriorityDraft("P1A", "Buses", "P1", foundations=["Ideas"]),
    PriorityDraft("P1AA", "At night", "P1A"),
    PriorityDraft("P1B", "Coaches", "P1"),
]
HOW_MANY = (12, 34)


@dataclass
class Making:
    """A call in the making."""

    deeds: Deeds
    chance: random.Random
    is_joint: bool = False
    codes: list[str] = field(default_factory=lambda: ["P1", "P2", "P3", "G1"])


def campaigns_of(seed: int) -> int:
    """Return how many campaigns a call has: of two that everybody makes one has some."""
    return (seed // 6 + seed) % 3


def random_call(database: Database, seed: int, *, is_joint: bool = False) -> Deeds:
    """Make a call, all but its policy for campaigns, and return what was done to it."""
    making = Making(Deeds(database), random.Random(seed), is_joint)
    deeds, chance = making.deeds, making.chance
    _open(making)
    if is_nested := seed % 3 != 1:
        deeds.do(add_priorities, call_id=deeds.call.id, drafts=BELOW)
        deeds.wrote("frame event", len(BELOW))
        deeds.frame_events += [FrameEvent(deeds.now, "Added below") for _ in BELOW]
        making.codes += [each.code for each in BELOW]
    for place in range(chance.randint(*HOW_MANY)):
        _random_submission(making, place)
    if is_nested:
        _merge(making, "P1B", "P1A" if chance.random() < 0.5 else "P2")
    if is_joint:
        _lay_out(making)
    if seed % 4 != 3:
        _extend(making)
    for reference in list(deeds.entered):
        _decide(making, reference)
    for reference in list(deeds.entered):
        _keep_back_or_correct(making, reference)
    for number in range(campaigns_of(seed)):
        _random_campaign(making, number)
    _conclude(making, seed)
    return deeds


def choose_policy(deeds: Deeds, policy: CampaignPolicy, threshold: int = 5) -> None:
    """Let campaigns count by a policy, and small numbers be those under a threshold."""
    call = first(deeds.database, Call, Call.id == deeds.call.id)
    same = call.campaign_policy is policy, call.small_count_threshold == threshold
    deeds.threshold = threshold
    if same != (True, True):
        correction = CallCorrection(campaign_policy=policy, small_count_threshold=threshold)
        deeds.do(edit_call, call_id=deeds.call.id, correction=correction)


def _open(making: Making) -> None:
    bodies: dict[str, Any] = {"lead": "LLEP"}
    if making.is_joint:
        bodies = {"lead": LEADER, "partners": LEPS, "prefix": "WM"}
    deadline = parse_deadline("2019-01-31")
    draft = CallDraft("What to do", opens_on=date(2018, 12, 6), deadline=deadline, **bodies)
    deeds = making.deeds
    deeds.reference = deeds.do(new_call, draft=draft, template=TEMPLATE)
    deeds.call = first(deeds.database, Call, Call.reference == deeds.reference)


def _log(making: Making, **draft: Any) -> str:
    deeds = making.deeds
    made = deeds.do(add_submission, call_id=deeds.call.id, draft=SubmissionDraft(**draft))
    deeds.wrote("attendance", len(draft.get("attendees", ())))
    deeds.entered[made.reference] = draft
    return made.reference


def _tag(making: Making, reference: str, code: str, quote: str, **marks: Any) -> None:
    deeds = making.deeds
    number = deeds.do(
        add_tag,
        submission_id=submission(deeds.database, reference).id,
        priority_id=priority(deeds.database, deeds.call.id, code).id,
        draft=TagDraft(quote=quote or None, **marks),
    )
    said = [marks[each].label if marks.get(each) else "" for each in ("stance", "strength")]
    deeds.tags.append(Tagged(reference, code, deeds.edits[-1].officer, quote, *said))
    assert number


def _random_submission(making: Making, place: int) -> None:
    chance = making.chance
    said = f"{' '.join(chance.choices(WORDS, k=4))} number{place}"
    said = f"😀 {said}" if chance.random() < 0.2 else said
    answers = {1: said} if chance.random() < 0.8 else {1: "n/a"}
    if chance.random() < 0.5:
        answers[2] = f"More on {said}"
    if place == 3:
        answers[3] = "A long list. " * 3_000
    if chance.random() < 0.05:
        answers = {}
    channel = chance.choice(CHANNELS[:3] if chance.random() < 0.7 else CHANNELS)
    attendees = [Attendee(f"Guest {place} {each}") for each in range(chance.randint(1, 3))]
    received_at = FIRST + timedelta(hours=chance.randint(0, HOURS))
    reference = _log(
        making,
        respondent=f"Body {chance.randint(0, 20)}" if chance.random() < 0.9 else "",
        type_token=chance.choice(TYPES),
        area=chance.choice([*JOINT_AREAS, ""] if making.is_joint else AREAS),
        channel=channel,
        permission=chance.choice((*Permission, None)),
        received_at=received_at,
        sent_at=received_at - timedelta(hours=5) if chance.random() < 0.5 else None,
        answers=answers,
        letter=f"Dear all, {said}" if answers and chance.random() < 0.2 else "",
        attachments=[
            AttachedFile(f"{each}.pdf", b"x%d" % each)
            for each in range(chance.choice((0, 0, 0, 1, 2)))
        ],
        attendees=attendees if channel in WITH_ATTENDEES else [],
    )
    for code in chance.sample(making.codes, chance.randint(0, 4)) if answers else ():
        marks = {
            "stance": chance.choice((*Stance, None)), "strength": chance.choice((*Strength, None)),
        }  # fmt: skip
        is_whole = chance.random() < 0.3 or answers[1] == "n/a"
        _tag(making, reference, code, "" if is_whole else chance.choice(said.split()), **marks)


def _merge(making: Making, code: str, into: str) -> None:
    deeds = making.deeds
    own, other = (priority(deeds.database, deeds.call.id, each) for each in (code, into))
    deeds.do(merge_priority, priority_id=own.id, into_id=other.id, reason="Alike.")
    tags, joined = deeds.merge(code, into)
    deeds.wrote("carried over", tags)
    words = f"Merged into {into} {other.name} with {tags} tag{'' if tags == 1 else 's'}"
    words += f", {joined} of them joined" if joined else ""
    deeds.frame_events.append(FrameEvent(deeds.now, words, tags))
    making.codes.remove(code)


def _lay_out(making: Making) -> None:
    """Say in which LEPs the areas lie, and set some submissions by hand."""
    deeds, chance = making.deeds, making.chance
    for name, bodies in JOINT_AREAS.items():
        area = first(deeds.database, Area, Area.name == name)
        lead, second = (*bodies, "", "")[:2]
        if area is not None and bodies:
            deeds.do(edit_area, area_id=area.id, correction=AreaCorrection(None, lead, second))
            deeds.edits.pop()  # areas are of no call
    with deeds.database.reading() as session:
        parts = list(parts_of_call(session, deeds.call.id))
    for reference in deeds.entered:
        if chance.random() < 0.15:
            own = chance.sample(parts, chance.randint(1, len(parts)))
            to = RelevantTo(tuple(own))
            ids = [submission(deeds.database, reference).id]
            deeds.do(set_relevance, submission_ids=ids, to=to)
            deeds.wrote("set relevance", len(own))


def _extend(making: Making) -> None:
    deeds = making.deeds
    for day in (date(2019, 2, 4), date(2019, 2, 6))[: making.chance.randint(1, 2)]:
        before = deeds.closes
        change = {"deadline": parse_deadline(f"{day}"), "reason": "Asked for.", "notice": "Longer."}
        deeds.do(extend_call, call_id=deeds.call.id, **change)
        deeds.extensions.append((before, day, deeds.now))


def _decide(making: Making, reference: str) -> None:
    deeds, chance = making.deeds, making.chance
    entry = submission(deeds.database, reference)
    if entry.disposition.key == "late-waiting" and chance.random() < 0.7:
        choice = chance.choice(tuple(LateChoice))
        reason = {"choice": choice, "reason": "So decided."}
        deeds.do(decide_late, submission_id=entry.id, **reason)
        deeds.decided[reference] = deeds.now
    elif chance.random() < 0.1:
        kind = chance.choice((SetAside.WITHDRAWN, SetAside.OFF_TOPIC))
        deeds.do(set_submission_aside, submission_id=entry.id, kind=kind, reason="So.")


def _keep_back_or_correct(making: Making, reference: str) -> None:
    """Redact words, keep a submission confidential, or correct an answer; mostly none of these."""
    deeds, chance = making.deeds, making.chance
    entry = submission(deeds.database, reference)
    answer = deeds.entered[reference]["answers"].get(1, "")
    if answer in ("", "n/a"):
        return
    what = chance.choices(("", "redact", "keep", "correct"), (70, 12, 9, 9))[0]
    if what == "redact":
        _redact(making, reference, answer)
    elif what == "keep":
        deeds.do(request_confidentiality, submission_id=entry.id, reason="Asked.")
    elif what == "correct":
        kept = answer.split()[-1] if chance.random() < 0.5 else ""
        correction = SubmissionCorrection(answers={1: f"Said anew, {kept} otherwise."})
        deeds.do(edit_submission, submission_id=entry.id, correction=correction)
        deeds.earlier[reference].append(answer)
        own = deeds.entered[reference]
        deeds.entered[reference] = {**own, "answers": {**own["answers"], **correction.answers}}


def _redact(making: Making, reference: str, answer: str) -> None:
    deeds, chance = making.deeds, making.chance
    entry = submission(deeds.database, reference)
    own = SourceText.submission_id == entry.id, SourceText.body == answer
    words = chance.choice([each for each in answer.split() if each.isascii()])
    start = answer.index(words)
    end = start + len(words)
    span = {"text_id": first(deeds.database, SourceText, *own).id, "start": start, "end": end}
    number = deeds.do(redact_span, **span, reason="personal data")
    done = {"reference": reference, "start": start, "end": end, "at": deeds.now, "lifted": ""}
    if chance.random() < 0.3:
        deeds.do(lift_redaction, redaction_id=number, reason="Not needed.")
        done["lifted"] = deeds.now
    deeds.redacted.append(done)


def _random_campaign(making: Making, number: int) -> None:
    """Log copies of a letter, and variants that say more, in any order; confirm the campaign."""
    deeds, chance = making.deeds, making.chance
    words = " ".join(chance.sample(WORDS, len(WORDS)) * 3) + f" campaign{number}."
    members: dict[str, str] = {}
    for place in range(chance.randint(2, 12)):
        more = "" if place == 0 or chance.random() < 0.6 else f" We also want variant{place} soon."
        is_signed = chance.random() < 0.5
        said = f"{words}{more}"
        if is_signed:
            said = f"Dear Sir or Madam,\n\n{said}\n\nYours sincerely,\nSigner {number} {place}"
        reference = _log(
            making, respondent=f"Signer {number} {place}", answers={}, letter=said,
            received_at=FIRST + timedelta(hours=chance.randint(0, HOURS)),
            permission=chance.choice((*Permission, None)),
        )  # fmt: skip
        members[reference] = more
        for code in chance.sample(making.codes, chance.choice((0, 0, 1, 2))):
            quote = chance.choice(("", chance.choice(WORDS)))
            _tag(making, reference, code, quote, stance=chance.choice((*Stance, None)))
        _decide(making, reference)
    ids = [submission(deeds.database, each).id for each in members]
    group = {"seed_id": ids[0], "submission_ids": ids, "name": f"Campaign {number}"}
    deeds.do(confirm_campaign, call_id=deeds.call.id, **group)
    deeds.wrote("campaign member", len(ids))
    seed = next(iter(members))
    deeds.campaigns[f"Campaign {number}"] = Campaign(seed, members, words, deeds.now)


def _conclude(making: Making, seed: int) -> None:
    """Set targets, choose a scale, write findings, and keep a view."""
    deeds, chance, call_id = making.deeds, making.chance, making.deeds.call.id
    _aim(making)
    deeds.scale = OWN_SCALE if seed % 2 else USUAL_SCALE
    if seed % 2:
        steps = [QuantifierStep(name, Fraction(least, 100)) for least, name in OWN_SCALE]
        deeds.do(set_scale, call_id=call_id, steps=steps)
    for code in chance.sample(making.codes, 2):
        priority_id = priority(deeds.database, call_id, code).id
        due_on = chance.choice((None, date(2019, 6, 3)))
        draft = FeedbackDraft("You said it.", "We do it.", due_on=due_on)
        deeds.do(set_feedback, priority_id=priority_id, draft=draft)
        deeds.due[code] = due_on
        deeds.do(set_finding, priority_id=priority_id, text="Many say so.")
    excerpts = rows(deeds.database, Excerpt)
    for excerpt in chance.sample(excerpts, min(2, len(excerpts))):
        deeds.do(bookmark_excerpt, excerpt_id=excerpt.id)
    deeds.do(mark_read, submission_ids=[submission(deeds.database, next(iter(deeds.entered))).id])
    if not making.is_joint:
        area = first(deeds.database, Area, Area.name == AREAS[0])
        deeds.do(edit_area, area_id=area.id, correction=AreaCorrection(lead="llep"))
        deeds.edits.pop()  # areas are of no call
    definition = written_view(View(RegisterFilter(channels=IN_VIEW)))
    deeds.do(save_view, call_id=call_id, name=VIEW, definition=definition)


def _aim(making: Making) -> None:
    deeds, chance, call_id = making.deeds, making.chance, making.deeds.call.id
    types = [("", None)]
    for token in filter(None, TYPES):
        own = first(deeds.database, StakeholderType, StakeholderType.key == token)
        types.append((own.label, own.id))
    areas = [("", None), *((each.name, each.id) for each in rows(deeds.database, Area)[:2])]
    questions = [("", None)]
    for number in (1, 2):
        own = first(
            deeds.database, Question, Question.call_id == call_id, Question.number == number
        )
        questions.append((f"Q{number}", own.id))
    for kind in chance.sample(types, 4):
        area = chance.choice(areas) if chance.random() < 0.4 else areas[0]
        question = chance.choice(questions) if chance.random() < 0.4 else questions[0]
        wanted = chance.randint(1, 9)
        draft = TargetDraft(wanted, kind[1], area[1], question[1])
        deeds.do(set_target, call_id=call_id, draft=draft)
        deeds.targets[kind[0], area[0], question[0]] = wanted
