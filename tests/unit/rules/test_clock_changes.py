"""Sixty closing moments around every change of the clocks from 2018 to 2037, on six PCs' zones."""

import time as system_time
from datetime import datetime, timedelta

import pytest

from lisdesk.rules.deadlines import call_state, opening_moment, parse_day, parse_deadline
from lisdesk.rules.lateness import judge
from lisdesk.rules.vocabulary import CallState, Timing

ANNOUNCED_AND_MEANT = [
    ("2018-03-25", "2018-03-25T23:00Z"),
    ("2018-10-28T01:30+00:00", "2018-10-28T01:30Z"),
    ("2018-03-25T02:00", "2018-03-25T01:00Z"),
    ("2019-03-31", "2019-03-31T23:00Z"),
    ("2019-10-27", "2019-10-28T00:00Z"),
    ("2019-10-27T02:00", "2019-10-27T02:00Z"),
    ("2020-03-29", "2020-03-29T23:00Z"),
    ("2020-10-25T01:30+01:00", "2020-10-25T00:30Z"),
    ("2020-03-28", "2020-03-29T00:00Z"),
    ("2021-03-28", "2021-03-28T23:00Z"),
    ("2021-10-31T01:30+00:00", "2021-10-31T01:30Z"),
    ("2021-10-30", "2021-10-30T23:00Z"),
    ("2022-03-27", "2022-03-27T23:00Z"),
    ("2022-10-30", "2022-10-31T00:00Z"),
    ("2022-03-27T02:00", "2022-03-27T01:00Z"),
    ("2023-03-26", "2023-03-26T23:00Z"),
    ("2023-10-29T01:30+01:00", "2023-10-29T00:30Z"),
    ("2023-10-29T02:00", "2023-10-29T02:00Z"),
    ("2024-03-31", "2024-03-31T23:00Z"),
    ("2024-10-27T01:30+00:00", "2024-10-27T01:30Z"),
    ("2024-03-30", "2024-03-31T00:00Z"),
    ("2025-03-30", "2025-03-30T23:00Z"),
    ("2025-10-26", "2025-10-27T00:00Z"),
    ("2025-10-25", "2025-10-25T23:00Z"),
    ("2026-03-29", "2026-03-29T23:00Z"),
    ("2026-10-25T01:30+01:00", "2026-10-25T00:30Z"),
    ("2026-03-29T02:00", "2026-03-29T01:00Z"),
    ("2027-03-28", "2027-03-28T23:00Z"),
    ("2027-10-31T01:30+00:00", "2027-10-31T01:30Z"),
    ("2027-10-31T02:00", "2027-10-31T02:00Z"),
    ("2028-03-26", "2028-03-26T23:00Z"),
    ("2028-10-29", "2028-10-30T00:00Z"),
    ("2028-03-25", "2028-03-26T00:00Z"),
    ("2029-03-25", "2029-03-25T23:00Z"),
    ("2029-10-28T01:30+01:00", "2029-10-28T00:30Z"),
    ("2029-10-27", "2029-10-27T23:00Z"),
    ("2030-03-31", "2030-03-31T23:00Z"),
    ("2030-10-27T01:30+00:00", "2030-10-27T01:30Z"),
    ("2030-03-31T02:00", "2030-03-31T01:00Z"),
    ("2031-03-30", "2031-03-30T23:00Z"),
    ("2031-10-26", "2031-10-27T00:00Z"),
    ("2031-10-26T02:00", "2031-10-26T02:00Z"),
    ("2032-03-28", "2032-03-28T23:00Z"),
    ("2032-10-31T01:30+01:00", "2032-10-31T00:30Z"),
    ("2032-03-27", "2032-03-28T00:00Z"),
    ("2033-03-27", "2033-03-27T23:00Z"),
    ("2033-10-30T01:30+00:00", "2033-10-30T01:30Z"),
    ("2033-10-29", "2033-10-29T23:00Z"),
    ("2034-03-26", "2034-03-26T23:00Z"),
    ("2034-10-29", "2034-10-30T00:00Z"),
    ("2034-03-26T02:00", "2034-03-26T01:00Z"),
    ("2035-03-25", "2035-03-25T23:00Z"),
    ("2035-10-28T01:30+01:00", "2035-10-28T00:30Z"),
    ("2035-10-28T02:00", "2035-10-28T02:00Z"),
    ("2036-03-30", "2036-03-30T23:00Z"),
    ("2036-10-26T01:30+00:00", "2036-10-26T01:30Z"),
    ("2036-03-29", "2036-03-30T00:00Z"),
    ("2037-03-29", "2037-03-29T23:00Z"),
    ("2037-10-25", "2037-10-26T00:00Z"),
    ("2037-10-24", "2037-10-24T23:00Z"),
]
"""A deadline as an officer writes it, and the first moment, in UTC, at which the call is closed."""

ZONES = [
    "UTC",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
]
SECOND = timedelta(seconds=1)


@pytest.fixture(params=ZONES)
def _zone_of_the_pc(request, monkeypatch):
    if not hasattr(system_time, "tzset"):
        pytest.skip("the zone of the PC cannot be set on this system")
    monkeypatch.setenv("TZ", request.param)
    system_time.tzset()
    yield
    monkeypatch.undo()
    system_time.tzset()


@pytest.mark.usefixtures("_zone_of_the_pc")
def test_every_deadline_around_a_change_of_the_clocks_closes_at_its_moment():
    opens_at = opening_moment(parse_day("2018-01-02"))
    for announced, meant in ANNOUNCED_AND_MEANT:
        closes_at = parse_deadline(announced).moment
        closing = datetime.fromisoformat(meant)
        for moment, state, timing in (
            (closing - SECOND, CallState.OPEN, Timing.IN_TIME),
            (closing, CallState.CLOSED, Timing.LATE),
            (closing + SECOND, CallState.CLOSED, Timing.LATE),
        ):
            assert call_state(moment, opens_at, closes_at) is state, announced
            assert judge(moment, opens_at, closes_at) is timing, announced


def test_each_year_has_both_changes_of_the_clocks_in_the_table():
    assert len(ANNOUNCED_AND_MEANT) == len(set(ANNOUNCED_AND_MEANT)) == 60
    years = {announced[:4] for announced, _ in ANNOUNCED_AND_MEANT}
    assert years == {str(year) for year in range(2018, 2038)}
    for year in years:
        months = {announced[5:7] for announced, _ in ANNOUNCED_AND_MEANT if announced[:4] == year}
        assert months == {"03", "10"}, year
