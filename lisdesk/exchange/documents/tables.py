"""Rows of a table as text."""

from __future__ import annotations

from collections.abc import Sequence

Cell = Sequence[str]
"""The paragraphs of a cell."""


def row_blocks(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the paragraphs that a table's rows make.

    Rows whose cells are single lines are lines of one paragraph, their cells parted by tabs. Of a
    row with longer cells every paragraph is one of the text.
    """
    blocks: list[str] = []
    lines: list[str] = []
    for row in rows:
        cells = [[words for each in cell if (words := each.strip())] for cell in row]
        if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
            line = "\t".join("".join(cell) for cell in cells).rstrip("\t")
            if line.strip("\t"):
                lines.append(line)
            continue
        if lines:
            blocks.append("\n".join(lines))
        lines = []
        blocks += [paragraph for cell in cells for paragraph in cell]
    return [*blocks, "\n".join(lines)] if lines else blocks
