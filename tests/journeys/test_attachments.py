"""Files that came with a submission are listed and saved from the command line."""

import hashlib

import pytest

from tests.journeys.command_line import CALL, CommandLine
from tests.unit.documents.made_word import deleted, paragraph, word_document


@pytest.fixture
def attached(desk: CommandLine, tmp_path) -> str:
    """Return the reference of a submission with two files of one name."""
    for place, content in enumerate((b"one", b"two two")):
        folder = tmp_path / str(place)
        folder.mkdir()
        (folder / "plan\u202efdp.exe").write_bytes(content)
    files = [tmp_path / str(place) / "plan\u202efdp.exe" for place in range(2)]
    options = [word for file in files for word in ("--attach", file)]
    return desk.reference("submission", "add", CALL, "--respondent", "Acme Ltd", *options)


def test_attachments_are_listed_without_signs_that_hide_their_ending(desk, attached):
    first, second = desk.items("submission", "attachments", attached)
    assert (first["number"], first["name"]) == (1, "plan\u202efdp.exe")
    assert (first["safe_name"], second["safe_name"]) == ("plan_fdp.exe", "plan_fdp (2).exe")
    assert (first["size_bytes"], first["opening"]) == (3, "never")
    shown = desk.done("submission", "attachments", attached).out
    assert "\u202e" not in shown
    assert "plan_fdp (2).exe" in shown


def test_an_attachment_is_saved_byte_for_byte_and_overwrites_nothing(desk, attached, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    saved = desk.object("submission", "save-attachment", attached, "2", "--out", folder)
    assert saved["reference"] == "plan_fdp (2).exe"
    assert saved["size_bytes"] == 7
    assert (folder / "plan_fdp.exe").exists() is False
    assert (folder / saved["reference"]).read_bytes() == b"two two"
    named = folder / "mine"
    assert desk.reference("submission", "save-attachment", attached, "1", "--out", named) == str(
        named
    )
    assert named.read_bytes() == b"one"
    desk.refused("submission", "save-attachment", attached, "1", "--out", named)
    desk.refused("submission", "save-attachment", attached, "3", "--out", folder)


def test_the_words_of_a_letter_that_was_attached_are_added_to_what_stands(desk, tmp_path):
    letter = tmp_path / "letter.docx"
    letter.write_bytes(word_document(paragraph("Skills ", deleted("never "), "matter.")))
    reference = desk.reference(
        "submission", "add", CALL, "--respondent", "Acme Ltd", "--attach", letter
    )
    added = desk.object("submission", "extract-text", reference, "1")
    assert (added["reference"], added["characters"]) == (reference, len("Skills matter."))
    assert added["notes"] == ["1 tracked deletion was left out."]
    shown = desk.object("submission", "show", reference)
    assert [text["body"] for text in shown["texts"]] == ["Skills matter."]
    (taken,) = shown["extractions"]
    assert (taken["attachment"], taken["reader"]) == ("letter.docx", added["reader"])
    assert taken["sha256"] == hashlib.sha256(letter.read_bytes()).hexdigest()
    assert "1 tracked deletion was left out." in desk.done("submission", "show", reference).out
    desk.refused("submission", "extract-text", reference, "1")
    desk.done("undo")
    assert desk.object("submission", "show", reference)["extractions"] == []
