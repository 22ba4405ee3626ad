"""Templates and response forms on the command line."""

from pathlib import Path

from tests.filled_forms import filled
from tests.journeys.command_line import CALL, NEW_CALL, CommandLine


def test_a_call_is_made_from_the_template_that_another_was_saved_as(
    desk: CommandLine, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))
    desk.done("question", "edit", CALL, "4", "--part", "Urban", "--part", "Rural")
    desk.done("template", "save", CALL, "--name", "Ours")
    assert "ours" in desk.done("template", "list").out
    desk.done("template", "export", "ours", "--out", tmp_path / "ours.toml")
    desk.done("template", "remove", "ours")
    again = [word if word != "lis-ten-questions" else tmp_path / "ours.toml" for word in NEW_CALL]
    desk.done(*again)
    assert "Open text in 2 parts" in desk.done("question", "list", "LLEP-2018-02").out


def test_a_form_is_written_and_imported_when_it_comes_back(desk: CommandLine, tmp_path: Path):
    desk.done("call", "form", CALL, "--out", tmp_path / "form.docx", "--sending", "By post.")
    said = {"name": "Ann", "permission_1": True, "3.text": "Buses."}
    back = filled(tmp_path / "form.docx", said, tmp_path / "back.docx")
    desk.done("import", CALL, back)
    shown = desk.done("submission", "show", "LLEP-0001").out
    assert "Ann" in shown
    assert "Buses." in shown


def test_an_answer_that_does_not_fit_is_warned_of(desk: CommandLine):
    desk.done("question", "edit", CALL, "2", "--kind", "rating", "--choice", "1", "--choice", "2")
    odd = desk.done("submission", "add", CALL, "--respondent", "Bea", "--answer", "2=Good")
    assert "warning: Question 2: “Good” is not on the scale: 1, 2." in odd.out
