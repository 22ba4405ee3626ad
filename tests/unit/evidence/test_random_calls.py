"""Every number of random calls' workbooks, recounted by other means from the registers alone."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.submissions import AttachedFile, decide_late, set_submission_aside
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Channel,
    Edition,
    LateChoice,
    Permission,
    SetAside,
    Stance,
    Strength,
)
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import do, log, open_call, tag
from tests.recount import book_of, wrong_numbers
from tests.thorough import one_in
from tests.unit.evidence.conftest import CALL, EXPORT_DESK

TYPES = ("individual", "business-small", "school", "")
AREAS = ("Melton", "Charnwood", "")
FIRST = datetime(2018, 12, 7, 10, tzinfo=UTC)
CODES = ("P1", "P2", "P3", "G1")
WORDS = ["roads", "skills", "housing", "trains", "grants", "sites", "fibre"]


def campaigns_of(seed):
    """Return how many campaigns a call has: of two that everybody makes one has some."""
    return (seed // 6 + seed) % 3


def random_call(database, seed):
    chance = random.Random(seed)
    call = open_call(database)
    codes = list(CODES)
    if seed % 3 != 1:  # priorities below others, two levels deep
        below = [PriorityDraft("P1A", "Buses", "P1"), PriorityDraft("P1AA", "At night", "P1A")]
        do(database, add_priorities, call_id=call.id, drafts=below)
        codes += [each.code for each in below]
    for place in range(chance.randint(12, 34)):
        _random_submission(database, call, place, chance, codes)
    for number in range(campaigns_of(seed)):
        _random_campaign(database, call, number, chance, codes)
    policy = chance.choice(tuple(CampaignPolicy))
    do(database, edit_call, call_id=call.id, correction=CallCorrection(campaign_policy=policy))


def _random_campaign(database, call, number, chance, codes):
    """Log copies of a letter, and variants that say more, in any order; confirm the campaign."""
    words = " ".join(chance.sample(WORDS, len(WORDS)) * 3) + f" campaign{number}"
    entries = []
    for place in range(chance.randint(2, 12)):
        said = words if place == 0 or chance.random() < 0.7 else f"{words} and my variant{place}."
        entry = log(
            database, call, respondent=f"Signer {number} {place}", answers={1: said},
            received_at=FIRST + timedelta(hours=chance.randint(0, 1600)),
            permission=chance.choice((*Permission, None)),
        )  # fmt: skip
        for code in chance.sample(codes, chance.choice((0, 0, 1, 2))):
            quote = chance.choice((None, chance.choice(WORDS)))
            marks = {"quote": quote} if quote else {}
            tag(database, entry, code, stance=chance.choice((*Stance, None)), **marks)
        _decide(database, entry, chance)
        entries.append(entry.id)
    group = {"seed_id": entries[0], "submission_ids": entries, "name": f"Campaign {number}"}
    do(database, confirm_campaign, call_id=call.id, **group)


def _random_submission(database, call, place, chance, codes):
    said = f"{' '.join(chance.choices(WORDS, k=4))} number{place}"
    answers = {1: said} if chance.random() < 0.8 else {1: "n/a"}
    if chance.random() < 0.5:
        answers[2] = f"More on {said}"
    entry = log(
        database, call,
        respondent=f"Body {chance.randint(0, 20)}" if chance.random() < 0.9 else "",
        type_token=chance.choice(TYPES), area=chance.choice(AREAS),
        channel=chance.choice(tuple(Channel)),
        permission=chance.choice((*Permission, None)),
        received_at=FIRST + timedelta(hours=chance.randint(0, 1600)),
        answers=answers,
        attachments=[AttachedFile("a.pdf", b"x")] if chance.random() < 0.2 else (),
    )  # fmt: skip
    for code in chance.sample(codes, chance.randint(0, 4)):
        marks = {
            "stance": chance.choice((*Stance, None)), "strength": chance.choice((*Strength, None)),
        }  # fmt: skip
        if chance.random() < 0.3 or answers[1] == "n/a":
            tag(database, entry, code, **marks)
        else:
            words = chance.choice(answers[1].split())
            tag(database, entry, code, quote=words, **marks)
    _decide(database, entry, chance)


def _decide(database, entry, chance):
    if entry.disposition.key == "late-waiting" and chance.random() < 0.7:
        choice = chance.choice(tuple(LateChoice))
        do(database, decide_late, submission_id=entry.id, choice=choice, reason="So decided.")
    elif chance.random() < 0.1:
        kind = chance.choice((SetAside.WITHDRAWN, SetAside.OFF_TOPIC))
        do(database, set_submission_aside, submission_id=entry.id, kind=kind, reason="So.")


@pytest.mark.parametrize("seed", one_in(6, range(12)))
def test_every_number_of_a_random_call_follows_from_its_registers(database, tmp_path, seed):
    random_call(database, seed)
    wishes = [WorkbookWish(), WorkbookWish(Template.BOARD)]
    for edition in Edition:
        for wish in wishes:
            path = tmp_path / f"{edition.key}-{wish.template.key}.xlsx"
            export_evidence(
                database, EXPORT_DESK, CALL, path, edition, wish=wish, unsettled_because="Tried."
            )
            assert wrong_numbers(tmp_path / "internal-full.xlsx", path) == []
    book = book_of(tmp_path / "internal-full.xlsx")
    assert len(book["Campaigns"]) == campaigns_of(seed)
    assert any(" > " in line["Path"] for line in book["Coding frame"]) == (seed % 3 != 1)


def test_the_busy_call_is_recounted(workbooks):
    for path in workbooks.values():
        assert wrong_numbers(workbooks[Edition.INTERNAL], path) == []
