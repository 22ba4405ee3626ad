"""A call in which everything happens that a workbook has to cope with, and what must not leak."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lisdesk.edits.calls import extend_call
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    decide_late,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import (
    Channel,
    LateChoice,
    Permission,
    SetAside,
    StakeholderKind,
    Stance,
    Strength,
)
from lisdesk.store.database import Database
from lisdesk.store.entities import Call, Submission
from lisdesk.store.work import Desk
from tests.desk_work import DESK, do, log, open_call, tag

OSCAR = Desk("Oscar Ordinator", DESK.clock)
OFFICERS = (DESK.officer, OSCAR.officer)
SUBMISSIONS = 40
TYPES = ("individual", "business-small", "business-micro", "school", "trade-union", "", "voluntary")
AREAS = ("Melton", "Charnwood", "Hinckley", "")
CODES = ("P1", "P2", "P2.1", "P2.1.1", "P2.1.1.1", "P3", "P3.1")
PERMISSIONS = (Permission.NAMED, Permission.UNNAMED, Permission.NONE, None)
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "#N/A",
    "_x0041_ and _x005F_",
    "<b>&amp;</b> \x00\x0b end",
    "+cmd|' /C calc'!A0\r\nnext",
)
FIRST_DAY = datetime(2018, 12, 5, 10, tzinfo=UTC)


@dataclass
class Voice:
    """One submission: what it was given, and whether a publication may name or quote it."""

    reference: str
    name: str
    email: str
    words: str
    letter_words: str
    permission: Permission | None
    note: str
    submitted_by: str
    is_confidential: bool = False
    is_counted: bool = True
    is_withdrawn: bool = False
    words_were_sent: bool = True
    old_words: list[str] = field(default_factory=list)

    @property
    def may_be_quoted(self) -> bool:
        permitted = self.permission in (Permission.NAMED, Permission.UNNAMED)
        return permitted and not self.is_confidential and not self.is_withdrawn

    @property
    def may_be_named(self) -> bool:
        return self.may_be_quoted and self.permission is Permission.NAMED


def busy_call(database: Database, submissions: int = SUBMISSIONS) -> list[Voice]:
    """Fill a file with a call of many kinds of submission; return them in order of entry."""
    call = open_call(database)
    children = [
        PriorityDraft("P2.1", "Apprenticeships", parent="P2", foundations=["People", "Ideas"]),
        PriorityDraft("P2.1.1", "Degree apprenticeships", parent="P2.1"),
        PriorityDraft("P2.1.1.1", "Small firms' share", parent="P2.1.1"),
        PriorityDraft("P3.1", "Buses", parent="P3", definition="=1+1", include="Fares"),
    ]
    do(database, add_priorities, call_id=call.id, drafts=children)
    chance = random.Random(7)
    voices = [_speak(database, call, place, chance) for place in range(submissions)]
    extension = {"deadline": parse_deadline("2019-02-08"), "reason": "Snow.", "notice": "Longer."}
    do(database, extend_call, call_id=call.id, **extension)
    _decide(database, voices)
    return voices


def _speak(database: Database, call: Call, place: int, chance: random.Random) -> Voice:
    permission = PERMISSIONS[place % 4]
    voice = Voice(
        reference="",
        name=f"Nomen{place:02d}x Canary",
        email=f"mail{place:02d}x@canary.example",
        words=f"answerwords{place:02d}x 😀 gaps {HOSTILE[place % len(HOSTILE)]}",
        letter_words=f"letterwords{place:02d}x",
        permission=permission,
        note=f"officernote{place:02d}x",
        submitted_by=f"Proxy{place:02d}x",
        words_were_sent=place % 13 > 0,
    )
    entry = log(
        database,
        call,
        respondent=voice.name if place % 9 else "",
        email=voice.email,
        kind=StakeholderKind.PERSON if place % 3 else StakeholderKind.ORGANISATION,
        type_token=TYPES[place % len(TYPES)],
        area=AREAS[place % len(AREAS)],
        channel=tuple(Channel)[place % len(Channel)],
        submitted_by=voice.submitted_by,
        permission=permission,
        received_at=_received(place),
        sent_at=_received(place) - timedelta(days=1),
        answers={1: voice.words, 2: "n/a", 3: f"moreanswer{place:02d}x"}
        if voice.words_were_sent
        else {},
        letter=voice.letter_words if place % 2 and voice.words_were_sent else "",
        attachments=[AttachedFile(f"filename{place:02d}x.pdf", b"x")] if place % 5 == 0 else (),
    )
    voice.reference = entry.reference
    if voice.words_were_sent:
        _tag(database, entry, voice, place, chance)
    return voice


def _received(place: int) -> datetime:
    """Return a moment before the opening, in the call, or, for every tenth, after its end."""
    if place % 10 == 9:
        return datetime(2019, 2, 9, 0, 30, tzinfo=UTC) + timedelta(hours=place)
    return FIRST_DAY + timedelta(days=place % 30, minutes=place)


def _tag(
    database: Database, entry: Submission, voice: Voice, place: int, chance: random.Random
) -> None:
    stances: Sequence[Stance | None] = (*Stance, None)
    strengths: Sequence[Strength | None] = (*Strength, None)

    def drawn() -> dict[str, Any]:
        return {"stance": chance.choice(stances), "strength": chance.choice(strengths)}

    codes = chance.sample(CODES, 3)
    tag(database, entry, codes[0], quote=f"answerwords{place:02d}x 😀", note=voice.note, **drawn())
    tag(database, entry, codes[1], quote=f"answerwords{place:02d}x 😀", desk=OSCAR, **drawn())
    tag(database, entry, codes[0], quote="😀 gaps", desk=OSCAR, **drawn())
    tag(database, entry, codes[2], question=3, **drawn())
    if place % 4 == 1:
        tag(database, entry, codes[2], **drawn())
    if place % 2:
        tag(database, entry, codes[1], quote=voice.letter_words, **drawn())


def _decide(database: Database, voices: list[Voice]) -> None:
    """Withdraw, set aside, correct, keep confidential and decide on some of them."""
    numbers = {voice.reference: place for place, voice in enumerate(voices, start=1)}
    for place, voice in enumerate(voices):
        submission_id = numbers[voice.reference]
        if not voice.words_were_sent and place % 5:  # and no attachment either
            voice.is_counted = False
        if place % 10 == 9:
            voice.is_counted = place % 20 == 9
            choice = LateChoice.ACCEPT if place % 20 == 9 else LateChoice.REFUSE
            if place != SUBMISSIONS - 1:
                reason = {"choice": choice, "reason": f"latereason{place:02d}x"}
                do(database, decide_late, submission_id=submission_id, **reason)
            else:
                voice.is_counted = False
        if place in (12, 17):
            voice.is_counted, voice.is_withdrawn = False, True
            _set_aside(database, submission_id, SetAside.WITHDRAWN)
        if place in (14, 20):
            voice.is_counted = False
            _set_aside(database, submission_id, SetAside.OFF_TOPIC)
        if place in (4, 5, 6, 7, 33):
            voice.is_confidential = True
            ask = {"reason": f"secretreason{place:02d}x"}
            do(database, request_confidentiality, submission_id=submission_id, **ask)
        if place in (8, 21):
            voice.old_words.append(f"answerwords{place:02d}x")
            correction = SubmissionCorrection(answers={1: f"corrected{place:02d}x now."})
            do(database, edit_submission, submission_id=submission_id, correction=correction)


def _set_aside(database: Database, submission_id: int, kind: SetAside) -> None:
    reason = {"kind": kind, "reason": f"asidereason{submission_id:02d}x"}
    do(database, set_submission_aside, submission_id=submission_id, **reason)
