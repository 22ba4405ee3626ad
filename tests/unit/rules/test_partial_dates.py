"""Dates as plans give them keep their precision, and “by” stays apart from “in”."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.errors import RefusedError
from lisdesk.rules.partial_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    Modality,
    PartialDate,
    checked_partial_words,
    checked_period,
    may_be_month_first,
    read_partial_date,
)

IN, BY = Modality.IN, Modality.BY


@st.composite
def partial_dates(draw):
    whole = draw(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
    year, month, day = draw(
        st.sampled_from(
            [
                (whole.year, None, None),
                (whole.year, whole.month, None),
                (whole.year, whole.month, whole.day),
                (None, whole.month, None),
                (None, whole.month, whole.day),
            ]
        )
    )
    return PartialDate(draw(st.sampled_from(Modality)), year, month, day)


@given(partial_dates())
def test_the_words_of_a_date_are_read_as_the_same_date(written):
    assert read_partial_date(written.words()) == written
    assert read_partial_date(f"  {written.words().upper()} ") == written
    assert checked_partial_words(written.words()) == written.words()


@given(partial_dates())
def test_the_first_day_never_lies_after_the_last(written):
    first, last = written.first_day(), written.last_day()
    assert (last is None) == (written.year is None)
    assert (first is None) == (written.year is None or written.modality is BY)
    if first and last:
        assert first <= last
        assert (first == last) == (written.day is not None)


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "modality", "words"),
    [
        ("in March 2019", 2019, 3, None, IN, "in March 2019"),
        ("by March 2020", 2020, 3, None, BY, "by March 2020"),
        ("November 2018", 2018, 11, None, IN, "in November 2018"),
        ("in July", None, 7, None, IN, "in July"),
        ("On 3rd December 2018", 2018, 12, 3, IN, "on 3 December 2018"),
        ("by 31 January 2019", 2019, 1, 31, BY, "by 31 January 2019"),
        ("2019-06", 2019, 6, None, IN, "in June 2019"),
        ("2019-02-08", 2019, 2, 8, IN, "on 8 February 2019"),
        ("by 2030", 2030, None, None, BY, "by 2030"),
        ("29 February", None, 2, 29, IN, "on 29 February"),
        ("Mar-19", 2019, 3, None, IN, "in March 2019"),
        ("by Sept-2020", 2020, 9, None, BY, "by September 2020"),
        ("Dec-29", 2029, 12, None, IN, "in December 2029"),
        ("Jan-30", 1930, 1, None, IN, "in January 1930"),
        ("31/12/98", 1998, 12, 31, IN, "on 31 December 1998"),
        ("12/05/2019", 2019, 5, 12, IN, "on 12 May 2019"),
        ("by 3.2.19", 2019, 2, 3, BY, "by 3 February 2019"),
        ("2019-05-12 00:00:00", 2019, 5, 12, IN, "on 12 May 2019"),
        ("Sept. 2019", 2019, 9, None, IN, "in September 2019"),
    ],
)
def test_a_date_keeps_its_precision_and_its_in_or_by(text, year, month, day, modality, words):
    found = read_partial_date(text)
    assert found == PartialDate(modality, year, month, day)
    assert found.words() == words


def test_by_a_month_lasts_until_the_month_ends_and_says_no_first_day():
    due = read_partial_date("by March 2020")
    assert (due.first_day(), due.last_day()) == (None, date(2020, 3, 31))
    within = read_partial_date("in March 2019")
    assert (within.first_day(), within.last_day()) == (date(2019, 3, 1), date(2019, 3, 31))
    assert read_partial_date("in July").last_day() is None


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "30 February 2019",
        "March 19",
        "19-Mar",
        "Mar-1",
        "on Mar-19",
        "Foo-19",
        "in 12",
        "2/13/21",
        "31/02/2019",
        "12/5.2019",
        "in 12/5/2019",
        "2019-05-12 09:30",
        "by",
        "29 February 2019",
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text):
    with pytest.raises(RefusedError, match="not a date that can be read"):
        read_partial_date(text)


@pytest.mark.parametrize("text", ["19-03-01", "31-12-19", "12/2/21", "by 3/2/19"])
def test_figures_that_may_be_several_dates_are_refused_with_what_to_write(text):
    with pytest.raises(RefusedError, match="more than one date") as told:
        read_partial_date(text)
    assert "12 February 2021" in told.value.do
    assert checked_partial_words("31/1/19") == "on 31 January 2019"


@pytest.mark.parametrize(
    ("text", "may"),
    [("2/12/2021", True), ("by 02-12-2021", True), ("13/2/2021", False), ("3/3/2021", False),
     ("2.12.2021", False), ("2021-02-12", False), ("2 December 2021", False), ("", False)],
)  # fmt: skip
def test_a_date_that_an_american_would_read_otherwise_is_known(text, may):
    assert may_be_month_first(text) is may


def test_nothing_is_no_date():
    assert read_partial_date("  ") is None
    assert checked_partial_words("") == ""


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [("2018", "2018", True), ("2019", "2018", False), ("by 2019", "2018", True),
     ("May 2018", "April 2018", False), ("May", "April", True), ("2019", "by March 2019", True),
     ("", "2018", True), ("2018", "", True)],
)  # fmt: skip
def test_a_beginning_that_can_only_lie_after_its_end_is_refused(since, until, fits):
    if fits:
        said = checked_period(since, until)
        assert said == (checked_partial_words(since), checked_partial_words(until))
        return
    with pytest.raises(RefusedError, match="begins after"):
        checked_period(since, until)
