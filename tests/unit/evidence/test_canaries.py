"""Thousands of canaries over random publications: none comes out, in any format or encoding."""

from __future__ import annotations

import base64
import random
import re
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from html import escape
from zipfile import ZipFile, is_zipfile

import pytest

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.history import take_back
from lisdesk.edits.memos import add_memo
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.redactions import redact_span
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
from lisdesk.edits.views import save_view
from lisdesk.errors import RefusedError
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import (
    Channel,
    Disposition,
    Edition,
    KeptBack,
    LateChoice,
    Permission,
    SetAside,
    StakeholderKind,
)
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.entities import Submission
from lisdesk.store.lookup import call_by_reference, current_texts, priority_by_code
from lisdesk.store.opening import open_database
from lisdesk.store.work import Desk
from lisdesk.tasks.export_formats import ENDINGS
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.file_words import read_file_words
from tests.desk_work import DESK, TEMPLATE, open_call
from tests.unit.evidence.conftest import CALL, EXPORT_DESK

ASIDE = (None, None, None, SetAside.WITHDRAWN, SetAside.OFF_TOPIC)
VOICES = 24
TAIL = re.compile(rb"(?=([0-9a-f]{10}z))")
"""How a canary ends: no other ends alike."""


def canary(chance, kind):
    return f"{kind}{chance.getrandbits(40):010x}z"


class Selection:
    """One random call: what must not come out of it, and something that must."""

    def __init__(self, database, seed):
        self.chance = random.Random(seed)
        self.officer = f"{canary(self.chance, 'Offi')} {canary(self.chance, 'Cer')}"
        self.desk = Desk(self.officer, DESK.clock)
        self.forbidden = [*self.officer.split()]
        self.numbers = []
        self.permitted = []
        self._of_files = random.Random(f"files of {seed}")
        self._of_memos = random.Random(f"memos of {seed}")
        with database.writing(self.desk) as work:
            for _ in range(VOICES):
                self._voice(work, 1)
            self._campaign(work)
            self._other_call(work)
            self.wish = self._wish(work)

    def _word(self, kind, *, is_permitted=False):
        word = canary(self.chance, kind)
        (self.permitted if is_permitted else self.forbidden).append(word)
        return word

    def _file(self):
        """Return a file that says a canary, which the search is to find and nobody else."""
        word = canary(self._of_files, "fil")
        self.forbidden.append(word)
        return AttachedFile("notes.txt", f"In the file it says {word}.".encode())

    def _memos(self, work, number):
        """Note a canary on words of a submission, and another one on the whole of it."""
        words = [canary(self._of_memos, "mem") for _ in range(2)]
        self.forbidden += words
        (text, *_) = current_texts(work.session, number)
        span = {"text_id": text.id, "start": 0, "end": len(text.body) // 2}
        add_memo(work, submission_id=number, words=f"Ask {words[0]} of them.", **span)
        add_memo(work, submission_id=number, words=words[1])

    def _voice(self, work, call_id):
        chance = self.chance
        permission = chance.choice([*Permission, None])
        aside, is_confidential = chance.choice(ASIDE), chance.random() < 0.2
        is_redacted = chance.random() < 0.3
        is_late, is_corrected = chance.random() < 0.15, chance.random() < 0.2
        is_open = permission in (Permission.NAMED, Permission.UNNAMED) and not is_confidential
        may_quote = is_open and aside is None and not is_late
        is_nameable = permission is Permission.NAMED and not is_confidential
        is_nameable = is_nameable and aside is not SetAside.WITHDRAWN
        name = self._word("Nam", is_permitted=is_nameable)
        words = self._word("wor", is_permitted=may_quote and not is_corrected)
        draft = SubmissionDraft(
            respondent=f"{name} Ltd",
            email=f"{self._word('mai')}@{self._word('dom')}.example",
            kind=chance.choice(list(StakeholderKind)),
            permission=permission,
            channel=Channel.ONLINE if len(self.numbers) % 4 else Channel.POST,
            submitted_by=self._word("prx"),
            received_at=datetime(2019, 2 if is_late else 1, 12, 9, tzinfo=UTC)
            + timedelta(minutes=chance.randrange(900)),
            answers={1: f"We think {words} matters more than all else that was said."}
            | ({2: f"{self._word('red')} met {self._word('red')}, then."} if is_redacted else {}),
            letter=f"Dear all, {self._word('let', is_permitted=may_quote)} is ours.",
            attachments=[self._file()],
        )
        made = add_submission(work, call_id=call_id, draft=draft).result
        number = int(made.reference.rpartition("-")[2])
        if is_redacted:
            self._redact(work, number)
        self._ring(work, number)
        self._memos(work, number)
        priority = priority_by_code(work.session, call_id, "P2").id
        tagged = TagDraft(quote=f"think {words} matters", note=self._word("not"))
        add_tag(work, submission_id=number, priority_id=priority, draft=tagged)
        if is_corrected:
            new = {1: f"Now {self._word('cor', is_permitted=may_quote)} matters."}
            edit_submission(
                work, submission_id=number, correction=SubmissionCorrection(answers=new)
            )
        if is_confidential:
            request_confidentiality(work, submission_id=number, reason=self._word("rea"))
        if is_late:
            choice = {"choice": LateChoice.REFUSE, "reason": self._word("rea")}
            decide_late(work, submission_id=number, **choice)
        if aside is not None:
            set_submission_aside(work, submission_id=number, kind=aside, reason=self._word("rea"))

    def _wish(self, work):
        """Ask for a template, or for a view of what a publication may be narrowed to or may not."""
        chance = random.Random(self.chance.getrandbits(32))
        template = chance.choice([Template.FULL, Template.BOARD, Template.FOUNDATION])
        subject = "People" if template is Template.FOUNDATION else ""
        if chance.random() < 0.25:
            return WorkbookWish(template, subject)
        priority = priority_by_code(work.session, 1, "P2").id
        chosen = chance.choice(
            [
                RegisterFilter(channels=(Channel.ONLINE,)),
                RegisterFilter(priority_ids=(priority,), stances=(None,)),
                RegisterFilter(dispositions=(Disposition.COUNTED,)),
                RegisterFilter(channels=(Channel.POST,), all_priority_ids=(priority,)),
                RegisterFilter(permissions=(Permission.NAMED,)),
                RegisterFilter(search=chance.choice(self.forbidden)),
            ]
        )
        save_view(work, call_id=1, name="Narrowed", definition=written_view(View(chosen)))
        return WorkbookWish(template, subject, "Narrowed")

    def _redact(self, work, number):
        """Keep the canaries of an answer back; the name in the register is another way to it."""
        texts = {each.question_id: each for each in current_texts(work.session, number)}
        (text,) = (each for each in texts.values() if each.body.endswith("then."))
        for found in re.finditer("red[0-9a-f]{10}z", text.body):
            span = {"text_id": text.id, "start": found.start(), "end": found.end()}
            kind = self.chance.choice(list(KeptBack))
            redact_span(work, **span, kind=kind, reason="third party named")

    def _ring(self, work, number):
        """Give a respondent two numbers that nothing else has, in one field of the register."""
        submission = work.session.get_one(Submission, number)
        own = [f"{self.chance.randrange(10**8, 10**9)}7" for _ in range(2)]
        self.numbers += own
        correction = StakeholderCorrection(telephone=f"+44 {own[0]} (9-5) / 0{own[1]}")
        edit_stakeholder(work, stakeholder_id=submission.respondent_id, correction=correction)

    def _campaign(self, work):
        """Send a letter four times, of which one has redactions and one is a variant."""
        third, other = self._word("red"), self._word("red")
        letter = f"We, {third} and all at the depot, want a bus that runs at night, says {other}."
        numbers = []
        for words in (letter, letter, letter, f"I am new. {letter.upper().replace('Z', 'z')}"):
            words = re.sub("RED[0-9A-F]{10}z", lambda each: each[0].lower(), words)
            draft = SubmissionDraft(letter=words, permission=Permission.UNNAMED)
            made = add_submission(work, call_id=1, draft=draft).result
            numbers.append(int(made.reference.rpartition("-")[2]))
        members = {"seed_id": numbers[0], "submission_ids": numbers[1:]}
        confirm_campaign(work, call_id=1, name="Night buses", **members)
        (text,) = current_texts(work.session, self.chance.choice(numbers))
        for word in (third, other):
            start = text.body.index(word)
            span = {"text_id": text.id, "start": start, "end": start + len(word)}
            redact_span(work, **span, reason="third party named")

    def _other_call(self, work):
        draft = CallDraft(
            self._word("Oth"), "LLEP", datetime(2019, 3, 1).date(), parse_deadline("2019-04-30")
        )
        other = new_call(work, draft=draft, template=TEMPLATE).result
        call_id = call_by_reference(work.session, other).id
        words = {1: f"In another call {self._word('oth')} was said."}
        named = SubmissionDraft(
            respondent=self._word("Oth"), permission=Permission.NAMED, answers=words
        )
        add_submission(work, call_id=call_id, draft=named)
        gone = SubmissionDraft(answers={1: f"Deleted: {self._word('del')}."})
        entry = add_submission(work, call_id=1, draft=gone)
        take_back(work, entry_id=entry.entry_id)


def every_form(word):
    """A word in every encoding that a part could have it in."""
    plain = [word, escape(word), "".join(f"&#{ord(letter)};" for letter in word)]
    forms = [form.encode(name) for form in plain for name in ("utf-8", "utf-16-le", "utf-16-be")]
    return forms + [base64.b64encode(b"x" * start + word.encode() + b"..") for start in range(3)]


def readings(content):
    """The content in every way that it could be read in: as it is, and decoded."""
    yield content
    narrow = content.replace(b"\x00", b"")
    yield narrow
    yield re.sub(rb"&#([0-9]{2,3});", lambda found: bytes([int(found[1]) % 256]), narrow)
    for run in re.findall(rb"[A-Za-z0-9+/]{18,}", content):
        for start in range(4):
            whole = run[start : start + (len(run) - start) // 4 * 4]
            yield base64.b64decode(whole)


def tails(content):
    """The ends of all canaries in the content, by which each is known."""
    return {end for read in readings(content) for end in re.findall(TAIL, read)}


def parts(path):
    if not is_zipfile(path):
        return path.read_bytes()
    with ZipFile(path) as package:
        names = "\n".join(package.namelist()).encode()
        return b"\n".join([names, *map(package.read, package.namelist())])


def leaks(database, selection, folder):
    """Return the canaries that came out of any format, and what said something: the formats, and
    the part that was asked for, unless it was refused.
    """
    found, spoke = [], []
    desk = Desk(selection.officer, EXPORT_DESK.clock)
    for name, ending in ENDINGS.items():
        target = folder / f"{name}.{ending}"
        export_evidence(database, desk, CALL, target, Edition.PUBLICATION, file_format=name)
        found += canaries(parts(target), selection, [str(folder), str(database.location)])
        spoke += [name] * speaks(parts(target), selection)
    for name in ("xlsx", "csv"):
        target = folder / f"part-{name}.{ENDINGS[name]}"
        wish = selection.wish if name == "xlsx" else WorkbookWish(view=selection.wish.view)
        asked = {"file_format": name, "wish": wish}
        try:
            export_evidence(database, desk, CALL, target, Edition.PUBLICATION, **asked)
        except RefusedError as refusal:
            assert "would give back" in str(refusal)  # noqa: PT017 (the others are let through)
            assert not target.exists()
            spoke.append("refused")
            continue
        found += canaries(parts(target), selection, [str(folder), str(database.location)])
        spoke += [f"part {wish.template.key}", *["narrowed"] * wish.is_narrowed]
    return found, spoke


def canaries(content, selection, here):
    """Return what must not be in the parts of a publication and is, in whatever encoding."""
    told = tails(content)
    found = [word for word in selection.forbidden if word[-11:].encode() in told]
    digits = re.sub(rb"[^0-9<>\n]", b"", content)
    found += [number for number in selection.numbers if number.encode() in digits]
    return found + [word for word in here for form in every_form(word) if form in content]


def speaks(content, selection):
    """Whether the parts of a publication hold a word that is permitted."""
    told = set(re.findall(TAIL, content))
    return any(word[-11:].encode() in told for word in selection.permitted)


def run(empty_file, folder, seeds):
    """Return how many canaries there were, and how often which kind of publication was made; a
    format is silent where nothing may be said, but each of those that quote speaks of nearly every
    call.
    """
    count, spoke = 0, Counter()
    for seed in seeds:
        own = folder / str(seed)
        own.mkdir()
        shutil.copy(empty_file, own / "file.lisdesk")
        database = open_database(own / "file.lisdesk")
        open_call(database)
        selection = Selection(database, seed)
        count += len(selection.forbidden)
        assert read_file_words(database).unreadable == 0  # they are in the search from now on
        found, speaking = leaks(database, selection, own)
        assert found == [], seed
        spoke.update(speaking)
        database.close()
        shutil.rmtree(own)
    assert all(spoke[name] >= 0.9 * len(seeds) for name in ENDINGS if name != "qdc"), spoke
    return count, spoke


def test_a_canary_is_found_in_every_encoding():
    word = canary(random.Random(3), "wor")
    for form in every_form(word):
        assert word[-11:].encode() in tails(b"before, " + form + b" and behind"), form


def test_no_canary_of_a_random_publication_comes_out(empty_file, tmp_path):
    count, made = run(empty_file, tmp_path, range(1))
    assert count > 100
    assert made["narrowed"] + made["refused"] + made["part full"] > 0


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_canary_of_two_hundred_publications_comes_out(empty_file, tmp_path):
    count, made = run(empty_file, tmp_path, range(200))
    assert count >= 5_000
    assert made["narrowed"] >= 100
    assert made["refused"] >= 20
    assert all(made[f"part {each}"] >= 20 for each in ("full", "board", "foundation")), made
