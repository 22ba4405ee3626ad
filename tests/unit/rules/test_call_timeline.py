"""The moments of a call on one line."""

from datetime import date

from lisdesk.rules.call_timeline import Mark, timeline
from lisdesk.rules.deadlines import parse_deadline, parse_instant

OPENS = date(2018, 12, 6)
FIRST, MOVED = parse_deadline("2019-01-31"), parse_deadline("2019-02-08T17:00")


def marks(now, deadlines, by_hand=None):
    found = timeline(parse_instant(now), OPENS, deadlines, by_hand)
    return [(each.mark, each.words) for each in found]


def test_opening_both_deadlines_and_today_stand_in_the_order_of_time():
    assert marks("2019-02-01T10:00", [FIRST, MOVED]) == [
        (Mark.OPENS, "Thu 6 Dec 2018"),
        (Mark.MOVED, "Thu 31 Jan 2019, 24:00"),
        (Mark.TODAY, "Fri 1 Feb 2019"),
        (Mark.CLOSES, "Fri 8 Feb 2019, 17:00"),
    ]


def test_a_closing_by_hand_counts_only_before_the_deadline():
    early, late = parse_instant("2019-01-20T09:00"), parse_instant("2019-02-09T09:00")
    assert (Mark.BY_HAND, "20 Jan 2019, 09:00") in marks("2019-02-01T10:00", [FIRST], early)
    assert Mark.BY_HAND not in [mark for mark, _ in marks("2019-03-01T10:00", [FIRST], late)]


def test_today_may_stand_before_the_opening_and_after_the_close():
    assert marks("2018-12-01T10:00", [FIRST])[0][0] is Mark.TODAY
    assert marks("2020-12-01T10:00", [FIRST])[-1][0] is Mark.TODAY
