"""What an officer prefers is kept in words that can be read again, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from lisdesk.tasks.preferences import (
    Preferences,
    keep_preferences,
    preferences_folder,
    read_preferences,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_nothing_kept_gives_the_defaults(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "none"))
    assert read_preferences() == Preferences()


def test_whatever_is_kept_is_read_again(tmp_path_factory):
    import pytest

    folder = tmp_path_factory.mktemp("preferences")

    @given(officer=WORDS, theme=WORDS, recent=st.lists(WORDS, max_size=4))
    def holds(officer, theme, recent):
        kept = Preferences(officer, theme, tuple(recent))
        assert keep_preferences(kept)
        assert read_preferences() == kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LISDESK_PREFERENCES", str(folder))
        holds()


def test_a_file_edited_by_hand_into_nonsense_gives_the_defaults(tmp_path, monkeypatch):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path))
    for nonsense in ("officer = ", "officer = 7\nrecent = 3\n", "\x00", "[officer]\n"):
        (preferences_folder() / "preferences.toml").write_text(nonsense)
        assert read_preferences() == Preferences()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path, monkeypatch):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("LISDESK_PREFERENCES", str(in_the_way))
    assert not keep_preferences(Preferences("Ann"))


def test_the_newest_file_comes_first_and_only_some_are_kept(tmp_path):
    preferences = Preferences()
    for number in (*range(12), 5):
        preferences = preferences.with_recent(tmp_path / f"{number}.lisdesk")
    names = [path.rsplit("/", 1)[-1] for path in preferences.recent]
    assert names[:3] == ["5.lisdesk", "11.lisdesk", "10.lisdesk"]
    assert len(names) == 8
