"""The power goes while the program writes: what it acknowledged is on the drive, and whole.

A kill alone proves little, for the system still writes what a killed program gave it. Here every
write is recorded, and the drive loses what was not synced.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from lisdesk.errors import UserError
from lisdesk.store.backup import integrity_problems
from lisdesk.store.opening import open_database
from tests.thorough import one_in
from tests.trust import power_cut
from tests.trust.officer_work import Acknowledged, assert_kept, stored_writes
from tests.trust.power_cut import Drive, events, recording

NAME = "consultation.lisdesk"
SQLITE_OWN_CHECKPOINT_PAGES = 1_000

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gcc"),
    reason="the recorder of writes needs Linux and gcc",
)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return power_cut.recorder(tmp_path_factory.mktemp("recorder"))


def found_after_power_cut(image: dict[str, bytes], folder: Path, kept: list[Acknowledged]) -> str:
    """Return what is found on a drive after a power cut: "well", or what is wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in image.items():
        (folder / name).write_bytes(content)
    try:
        database = open_database(folder / NAME)
    except UserError:
        return "unopenable"
    try:
        if integrity_problems(database.location):
            return "corrupt"
        assert_kept(database, kept)
        stored_writes(database)
    except UserError:
        return "corrupt"
    except AssertionError as error:
        return "lost" if "lost: " in str(error) else "halved"
    finally:
        database.close()
    return "well"


def cut_power_again_and_again(
    template: Path, library: Path, folder: Path, images: int, *settings: str
) -> Counter[str]:
    """Record a session, cut the power at so many moments of it, and count what is found."""
    log = recording(template, library, folder, 10, *settings)
    deeds = list(events(log))
    kinds = Counter(deed.kind for deed in deeds)
    written = {Path(deed.path).name for deed in deeds if deed.kind == "W"}
    assert len(written) == 2, "the recorder does not see SQLite's writes"
    path = next(deed.path for deed in deeds if deed.path.endswith(NAME))
    first_mark = next(place for place, deed in enumerate(deeds) if deed.kind == "M")
    chance = random.Random(images)
    cuts = Counter(chance.randrange(first_mark + 1, len(deeds)) for _ in range(images))
    drive, found = Drive({path: bytearray(template.read_bytes())}), Counter[str]()
    for place, deed in enumerate(deeds):
        for _ in range(cuts[place]):
            image = drive.after_power_cut(chance)
            found[found_after_power_cut(image, folder / "image", drive.acknowledged)] += 1
        drive.take(deed)
    found["writes"], found["syncs"], found["acknowledged"] = kinds["W"], kinds["S"], kinds["M"]
    return found


@pytest.mark.parametrize(
    "images",
    [
        60,
        pytest.param(150, marks=pytest.mark.thorough),
        pytest.param(1_500, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_nothing_acknowledged_is_lost_or_damaged_by_a_power_cut(
    template_file, library, tmp_path, report_figures, images
):
    began = time.monotonic()
    found = cut_power_again_and_again(template_file, library, tmp_path / "shipped", images)
    seconds = time.monotonic() - began
    report_figures(
        f"power cuts: {images} images of {found['writes']} writes, {found['syncs']} syncs and "
        f"{found['acknowledged']} acknowledged edits: well {found['well']}, "
        f"corrupt {found['corrupt']}, unopenable {found['unopenable']}, lost {found['lost']}, "
        f"halved {found['halved']}; {seconds:.0f} s"
    )
    assert found["well"] == images


@pytest.mark.long
@pytest.mark.timeout(600)
def test_nothing_is_lost_or_damaged_in_the_mode_for_older_sqlite(
    template_file, library, tmp_path, report_figures
):
    found = cut_power_again_and_again(
        template_file, library, tmp_path / "older", 500, "journal_mode = DELETE"
    )
    report_figures(f"power cuts in rollback mode: well {found['well']} of 500 images")
    assert found["well"] == 500


@pytest.mark.thorough
@pytest.mark.parametrize("synchronous", one_in(2, ["OFF", "NORMAL"]))
def test_the_same_power_cuts_find_out_a_weaker_setting(
    template_file, library, tmp_path, report_figures, synchronous
):
    setting = f"synchronous = {synchronous}"
    rarely = f"wal_autocheckpoint = {SQLITE_OWN_CHECKPOINT_PAGES}"  # each one syncs the log
    weak = tmp_path / "weak"
    found = cut_power_again_and_again(template_file, library, weak, 30, setting, rarely)
    harm = {what: found[what] for what in ("corrupt", "unopenable", "lost", "halved")}
    report_figures(f"power cuts with {setting}: {harm} of 30 images")
    assert sum(harm.values()) > 3
