"""A map is changed a column at a time, and written so that it reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.sheets.grid import grid_of
from lisdesk.exchange.sheets.map_changes import (
    ColumnUse,
    single_columns,
    use_of,
    with_column,
    with_constant,
    without_columns,
)
from lisdesk.exchange.sheets.map_text import map_text
from lisdesk.exchange.sheets.map_values import MapValue
from lisdesk.exchange.sheets.mapping import ImportMap, parse_map
from lisdesk.exchange.sheets.plan import DateOrder, Field, KnownQuestion, Role
from lisdesk.exchange.sheets.planning import plan_import

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@given(
    columns=st.lists(names, min_size=8, max_size=8, unique=True),
    value=names,
    order=st.sampled_from([None, *DateOrder]),
    header_rows=st.sampled_from([None, 0, 2]),
)
def test_a_map_that_is_written_reads_back_the_same(columns, value, order, header_rows):
    written = ImportMap(
        sheet=columns[0],
        header_rows=header_rows,
        id_column=columns[1],
        date_order=order,
        group_by=columns[2],
        fields={Field.AREA: columns[3]},
        constants={Field.RESPONDENT: value},
        values={Field.TYPE: (MapValue("Charity", "voluntary"), MapValue('Té"', "other"))},
        questions={columns[4]: 3, columns[5]: value},
        ignored_columns=(columns[6],),
        extra_columns=(columns[7],),
        encoding="cp1252",
    )
    assert parse_map(map_text(written).encode(), "map.toml") == written


def test_an_empty_map_is_an_empty_file():
    assert map_text(ImportMap()).strip() == ""
    assert parse_map(b"", "map.toml") == ImportMap()


@pytest.mark.parametrize(
    "use",
    [
        ColumnUse(Role.FIELD, Field.AREA),
        ColumnUse(Role.QUESTION, question=1),
        ColumnUse(Role.ID),
        ColumnUse(Role.GROUP),
        ColumnUse(Role.EXTRA),
        ColumnUse(Role.IGNORED),
    ],
)
def test_a_column_becomes_what_was_chosen_and_only_that(use):
    grid = grid_of([["Response ID", "Organisation", "Where"], ["1", "Acme", "Oadby"]])
    questions = [KnownQuestion(1, "What holds you back?")]
    for heading, index in (("Organisation", 1), ("Where", 2), ("Response ID", 0)):
        chosen = with_column(ImportMap(), heading, ColumnUse(Role.IGNORED))
        chosen = with_column(chosen, heading, use)
        plan = plan_import(grid, chosen, questions, {})
        assert use_of(plan, index) == use
        assert [column.index for column in single_columns(plan)] == [0, 1, 2]
        assert without_columns(chosen) == ImportMap()


def test_a_new_question_has_the_words_of_its_heading():
    grid = grid_of([["Response ID", "Where"], ["1", "Oadby"]])
    chosen = with_column(ImportMap(), "Where", ColumnUse(Role.QUESTION))
    plan = plan_import(grid, chosen, [], {})
    assert [question.text for question in plan.new_questions] == ["Where"]
    assert use_of(plan, 1) == ColumnUse(Role.QUESTION)


def test_a_value_for_every_row_and_a_column_take_the_field_from_each_other():
    chosen = with_constant(ImportMap(), Field.CHANNEL, "Post")
    chosen = with_column(chosen, "How", ColumnUse(Role.FIELD, Field.CHANNEL))
    assert (chosen.constants, chosen.fields) == ({}, {Field.CHANNEL: "How"})
    chosen = with_constant(chosen, Field.CHANNEL, "Post")
    assert (chosen.constants, chosen.fields) == ({Field.CHANNEL: "Post"}, {})
    assert with_constant(chosen, Field.CHANNEL, "") == ImportMap()
