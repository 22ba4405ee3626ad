"""A priority is found by few letters, whatever their case and accents, and past slips."""

import pytest

from lisdesk.ui.reading.priority_search import PrioritySearch, Searched

FRAME = [
    Searched("P1", "Ideas", "", ("innovation", "research and development"), "R&D spending"),
    Searched("P2", "People", "", ("skills", "welders"), "Skills and jobs"),
    Searched("P2.1", "Digital skills", "People", ("coding",), ""),
    Searched("P2.2", "Apprenticeships", "People", (), ""),
    Searched("P3", "Infrastructure", "", ("broadband", "roads"), ""),
    Searched("P10", "Énergie propre", "", ("clean growth",), ""),
    Searched("G1", "Artificial intelligence and data", "", (), ""),
    Searched("G2", "Ageing society", "", (), ""),
]
SEARCH = PrioritySearch(FRAME)


def found(typed):
    return [FRAME[at].code for at in SEARCH.best_first(typed)]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("p2", "P2"),
        ("P1", "P1"),
        ("p10", "P10"),
        ("dig", "P2.1"),
        ("sk", "P2.1"),
        ("dig sk", "P2.1"),
        ("weld", "P2"),
        ("energie", "P10"),
        ("ÉNERGIE", "P10"),
        ("clean", "P10"),
        ("aiad", "G1"),
        ("people app", "P2.2"),
        ("infrastrcture", "P3"),
        ("infarstructure", "P3"),
        ("aprenticeship", "P2.2"),
        ("braodband", "P3"),
        ("digitl skils", "P2.1"),
        ("inteligence", "G1"),
        ("r d", "P1"),
    ],
)
def test_the_best_comes_first(typed, best):
    assert found(typed)[0] == best


def test_nothing_typed_finds_everything_and_nonsense_nothing():
    assert found("  ") == [each.code for each in FRAME]
    assert found("zzzzqx") == []
    assert found("hydrogen hub") == []


def test_what_fits_stands_before_what_nearly_fits():
    assert found("skills")[:2] == ["P2.1", "P2"]
    assert "P2.2" not in found("roads")
