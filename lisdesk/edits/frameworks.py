"""The frameworks that questions and priorities hang on: add, correct, remove, choose for a call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import func, select

from lisdesk.edits.call_framework import LINKS
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.frameworks import DEFAULT_GROUP, FrameworkDraft, HeadingDraft
from lisdesk.rules.names import name_key
from lisdesk.store.entities import Call, Framework, FrameworkLabel
from lisdesk.store.frameworks import labels_of, stated
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work

_NOT_IN_A_KEY = re.compile("[^a-z0-9]+")
_LONGEST_KEY, _LONGEST_NAME = 60, 200


@verb
def save_framework(
    work: Work,
    *,
    draft: FrameworkDraft,
    framework_id: int | None = None,
    seen: FrameworkDraft | None = None,
) -> str:
    """Add a framework with its headings, or correct one; return its key, which stays for good.

    A heading is known by its key, else by its name. Raises RefusedError for a name that another
    framework has, for headings that are missing or called the same, and for one that is left out
    although something hangs on it; StaleEditError if it is no longer as the officer saw it.
    """
    found = None if framework_id is None else work.session.get_one(Framework, framework_id)
    name = _named(draft.name, "A framework")
    _refuse_taken(work, found, name)
    if found is None:
        found = Framework(key=_new_key(work, draft.key or name), name=name)
        work.add(found)
    elif seen is not None and stated(found, labels_of(work.session, found.id)) != seen:
        raise overtaken()
    found.name = name
    work.about(None, f"framework {found.key}")
    _write_headings(work, found, draft.headings)
    work.session.flush()
    return found.key


@verb
def remove_framework(work: Work, *, framework_id: int) -> str:
    """Remove a framework that no call uses, with its headings; return its name. Raises RefusedError
    if a call uses it.
    """
    found = work.session.get_one(Framework, framework_id)
    chosen = select(Call.reference).where(Call.framework_id == found.id).order_by(Call.id)
    users = list(work.session.scalars(chosen))
    if users:
        raise RefusedError(
            f"“{found.name}” is the framework of {', '.join(users[:3])}"
            f"{' and others' if len(users) > 3 else ''}.",
            do="Choose another framework for that call first.",
        )
    work.about(None, f"framework {found.key}")
    name = found.name
    for label in labels_of(work.session, found.id):
        work.remove(label)
    work.remove(found)
    return name


def _write_headings(work: Work, framework: Framework, given: Sequence[HeadingDraft]) -> None:
    drafts = [_checked(each) for each in given if each.name.strip() or each.aliases]
    if not drafts:
        raise RefusedError("A framework needs headings.", do="Give at least one.")
    _refuse_twice(drafts)
    standing = labels_of(work.session, framework.id)
    by_key = {each.key: each for each in standing}
    by_name = {name_key(each.name): each for each in standing}
    kept: list[FrameworkLabel] = []
    for draft in drafts:
        known = by_key.get(draft.key) or by_name.get(name_key(draft.name))
        if known is None or known in kept:
            known = FrameworkLabel(framework_id=framework.id, key="", aliases=[])
        kept.append(known)
    for gone in standing:
        if gone not in kept:
            _refuse_used(work, gone)
            work.remove(gone)
    taken = {each.key for each in kept if each.key}
    for position, (label, draft) in enumerate(zip(kept, drafts, strict=True), start=1):
        if not label.key:
            label.key = _free_key(draft.name, taken)
            taken.add(label.key)
        label.name, label.group, label.position = draft.name, draft.group, position
        label.aliases = list(draft.aliases)
        work.add(label)


def _checked(given: HeadingDraft) -> HeadingDraft:
    name = _named(given.name, "A heading")
    aliases = [" ".join(each.split()) for each in given.aliases]
    others = dict.fromkeys(each for each in aliases if each and name_key(each) != name_key(name))
    group = _NOT_IN_A_KEY.sub("-", given.group.casefold()).strip("-") or DEFAULT_GROUP
    return HeadingDraft(name, group, tuple(others), given.key)


def _refuse_twice(drafts: Sequence[HeadingDraft]) -> None:
    met: set[str] = set()
    for each in drafts:
        words = {name_key(name): name for name in (each.name, *each.aliases)}
        twice = next((name for key, name in words.items() if key in met), None)
        if twice is not None:
            raise RefusedError(
                f"Two headings are called “{twice}”.", do="Give each a name of its own."
            )
        met |= words.keys()


def _refuse_taken(work: Work, found: Framework | None, name: str) -> None:
    for each in work.session.scalars(select(Framework)):
        if each is not found and name_key(each.name) == name_key(name):
            raise RefusedError(
                f"There is a framework “{each.name}” already.",
                do="Correct that one, or choose another name.",
            )


def _refuse_used(work: Work, label: FrameworkLabel) -> None:
    numbers = [
        work.session.scalar(select(func.count()).where(link.label_id == label.id)) or 0
        for link, _, _ in LINKS
    ]
    if any(numbers):
        raise RefusedError(
            f"{numbers[0]:,} questions and {numbers[1]:,} priorities hang on “{label.name}”.",
            do="Keep the heading, rename it, or hang them on another first.",
        )


def _named(text: str, what: str) -> str:
    said = " ".join(text.replace("\0", "").split())
    if not said or len(said) > _LONGEST_NAME:
        raise RefusedError(
            f"{what} needs a name of at most {_LONGEST_NAME} characters.", do="Give one."
        )
    return said


def _new_key(work: Work, text: str) -> str:
    return _free_key(text, set(work.session.scalars(select(Framework.key))))


def _free_key(text: str, taken: set[str]) -> str:
    """Return a key made of words that no other has."""
    made = _NOT_IN_A_KEY.sub("-", name_key(text))[:_LONGEST_KEY].strip("-") or DEFAULT_GROUP
    number = 2
    key = made
    while key in taken:
        key, number = f"{made}-{number}", number + 1
    return key
