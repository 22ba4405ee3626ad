"""A call with a submission for every combination of flags, made by an officer's own edits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingFile, IncomingQuestion, IncomingRow
from lisdesk.edits.merging import mark_duplicate, merge_submissions
from lisdesk.edits.redactions import TextPlace, redact_personal_data, redact_span
from lisdesk.edits.submission_lists import decide_late_submissions, set_submissions_aside
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
)
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    KeptBack,
    LateChoice,
    Permission,
    SetAside,
)
from lisdesk.store.database import Database
from lisdesk.store.entities import SourceText, Submission
from lisdesk.store.work import Work
from tests.desk_work import DESK, log, open_call, rows
from tests.unit.evidence import truth_cases as truth
from tests.unit.evidence.truth_cases import Case

NON_ANSWER = "n/a"
QUESTIONS = {"a": 1, "b": 2, "c": 3, "e": 4, "f": 5, "g": 6, "h": 7}
"""The question that each kind of text answers."""
MERGED_QUESTION, NON_ANSWER_QUESTION = 9, 8
REDACTED, CONFIDENTIAL = "bfh", "cg"
CORRECTED = "efgh"
_AT_ONCE = 400
T = TypeVar("T")


@dataclass
class Placed:
    """A case with the submissions that were made for it."""

    case: Case
    id: int = 0
    reference: str = ""
    merged_id: int = 0
    merged_reference: str = ""
    partner_id: int = 0
    partner_reference: str = ""


def fill(database: Database, cases: Sequence[Case], policy: str) -> list[Placed]:
    """Make the call and every case in it; return them in their order."""
    call = open_call(database)
    with database.writing(DESK) as work:
        correction = CallCorrection(campaign_policy=CampaignPolicy.of(policy))
        edit_call(work, call_id=call.id, correction=correction)
    original_id = log(database, call, answers={1: "An original."}).id
    placed = _added(database, cases)
    _decide_late(database, placed)
    _each(database, _of(placed, lambda case: case.is_merged), _merge)
    _keep_back(database, placed)
    _tag(database, placed)
    rich = _of(placed, lambda case: case.content == truth.EVERYTHING)
    _each(database, rich, _correct)
    _each(database, _of(placed, lambda case: case.confidential), _ask)
    _each(database, _campaigns(placed), _confirm)
    for kind in (truth.WITHDRAWN, truth.OFF_TOPIC):
        _set_aside(database, _of(placed, lambda case, kind=kind: case.aside == kind), kind)

    def lead_away(work: Work, each: Placed) -> None:
        mark_duplicate(work, submission_id=each.id, of_id=original_id)

    _each(database, _of(placed, lambda case: case.aside == truth.DUPLICATE), lead_away)
    return placed


def _of(placed: Iterable[Placed], chosen: Callable[[Case], object]) -> list[Placed]:
    return [each for each in placed if chosen(each.case)]


def _each(database: Database, placed: Sequence[T], edit: Callable[[Work, T], None]) -> None:
    for part in _parts(placed, _AT_ONCE):
        with database.writing(DESK) as work:
            for each in part:
                edit(work, each)


def _parts(many: Sequence[Any], at_once: int) -> Iterator[Sequence[Any]]:
    return (many[start : start + at_once] for start in range(0, len(many), at_once))


def text_of(case: Case, text: str, *, is_older: bool = False) -> str:
    """Return a text with the words of its own: as it stands at last, or as it came."""
    tagged, deleted, untagged, secret, old = (
        case.word(text, role)
        for role in (
            truth.TAGGED, truth.TAG_DELETED, truth.UNTAGGED, truth.KEPT_BACK, truth.OLD,
        )
    )  # fmt: skip
    said = f"We say {tagged} and {deleted}, then {untagged} here."
    if text in CORRECTED:
        said = f"Once {old} stood. {said}" if is_older else f"Now it is other. {said}"
    has_secret = text in REDACTED + CONFIDENTIAL and (is_older or text != "h")
    return f"{said} They told {secret} of it." if has_secret else said


def _words(case: Case) -> dict[int, str]:
    if case.content == truth.BLANK:
        return {}
    if case.content == truth.NON_ANSWER:
        return {1: NON_ANSWER}
    if case.content == truth.PLAIN:
        return {1: text_of(case, "a")}
    answers = {number: text_of(case, text, is_older=True) for text, number in QUESTIONS.items()}
    return answers | {NON_ANSWER_QUESTION: NON_ANSWER}


def _rows(case: Case) -> Iterator[tuple[str, IncomingRow]]:
    """Yield what came in for a case, and which of its submissions it is."""
    yield "id", _row(case, f"{case.place}", case.permission, _words(case))
    if case.is_merged:
        words = f"Besides {case.word(truth.ABOUT, truth.MERGED_WORDS)} came."
        yield "merged_id", _row(case, f"{case.place} m", case.merged, {MERGED_QUESTION: words})
    if case.has_partner:
        yield "partner_id", _partner(case)


def _row(case: Case, key: str, permission: str, answers: Mapping[int, str]) -> IncomingRow:
    """Return a row of a sheet."""
    return IncomingRow(
        1,
        key,
        key,
        respondent=truth.name_of(case) if case.has_name else "",
        email="" if case.has_name else f"{case.about(truth.NAME)}@canary.example",
        is_organisation=case.kind == "organisation",
        type_key="" if case.kind == "organisation" else "individual",
        permission=Permission.of(permission) if permission else None,
        received_at=datetime(2019, 2 if case.is_late else 1, 12, 9, tzinfo=UTC),
        answers=[(number - 1, words) for number, words in answers.items()],
    )


def _partner(case: Case) -> IncomingRow:
    """Return the other one of a campaign, which says what is kept back in the one as well."""
    secrets = [case.word(text, truth.KEPT_BACK) for text in truth.QUOTED_WITH_SECRET]
    heard = f" and heard of {secrets[0]} or {secrets[1]} there"
    heard = heard if case.content == truth.EVERYTHING else ""
    words = f"A partner adds {case.word(truth.ABOUT, truth.PARTNER)}{heard}."
    return IncomingRow(
        1,
        f"{case.place} p",
        f"{case.place} p",
        respondent=f"{case.about(truth.PARTNERS_NAME).capitalize()} and sons",
        is_organisation=True,
        permission=Permission.NAMED,
        received_at=datetime(2019, 1, 10, 9, tzinfo=UTC),
        answers=[(0, words)],
    )


def _added(database: Database, cases: Sequence[Case]) -> list[Placed]:
    """Bring the cases in as the rows of a sheet; return them with their numbers."""
    found = [(place, *each) for place, case in enumerate(cases) for each in _rows(case)]
    questions = [IncomingQuestion("", number=number) for number in range(1, 11)]
    file = IncomingFile(
        "cases.csv", "0" * 64, "", "utf-8", "Id", questions, [row for *_, row in found], True
    )
    before = max(each.id for each in rows(database, Submission))
    with database.writing(DESK) as work:
        import_rows(work, call_id=1, file=file)
    made = [each for each in rows(database, Submission) if each.id > before]
    placed = [Placed(case) for case in cases]
    for (place, what, _), submission in zip(found, made, strict=True):
        setattr(placed[place], what, submission.id)
        setattr(placed[place], what.replace("id", "reference"), submission.reference)
    return placed


def _decide_late(database: Database, placed: Sequence[Placed]) -> None:
    by_choice: defaultdict[str, list[int]] = defaultdict(list)
    for each in placed:
        if each.case.arrival not in (truth.IN_TIME, truth.UNDECIDED):
            by_choice[each.case.arrival] += [each.id, *([each.merged_id] * each.case.is_merged)]
    with database.writing(DESK) as work:
        for key, ids in by_choice.items():
            reason = {"choice": LateChoice.of(key), "reason": f"tr00000{truth.ABOUT}rz"}
            decide_late_submissions(work, submission_ids=ids, **reason)


def _merge(work: Work, each: Placed) -> None:
    merge_submissions(work, into_id=each.id, submission_ids=[each.merged_id])


def _keep_back(database: Database, placed: Sequence[Placed]) -> None:
    """Redact, and mark as confidential, what is kept back of the texts as they came."""
    cases = {each.id: each.case for each in placed if each.case.content == truth.EVERYTHING}
    redacted, confidential = [], []
    for text in rows(database, SourceText, SourceText.is_current):
        case = cases.get(text.submission_id)
        found = re.search(r"told (tr[0-9]{5}([a-z])sz) of", text.body) if case else None
        if found is None:
            continue
        if found[2] in REDACTED:
            redacted.append(TextPlace(text.id, *found.span(1)))
        if found[2] in CONFIDENTIAL:
            span = {"text_id": text.id, "start": found.start(1), "end": found.end(1)}
            confidential.append(span)
    for part in _parts(redacted, _AT_ONCE):
        with database.writing(DESK) as work:
            redact_personal_data(work, places=part, reason="third party named")
    for some in _parts(confidential, _AT_ONCE):
        with database.writing(DESK) as work:
            for span in some:
                redact_span(
                    work, **span, reason=f"tr00000{truth.ABOUT}rz", kind=KeptBack.CONFIDENTIAL
                )


def _tag(database: Database, placed: Sequence[Placed]) -> None:
    """Tag words of every text, those that will not stand among them; take half of it off again."""
    standing, deleted = [], []
    for each in placed:
        for text in _tagged_texts(each.case):
            standing += [_entry(each, quote) for quote in _tagged(each.case, text)]
            deleted.append(_entry(each, each.case.word(text, truth.TAG_DELETED)))
    with database.writing(DESK) as work:
        add_tags(work, call_id=1, entries=standing)
    with database.writing(DESK) as work:
        entry_id = add_tags(work, call_id=1, entries=deleted).entry_id
    with database.writing(DESK) as work:
        take_back(work, entry_id=entry_id)


def _tagged_texts(case: Case) -> str:
    return {truth.EVERYTHING: "".join(truth.TEXTS), truth.PLAIN: "a"}.get(case.content, "")


def _tagged(case: Case, text: str) -> list[str]:
    quotes = [case.word(text, truth.TAGGED)]
    if text in CORRECTED:
        quotes.append(f"Once {case.word(text, truth.OLD)} stood")
    if text in truth.QUOTED_WITH_SECRET:
        untagged, secret = (case.word(text, role) for role in (truth.UNTAGGED, truth.KEPT_BACK))
        quotes.append(f"{untagged} here. They told {secret}")
    return quotes


def _entry(each: Placed, quote: str) -> TagEntry:
    draft = TagDraft(quote=quote, note=each.case.about(truth.NOTE))
    return TagEntry(each.reference, each.reference, "P2", draft)


def _correct(work: Work, each: Placed) -> None:
    answers = {QUESTIONS[text]: text_of(each.case, text) for text in CORRECTED}
    correction = SubmissionCorrection(answers=answers)
    edit_submission(work, submission_id=each.id, correction=correction)


def _ask(work: Work, each: Placed) -> None:
    is_of_words = each.case.confidential == truth.WORDS
    quote = each.case.word("a", truth.TAGGED) if is_of_words else None
    reason = each.case.about(truth.REASON)
    request_confidentiality(work, submission_id=each.id, reason=reason, quote=quote)


def _campaigns(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Return who is in a campaign together: a seed alone with its partner, or copies with one."""
    found: list[list[Placed]] = []
    for each in placed:
        if each.case.has_partner:
            found.append([each])
        elif each.case.role == truth.COPY:
            own = next(one for one in reversed(found) if one[0].case.role == truth.COPY)
            own.append(each)
    return found


def _confirm(work: Work, members: Sequence[Placed]) -> None:
    first = members[0]
    name = f"Letter {first.case.about(truth.CAMPAIGN)}"
    ids = [*(each.id for each in members), first.partner_id]
    seed_id = ids[0] if first.case.role == truth.SEED else first.partner_id
    confirm_campaign(work, call_id=1, seed_id=seed_id, submission_ids=ids, name=name)


def _set_aside(database: Database, placed: Sequence[Placed], kind: str) -> None:
    ids = [each.id for each in placed]
    if ids:
        with database.writing(DESK) as work:
            reason = {"kind": SetAside.of(kind), "reason": f"tr00000{truth.ABOUT}rz"}
            set_submissions_aside(work, submission_ids=ids, **reason)
