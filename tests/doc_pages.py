"""The pages of the checkout taken apart: their links, command lines, tables and shown files."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PurePath

import typer

from lisdesk.cli.program import app

TREE = typer.main.get_command(app)
"""The program's tree of commands."""
ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"

FENCE = re.compile(r"^[ ]*```(?P<kind>\w*)\n(?P<body>.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
SHOWN_FILE = re.compile(
    r"^`(?P<name>[\w.-]+)`:\n\n```\w*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)


def page_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def dead_links(path: Path, text: str) -> list[str]:
    targets = [match["target"] for match in LINK.finditer(FENCE.sub("", text))]
    return [target for target in targets if "://" not in target and not leads(path, target, text)]


def leads(path: Path, target: str, text: str) -> bool:
    name, _, anchor = target.partition("#")
    there = path.parent / name if name else path
    if not anchor or not there.is_file():
        return there.exists() and not anchor
    headings = HEADING.finditer(FENCE.sub("", page_text(there) if name else text))
    return anchor in {slug(match["text"]) for match in headings}


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def written_commands(text: str) -> Iterator[list[str]]:
    """Yield the words after “lisdesk” of every command line in a fenced block; in blocks of kind
    “console” the other lines are what was printed.
    """
    for block in FENCE.finditer(text):
        lines = block["body"].replace("\\\n", " ").splitlines()
        if block["kind"] == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        elif block["kind"]:
            continue
        for line in lines:
            if "lisdesk" in line:
                words = shlex.split(line, comments=True)
                names = [PurePath(word).name for word in words]
                if "lisdesk" in names:
                    yield words[names.index("lisdesk") + 1 :]


def resolved(words: list[str]) -> tuple[str, list[str]]:
    """Return the name of a command line's command, and what in it the program does not know."""
    command, path, wrong = TREE, [], []
    rest = iter(word for word in words if word != "--json")
    for word in rest:
        commands = getattr(command, "commands", {})
        if word.startswith("--"):
            found = [each for each in command.params if word.split("=")[0] in each.opts]
            wrong += [] if found else [word]
            if found and not found[0].is_flag and "=" not in word:
                next(rest, None)
        elif commands:
            path.append(word)
            if word not in commands:
                return " ".join(path), [*wrong, word]
            command = commands[word]
    unfinished = [" ".join(path)] if getattr(command, "commands", {}) and path else []
    return " ".join(path), wrong + unfinished


def commands_below(command, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the options of every command of the tree."""
    for name, below in getattr(command, "commands", {}).items():
        yield from commands_below(below, f"{path} {name}".strip())
    if not getattr(command, "commands", {}):
        options = [each for each in command.params if each.param_type_name == "option"]
        yield path, [opt for each in options for opt in each.opts if opt != "--help"]


def unnamed(words: list[str], text: str) -> list[str]:
    return [word for word in words if f"`{word}`" not in text and f"`[{word}]`" not in text]


def lines_of_table(text: str) -> dict[str, str]:
    """Return the rows of a page's tables by their first cell; of equal ones the first."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return {line.split(" | ")[0].strip("| "): line for line in reversed(rows)}


def shown_files(text: str) -> dict[str, str]:
    """Return the files that a page shows below their names."""
    return {match["name"]: match["body"] for match in SHOWN_FILE.finditer(text)}
