"""Home's charts and those of the files have the same numbers, although Home counts them by SQL.

Home counts for the first screen, at once and among 100,000 submissions, what the sheets count row
by row for a chart that is then the same in the window's Evidence, the workbook and the report.
"""

import pytest

from lisdesk.queries.evidence.breakdowns import arrivals_sheet, respondents_sheet
from lisdesk.queries.evidence.charts import figures_of_evidence
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.home import home_page
from lisdesk.rules.vocabulary import Channel, Edition
from lisdesk.rules.wall_time import day_words
from lisdesk.ui.home.numbers import arrivals_chart, types_chart
from tests.desk_work import DESK
from tests.thorough import one_in
from tests.unit.evidence.test_random_calls import random_call


def lines_of(table):
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def bars_of(chart):
    """By name, the bars of a chart that have a length."""
    assert len(set(chart.categories)) == len(chart.categories)
    return {
        name: total for name, total in zip(chart.categories, chart.totals, strict=True) if total
    }


def parts_of(chart):
    """By series and category, what the bars are made of."""
    return {
        (series.name, name): value
        for series in chart.series
        for name, value in zip(chart.categories, series.values, strict=True)
        if value
    }


@pytest.mark.parametrize("seed", one_in(6, range(12)))
def test_the_charts_of_a_random_call_have_the_numbers_of_those_in_its_files(database, seed):
    random_call(database, seed)
    with database.reading() as session:
        page = home_page(session, 1, DESK.officer, "Europe/London")
        evidence = read_evidence(session, 1, Edition.INTERNAL)
    arrived = lines_of(arrivals_sheet(evidence).table)
    arrivals, types = arrivals_chart(page), types_chart(page)
    assert parts_of(arrivals) == {
        (channel.label, day_words(line["Day"])): line[channel.label]
        for line in arrived
        for channel in Channel
        if line[channel.label]
    }
    figures = {each.table_name: each for each in figures_of_evidence(evidence)}
    drawn = figures["Arrivals"]
    totals = [sum(each.values[at] for each in drawn.series) for at in range(len(drawn.categories))]
    assert list(bars_of(arrivals).values()) == totals == [line["Received"] for line in arrived]
    responded = lines_of(respondents_sheet(evidence)[0].table)
    own = {line["Type"]: line["Submissions"] for line in responded if line["Submissions"]}
    assert bars_of(types) == own
    drawn = figures["Respondents"]
    by_type = dict(zip(drawn.categories, drawn.series[0].values, strict=True))
    assert own == {name: number for name, number in by_type.items() if number}
    assert sum(own.values()) == page.ledger.counted > 0
