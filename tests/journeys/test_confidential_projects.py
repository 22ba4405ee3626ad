"""A coded project for another program, from the command line, without what is confidential."""

import zipfile

from tests.journeys.command_line import CommandLine

CALL = "LLEP-2018-01"


def texts_in(path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def test_a_project_holds_what_is_confidential_only_if_it_is_asked_for(desk: CommandLine, tmp_path):
    entry = desk.reference(
        "submission", "add", CALL, "--respondent", "Acme", "--answer", "1=Hidden."
    )
    desk.done("submission", "confidential", entry, "--reason", "Trade.")
    out = tmp_path / "out.qdpx"
    lines = desk.done("export", CALL, "--out", out).out
    assert "- 1 submission for which confidentiality was asked." in lines
    assert "Hidden" not in texts_in(out)
    told = desk.object("export", CALL, "--out", out, "--with-confidential")
    assert told["losses"][0].startswith("Not for publication: of 1 submission")
    assert "Hidden." in texts_in(out)
    refused = desk.refused("export", CALL, "--out", tmp_path / "a.xlsx", "--with-confidential")
    assert "coded project" in refused
