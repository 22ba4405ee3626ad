"""Templates as files: plain TOML with a version, written for people and read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.files import file_bytes, stored_name
from lisdesk.exchange.template_values import (
    TEMPLATE_KEY,
    TEMPLATE_VERSION,
    TemplateTable,
    template_document,
)
from lisdesk.rules.answer_kinds import repeated_part
from lisdesk.rules.call_policies import POLICIES, PolicyValue
from lisdesk.rules.reference import (
    CallTemplate,
    ReferenceType,
    TemplatePriority,
    TemplateQuestion,
)
from lisdesk.rules.vocabulary import QuestionKind

_TOP = (TEMPLATE_KEY, "name", "title", "framework", "consent", "policies", "type", "question",
        "priority")  # fmt: skip
_QUESTION = ("text", "kind", "choices", "parts", "most", "file", "labels")
_PRIORITY = ("code", "name", "parent", "labels", "definition", "include", "exclude", "examples",
             "keywords")  # fmt: skip
_TYPE = ("key", "label", "parent")
_LARGEST_MOST = 99
_NOTE = "# A template of lisdesk: what a new call begins with. It holds nothing of any respondent."


def read_template(path: Path) -> CallTemplate:
    """Return the template of a file; UnreadableFileError, with the line, for anything amiss."""
    return parsed_template(file_bytes(path), stored_name(path))


def parsed_template(content: bytes, name: str) -> CallTemplate:
    """Return the template in the bytes of the file `name`; raises as `read_template`."""
    source, values = template_document(content, name)
    top = TemplateTable(source, values, _TOP)
    types = _types(top.tables("type", _TYPE))
    questions = [_question(each) for each in top.tables("question", _QUESTION)]
    return CallTemplate(
        name=" ".join(top.words("name", is_needed=True).split()),
        title=" ".join(top.words("title").split()),
        framework=top.words("framework"),
        questions=tuple(questions),
        priorities=tuple(_priorities(top.tables("priority", _PRIORITY))),
        types=tuple(types),
        consent=top.words("consent"),
        policies=_policies(top.table("policies", [each.key for each in POLICIES])),
    )


def write_template_file(template: CallTemplate, path: Path) -> None:
    """Write a template to `path`, whole or not at all; TargetError if it cannot be written."""
    with atomic_target(path) as temporary:
        temporary.write_text(template_text(template), encoding="utf-8", newline="\n")


def template_text(template: CallTemplate) -> str:
    """Return a template as TOML that `read_template` reads back as it is."""
    lines = [_NOTE, f"{TEMPLATE_KEY} = {TEMPLATE_VERSION}"]
    lines += _pairs(
        name=template.name,
        title=template.title,
        framework=template.framework,
        consent=template.consent,
    )
    if template.policies:
        lines += ["", "[policies]", *_pairs(**template.policies)]
    for each in template.types:
        lines += ["", "[[type]]", *_pairs(key=each.key, label=each.label, parent=each.parent)]
    for question in template.questions:
        lines += ["", "[[question]]", *_question_lines(question)]
    for priority in template.priorities:
        lines += ["", "[[priority]]", *_priority_lines(priority)]
    return "\n".join([*lines, ""])


def _types(tables: Sequence[TemplateTable]) -> Iterable[ReferenceType]:
    keys: set[str] = set()
    for table in tables:
        key, parent = table.words("key", is_needed=True).strip(), table.words("parent").strip()
        if parent and parent not in keys:
            raise table.refusal(
                f"The parent “{parent}” is no type that stands before this one.",
                "Put it before, or leave “parent” out.",
                "parent",
            )
        keys.add(key)
        yield ReferenceType(key, " ".join(table.words("label", is_needed=True).split()), parent)


def _question(table: TemplateTable) -> TemplateQuestion:
    written = table.words("kind") or QuestionKind.OPEN.key
    kind = QuestionKind.find(written)
    if kind is None:
        kinds = ", ".join(each.key for each in QuestionKind)
        raise table.refusal(f"“{written}” is no kind of question.", f"Use one of: {kinds}.", "kind")
    parts = table.listed("parts")
    if twice := repeated_part(parts):
        raise table.refusal(f"Two parts are called “{twice}”.", "Rename one.", "parts")
    return TemplateQuestion(
        text=" ".join(table.words("text", is_needed=True).split()),
        kind=kind,
        labels=table.listed("labels"),
        choices=table.listed("choices"),
        parts=parts,
        most=table.number("most", 1, _LARGEST_MOST),
        takes_file=table.switch("file"),
    )


def _priorities(tables: Sequence[TemplateTable]) -> Iterable[TemplatePriority]:
    codes: set[str] = set()
    for table in tables:
        code, parent = table.words("code", is_needed=True).strip(), table.words("parent").strip()
        if any(letter.isspace() for letter in code):
            raise table.refusal(f"The code “{code}” has a space in it.", "Take it out.", "code")
        if code.casefold() in codes:
            raise table.refusal(f"Two priorities have the code “{code}”.", "Change one.", "code")
        if parent and parent.casefold() not in codes:
            raise table.refusal(
                f"The parent “{parent}” is no priority that stands before this one.",
                "Put it before, or leave “parent” out.",
                "parent",
            )
        codes.add(code.casefold())
        yield TemplatePriority(
            code=code,
            name=" ".join(table.words("name", is_needed=True).split()),
            labels=table.listed("labels"),
            definition=table.words("definition"),
            keywords=table.listed("keywords"),
            parent=parent,
            include=table.words("include"),
            exclude=table.words("exclude"),
            examples=table.words("examples"),
        )


def _policies(table: TemplateTable) -> dict[str, PolicyValue]:
    found: dict[str, PolicyValue] = {}
    for policy in POLICIES:
        if not table.has(policy.key):
            continue
        meant = policy.read(table.value(policy.key))
        if meant is None:
            raise table.refusal(
                f"“{policy.key}” is not {policy.meaning}.", f"Give {policy.meaning}.", policy.key
            )
        written = policy.write(meant)
        if written is not None:
            found[policy.key] = written
    return found


def _question_lines(question: TemplateQuestion) -> list[str]:
    kind = "" if question.kind is QuestionKind.OPEN else question.kind.key
    return _pairs(
        text=question.text,
        kind=kind,
        choices=question.choices,
        parts=question.parts,
        most=question.most,
        file=question.takes_file,
        labels=question.labels,
    )


def _priority_lines(priority: TemplatePriority) -> list[str]:
    return _pairs(
        code=priority.code,
        name=priority.name,
        parent=priority.parent,
        labels=priority.labels,
        definition=priority.definition,
        include=priority.include,
        exclude=priority.exclude,
        examples=priority.examples,
        keywords=priority.keywords,
    )


def _pairs(**values: str | int | bool | Sequence[str] | None) -> list[str]:
    """Return a line for each value that says anything; a policy of 0 does, false does not."""
    return [
        f"{key} = {_value(value)}"
        for key, value in values.items()
        if value is not None and value is not False and value not in ("", ())
    ]


def _value(value: str | int | bool | Sequence[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    """Return text as a TOML basic string, legible: letters of all scripts stand as they are."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:
        return "\\uFFFD"
    return letter if letter.isprintable() or letter == " " else f"\\U{code:08X}"
