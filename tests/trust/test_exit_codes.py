"""How a refused command ends: exit code 1, one line on standard error, no output."""

from __future__ import annotations

import inspect

import pytest

from lisdesk import errors
from lisdesk.cli import main
from lisdesk.errors import UserError
from lisdesk.tasks import backups, checking

REFUSALS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, UserError)
]
COMMANDS = {
    "check": (checking, "check_file"),
    "backup": (backups, "back_up_file"),
    "restore": (backups, "restore_file"),
}
ARGUMENTS = {
    "check": [],
    "backup": ["copy.lisdesk"],
    "restore": ["copy.lisdesk", "--to", "new.lisdesk"],
}


def refuse(error):
    def raise_it(*_arguments, **_named):
        raise error

    return raise_it


def assert_refused(capsys, code: int, happened: str) -> None:
    out, err = capsys.readouterr()
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {happened}")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("error", REFUSALS)
def test_every_kind_of_refusal_ends_in_one_line_and_exit_code_1(
    path, monkeypatch, capsys, error, command, as_json
):
    module, name = COMMANDS[command]
    problem = error("It did not work.", do="Try\nagain\r\nlater.")
    monkeypatch.setattr(module, name, refuse(problem))
    options = ["--json"] if as_json else []
    code = main(["--db", str(path), *options, command, *ARGUMENTS[command]])
    assert_refused(capsys, code, "It did not work. Nothing was changed. Try again later.")


@pytest.mark.parametrize(
    "arguments",
    [
        ["submission", "show", "NOPE-0001"],
        ["call", "show", "NOPE-2018-01"],
        ["undo", "999999"],
        ["setting", "set", "nothing", "1"],
        ["restore", "nowhere.lisdesk", "--to", "there.lisdesk"],
        ["import", "sheet", "LLEP-2018-01", "nowhere.csv"],
    ],
)
def test_what_is_not_there_is_refused_in_one_line(path, capsys, monkeypatch, tmp_path, arguments):
    monkeypatch.chdir(tmp_path)
    before = path.read_bytes()
    code = main(["--db", str(path), *arguments])
    assert_refused(capsys, code, "")
    assert path.read_bytes() == before


@pytest.mark.parametrize("arguments", [["nonsense"], ["check", "--nonsense"], ["restore"]])
def test_a_command_that_is_not_understood_ends_with_2_and_no_output(path, capsys, arguments):
    code = main(["--db", str(path), *arguments])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_bug_is_not_hidden_behind_a_sentence(path, monkeypatch):
    monkeypatch.setattr(checking, "check_file", refuse(ZeroDivisionError("a bug")))
    with pytest.raises(ZeroDivisionError):
        main(["--db", str(path), "check"])
