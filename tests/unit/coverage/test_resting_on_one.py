"""A priority that rests on one sector is told to, whatever size its respondents are of."""

from lisdesk.queries.evidence.one_group import one_groups
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.priority_page import frame
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import StakeholderType
from tests.desk_work import first, log, priority, rows, tag


def test_one_sector_in_several_size_bands_is_told_on_the_page_and_in_the_evidence(database, call):
    some = first(database, StakeholderType, StakeholderType.parent_id.is_not(None))
    above = first(database, StakeholderType, StakeholderType.id == some.parent_id)
    bands = rows(database, StakeholderType, StakeholderType.parent_id == above.id)
    assert len(bands) > 1
    for place in range(6):
        band = bands[place % len(bands)]
        entry = log(database, call, respondent=f"R{place}", type_token=band.key, letter="Words.")
        tag(database, entry, "P2")
    wanted = f"rests on one group: 6 of 6 are {above.label}"
    chosen = priority(database, call.id, "P2")
    with database.reading() as session:
        lines = {each.row.id: each.one_group for each in frame(session, call.id).rows}
        found = one_groups(read_evidence(session, call.id, Edition.INTERNAL))
    assert lines[chosen.id] == wanted
    assert found[chosen.id].words == wanted
