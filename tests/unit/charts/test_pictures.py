"""Pictures of figures: the same bytes each time, nothing withheld in them, every word readable."""

import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from lisdesk.exchange.charts import LIGHT, LOOKS, draw
from lisdesk.exchange.charts.lettering import legible, width_px, wrapped
from lisdesk.exchange.charts.looks import ink_on, luminance
from lisdesk.exchange.charts.ticks import whole_steps
from lisdesk.rules.charts import Figure, Series
from lisdesk.table import ChartKind
from lisdesk.ui.theme import THEMES

pytestmark = pytest.mark.thorough

SVG_TEXT = re.compile(r"<!-- (.*?) -->")
PRIORITIES = ("P1 Rail", "P2 Ports", "P3 Skills")


def figure(kind=ChartKind.BARS, series=None, categories=PRIORITIES, **told):
    shown = series or (Series("Support", (3, 14, 0)), Series("Oppose", (21, 0, 1)))
    return Figure(
        key="stances",
        table_name="Priorities",
        title="Submissions by priority and stance",
        sentence="Three bars.",
        unit="All submissions. Unit: counted submissions.",
        kind=kind,
        category_heading="Priority",
        value_heading="Submissions",
        categories=categories,
        series=shown,
        **({"is_horizontal": True, "is_stacked": True} | told),
    )


FIGURES = {
    "lying bars": figure(),
    "standing bars": figure(is_horizontal=False, places=(0, 3, 9)),
    "heat map": figure(ChartKind.HEAT_MAP),
    "points": figure(
        ChartKind.POINTS,
        (Series("Submissions", (3, 14, 9)), Series("Typical grade", (2, 1, None))),
        steps=("Anecdote", "Experience"),
        words=("strong but rare", "loud but thin", ""),
        note="What the words mean.",
    ),
}


@pytest.fixture(params=list(FIGURES))
def shown(request):
    return FIGURES[request.param]


def words_in(picture: bytes) -> list[str]:
    """Every word of an SVG, as the library notes it beside the letters that it draws."""
    return [each.strip() for each in SVG_TEXT.findall(picture.decode())]


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


@pytest.mark.parametrize("file_kind", ["svg", "png"])
def test_the_same_figure_gives_the_same_bytes(shown, file_kind):
    assert draw(shown, file_kind) == draw(shown, file_kind)


@pytest.mark.thorough
def test_another_process_draws_the_same_bytes(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from zlib import crc32\n"
        "from tests.unit.charts.test_pictures import FIGURES, draw\n"
        "print([crc32(draw(each, kind)) for each in FIGURES.values() for kind in ('svg', 'png')])\n"
    )
    (tmp_path / "matplotlibrc").write_text("font.size: 40\nsvg.fonttype: none\n")
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path.cwd())],
        cwd=tmp_path,
        env=os.environ | home | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    ours = [zlib.crc32(draw(each, kind)) for each in FIGURES.values() for kind in ("svg", "png")]
    assert done.stdout.strip() == str(ours)
    left = {each.relative_to(tmp_path).parts[:2] for each in tmp_path.rglob("*") if each.is_file()}
    assert left <= {("matplotlibrc",), ("cache", "lisdesk")}


@pytest.mark.parametrize("file_kind", ["svg", "png"])
def test_a_picture_tells_neither_when_nor_where_it_was_made(shown, file_kind):
    picture = draw(shown, file_kind)
    for trace in (b"matplotlib", b"Matplotlib", b"/tmp", bytes(Path.cwd()), b"20:", b"tIME"):
        assert trace not in picture


def test_an_svg_says_what_it_shows_and_refers_to_nothing_elsewhere(shown):
    hostile = replace(shown, title="A & <b>\x07", sentence="]]> \ud800 ends.")
    root = fromstring(draw(hostile), forbid_dtd=True)
    told = {each.tag.split("}")[1]: each.text for each in root}
    assert (told["title"], told["desc"]) == ("A & <b>", "]]> ends.")
    assert root.get("role") == "img"
    links = [value for each in root.iter() for name, value in each.items() if "href" in name]
    assert all(each.startswith("#") for each in links)


def test_a_png_is_720_pixels_wide_at_two_dots_each(shown):
    wide, high = size_of(draw(shown, "png"))
    assert wide == 1440
    assert 300 < high < 2000
    assert b'width="540pt"' in draw(shown, "svg")


def test_every_name_and_number_is_written(shown):
    told = " ".join(words_in(draw(shown)))
    assert shown.title in told
    assert shown.unit in told
    if shown is FIGURES["standing bars"]:
        return
    for name, along in zip(shown.categories, shown.series[0].values, strict=True):
        is_left_out = shown.kind is ChartKind.POINTS and along == 9
        assert (name in told) is not is_left_out
    if shown.kind is ChartKind.POINTS:
        assert "1 without any graded evidence is left out." in told
        assert "What the words mean." in told
        return
    for own in shown.series:
        assert {f"{each}" for each in own.values} <= set(told.split())


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.HEAT_MAP])
def test_a_withheld_number_is_told_and_has_no_length_or_colour(kind):
    series = (Series("Support", ("fewer than 5", 14, "withheld")),)
    picture = draw(figure(kind, series))
    told = " ".join(words_in(picture))
    assert "fewer than 5" in told
    assert "withheld" in told
    without = draw(figure(kind, (Series("Support", (0, 14, 0)),)))
    shapes = [each.count(LIGHT.hues[0].lower().encode()) for each in (picture, without)]
    assert shapes[0] == shapes[1]


def test_a_name_with_dollars_is_no_formula_and_markup_stays_text():
    hostile = "$\\frac{1}{2}$ <script>x</script> & ]]> --> \u202e\x07"
    picture = draw(figure(categories=(hostile, "B", "C")))
    assert b"<script>" not in picture
    told = " ".join(words_in(picture))
    assert "$\\frac{1}{2}$" in told


def test_a_letter_that_the_font_lacks_is_shown_as_a_square_and_hidden_ones_go():
    assert legible("Rail 鉄\u202e\u0007道\nPorts") == "Rail □□ Ports"
    assert draw(figure(categories=("鉄道", "B", "C")))


def test_long_names_are_wrapped_and_end_visibly():
    name = "Voluntary, community or social enterprise " * 6
    lines = wrapped(name, 200, 12, 3)
    assert len(lines) == 3
    assert all(width_px(each, 12) <= 200 for each in lines)
    assert lines[-1].endswith("…")
    assert wrapped("x" * 500, 100, 12, 2)[0].startswith("xxx")
    assert wrapped("", 100, 12, 2) == []


def test_very_many_rows_are_cut_and_it_is_said():
    names = tuple(f"P{each}" for each in range(200))
    picture = draw(figure(categories=names, series=(Series("Support", (1,) * 200),)))
    assert "The first 60 of 200 are drawn; the table has all." in words_in(picture)


def test_what_each_bar_should_reach_is_marked():
    target = Series("Target", (5, None, 40))
    picture = draw(replace(figure(), target=target))
    assert "Target" in words_in(picture)
    assert picture != draw(figure())


def test_nothing_but_zeros_can_be_drawn(shown):
    nothing = tuple(Series(each.name, (0,) * len(each.values)) for each in shown.series)
    assert draw(replace(shown, series=nothing))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_hues_differ_in_lightness_and_words_on_them_are_read(look):
    def contrast(one, other):
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    stances = look.hues[:5]
    for one, other in zip(stances, stances[1:], strict=False):
        assert contrast(one, other) >= 1.5, (one, other)
    for hue in look.hues:
        assert contrast(hue, ink_on(hue)) >= 4.5
    for ink in (look.text, look.muted):
        assert contrast(ink, look.surface) >= 4.5
    assert contrast(look.edge, look.surface) >= 3


def test_steps_of_an_axis_are_round_and_reach_to_the_most():
    for most in (0, 1, 5, 6, 7, 99, 1_000_001):
        steps = whole_steps(most)
        assert steps[0] == 0
        assert steps[-1] >= most
        assert len(steps) <= 8


def test_what_cannot_be_drawn_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="gif"):
        draw(figure(), "gif")


def test_every_theme_of_the_window_has_its_look():
    assert set(LOOKS) == set(THEMES)


def test_the_library_is_loaded_with_the_first_picture_only():
    program = "import sys, lisdesk.exchange.charts; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
