"""Words for stakeholder types that the list lacks are counted, explained, and kept in the map."""

from lisdesk.exchange.sheets.grid import grid_of
from lisdesk.exchange.sheets.map_text import map_text
from lisdesk.exchange.sheets.mapping import ImportMap, parse_map
from lisdesk.exchange.sheets.plan import Field, KnownQuestion
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.responses import survey_rows
from lisdesk.exchange.sheets.type_words import (
    TypeWord,
    type_words,
    with_type_meanings,
    without_lost_types,
)

TYPES = {"business": "business", "individual": "individual", "school": "school"}
WORDS = ["SME", "business", "sme ", "Parish", "", "Individual", "SME"]
GRID = grid_of([["ID", "Type", "Why?"], *([f"{at}", word, "So"] for at, word in enumerate(WORDS))])
NAMED = ImportMap(fields={Field.TYPE: "Type"})


def plan(officers_map):
    return plan_import(GRID, officers_map, [KnownQuestion(1, "Why?")], TYPES)


def test_the_words_that_the_list_lacks_are_counted_whatever_their_case():
    assert type_words(GRID, plan(NAMED)) == (TypeWord("SME", 3, ""), TypeWord("Parish", 1, ""))


def test_a_sheet_without_a_column_for_the_type_has_none():
    unread = ImportMap(ignored_columns=("Type",))
    assert type_words(GRID, plan(unread)) == ()


def test_a_word_that_was_explained_is_read_so_and_the_map_reads_back_the_same():
    said = with_type_meanings(NAMED, {"SME": "business", "Parish": ""})
    assert type_words(GRID, plan(said)) == (
        TypeWord("SME", 3, "business"),
        TypeWord("Parish", 1, ""),
    )
    types = [row.type_key for row in survey_rows(GRID, plan(said))]
    assert types == ["business", "business", "business", None, None, "individual", "business"]
    assert parse_map(map_text(said).encode(), "map.toml") == said


def test_a_meaning_is_changed_and_taken_away_and_others_stay():
    said = with_type_meanings(NAMED, {"SME": "business", "Parish": "school"})
    changed = with_type_meanings(said, {"sme": "individual"})
    assert {word.word: word.meaning for word in type_words(GRID, plan(changed))} == {
        "SME": "individual",
        "Parish": "school",
    }
    assert with_type_meanings(changed, {"SME": "", "parish": ""}) == NAMED


def test_a_word_that_means_a_type_which_is_gone_is_asked_again():
    said = with_type_meanings(NAMED, {"SME": "business", "Parish": "gone"})
    kept = without_lost_types(said, TYPES)
    assert kept == with_type_meanings(NAMED, {"SME": "business"})
    assert without_lost_types(kept, TYPES) is kept
