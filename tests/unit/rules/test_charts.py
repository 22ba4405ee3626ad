"""A figure holds the numbers of its table as the edition shows them, and says what one sees."""

from datetime import date

import pytest

from lisdesk.rules.charts import figure_of, figures_of
from lisdesk.table import CellKind, Chart, ChartKind, Column, Table

COLUMNS = (
    Column("Code"),
    Column("Priority"),
    Column("Support", CellKind.WHOLE_NUMBER),
    Column("Oppose", CellKind.WHOLE_NUMBER),
    Column("Called"),
)
ROWS = (("P1", "Rail", 3, 4, ""), ("P2", "Ports", 12, "fewer than 5", "loud but thin"))


def table(rows=ROWS, columns=COLUMNS, name="Priority × type", **told):
    chart = Chart("Stances", "Priority", ("Support", "Oppose"), **told)
    return Table(name, "Title", "Description", "Unit: submissions.", columns, list(rows), chart)


def figure(**told):
    made = table(**told)
    return figure_of(made, made.rows)


def test_a_figure_has_the_numbers_of_the_columns_it_draws():
    found = figure(names=("Code", "Priority"))
    assert found.categories == ("P1 Rail", "P2 Ports")
    assert [(each.name, each.values) for each in found.series] == [
        ("Support", (3, 12)),
        ("Oppose", (4, "fewer than 5")),
    ]
    assert (found.key, found.table_name) == ("priority-by-type", "Priority × type")


def test_a_figure_is_a_table_again():
    numbers = figure(words="Called", kind=ChartKind.POINTS).as_table()
    headings = [each.heading for each in numbers.columns]
    assert headings == ["Priority", "Support", "Oppose", "In words"]
    assert list(numbers.rows) == [
        ("Rail", 3, 4, ""),
        ("Ports", 12, "fewer than 5", "loud but thin"),
    ]


def test_a_withheld_number_is_told_to_be_and_is_in_no_sum():
    assert figure(stacked=True).sentence == (
        "Stances. 2 bars; the longest that is shown is Ports with 12. 1 number withheld."
    )
    assert figure().is_withheld


def test_the_largest_field_of_a_heat_map_is_told():
    assert figure(kind=ChartKind.HEAT_MAP).sentence == (
        "Stances. 2 rows by 2 columns; the largest number is 12, of Ports in Support. "
        "1 number withheld."
    )


def test_the_points_that_stand_out_are_named():
    told = figure(kind=ChartKind.POINTS, words="Called").sentence
    assert told == "Stances. Loud but thin: Ports. 1 number withheld."


def test_days_and_months_stand_where_they_belong_on_their_axis():
    days = [("", date(2019, 2, 27), 1, 0, ""), ("", date(2019, 3, 1), 1, 0, "")]
    months = [("", "2018-12", 1, 0, ""), ("", "2019-02", 1, 0, "")]
    assert figure(rows=days).places == (0, 2)
    assert figure(rows=days).categories == ("27 Feb 2019", "1 Mar 2019")
    assert figure(rows=months).places == (0, 2)
    assert figure().places == ()


def test_a_table_without_rows_or_chart_has_no_figure():
    assert figures_of([table(rows=[]), table()]) == (figure(),)


def test_nothing_but_zeros_is_told_as_nothing_yet():
    found = figure(rows=[("P1", "Rail", 0, None, "")])
    assert found.is_empty
    assert found.sentence == "Stances. Nothing yet."


def test_a_column_that_is_not_there_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="Nobody"):
        figure(target="Nobody")
