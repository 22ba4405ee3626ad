"""The sheets of campaigns in a publication: neither a small number nor a name is given away."""

from collections.abc import Iterator
from itertools import product, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.queries.evidence.campaign_numbers import CampaignNumbers, published_cells
from lisdesk.queries.evidence.preview import evidence_preview
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.suppression import WITHHELD, suppress_with_total, suppressed_text
from lisdesk.rules.vocabulary import CampaignPolicy, Edition, Permission, SetAside, Stance
from lisdesk.store.entities import Submission
from tests.desk_work import DESK, do, log, open_call, rows, tag
from tests.thorough import one_in
from tests.unit.evidence.conftest import EXPORT_DESK
from tests.unit.evidence.reading import sheets_of

pytestmark = pytest.mark.thorough

LETTER = "We ask for a bus that runs at night, so that apprentices can reach their early shifts. "
FEW = "fewer than 5"
EACH, ONCE, APART = CampaignPolicy
NUMBERS = (
    "Submissions", "Copies", "Variants", "Counted", "Counted once", "Separately", "Not counted",
)  # fmt: skip


GROUPS = (range(1), range(1, 3), range(3, 7))
"""The places of the numbers that add up together."""


def numbers_of(policy: CampaignPolicy, copies: int, variants: int, rest: int) -> CampaignNumbers:
    """Return the numbers of a campaign of which so many are not counted for their own reasons."""
    size = 1 + copies + variants
    standing = size - rest
    counted = {EACH: standing, ONCE: min(standing, 1), APART: 0}[policy]
    once = standing - counted if policy is ONCE else 0
    apart = standing if policy is APART else 0
    return CampaignNumbers(size, copies, variants, counted, once, apart, rest)


def possible(policy: CampaignPolicy, cells: list[int | str], few: str) -> Iterator[CampaignNumbers]:
    """Yield every campaign of which a reader cannot say that it is not the one that is printed."""
    threshold = int(few.split()[-1])
    for copies, variants in product(range(14), repeat=2):
        for rest in range(2 + copies + variants):
            numbers = numbers_of(policy, copies, variants, rest)
            if all(map(_fits, GROUPS, repeat((cells, numbers, few, threshold)))):
                yield numbers


def _fits(places: range, found: tuple[list[int | str], CampaignNumbers, str, int]) -> bool:
    """Whether numbers that add up could be those behind the cells; “withheld” beside “fewer than
    5” is not fewer than 5.
    """
    cells, numbers, few, threshold = found
    told = [cells[place] for place in places]
    least = threshold if few in told else 0
    return all(
        number < threshold
        if cell == few
        else number >= least
        if cell == WITHHELD
        else number == cell
        for cell, number in zip(told, (numbers[place] for place in places), strict=True)
    )


@given(
    st.sampled_from(CampaignPolicy),
    st.integers(0, 9),
    st.integers(0, 5),
    st.integers(0, 4),
    st.integers(0, 6),
)
def test_no_small_number_of_a_campaign_is_worked_out_from_what_is_printed(
    policy, copies, variants, rest, threshold
):
    copies = max(copies, 1)
    numbers = numbers_of(policy, copies, variants, min(rest, 1 + copies + variants))
    cells = published_cells(numbers, policy, threshold)
    few = suppressed_text(threshold)
    for place, (number, cell) in enumerate(zip(numbers, cells, strict=True)):
        assert isinstance(cell, str) or cell == number
        is_said_by_the_policy = policy is ONCE and place == 3
        if not is_said_by_the_policy:
            assert isinstance(cell, str) or not 0 < cell < threshold
    found = list(possible(policy, cells, few))
    assert numbers in found
    for place, number in enumerate(numbers):
        if 0 < number < threshold and isinstance(cells[place], str):
            assert len({each[place] for each in found}) > 1, (cells, place)


@given(st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 6, 30]), min_size=5, max_size=5))
def test_no_stance_of_a_campaign_is_worked_out_from_its_total(stances):
    total, *cells = suppress_with_total(sum(stances), stances, 5)
    assert total == sum(stances) or (total == FEW and sum(stances) < 5)
    assert not any(0 < each < 5 for each in (total, *cells) if isinstance(each, int))
    if total == FEW:
        assert cells == [FEW] * 5
        return
    hidden = [place for place, cell in enumerate(cells) if isinstance(cell, str)]
    left = total - sum(cell for cell in cells if isinstance(cell, int))
    few_is_told = FEW in cells
    ways = [
        range(5) if cells[place] == FEW else range(5 if few_is_told else 0, left + 1)
        for place in hidden
    ]
    for at, place in enumerate(hidden):
        others = {0}
        for each in ways[:at] + ways[at + 1 :]:
            others = {one + number for one in others for number in each if one + number <= left}
        found = {number for number in ways[at] if left - number in others}
        assert stances[place] in found
        assert stances[place] == 0 or len(found) > 1


@pytest.fixture
def campaign(database):
    """Return a call with a campaign of nine letters and a variant that opposes, and a stranger."""
    call = open_call(database)
    for place in range(9):
        log(database, call, respondent=f"Body {place}", letter=LETTER * 2)
    log(database, call, respondent="Jo", letter=f"{LETTER * 2} My own farm would lose its lane.")
    ids = [each.id for each in rows(database, Submission)]
    group = {"seed_id": 1, "submission_ids": ids, "name": "Letter of Body 0"}
    do(database, confirm_campaign, call_id=call.id, **group)
    log(database, call, respondent="A stranger", letter="Roads are bad.")
    tag(database, rows(database, Submission)[0], "P1", quote=LETTER.strip(), stance=Stance.SUPPORT)
    tag(database, rows(database, Submission)[9], "P1", quote="My own farm", stance=Stance.OPPOSE)
    return call


def published(database, export):
    return sheets_of(export(database, Edition.PUBLICATION).path)


def test_the_sheets_withhold_what_their_totals_would_give_away(database, campaign, export):
    sheets = published(database, export)
    (line,) = sheets["Campaigns"]
    assert [line[name] for name in NUMBERS] == [10, WITHHELD, FEW, 10, 0, 0, 0]
    assert line["Least likeness"] == WITHHELD
    (line,) = sheets["Campaign priorities"]
    assert line["Submissions"] == 10
    stances = [line[name] for name in ("Support", "Oppose", "Mixed", "Neutral", "Unstated")]
    assert stances == [9, FEW, FEW, FEW, FEW]
    aside = {"submission_id": 2, "kind": SetAside.WITHDRAWN, "reason": "Asked."}
    do(database, set_submission_aside, **aside)
    sheets = published(database, export)
    (line,) = sheets["Campaigns"]
    assert [line[name] for name in NUMBERS] == [10, WITHHELD, FEW, WITHHELD, 0, 0, FEW]
    facts = {each["Fact"]: each["Value"] for each in sheets["Cover"]}
    assert facts["Campaign policy"] == "Count each copy: 1 campaign"


def test_the_notes_count_what_the_sheets_of_campaigns_withhold(database, campaign, export):
    def withheld():
        sheets = published(database, export)
        notes = {line["Note"]: line["Text"] for line in sheets["Notes"]}
        return notes["Withheld: numbers"]

    assert "Campaigns" in withheld()
    before = int(withheld().split()[0])
    aside = {"submission_id": 2, "kind": SetAside.WITHDRAWN, "reason": "Asked."}
    do(database, set_submission_aside, **aside)
    assert int(withheld().split()[0]) > before


def test_a_campaign_under_the_threshold_shows_no_number_at_all(database, campaign, export):
    do(database, edit_call, call_id=1, correction=CallCorrection(small_count_threshold=11))
    (line,) = published(database, export)["Campaigns"]
    assert {line[name] for name in NUMBERS} == {"fewer than 11"}


@pytest.mark.parametrize("permission", one_in(2, [*Permission, None]))
def test_the_name_of_a_campaign_is_published_only_where_its_seed_may_be_named(
    database, campaign, export, permission
):
    correction = SubmissionCorrection(permission=permission)
    do(database, edit_submission, submission_id=1, correction=correction)
    is_named = permission is Permission.NAMED
    sheets = published(database, export)
    for name in ("Campaigns", "Campaign priorities"):
        assert sheets[name][0]["Name"] == ("Letter of Body 0" if is_named else "not shown")
    with database.reading() as session:
        preview = evidence_preview(session, 1, Edition.INTERNAL, EXPORT_DESK.clock.now(), True)
        looked_at = [each for each in preview.obstacles if "name" in each.words]
        assert [each.names for each in looked_at] == [("Letter of Body 0",)] * is_named
        for each in looked_at:
            assert register_ids(session, 1, DESK.officer, each.chosen) == [1]
            assert each.submissions == 1
    do(database, request_confidentiality, submission_id=1, reason="Private.")
    assert published(database, export)["Campaigns"][0]["Name"] == "not shown"
    assert sheets_of(export(database, Edition.INTERNAL).path)["Campaigns"][0]["Name"]
