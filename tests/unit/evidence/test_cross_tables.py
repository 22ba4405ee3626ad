"""The cross-tables are counted from bare numbers; the rules of counting say what they are."""

from sqlalchemy import select

from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.rules.counting import priority_by_question, priority_by_type
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Call
from tests.desk_work import log, open_call


def cross_tables_follow_the_rules(database) -> bool:
    """Whether both cross-tables of every call are as the rules say; False if all are empty."""
    found = []
    with database.reading() as session:
        for call_id in session.scalars(select(Call.id)):
            evidence = read_evidence(session, call_id, Edition.INTERNAL)
            nodes = [each.node for each in evidence.frame]
            facts = evidence.submissions, evidence.tags, nodes
            assert evidence.cross_tables.by_type == priority_by_type(*facts)
            assert evidence.cross_tables.by_question == priority_by_question(*facts)
            found += [evidence.cross_tables.by_type, evidence.cross_tables.by_question]
    return all(found) and bool(found)


def test_the_cross_tables_of_a_busy_call_are_as_the_rules_say(busy_database):
    assert cross_tables_follow_the_rules(busy_database)


def test_the_cross_tables_of_a_call_without_tags_are_empty(database):
    call = open_call(database)
    log(database, call)
    with database.reading() as session:
        call_id = session.scalars(select(Call.id)).one()
        evidence = read_evidence(session, call_id, Edition.INTERNAL)
    assert evidence.cross_tables.by_type == evidence.cross_tables.by_question == {}
