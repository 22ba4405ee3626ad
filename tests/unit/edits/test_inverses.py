"""Every verb can be taken back, and the taking back can be taken back, to the last row."""

import shutil

import pytest

from lisdesk.edits.history import take_back as take_back_edit
from lisdesk.edits.verbs import VERBS
from lisdesk.errors import RefusedError
from lisdesk.outcome import LASTING_VERBS
from lisdesk.queries.soundness import findings
from lisdesk.store.opening import create_database, open_database
from tests.desk_work import content, do, take_back
from tests.story import NEEDS_PREPARATION, Case, cases, prepare, tell
from tests.thorough import one_in


@pytest.fixture(scope="session")
def story_file(empty_file, tmp_path_factory):
    """Return the file of the story; copy it, never open it."""
    path = tmp_path_factory.mktemp("story") / "story.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    tell(database)
    database.close()
    return path


@pytest.fixture
def story(story_file, tmp_path):
    """Return a file of the test's own in the middle of a call."""
    shutil.copy(story_file, tmp_path / "story.lisdesk")
    database = open_database(tmp_path / "story.lisdesk")
    yield database
    database.close()


@pytest.fixture
def new_file(tmp_path):
    """Return a file that has its tables and not a row."""
    database = create_database(tmp_path / "new.lisdesk")
    yield database
    database.close()


def fresh_case(database, verb: str, place: int) -> Case:
    """Return a case with arguments of its own: the rows of a file can be read once only."""
    return cases(database)[verb][place]


@pytest.mark.parametrize("verb", one_in(20, sorted(VERBS)))
def test_every_verb_is_taken_back_and_redone_to_the_last_row(request, story, verb):
    assert verb in cases(story), f"{verb} has no case in tests/story.py"
    needs_new_file = cases(story)[verb][0].needs_new_file
    database = request.getfixturevalue("new_file") if needs_new_file else story
    prepare(database, verb)
    for place in range(len(cases(story)[verb])):
        case = fresh_case(story, verb, place)
        before = content(database)
        done = do(database, case.verb, desk=case.desk, **case.arguments)
        after = content(database)
        assert after != before
        if verb in LASTING_VERBS:
            assert done.inverse is None
            with pytest.raises(RefusedError, match="stays on record"):
                do(database, take_back_edit, desk=case.desk, entry_id=done.entry_id)
            assert content(database) == after
            continue
        for _ in range(2):
            undone = take_back(database, done, desk=case.desk)
            assert content(database) == before
            done = take_back(database, undone, desk=case.desk)
            assert content(database) == after
        take_back(database, done, desk=case.desk)
        assert content(database) == before
        with database.reading() as session:
            assert [each for each in findings(session) if each.problems] == []


def test_an_edit_tells_which_kinds_of_thing_it_changed_and_its_inverse_the_same(story):
    for verb, of_verb in cases(story).items():
        if of_verb[0].needs_new_file or verb in NEEDS_PREPARATION or verb in LASTING_VERBS:
            continue
        done = do(story, of_verb[0].verb, desk=of_verb[0].desk, **of_verb[0].arguments)
        assert take_back(story, done).changed >= done.changed, verb
