"""However files arrive in a watched folder, the call holds the same in the end."""

import random
import shutil

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.store.entities import Stakeholder, Submission
from lisdesk.store.opening import open_database
from lisdesk.tasks.watched_folders import Fate, Watch
from tests.desk_work import count, do, rows, standing_texts
from tests.watching import import_by_hand, look, row, write_export
from tests.written_mails import KNOWN, known, message, save

SPLITS = 6
SEED = 29
AGAIN = "again "


@pytest.fixture(autouse=True)
def own_preferences(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))


@pytest.fixture
def new_call(call_file, tmp_path, monkeypatch):
    """Return what opens one more file with a call, its senders known and its portal, too."""
    opened = []

    def another():
        place = len(opened)
        monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / f"preferences{place}"))
        path = tmp_path / f"file{place}.lisdesk"
        shutil.copy(call_file, path)
        database = open_database(path)
        opened.append(database)
        for name, address in KNOWN:
            draft = SubmissionDraft(respondent=name, email=address, letter=f"Words of {name}.")
            do(database, add_submission, call_id=1, draft=draft)
        import_by_hand(database, write_export(tmp_path / "first.csv", [row(1)]))
        return database

    yield another
    for each in opened:
        each.close()


def files(folder):
    """Write mails of known senders and strangers, alone and in a mailbox, some of them twice; and
    exports of four days, each with the rows of the days before, one row corrected.
    """
    for place in range(len(KNOWN)):
        save(folder, f"{place}.eml", known(place))
    strange = message("Maud Ellery <maud@ellery.example.com>", "We mend looms.", number=30)
    joining = message("Body 3 <post@body3.example.com>", "More words of ours.", number=31)
    save(folder, "copy of 0.eml", known(0))
    save(folder, "stranger.eml", strange)
    save(folder, "joins by a sheet.eml", joining)
    save(folder, "box.mbox", known(1), strange, known(2), joining)
    for day in range(1, 5):
        answers = [row(1, f"Day {day}."), *(row(number) for number in range(2, day + 2))]
        write_export(folder / f"day {day}.csv", answers, day)
    write_export(folder / "unknown.csv", [("1", "Trains.")], headings=("Id", "Wishes"))
    return sorted(folder.iterdir())


def held(database):
    """Return what a call holds now, whatever order it came in."""
    return sorted(
        (
            each.respondent_id and respondent(database, each.respondent_id),
            str(each.received_at),
            each.channel.key,
            tuple(standing_texts(database, each.id)),
        )
        for each in rows(database, Submission)
    )


def respondent(database, stakeholder_id):
    with database.reading() as session:
        return session.get_one(Stakeholder, stakeholder_id).name


def arrive(database, inbox, arrivals):
    """Copy files into the folder in some portions, with a look after each."""
    inbox.mkdir()
    watch = Watch(inbox)
    for portion in arrivals:
        for path in portion:
            is_here = (inbox / path.name).exists()
            shutil.copy2(path, inbox / (f"{AGAIN}{path.name}" if is_here else path.name))
        watch = look(database, watch).watch
    return look(database, watch).watch


def named(paths):
    return {path.name.removeprefix(AGAIN) for path in paths}


def portions(dice, paths):
    order = dice.sample(paths, len(paths))
    cuts = sorted(dice.sample(range(1, len(paths)), dice.randrange(1, 6)))
    parts = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    if dice.random() < 0.5:  # a copy of what has come already comes again
        parts.append(dice.sample(paths, 3))
    return parts


@pytest.mark.thorough
def test_any_split_over_looks_in_any_order_ends_in_the_same_content(new_call, tmp_path):
    paths = files(tmp_path / "files")
    whole = new_call()
    waiting = arrive(whole, tmp_path / "whole", [paths]).waiting()
    expected = held(whole)
    before = len(KNOWN) + 1
    assert len(expected) == before + len(KNOWN) + 1 + 4
    dice = random.Random(SEED)
    for number in range(SPLITS):
        database = new_call()
        watch = arrive(database, tmp_path / f"inbox{number}", portions(dice, paths))
        assert held(database) == expected
        late = named(watch.waiting(Fate.DOUBTFUL_SHEET))
        assert named(watch.waiting()) - late == named(waiting)
        assert late <= {f"day {day}.csv" for day in range(1, 5)}  # an older one that came later
        assert count(database, Submission) == len(expected)
