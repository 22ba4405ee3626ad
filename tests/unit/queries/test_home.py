"""Home's numbers are the workbook's numbers."""

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import event

from lisdesk.edits.reading import mark_read
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.home import home_page
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.queries.top_priorities import most_first
from lisdesk.rules.counting import breakdown, priority_counts
from lisdesk.rules.vocabulary import COUNTED, Channel, Edition
from tests.desk_work import DESK, do, log

LONDON = "Europe/London"


def page_of(database, call_id=1, officer=DESK.officer):
    with database.reading() as session:
        return home_page(session, call_id, officer, LONDON)


def test_a_call_without_submissions_has_every_number_at_nought(database, call):
    page = page_of(database, call.id)
    assert (page.ledger.received, page.read, page.tagged, page.waiting) == (0, 0, 0, 0)
    assert page.arrivals == ()
    assert page.oldest_unread is None
    assert not any(each.submissions for each in (*page.types, *page.priorities))


def test_the_sample_has_the_numbers_of_its_workbook(sample_database):
    with sample_database.reading() as session:
        page = home_page(session, 1, DESK.officer, LONDON)
        evidence = read_evidence(session, 1, Edition.INTERNAL)
    counted = [each for each in evidence.submissions if each.disposition.is_counted]
    by_day = {}
    for each in counted:
        by_day.setdefault(each.received_on, Counter())[each.channel] += 1
    assert dict(page.arrivals) == by_day
    assert [day for day, _ in page.arrivals] == sorted(by_day)
    by_type = breakdown(evidence.submissions, lambda each: each.type_id)
    assert {each.type_id: each.submissions for each in page.types} == {
        each.type_id: by_type.get(each.type_id, (0, 0))[0] for each in page.types
    }
    assert sum(each.submissions for each in page.types) == page.ledger.counted == len(counted)
    nodes = [each.node for each in evidence.frame]
    numbers = priority_counts(evidence.submissions, evidence.tags, nodes)
    assert page.priorities
    for each in page.priorities:
        assert each.submissions == numbers[each.priority_id].submissions
    tagged = {tag.submission_id for tag in evidence.tags} & evidence.counted
    assert page.tagged == len(tagged) > 0
    most = [each.submissions for each in most_first(page.priorities)]
    assert most == sorted(most, reverse=True)


def test_each_number_is_as_long_as_the_list_behind_it(sample_database):
    page = page_of(sample_database)
    with sample_database.reading() as session:

        def behind(**conditions):
            return len(register_ids(session, 1, DESK.officer, RegisterFilter(**conditions)))

        assert behind() == page.ledger.received
        assert behind(is_unread=True) == page.ledger.received - page.read
        untagged = page.ledger.counted - page.tagged
        assert behind(dispositions=COUNTED, is_untagged=True) == untagged
        for line in page.ledger.lines:
            assert behind(dispositions=(line.disposition,)) == line.submissions
        for each in page.priorities:
            found = behind(dispositions=COUNTED, priority_ids=(each.priority_id,))
            assert found == each.submissions


def test_a_day_is_the_calls_own_day(database, call):
    received = {"received_at": datetime(2018, 6, 3, 23, 30, tzinfo=UTC)}
    log(database, call, letter="Early, in summer time", **received)
    [(day, by_channel)] = page_of(database, call.id).arrivals
    assert f"{day}" == "2018-06-04"
    assert sum(by_channel.values()) == 1
    assert set(by_channel) <= set(Channel)


def test_the_oldest_unread_is_the_officers_own(database, call):
    first, second = (log(database, call).id for _ in range(2))
    assert page_of(database, call.id).oldest_unread.submission_id == first
    do(database, mark_read, submission_ids=[first])
    mine, others = page_of(database, call.id), page_of(database, call.id, "Bob Officer")
    assert (mine.read, mine.oldest_unread.submission_id) == (1, second)
    assert (others.read, others.oldest_unread.submission_id) == (0, first)


def test_the_statements_are_as_many_for_one_submission_as_for_more(database, call, sample_database):
    def statements(of, call_id):
        seen = []
        with of.reading() as session:
            engine = session.get_bind()
            event.listen(engine, "before_cursor_execute", lambda *_: seen.append(1))
            home_page(session, call_id, DESK.officer, LONDON)
        return len(seen)

    log(database, call)
    for_one = statements(database, call.id)
    for _ in range(5):
        log(database, call)
    assert statements(database, call.id) == for_one
    assert for_one <= statements(sample_database, 1) <= 13
