"""The templates of an officer: kept as files beside the preferences, shared as files.

Each is a file of its own that anybody can read. Those that ship with the program are never changed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from lisdesk.errors import NotFoundError, RefusedError, TargetError, UserError
from lisdesk.exchange.call_templates import read_template, write_template_file
from lisdesk.exchange.reference import shipped_templates
from lisdesk.queries.call_template import template_of_call
from lisdesk.rules.file_names import safe_file_name
from lisdesk.rules.reference import CallTemplate
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.preferences import preferences_folder

_FOLDER, _ENDING = "templates", ".toml"
_NOT_IN_A_KEY = re.compile("[^a-z0-9]+")
_LONGEST_KEY = 60
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template that a call can be made from."""

    key: str
    template: CallTemplate
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class KeptTemplates:
    """All templates, those that ship first, and what is amiss with those that cannot be read."""

    items: tuple[KeptTemplate, ...]
    problems: tuple[str, ...] = ()


def kept_templates() -> KeptTemplates:
    """Return every template that ships and every one that is kept, by name."""
    shipped = [KeptTemplate(key, each, True) for key, each in shipped_templates().items()]
    own: list[KeptTemplate] = []
    problems: list[str] = []
    for path in sorted(_folder().glob(f"*{_ENDING}")):
        if path.stem.casefold() in {each.key for each in shipped}:
            problems.append(f"“{path.name}” has the key of a template that ships: rename the file.")
            continue
        try:
            own.append(KeptTemplate(path.stem, read_template(path), False))
        except UserError as error:
            problems.append(f"{error.happened} {error.do}".strip())
    own.sort(key=lambda each: each.template.name.casefold())
    return KeptTemplates((*shipped, *own), tuple(problems))


def template_named(name: str, *, is_key: bool = False) -> KeptTemplate:
    """Return a template by its key, else by its name unless it `is_key`.

    The keys of all come before the name of any. NotFoundError names those there are.
    """
    wanted, found = " ".join(name.split()).casefold(), kept_templates().items
    for each in found:
        if wanted == each.key.casefold():
            return each
    for each in found:
        if wanted == each.template.name.casefold() and not is_key:
            return each
    there = ", ".join(each.key for each in found)
    raise NotFoundError(f"There is no template “{name}”.", do=f"Use one of: {there}.")


def chosen_template(name: str) -> CallTemplate:
    """Return the template of a name, or the one in a file; the name is looked for first."""
    try:
        return template_named(name).template
    except NotFoundError:
        path = Path(name)
        if path.suffix.casefold() == _ENDING or path.is_file():
            return read_template(path)
        raise


def save_call_as_template(
    database: Database, call_reference: str, name: str, *, replace_it: bool = False
) -> KeptTemplate:
    """Keep what a call asks, and how it is run, under a name; nothing of who took part in it.

    Raises RefusedError for a name that a template has, unless `replace_it`, or for none.
    """
    with database.reading() as session:
        call = call_by_reference(session, call_reference)
        template = template_of_call(session, call.id, _checked_name(name))
    return keep_template(template, replace_it=replace_it)


def keep_template(template: CallTemplate, *, replace_it: bool = False) -> KeptTemplate:
    """Keep a template; raises as `save_call_as_template`, and TargetError for a full drive."""
    name = _checked_name(template.name)
    standing = _named_alike(name)
    if standing is not None and (standing.is_shipped or not replace_it):
        raise RefusedError(
            f"There is a template “{standing.template.name}” already.", do="Give another name."
        )
    key = standing.key if standing else _new_key(name)
    _refuse_key_of_another(name, key)
    kept = KeptTemplate(key, replace(template, name=name), False)
    _write(kept)
    return kept


def rename_template(name: str, new_name: str, *, is_key: bool = False) -> KeptTemplate:
    """Give a kept template another name; RefusedError for one that ships, or a taken name."""
    standing, becomes = _own(name, "renamed", is_key=is_key), _checked_name(new_name)
    taken = _named_alike(becomes)
    if taken is not None and taken.key != standing.key:
        raise RefusedError(
            f"There is a template “{taken.template.name}” already.", do="Give another name."
        )
    _refuse_key_of_another(becomes, standing.key)
    kept = replace(standing, template=replace(standing.template, name=becomes))
    _write(kept)
    return kept


def remove_template(name: str, *, is_key: bool = False) -> KeptTemplate:
    """Delete a kept template; calls that were made from it stay. RefusedError for a shipped one."""
    standing = _own(name, "deleted", is_key=is_key)
    try:
        _path(standing.key).unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(error) from error
    return standing


def import_template(path: Path, *, replace_it: bool = False) -> KeptTemplate:
    """Keep the template of a file; UnreadableFileError for one that is none, with the line."""
    return keep_template(read_template(path), replace_it=replace_it)


def export_template(
    name: str, path: Path, *, is_key: bool = False, may_replace: bool = False
) -> KeptTemplate:
    """Write a template to a file that others can import.

    A file that is there is only written over if `may_replace` says that the officer agreed; else
    RefusedError.
    """
    found = template_named(name, is_key=is_key)
    if not may_replace and (path.exists() or path.is_symlink()):
        raise RefusedError(
            f"There is already a file “{path.name}” there.",
            kept="Nothing was written.",
            do="Choose another name, or move that file away.",
        )
    write_template_file(found.template, path)
    return found


def _own(name: str, done: str, *, is_key: bool) -> KeptTemplate:
    found = template_named(name, is_key=is_key)
    if found.is_shipped:
        raise RefusedError(
            f"“{found.template.name}” ships with the program and cannot be {done}.",
            do="Export it, import the file under another name, and change that.",
        )
    return found


def _named_alike(name: str) -> KeptTemplate | None:
    wanted = name.casefold()
    found = kept_templates().items
    return next((each for each in found if each.template.name.casefold() == wanted), None)


def _refuse_key_of_another(name: str, own_key: str) -> None:
    """Refuse a name by which another template would be meant, since keys come before names."""
    for each in kept_templates().items:
        if each.key.casefold() == name.casefold() and each.key != own_key:
            raise RefusedError(
                f"“{name}” is the key of the template “{each.template.name}”.",
                do="Give another name.",
            )


def _new_key(name: str) -> str:
    stem = _NOT_IN_A_KEY.sub("-", name.casefold())[:_LONGEST_KEY].strip("-")
    stem = stem or hashlib.sha256(name.encode()).hexdigest()[:12]
    if safe_file_name(f"{stem}{_ENDING}") != f"{stem}{_ENDING}":
        stem = f"{stem}-1"
    taken = {each.key for each in kept_templates().items}
    others = (each.template.name.casefold() for each in kept_templates().items)
    taken |= {each for each in others if each != name.casefold()}
    taken |= {path.stem for path in _folder().glob(f"*{_ENDING}")}
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _checked_name(name: str) -> str:
    words = " ".join(name.split())
    if not words or len(words) > _LONGEST_NAME or not words.isprintable():
        raise RefusedError(
            f"A template needs a name of at most {_LONGEST_NAME} characters.",
            do="Say what its calls are about.",
        )
    return words


def _write(kept: KeptTemplate) -> None:
    path = _path(kept.key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _not_written(error) from error
    write_template_file(kept.template, path)


def _not_written(error: OSError) -> TargetError:
    return TargetError(
        f"The folder of the templates cannot be written: {error.strerror}.",
        do="Make room there, or ask whoever looks after this computer.",
    )


def _path(key: str) -> Path:
    return _folder() / f"{key}{_ENDING}"


def _folder() -> Path:
    return preferences_folder() / _FOLDER
