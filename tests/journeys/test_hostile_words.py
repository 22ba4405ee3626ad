"""Words that would harm a terminal, a file or a program: none does."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.journeys.command_line import CALL, NEW_CALL, CommandLine, start
from tests.thorough import one_in

HOSTILE = {
    "escape": "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "control": "one\x08\x7f\x9b31m two",
    "bidi": "safe\u202egnp.exe\u2066\u2069",
    "unseen": "a\u200bb\ufeffc\u00ad",
    "emoji": "👩\u200d🏭 😀 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "quotes": "“a” 'b' \"c\" `d` $(e) ; -- %s {f}",
    "lines": "one\ntwo\r\nthree\u2028four",
    "long": "x" * 100_000,
    "markup": "<b>&amp;</b> [bold]x[/bold]",
    "combining": "Z\u0351\u036b\u0343" * 30,
}
ANSWER = "1=Skills hold us back: {}"


def is_printable(text: str) -> bool:
    return all(letter.isprintable() or letter in "\n\t" for letter in text)


@pytest.mark.parametrize("text", one_in(3, HOSTILE.values()), ids=HOSTILE)
def test_hostile_text_is_kept_as_it_is_and_printed_harmlessly(desk: CommandLine, text: str):
    made = desk.reference(
        *("submission", "add", CALL, "--respondent", f"Acme {text}", "--area", f"Area {text}"),
        *("--submitted-by", f"By {text}", "--answer", ANSWER.format(text)),
    )
    desk.done("tag", made, "P2", "--quote", "Skills", "--note", text)
    desk.done("submission", "withdraw", made, "--reason", f"Because {text}")
    for words in (
        ("submission", "show", made),
        ("submission", "list", CALL),
        ("submission", "list", CALL, "--search", text),
        ("tags", "list", CALL),
        ("history",),
    ):
        assert is_printable(desk.done(*words).out)
        ran = desk.done(*words, "--json")
        assert is_printable(ran.out)
    shown = desk.object("submission", "show", made)
    kept = text.replace("\r\n", "\n")
    assert shown["texts"][0]["body"] == ANSWER.format(kept).removeprefix("1=")
    assert shown["respondent"].startswith("Acme")
    assert desk.object("check")["sound"] is True


@pytest.mark.parametrize("text", one_in(3, HOSTILE.values()), ids=HOSTILE)
def test_hostile_text_in_a_refusal_stays_one_printable_line(desk: CommandLine, text: str):
    for words in (
        ("call", "show", text),
        ("submission", "show", text),
        ("submission", "list", CALL, "--status", text),
        ("submission", "add", CALL, "--respondent", "A", "--type", text),
        ("tag", "LLEP-0001", text),
        ("setting", "set", text, "1"),
        ("import", CALL, text),
        ("untag", text),
        ("call", "extend", CALL, "--closes", text, "--reason", "x"),
    ):
        said = desk.refused(*words)
        assert is_printable(said)
        assert len(said) < 1_000


@pytest.mark.parametrize("text", one_in(3, HOSTILE.values()), ids=HOSTILE)
def test_hostile_words_for_a_command_or_a_file_end_well(desk: CommandLine, text: str):
    assert desk.run(text).code == 2
    assert desk.run("call", "list", f"--{text}").code == 2
    ran = desk.bare("--db", text.replace("/", ""), "call", "list")
    assert ran.code == 1
    assert is_printable(ran.err)


@pytest.mark.parametrize(
    "words",
    [
        ("submission", "add", CALL, "--respondent", "caf\udce9"),
        ("submission", "edit", "LLEP-0001", "--area", "caf\udce9"),
        ("call", "show", "caf\udce9"),
        ("call", "extend", CALL, "--closes", "2019-02-08", "--reason", "\udcff"),
        ("question", "add", CALL, "--text", "\udcff?"),
        ("tag", "LLEP-0001", "P1", "--note", "\udcff"),
    ],
    ids=ascii,
)
def test_words_that_are_not_utf_8_are_refused_in_a_sentence(
    desk: CommandLine, submission: str, words: tuple[str, ...]
):
    said = desk.refused(*words)
    assert is_printable(said)
    assert "not UTF-8" in said or "There is no call" in said


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands over any bytes as words")
def test_a_process_that_is_given_such_bytes_ends_as_well(desk: CommandLine, submission: str):
    named = {"LISDESK_DB": str(desk.file), "LISDESK_NOW": desk.now}
    ran = start("tag", submission, "P1", b"--note", b"caf\xe9", environment=named)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    found = start("submission", "list", CALL, "--search", b"caf\xe9", environment=named)
    assert found.code == 0


ODD_NAMES = [
    "ü ñ 😀.bin",
    "#1? %20&x=1;.bin",
    "'quoted' \"twice\".bin",
    "-dash.bin",
    "a\x1b[31m.bin",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", one_in(4, [os.fsdecode(b"caf\xe9.bin"), *ODD_NAMES]), ids=ascii)
def test_files_with_odd_names_are_as_good_as_others(
    desk: CommandLine, submission: str, tmp_path: Path, monkeypatch, name: str
):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("Response ID,Name,Q1\n1,Ann,Hello\n", encoding="utf-8")
    stored = os.fsencode(name).decode("utf-8", "replace")
    path = f"./{name}"
    desk.done("submission", "edit", submission, "--attach", path, "--text", path)
    assert desk.object("submission", "show", submission)["attachments"][0]["name"] == stored
    assert desk.object("import", CALL, path)["file"] == stored
    saved, brought_back = f"./saved {name}", f"./back {name}"
    assert is_printable(desk.done("backup", saved).out)
    desk.done("restore", saved, "--to", brought_back)
    assert is_printable(desk.done("export", CALL, "--out", f"./{name}.xlsx").out)
    for word in (saved, brought_back):
        ran = desk.bare("--db", word, "check", "--json")
        assert (ran.code, ran.object["sound"]) == (0, True)
    made = desk.bare("--db", f"./new {name}", *NEW_CALL)
    assert (made.code, made.last_word) == (0, CALL)
    for words in (("info",), ("info", "--json"), ("imports", "list", CALL)):
        assert is_printable(desk.bare("--db", saved, *words).out)


def test_a_folder_in_place_of_a_file_is_refused_everywhere(
    desk: CommandLine, submission: str, tmp_path: Path
):
    folder = tmp_path / "folder"
    folder.mkdir()
    for words in (
        ("import", CALL, folder),
        ("import", CALL, desk.file, "--map", folder),
        ("priority", "import", CALL, folder),
        ("tags", "import", CALL, folder),
        ("submission", "edit", submission, "--attach", folder),
        ("submission", "edit", submission, "--text", folder),
        ("export", CALL, "--out", folder),
        ("backup", folder),
        ("restore", folder, "--to", tmp_path / "new.lisdesk"),
    ):
        desk.refused(*words)
    desk.file = folder
    for words in (("call", "list"), NEW_CALL):
        ran = desk.run(*words)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert list(folder.iterdir()) == []


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_refused(desk: CommandLine, submission, tmp_path: Path):
    secret = tmp_path / "secret.csv"
    secret.write_text("Name\nAnn\n")
    secret.chmod(0)
    desk.refused("import", CALL, secret)
    desk.refused("submission", "edit", submission, "--attach", secret)
    desk.file.chmod(0)
    ran = desk.run("call", "list")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)


@pytest.mark.thorough
def test_names_that_are_too_long_are_refused_everywhere(
    desk: CommandLine, submission: str, tmp_path: Path
):
    long = tmp_path / ("n" * 300)
    for words in (
        ("import", CALL, long),
        ("submission", "edit", submission, "--attach", long),
        ("export", CALL, "--out", f"{long}.xlsx"),
        ("backup", long),
        ("restore", desk.file, "--to", long),
    ):
        assert "too long" in desk.refused(*words)
    for words in (("call", "list"), NEW_CALL):
        ran = desk.bare("--db", long, *words)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)


@pytest.mark.thorough
def test_a_server_that_is_not_there_is_named_without_its_password(desk: CommandLine):
    pytest.importorskip("psycopg")
    ran = desk.bare("--db", "postgresql://ann:secret@127.0.0.1:1/x", "call", "list")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "secret" not in ran.err
    for address in ("mysql://x", "://", "postgresql://["):
        assert desk.bare("--db", address, "call", "list").code == 1


@pytest.mark.thorough
@pytest.mark.parametrize("encoding", one_in(2, ["ascii", "cp1252"]))
def test_a_terminal_that_knows_few_letters_gets_escapes(
    desk: CommandLine, encoding: str, tmp_path: Path
):
    import subprocess

    from tests.journeys.command_line import ROOT

    desk.done("submission", "add", CALL, "--respondent", "Zoë 😀 “Café”", "--answer", "1=😀")
    for words in (("submission", "show", "LLEP-0001"), ("submission", "list", CALL, "--json")):
        finished = subprocess.run(
            [sys.executable, ROOT / "main.py", "--db", desk.file, *words],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        out = finished.stdout.decode(encoding)
        assert "LLEP-0001" in out
        if "--json" in words:
            assert json.loads(out)["items"][0]["respondent"] == "Zoë 😀 “Café”"
