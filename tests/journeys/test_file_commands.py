"""The file itself: checked, described, backed up, brought back, and every edit taken back."""

import shutil

from lisdesk import __version__
from tests.journeys.command_line import CALL, CommandLine


def test_a_sound_file_is_called_sound(desk: CommandLine, submission: str):
    assert desk.done("check").out.endswith("The file is sound.\n")
    found = desk.object("check")
    assert found["sound"] is True
    assert all(finding["problems"] == [] for finding in found["items"])
    assert sum(finding["looked_at"] for finding in found["items"]) > 5


def test_a_file_that_was_tampered_with_is_refused_with_what_is_wrong(
    desk: CommandLine, submission: str
):
    import pysqlite3.dbapi2 as sqlite

    connection = sqlite.connect(desk.file)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("DROP TRIGGER IF EXISTS source_text_never_changes")
    connection.execute("UPDATE source_text SET body = 'Words put in their mouth.'")
    connection.commit()
    connection.close()
    ran = desk.run("check")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("error: The file is not sound.")
    assert "is not what was received" in ran.out
    assert desk.run("check", "--json").object["sound"] is False


def test_a_file_cut_short_is_damage_and_is_left_as_it_is(desk: CommandLine):
    whole = desk.file.read_bytes()
    for size in (0, 50, 5_000):
        desk.file.write_bytes(whole[:size])
        ran = desk.run("call", "list")
        assert (ran.code, ran.out) == (1, "")
        assert "damaged" in ran.err
        assert desk.file.read_bytes() == whole[:size]


def test_info_says_which_file_this_is(desk: CommandLine, submission: str):
    found = desk.object("info")
    assert found["location"] == str(desk.file)
    assert found["lisdesk_version"] == __version__
    assert (found["calls"], found["submissions"], found["tags"]) == (1, 1, 0)
    assert found["file_id"] in desk.done("info").out


def test_a_backup_comes_back_as_a_new_file_with_the_same_content(
    desk: CommandLine, submission: str, tmp_path
):
    before = desk.content()
    saved, brought_back = tmp_path / "saved.lisdesk", tmp_path / "brought back.lisdesk"
    report = desk.object("backup", saved)
    assert (report["reference"], report["size_bytes"]) == (str(saved), saved.stat().st_size)
    desk.done("call", "close", CALL, "--reason", "After the backup.")
    assert desk.done("restore", saved, "--to", brought_back).out.endswith(f"{brought_back}\n")
    desk.file = brought_back
    assert desk.content() == before
    assert desk.object("check")["sound"] is True


def test_neither_backup_nor_restore_writes_over_a_file(desk: CommandLine, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("Keep me.")
    desk.refused("backup", precious)
    desk.refused("backup", tmp_path)
    desk.refused("restore", desk.file, "--to", precious)
    desk.refused("restore", desk.file, "--to", desk.file)
    desk.refused("restore", precious, "--to", tmp_path / "new.lisdesk")
    desk.refused("backup", tmp_path / "none" / "such.lisdesk")
    assert precious.read_text() == "Keep me."
    assert sorted(path.name for path in tmp_path.iterdir() if "lisdesk" not in path.name) == [
        "precious.txt"
    ]


def test_every_edit_is_in_the_history_and_can_be_taken_back_and_done_again(
    desk: CommandLine, submission: str
):
    before = desk.content()
    desk.done("tag", submission, "P2", "--quote", "gaps")
    desk.done("submission", "edit", submission, "--area", "Oadby")
    after = desk.content()
    newest, second = desk.items("history", "--limit", "2")
    assert (newest["verb"], newest["subject"], newest["officer"]) == (
        "edit_submission", submission, "Ann Officer",
    )  # fmt: skip
    desk.done("undo", second["edit"])
    undone = desk.object("undo")
    assert undone["edit"] == newest["edit"]
    assert desk.content() == before
    taken_back = desk.items("history", "--limit", "1")[0]
    assert taken_back["takes_back_id"] == newest["edit"]
    desk.done("undo", undone["taken_back_by"])
    desk.done("undo", second["taken_back_by_id"] or newest["edit"] + 1)
    assert desk.content() == after


def test_an_edit_that_others_lean_on_is_not_taken_back(desk: CommandLine, submission: str):
    desk.done("tag", submission, "P2", "--quote", "gaps")
    added = next(row["edit"] for row in desk.items("history") if row["verb"] == "add_submission")
    desk.refused("undo", str(added))


def test_a_setting_is_shown_with_its_meaning_and_changed(desk: CommandLine):
    (before,) = desk.items("setting", "list")
    assert (before["name"], before["value"], before["default"]) == ("attachment_limit_mb", 25, 25)
    assert desk.object("setting", "set", "attachment_limit_mb", "30")["value"] == 30
    assert desk.items("setting", "list")[0]["value"] == 30
    desk.refused("setting", "set", "attachment_limit_mb", "0")


def test_a_copy_made_by_hand_opens_like_the_original(desk: CommandLine, submission, tmp_path):
    copy = tmp_path / "ü copy #1?.lisdesk"
    shutil.copy(desk.file, copy)
    desk.file = copy
    assert desk.object("check")["sound"] is True
    assert desk.object("info")["submissions"] == 1
