"""The coding frame's numbers are those of the workbook, and its excerpts are complete."""

import pytest

from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.priority_page import excerpt_ids, excerpt_rows, frame
from lisdesk.rules.counting import priority_counts
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Call, Tag
from tests.desk_work import count, first
from tests.unit.evidence.busy_call import busy_call

pytestmark = pytest.mark.thorough


def test_every_priority_has_the_numbers_of_the_workbook(database):
    busy_call(database)
    call = first(database, Call)
    with database.reading() as session:
        evidence = read_evidence(session, call.id, Edition.INTERNAL)
        nodes = [each.node for each in evidence.frame]
        counts = priority_counts(evidence.submissions, evidence.tags, nodes)
        found = frame(session, call.id)
    assert {each.row.id: (each.own, each.submissions) for each in found.rows} == {
        key: (each.own_submissions, each.submissions) for key, each in counts.items()
    }
    assert any(each.submissions > each.own for each in found.rows)


def test_the_excerpts_of_all_branches_are_all_tags(database):
    busy_call(database)
    call = first(database, Call)
    with database.reading() as session:
        found = frame(session, call.id)
        tops = [each.row.id for each in found.rows if each.parent_id is None]
        listed = [tag for top in tops for tag in excerpt_ids(session, found.branch(top))]
        shown = excerpt_rows(session, listed)
    assert len(listed) == len(set(listed)) == count(database, Tag) == len(shown)
    assert any(row.quote is None for row in shown) or all(row.quote for row in shown)
