import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lisdesk.exchange.workbook import CELL_LIMIT, clean_text, split_long_text
from lisdesk.exchange.workbook.text import cell_xml, escaped_text, utf16_units

awkward_text = st.text(
    st.one_of(
        st.sampled_from("_x0041F\r\n\t😀\U0001fffe\ud800\ufdd0"),
        st.characters(exclude_categories=[]),
    )
)


@given(awkward_text, st.integers(7, 40))
@example("\r\n" * 20, 7)
@example("_x0041_" * 20, 7)
@example("😀" * 20, 7)
def test_the_parts_of_a_split_text_fit_and_join_to_the_original(text, limit):
    parts = split_long_text(text, limit)

    assert "".join(parts) == text
    assert all(utf16_units(escaped_text(part)) <= limit for part in parts)
    assert not any(
        before.endswith("\r") and after.startswith("\n")
        for before, after in zip(parts, parts[1:], strict=False)
    )
    assert "\n".join(clean_text(part) for part in parts).count("\ufffd") == clean_text(text).count(
        "\ufffd"
    )


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("", [0]),
        ("a" * 32_767, [32_767]),
        ("a" * 32_768, [32_767, 1]),
        ("😀" * 16_383, [16_383]),
        ("😀" * 16_384, [16_383, 1]),
        ("a" * 200_000, [32_767] * 6 + [3_398]),
        ("a" * 32_760 + "_x0041_", [32_761, 6]),
        ("a" * 32_766 + "\r\n" + "b", [32_768, 1]),
    ],
)
def test_a_text_is_split_where_excel_counts_32767(text, lengths):
    assert [len(part) for part in split_long_text(text)] == lengths


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut():
    assert len(cell_xml("a" * CELL_LIMIT)) == CELL_LIMIT
    for too_long in ("a" * (CELL_LIMIT + 1), "😀" * 16_384, "_x0041_" + "a" * 32_755):
        with pytest.raises(ValueError, match="too long for one cell"):
            cell_xml(too_long)


def test_a_limit_that_an_escape_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="too short"):
        split_long_text("_x0041_", 6)


def test_markup_does_not_count_towards_the_length():
    assert cell_xml("&" * CELL_LIMIT) == "&amp;" * CELL_LIMIT


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\x00\x0b\x1f\ufffe\uffff\ufdd0\U0010ffff", "\ufffd" * 7),
        ("\ud83d\ude00 \ud800", "\ufffd\ufffd \ufffd"),
        ("tab\t and \x85 stay, \u202e too", "tab\t and \x85 stay, \u202e too"),
    ],
)
def test_only_what_a_workbook_cannot_hold_is_replaced(text, cleaned):
    assert clean_text(text) == cleaned


def test_what_looks_like_a_character_code_is_escaped():
    assert escaped_text("_x0041_x0042_ _x41_") == "_x005F_x0041_x005F_x0042_ _x41_"
