"""Dates in other people's order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.sheets.plan import DateOrder
from lisdesk.exchange.sheets.written_dates import (
    TWO_WAYS,
    DateFaultError,
    figure_orders,
    only_order,
    read_moment,
)

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
WINTER = datetime(2019, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2019-01-15",
        "2019/01/15",
        "15/01/2019",
        "15.1.19",
        "15-1-2019",
        "1/15/2019",
        "15 January 2019",
        "15 Jan 19",
        "15-Jan-2019",
        "15th January 2019",
        "Tuesday, 15 January 2019",
        "January 15, 2019",
        "Jan 15 2019",
        "15/01/2019 00:00",
        "15/01/2019, 12:00 AM",
        "2019-01-15T00:00:00Z",
        " 15/01/2019\n",
    ],
)  # fmt: skip
def test_a_date_that_can_be_read_in_one_way_needs_no_order(text: str) -> None:
    assert read_moment(text, None) == WINTER


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("31/03/2019 23:59:59", datetime(2019, 3, 31, 22, 59, 59, tzinfo=UTC)),
        ("12/31/2019 5:30 PM", datetime(2019, 12, 31, 17, 30, tzinfo=UTC)),
        ("2019-07-01 09:15", datetime(2019, 7, 1, 8, 15, tzinfo=UTC)),
        ("27/10/2019 01:30 BST", datetime(2019, 10, 27, 0, 30, tzinfo=UTC)),
        ("27/10/2019 01:30 GMT", datetime(2019, 10, 27, 1, 30, tzinfo=UTC)),
        ("2019-10-27T01:30+01:00", datetime(2019, 10, 27, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_that_of_london_unless_it_says_otherwise(text, moment) -> None:
    assert read_moment(text, None) == moment


@pytest.mark.parametrize("text", ["31/03/2019 01:30", "27/10/2019 01:30", "2019-03-31 01:30"])
def test_a_time_that_the_clocks_skip_or_repeat_is_a_fault(text: str) -> None:
    with pytest.raises(DateFaultError, match="does not exist|happens twice"):
        read_moment(text, DMY)


@pytest.mark.parametrize(
    "text",
    ["soon", "32/01/2019", "30/02/2019", "15/01/1066", "43480", "2019", "15/01", "12:30", "",
     "15 Smarch 2019", "15/01/2019 25:00", "15/01/2019 13:00 pm", "2019-13-45", "1/2/3/4"],
)  # fmt: skip
def test_what_is_no_date_is_a_fault(text: str) -> None:
    for order in (None, *DateOrder):
        with pytest.raises(DateFaultError):
            read_moment(text, order)


def test_an_american_date_of_short_figures_is_read_in_the_order_that_is_given() -> None:
    assert read_moment("12/2/21", MDY).date() == date(2021, 12, 2)
    assert read_moment("12/2/21", DMY).date() == date(2021, 2, 12)
    assert read_moment("21-02-12", YMD).date() == date(2021, 2, 12)


def test_a_date_that_does_not_fit_the_order_is_not_turned_round() -> None:
    with pytest.raises(DateFaultError, match="order dmy"):
        read_moment("9/30/2021", DMY)


@given(st.dates(date(1970, 1, 2), date(2100, 12, 31)), st.sampled_from("/.-"))
def test_a_date_in_figures_is_read_as_ordered_and_never_guessed(day: date, mark: str) -> None:
    figures = f"{day.day}{mark}{day.month}{mark}{day.year}"
    assert (read_moment(figures, DMY) + timedelta(hours=1)).date() == day
    if day.day > 12 or day.day == day.month:
        assert read_moment(figures, None) == read_moment(figures, DMY)
    else:
        with pytest.raises(DateFaultError, match=TWO_WAYS):
            read_moment(figures, None)


def test_a_column_decides_only_if_every_date_in_figures_allows_one_order() -> None:
    assert only_order(["1/2/2021", "13/2/2021", "rubbish", "2021-02-03"]) is DMY
    assert only_order(["1/2/2021", "2/13/2021"]) is MDY
    assert only_order(["1/2/2021", "3/4/2021"]) is None
    assert only_order(["13/2/2021", "2/13/2021", "1/2/2021"]) is None
    assert only_order([]) is None


def test_the_orders_of_a_date_in_figures_are_told() -> None:
    assert figure_orders("3/4/2021") == {DMY, MDY}
    assert figure_orders("2021/3/4") == {YMD}
    assert figure_orders("4 March 2021") == frozenset()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31 Feb 2019", None),
        ("February 31, 2019", None),
        ("2019-02-31", None),
        ("31/2/2019", DMY),
        ("2/31/19", MDY),
        ("19/2/31", YMD),
        ("2019/2/31", DMY),
    ],
)
def test_a_day_that_no_month_has_is_named(text, order):
    with pytest.raises(DateFaultError, match=r"^There is no 31 February 2019\.$"):
        read_moment(text, order)


def test_a_month_that_no_year_has_is_no_date():
    with pytest.raises(DateFaultError, match=r"not a date in the order dmy"):
        read_moment("13/14/2019", DMY)
