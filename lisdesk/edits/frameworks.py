"""The frameworks that questions and priorities hang on: add, correct, remove, choose for a call."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from lisdesk.edits.call_framework import LINKS
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.counted import counted
from lisdesk.rules.frameworks import (
    DEFAULT_GROUP,
    SHIPPED_FRAMEWORK,
    SHIPPED_HEADINGS,
    FrameworkDraft,
    HeadingDraft,
    group_words,
    stored_group,
    users_words,
)
from lisdesk.rules.names import name_key
from lisdesk.store.entities import Call, Framework, FrameworkLabel
from lisdesk.store.frameworks import framework_reference, labels_of, stated
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

_NOT_IN_A_KEY = re.compile("[^a-z0-9]+")
_LONGEST_KEY, _LONGEST_GROUP, _LONGEST_NAME = 60, 60, 200


@verb
def save_framework(
    work: Work,
    *,
    draft: FrameworkDraft,
    framework_id: int | None = None,
    seen: FrameworkDraft | None = None,
) -> str:
    """Add a framework with its headings, or correct one; return its key, which stays for good.

    A heading is known by its key, else by its name. Raises RefusedError for a name by which another
    framework is found, for headings that are missing or found by the same word, for one that is
    left out although something hangs on it or templates name it, and for a framework that an
    archived call hangs on; StaleEditError if it is no longer as the officer saw it.
    """
    found = None if framework_id is None else work.session.get_one(Framework, framework_id)
    name = _named(draft.name, "A framework")
    if found is None:
        found = Framework(key=_new_key(work, draft.key or name), name=name)
        work.add(found)
    elif seen is not None and stated(found, labels_of(work.session, found.id)) != seen:
        raise overtaken()
    found.name = name
    work.about(None, framework_reference(found.key))
    _write_headings(work, found, draft.headings)
    work.session.flush()
    return found.key


@verb
def remove_framework(work: Work, *, framework_id: int) -> str:
    """Remove a framework that no call uses, with its headings; return its name. Raises RefusedError
    if a call uses it, or if it is the one that templates name.
    """
    found = work.session.get_one(Framework, framework_id)
    chosen = select(Call.reference).where(Call.framework_id == found.id).order_by(Call.id)
    users = list(work.session.scalars(chosen))
    if users:
        raise RefusedError(
            f"“{found.name}” is the framework of {users_words(users)}.",
            do="Choose another framework for that call first.",
        )
    if found.key == SHIPPED_FRAMEWORK:
        raise RefusedError(
            f"“{found.name}” comes with every file: calls start with it from templates and areas.",
            do="Leave it: a call that needs another framework chooses one.",
        )
    work.about(None, framework_reference(found.key))
    name = found.name
    for label in labels_of(work.session, found.id):
        work.remove(label)
    work.remove(found)
    return name


def _write_headings(work: Work, framework: Framework, given: Sequence[HeadingDraft]) -> None:
    standing = labels_of(work.session, framework.id)
    as_it_was = {words: each.group for each in standing
                 for words in (each.group, group_words(each.group))}  # fmt: skip
    written = [each for each in given if each.name.strip() or each.aliases]
    drafts = _with_one_spelling([_checked(each, as_it_was) for each in written])
    if not drafts:
        raise RefusedError("A framework needs headings.", do="Give at least one.")
    kept = _meant(framework, standing, drafts)
    for gone in standing:
        if gone not in kept:
            _refuse_used(work, gone)
            _refuse_shipped(framework, gone)
            work.remove(gone)
    taken = {each.key for each in kept if each.key}
    for position, (label, draft) in enumerate(zip(kept, drafts, strict=True), start=1):
        if not label.key:
            others = (each for each in drafts if each is not draft)
            words = {_short(word) for each in others for word in (each.name, *each.aliases)}
            label.key = _free_key(draft.name, taken | words)
            taken.add(label.key)
        label.name, label.group, label.position = draft.name, draft.group, position
        label.aliases = list(draft.aliases)
        work.add(label)


def _meant(
    framework: Framework, standing: Sequence[FrameworkLabel], drafts: Sequence[HeadingDraft]
) -> list[FrameworkLabel]:
    """Return the heading that each draft means: that of its key, else of those that no key means
    that of its name, else a new one.
    """
    left = {each.key: each for each in standing}
    by_key = [left.pop(draft.key, None) for draft in drafts]
    by_name = {name_key(each.name): each for each in left.values()}
    return [
        found
        or by_name.pop(name_key(draft.name), None)
        or FrameworkLabel(framework_id=framework.id, key="", aliases=[])
        for found, draft in zip(by_key, drafts, strict=True)
    ]


def _checked(given: HeadingDraft, as_it_was: Mapping[str, str]) -> HeadingDraft:
    name = _named(given.name, "A heading")
    aliases = [" ".join(each.replace("\0", "").split()) for each in given.aliases]
    others = dict.fromkeys(each for each in aliases if each and name_key(each) != name_key(name))
    if any(";" in word for word in (name, *others)):
        raise RefusedError(
            f"The heading “{name}” or another spelling of it has a semicolon, which lists have "
            "between two headings.",
            do="Write a comma, or make two of it.",
        )
    group = as_it_was.get(given.group) or stored_group(given.group)
    if len(group) > _LONGEST_GROUP:
        raise RefusedError(
            f"What “{name}” is has to be said in at most {_LONGEST_GROUP} characters.",
            do="Give a word or two, such as mission.",
        )
    return HeadingDraft(name, group, tuple(others), given.key)


def _with_one_spelling(drafts: Sequence[HeadingDraft]) -> list[HeadingDraft]:
    """Headings are of one kind however it is spelt: as with the first of them."""
    spelt: dict[str, str] = {}
    return [
        replace(
            each,
            group=spelt.setdefault(name_key(group_words(each.group)) or each.group, each.group),
        )
        for each in drafts
    ]


def _refuse_shipped(framework: Framework, label: FrameworkLabel) -> None:
    if framework.key == SHIPPED_FRAMEWORK and label.key in SHIPPED_HEADINGS:
        raise RefusedError(
            f"“{label.name}” comes with every file: questions of templates are linked to it.",
            do="Keep it or rename it (once taken out, add it again by its name); a framework of "
            "your own can do without it.",
        )


def _refuse_used(work: Work, label: FrameworkLabel) -> None:
    numbers = [
        work.session.scalar(select(func.count()).where(link.label_id == label.id)) or 0
        for link, _, _ in LINKS
    ]
    if any(numbers):
        raise RefusedError(
            f"“{label.name}” has {counted(numbers[0], 'question')} and "
            f"{counted(numbers[1], 'priority', 'priorities')} linked to it.",
            do="Keep it, rename it (once taken out, add it again by its name), or link those to "
            "another heading first.",
        )


def _named(text: str, what: str) -> str:
    said = " ".join(text.replace("\0", "").split())
    if not said or len(said) > _LONGEST_NAME:
        raise RefusedError(
            f"{what} needs a name of at most {_LONGEST_NAME} characters.", do="Give one."
        )
    return said


def _new_key(work: Work, text: str) -> str:
    everything = work.session.execute(select(Framework.key, Framework.name)).all()
    return _free_key(text, {word for key, name in everything for word in (key, _short(name))})


def _free_key(text: str, taken: set[str]) -> str:
    """Return a key made of words that is none of those taken."""
    made, number = _short(text), 2
    key = made
    while key in taken:
        key, number = f"{made}-{number}", number + 1
    return key


def _short(text: str) -> str:
    return _NOT_IN_A_KEY.sub("-", name_key(text))[:_LONGEST_KEY].strip("-") or DEFAULT_GROUP
