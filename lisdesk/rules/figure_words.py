"""What one sees on a chart, in a sentence or two, for a reader who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.table import Chart, ChartKind

_NAMED = 6
"""Of more points than this that are called alike, the first are named."""


def sentence_of(
    chart: Chart,
    categories: Sequence[str],
    values: Sequence[Sequence[int | str | None]],
    words: Sequence[str],
) -> str:
    """Return what one sees; numbers that are withheld are told to be, and in no sum.

    `values` are those of each series, `words` what is said of each point.
    """
    if not any(number for own in values for number in own):
        return f"{chart.title}. Nothing yet."
    if chart.kind is ChartKind.POINTS:
        said = _points(categories, words)
    elif chart.kind is ChartKind.HEAT_MAP:
        said = _fields(chart, categories, values)
    else:
        said = _bars(chart, categories, values)
    withheld = sum(isinstance(number, str) for own in values for number in own)
    kept = f" {_counted(withheld, 'number')} withheld." if withheld else ""
    return f"{chart.title}. {said}{kept}"


def _bars(
    chart: Chart, categories: Sequence[str], values: Sequence[Sequence[int | str | None]]
) -> str:
    lengths = [sum(_shown(own[at]) for own in values) for at in range(len(categories))]
    if not any(lengths):
        return "No number is shown."
    what = "longest"
    if len(values) > 1 and len(set(lengths)) == 1 < len(lengths):  # each is of the same whole
        lengths = [_shown(number) for number in values[0]]
        what = f"longest part “{chart.series[0]}”"
    if any(isinstance(number, str) for own in values for number in own):
        what = f"{what} that is shown"
    most = max(range(len(lengths)), key=lengths.__getitem__)
    return (
        f"{_counted(len(categories), 'bar')}; the {what} is {categories[most]} with "
        f"{lengths[most]:,}."
    )


def _fields(
    chart: Chart, categories: Sequence[str], values: Sequence[Sequence[int | str | None]]
) -> str:
    fields = [
        (_shown(number), name, heading)
        for heading, own in zip(chart.series, values, strict=True)
        for name, number in zip(categories, own, strict=True)
    ]
    number, name, heading = max(fields, key=lambda field: field[0])
    size = f"{_counted(len(categories), 'row')} by {_counted(len(chart.series), 'column')}"
    if not number:
        return f"{size}; no number is shown."
    return f"{size}; the largest number is {number:,}, of {name} in {heading}."


def _points(categories: Sequence[str], words: Sequence[str]) -> str:
    called: dict[str, list[str]] = {}
    for name, word in zip(categories, words, strict=True):
        if word:
            called.setdefault(word, []).append(name)
    if not called:
        return f"{_counted(len(categories), 'point')}, none of which stands out."
    told = (f"{word[:1].upper()}{word[1:]}: {_some(names)}." for word, names in called.items())
    return " ".join(told)


def _some(names: Sequence[str]) -> str:
    further = len(names) - _NAMED
    return "; ".join([*names[:_NAMED], *([f"{further:,} more"] if further > 0 else [])])


def _shown(number: int | str | None) -> int:
    """Return a number that is shown; one that is withheld, or is not there, has no length."""
    return number if isinstance(number, int) else 0


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
