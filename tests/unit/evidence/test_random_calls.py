"""Every number of random calls' workbooks, recounted by other means from the registers alone."""

import random
from dataclasses import replace
from datetime import datetime
from itertools import product

import pytest

from lisdesk.rules.vocabulary import CampaignPolicy, Edition
from lisdesk.rules.workbook_templates import ALL_OF_IT, Template, WorkbookWish
from lisdesk.tasks.exporting import export_evidence
from tests.recounting.calls import IN_VIEW, VIEW, campaigns_of, choose_policy, random_call
from tests.recounting.deeds import Deeds
from tests.recounting.groups import relevant_to
from tests.recounting.registers import Registers, book_of
from tests.recounting.rules import USUAL_SCALE
from tests.recounting.tables import Case
from tests.recounting.walk import unseen_changes, wrong_cells, wrong_in_sheet
from tests.thorough import one_in
from tests.unit.evidence.conftest import EXPORT_DESK

THRESHOLDS = (5, 5, 5, 3, 0)
FOUNDATION = "Ideas"
OF_REGISTERS = (
    "Ledger", "Respondents", "Areas", "Arrivals", "Questions", "Priorities", "Priority × type",
    "Priority × question", "Evidence strength", "Matrix", "Coding frame",
)  # fmt: skip
"""What is recounted of a call of which nobody wrote down what was done to it."""
EVERYDAY = 5
"""A call with two campaigns that are reported separately, priorities below others, a deadline that
was moved and a scale of its own."""
PARTS = [
    WorkbookWish(Template.BOARD),
    WorkbookWish(Template.FOUNDATION, FOUNDATION),
    WorkbookWish(view=VIEW),
    WorkbookWish(Template.BOARD, view=VIEW),
    WorkbookWish(Template.FOUNDATION, FOUNDATION, VIEW),
]


class Exporter:
    """Writes workbooks of a call, each once until the call is changed, and reads them back."""

    def __init__(self, database, deeds, folder):
        self.database, self.deeds, self.folder = database, deeds, folder
        self.read = {}

    def __call__(self, edition=Edition.INTERNAL, wish=ALL_OF_IT):
        asked = edition, wish, len(self.deeds.edits)
        if asked not in self.read:
            path = self.folder / f"{len(self.read)}.xlsx"
            export_evidence(
                self.database, EXPORT_DESK, self.deeds.reference, path, edition,
                wish=wish, unsettled_because="Tried.",
            )  # fmt: skip
            self.read[asked] = book_of(path)
        return self.read[asked]


def made(database, folder, seed, *, is_joint=False):
    """Make a random call; return what writes its workbooks, and the case of its internal one."""
    deeds = random_call(database, seed, is_joint=is_joint)
    export = Exporter(database, deeds, folder)
    choose_policy(deeds, CampaignPolicy.EACH)
    on_their_own = Registers(export(), deeds.scale)
    chance = random.Random(seed)
    policy = chance.choice(tuple(CampaignPolicy))
    choose_policy(deeds, policy, chance.choice(THRESHOLDS))
    book = export()
    return export, Case(Registers(book, deeds.scale), book, book, deeds, on_their_own)


def of_edition(export, case, edition):
    """Return the case of the whole call in an edition."""
    if edition is Edition.INTERNAL:
        return case
    book = export(edition)
    return replace(case, book=book, whole=book, is_published=True)


def of_part(export, case, edition, wish):
    """Return the case of a part: of a view it stands on the internal edition of the same view."""
    whole = of_edition(export, case, edition)
    foundation = wish.subject if wish.template is Template.FOUNDATION else ""
    found = replace(whole, book=export(edition, wish), foundation=foundation)
    if not wish.is_narrowed:
        return found
    view = wish if wish.template is Template.LEP else WorkbookWish(view=wish.view)
    own = Registers(export(wish=view), case.deeds.scale, only_counted=found.is_published)
    return replace(found, own=own, whole=export(edition, view), is_part=True)


def wrong_in(cases):
    """Return what is wrong, by what each case is of; nothing for those that are right."""
    found = {what: wrong_cells(case) for what, case in cases.items()}
    return {what: wrong for what, wrong in found.items() if wrong}


@pytest.mark.parametrize("seed", one_in(12, (EVERYDAY, *({*range(12)} - {EVERYDAY}))))
def test_every_number_of_a_random_call_and_of_its_parts_follows_from_its_registers(
    database, tmp_path, seed
):
    export, case = made(database, tmp_path, seed)
    cases = {each: of_edition(export, case, each) for each in Edition}
    parts = PARTS[:3] if seed == EVERYDAY else PARTS
    cases |= {each: of_part(export, case, *each) for each in product(Edition, parts)}
    assert wrong_in(cases) == {}
    assert [each for edition in Edition for each in unseen_changes(cases[edition])] == []
    assert len(case.lines("Campaigns")) == campaigns_of(seed)
    assert any(" > " in line["Path"] for line in case.lines("Coding frame")) == (seed % 3 != 1)
    labels = {each.label for each in IN_VIEW}
    told = [x["Reference"] for x in export(wish=WorkbookWish(view=VIEW))["Submissions"].lines]
    assert told == [name for name, x in case.own.of.items() if x["Channel"] in labels]


@pytest.mark.parametrize("seed", one_in(6, range(6)))
def test_every_number_of_a_joint_call_and_of_one_bodys_part_follows_from_its_registers(
    database, tmp_path, seed
):
    export, case = made(database, tmp_path, seed, is_joint=True)
    editions = {each: of_edition(export, case, each) for each in Edition}
    assert wrong_in(editions) == {}
    assert [each for edition in Edition for each in unseen_changes(editions[edition])] == []
    names = [each.removeprefix("For ") for each in case.lines("Joint")[0] if "For " in each]
    wishes = [WorkbookWish(Template.LEP, name) for name in (names if seed else names[:1])]
    cases = {each: of_part(export, case, Edition.INTERNAL, each) for each in wishes}
    assert wrong_in(cases) == {}
    register = case.own.of.items()
    for wish in wishes:
        told = [x["Reference"] for x in cases[wish].lines("Submissions")]
        assert told == [each for each, x in register if wish.subject in relevant_to(x, names)]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
def test_every_number_of_the_part_from_one_leps_areas_follows_from_its_registers(
    database, tmp_path, seed
):
    export, case = made(database, tmp_path, seed)
    (lines,) = [x for x in case.lines("Areas") if x["LEP"]]
    wish = WorkbookWish(Template.LEP, lines["LEP"])
    part = of_part(export, case, Edition.INTERNAL, wish)
    assert wrong_cells(part) == []
    assert {x["Area"] for x in part.own.register} == {lines["Area"]}


def test_a_sheet_and_a_column_that_nobody_recounts_are_told(workbooks):
    """A number that is new in the workbook is not passed over."""
    book = book_of(workbooks[Edition.INTERNAL])
    own = Registers(book, USUAL_SCALE)
    case = Case(own, book, book, Deeds(None), own)
    page = book["Ledger"]
    assert list(wrong_in_sheet(case, "Ledger")) == []
    for cell in (3, "3 of 4", "withheld", "fewer than 5", datetime(2019, 1, 1)):
        more = page._replace(lines=[{**line, "New": cell} for line in page.lines])
        changed = replace(case, book={**book, "Ledger": more, "New": page})
        told = list(wrong_in_sheet(changed, "Ledger"))
        assert len(told) == len(page.lines)
        assert all(each.endswith("is not recounted") for each in told)
        assert list(wrong_in_sheet(changed, "New")) == ["New: nobody recounts this sheet"]


@pytest.mark.parametrize("edition", Edition)
def test_the_busy_call_is_recounted(workbooks, edition):
    own = Registers(book_of(workbooks[Edition.INTERNAL]), USUAL_SCALE)
    book = book_of(workbooks[edition])
    is_published = edition is Edition.PUBLICATION
    case = Case(own, book, book, Deeds(None), own, is_published=is_published)
    assert {name: list(wrong_in_sheet(case, name)) for name in OF_REGISTERS} == dict.fromkeys(
        OF_REGISTERS, []
    )
