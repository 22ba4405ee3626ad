"""E-mails filed from the command line, beside sheets and alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.journeys.command_line import CALL, CommandLine
from tests.journeys.test_imports import BARRIERS, adds_up, write_csv

MAIL = (
    "Received: from a by b; Mon, 7 Jan 2019 09:00:05 +0000\n"
    "From: Jo {0} <jo{0}@gmail.com>\nSubject: Buses {0}\nMessage-ID: <{0}@x.example>\n"
    "Date: Mon, 7 Jan 2019 09:00:00 +0000\n\nThey stop at six, says number {0}.\n"
)


def write_mails(folder: Path, *numbers: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"mail{number}.eml" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_text(MAIL.format(number), encoding="utf-8")
    return paths


def test_a_folder_of_mails_is_filed_and_filed_again_changes_nothing(
    desk: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    write_mails(folder, *range(12))
    (folder / "notes.csv").write_text("a,b\n1,2\n")
    report = desk.object("import", CALL, folder)
    assert adds_up(report)
    assert (report["rows"], report["new"], report["already_here"]) == (12, 12, 0)
    assert report["reference"].startswith("IMP-")
    assert [mail["why"] for mail in report["mails"]] == ["new"] * 12
    assert report["mails"][0]["received_from"] == "Received"
    again = desk.object("import", CALL, folder)
    assert (again["reference"], again["new"], again["already_here"]) == (None, 0, 12)
    assert [mail["submission"] for mail in again["mails"]] == [
        mail["submission"] for mail in report["mails"]
    ]
    said = desk.done("import", CALL, folder).out
    assert "warning: 1 file in the folders no e-mail: left out." in said
    assert "12 e-mails: 0 new, 12 already here, 0 unreadable, 0 problems; no change" in said
    listed = desk.items("submission", "list", CALL)
    assert {row["channel"] for row in listed} == {"email"}
    shown = desk.object("submission", "show", report["mails"][3]["submission"])
    assert "They stop at six, says number 11." in str(shown)
    desk.done("imports", "undo", report["reference"])
    assert desk.items("submission", "list", CALL) == []


def test_a_submission_tells_which_mail_it_was_and_where_its_file_lay(
    desk: CommandLine, tmp_path: Path
) -> None:
    [path] = write_mails(tmp_path / "inbox", 4)
    desk.done("import", CALL, path)
    mail = desk.object("submission", "show", "LLEP-0001")["mail"]
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (mail["path"], mail["sha256"]) == (str(path), sha256)
    assert (mail["file_name"], mail["file_place"]) == ("mail4.eml", 1)
    told = desk.done("submission", "show", "LLEP-0001").out.splitlines()
    assert "From the e-mail mail4.eml, by Jo 4 <jo4@gmail.com>, “Buses 4”" in told
    assert (
        f"  Read by lisdesk-mail 1 from {path}, SHA-256 {sha256}; the mail itself is not kept in "
        "the consultation file."
    ) in told
    desk.done("check")
    desk.done("submission", "add", CALL, "--respondent", "Ed", "--answer", "1=Rent.")
    assert desk.object("submission", "show", "LLEP-0002")["mail"] is None
    desk.done("imports", "undo", "IMP-0001")


def test_a_message_of_a_mailbox_tells_its_place(desk: CommandLine, tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    line = "From jo@x.example Mon Jan  7 09:00:00 2019\n"
    box.write_text("".join(f"{line}{MAIL.format(number)}\n" for number in (1, 2)))
    desk.done("import", CALL, box)
    shown = [desk.done("submission", "show", f"LLEP-000{number}").out for number in (1, 2)]
    for number, told in enumerate(shown, 1):
        assert f"From the e-mail box.mbox, message {number}, by Jo {number} <" in told


def test_a_dry_run_of_mails_says_what_would_happen(desk: CommandLine, tmp_path: Path) -> None:
    before = desk.content()
    report = desk.object("import", CALL, *write_mails(tmp_path, 1, 2), "--dry-run")
    assert (report["new"], report["reference"], report["dry_run"]) == (2, None, True)
    assert [mail["submission"] for mail in report["mails"]] == [None, None]
    assert desk.content() == before


def test_mails_and_sheets_come_in_together_or_not_at_all(desk: CommandLine, tmp_path: Path) -> None:
    mails = write_mails(tmp_path, 1, 2)
    sheet = write_csv(
        tmp_path / "export.csv", [["Response ID", "Name", BARRIERS], [1, "Ed", "Rent"]]
    )
    broken = write_csv(tmp_path / "broken.csv", [["Response ID", "Name", BARRIERS]])
    before = desk.content()
    said = desk.refused("import", CALL, mails[0], sheet, broken)
    assert "“broken.csv”" in said
    assert desk.content() == before
    items = desk.items("import", CALL, mails[0], sheet, mails[1])
    assert [item.get("kind", "sheet") for item in items] == ["sheet", "e-mails"]
    assert [item["new"] for item in items] == [1, 2]


def test_a_mail_that_cannot_be_read_is_a_problem_or_alone_a_refusal(
    desk: CommandLine, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.msg"
    broken.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "__substg1.0_".encode("utf-16-le")
    )
    said = desk.refused("import", CALL, broken)
    assert "The e-mail is damaged and cannot be read. Nothing was changed." in said
    ran = desk.run("import", CALL, broken, "--json")
    assert ran.code == 1
    assert "damaged" in ran.object["refused"]
    report = desk.object("import", CALL, broken, *write_mails(tmp_path, 1))
    assert (report["rows"], report["new"]) == (1, 1)
    assert [each["file_name"] for each in report["unread"]] == ["broken.msg"]
    assert [problem["where"] for problem in report["problems"]] == ["broken.msg"]


def test_a_folder_without_mails_is_refused(desk: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = desk.refused("import", CALL, tmp_path / "empty")
    assert "The folder “empty” holds no e-mails." in said


def test_a_late_mail_is_late_by_the_server_and_never_left_out(
    desk: CommandLine, tmp_path: Path
) -> None:
    late = tmp_path / "late.eml"
    late.write_text(
        MAIL.format(1)
        .replace("7 Jan 2019 09:00:05", "1 Feb 2019 00:00:00")
        .replace("7 Jan 2019 09:00:00", "31 Jan 2019 23:59:00")
    )
    desk.now = "2019-02-04T09:00"
    report = desk.object("import", CALL, late)
    (row,) = desk.items("submission", "list", CALL)
    assert report["mails"][0]["received"].startswith("2019-02-01T00:00:00")
    assert report["mails"][0]["sent"].startswith("2019-01-31T23:59:00")
    assert "late" in str(row)


@pytest.mark.parametrize("name", ["letter.eml", "letter.txt", "letter.csv", "letter"])
def test_a_mail_is_filed_whatever_its_ending(desk: CommandLine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(MAIL.format(1))
    assert desk.object("import", CALL, path)["new"] == 1
