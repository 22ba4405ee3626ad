"""The program is killed while it writes: what it acknowledged is there, and nothing by halves."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from lisdesk.store.opening import open_database
from lisdesk.tasks.checking import check_file
from tests.trust.officer_work import Acknowledged, Write, assert_kept, row_count, stored_writes
from tests.trust.programs import Writer, wait, writing_program

KILLS_PER_FILE = 5
MISSES_ALLOWED_PER_HIT = 2


@dataclass
class Life:
    """One file, and everything that was acknowledged in it before and between the kills."""

    path: Path
    acknowledged: list[Acknowledged] = field(default_factory=list)
    survivors: set[Write] = field(default_factory=set)
    """Writes that were in flight at an earlier kill and were found whole."""
    next_number: int = 1

    @property
    def expected(self) -> set[Write]:
        return {item.write for item in self.acknowledged} | self.survivors


def kill_while_writing(writer: Writer, chance: random.Random) -> None:
    """Let some writes be saved, then kill the program at a moment within an import or a tag."""
    wanted, verb = chance.randint(1, 12), chance.choice(("import_rows", "add_tag"))
    while (
        len(writer.acknowledged) < wanted
        or writer.in_flight is None
        or writer.in_flight.verb != verb
    ):
        writer.hear()
    wait(chance.random() * about_seconds(writer.in_flight))
    writer.kill()


def about_seconds(write: Write) -> float:
    """Return a little more than a write takes, so that some kills fall into its commit."""
    rows = 0 if write.row else row_count(write.number)
    return 0.008 + rows * 0.0004


def assert_nothing_lost_or_halved(life: Life, in_flight: Write | None) -> bool:
    """Open the file again and hold it to what was said; return whether the write in flight is
    there.
    """
    database = open_database(life.path)
    try:
        assert_kept(database, life.acknowledged)
        stored = stored_writes(database)
        assert life.expected <= stored
        assert stored - life.expected <= {in_flight}
        report = check_file(database)
        assert report.is_sound, report
    finally:
        database.close()
    return in_flight in stored


def kill_again_and_again(
    template: Path, folder: Path, hits_wanted: int, seed: int, *faults: str
) -> Counter[str]:
    """Kill the program until so many kills hit a write in flight; return what was counted."""
    chance, figures, lives = random.Random(seed), Counter[str](), count()
    life = Life(folder / "none")
    while figures["kills in flight"] < hits_wanted:
        if figures["kills"] % KILLS_PER_FILE == 0:
            life = Life(folder / f"life-{next(lives)}.lisdesk")
            shutil.copy(template, life.path)
        with writing_program(life.path, life.next_number, *faults) as writer:
            kill_while_writing(writer, chance)
        figures["kills"] += 1
        figures["acknowledged"] += len(writer.acknowledged)
        assert writer.acknowledged, "killed before the first acknowledgement"
        life.acknowledged += writer.acknowledged
        life.next_number = 1 + max(write.number for write in last_writes(writer))
        is_there = assert_nothing_lost_or_halved(life, writer.in_flight)
        if writer.in_flight is not None:
            figures["kills in flight"] += 1
            figures[f"in flight: {writer.in_flight.verb}"] += 1
            figures["in flight, found whole" if is_there else "in flight, wholly absent"] += 1
        if is_there:
            life.survivors.add(writer.in_flight)
        misses = figures["kills"] - figures["kills in flight"]
        assert misses <= MISSES_ALLOWED_PER_HIT * hits_wanted, "the kills do not hit any writes"
    figures["stored"] = figures["acknowledged"] + figures["in flight, found whole"]
    return figures


def last_writes(writer: Writer) -> list[Write]:
    """Return the last write that was saved and the one that was in flight."""
    in_flight = [writer.in_flight] if writer.in_flight else []
    return [writer.acknowledged[-1].write, *in_flight]


@pytest.mark.parametrize(
    "kills",
    [
        4,
        pytest.param(25, marks=[pytest.mark.thorough, pytest.mark.timeout(600)]),
        pytest.param(400, marks=[pytest.mark.long, pytest.mark.timeout(1500)]),
    ],
)
def test_no_acknowledged_write_is_lost_when_the_program_is_killed_in_the_middle_of_another(
    template_file, tmp_path, report_figures, kills
):
    began = time.monotonic()
    figures = kill_again_and_again(template_file, tmp_path, kills, seed=kills)
    seconds = time.monotonic() - began
    assert figures["kills in flight"] == kills
    assert figures["in flight: import_rows"]
    assert figures["in flight: add_tag"]
    report_figures(
        f"kills: {figures['kills']}, of them with a write in flight {kills} "
        f"({figures['in flight: import_rows']} imports, {figures['in flight: add_tag']} tags); "
        f"acknowledged {figures['acknowledged']}, stored {figures['stored']}, lost 0; "
        f"in flight and found whole {figures['in flight, found whole']}, "
        f"wholly absent {figures['in flight, wholly absent']}; {seconds:.0f} s"
    )


def test_a_program_that_acknowledges_before_the_commit_is_found_out(template_file, tmp_path):
    chance = random.Random(3)
    for number in range(40):
        life = Life(tmp_path / f"early-{number}.lisdesk")
        shutil.copy(template_file, life.path)
        with writing_program(life.path, 1, "early") as writer:
            for _ in range(chance.randint(2, 8)):
                writer.hear()
            while writer.in_flight is not None:  # it has just said “saved”, too early
                writer.hear()
            writer.kill()
        life.acknowledged = writer.acknowledged
        try:
            assert_nothing_lost_or_halved(life, writer.in_flight)
        except AssertionError as found:
            assert "lost: " in str(found)
            return
    pytest.fail("forty kills found no write that was acknowledged too early")
