"""The list of stakeholder types: add, rename, move, retire, and the words that mean each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.names import name_key
from lisdesk.rules.reference import ReferenceType
from lisdesk.store.entities import StakeholderType, TypeRetirement, TypeSynonym
from lisdesk.store.lookup import stakeholder_type_by_token
from lisdesk.store.work import Work

_NOT_IN_A_KEY = re.compile("[^a-z0-9]+")
_LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class TypeCorrection:
    """What is to be different about a stakeholder type; None leaves a field as it is."""

    label: str | None = None
    is_retired: bool | None = None
    synonyms: Sequence[str] | None = None
    """All the words that mean it, beside its name and the words that ship with the program."""


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One line of a list of types that is brought in."""

    where: str
    """Such as "row 3", for refusals."""
    key: str
    label: str
    parent: str = ""
    is_retired: bool = False
    synonyms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TypeListReport:
    """What became of a list of types."""

    added: int
    changed: int
    already_here: int


@verb
def add_type(work: Work, *, label: str, key: str = "", parent: str = "") -> str:
    """Add a stakeholder type at the end of its level; return its key, made from the label if need
    be. `parent` is the key or label of a type at the top of the list.

    Raises RefusedError for a name or key that another type has, and for a parent below another.
    """
    return _add(work, label, key, parent).key


@verb
def edit_type(work: Work, *, type_id: int, correction: TypeCorrection) -> str:
    """Rename or retire a stakeholder type, or say which words mean it; return its key.

    What has a retired type keeps it; imports do not use it, and forms offer it last. Raises
    RefusedError for a name or word that means another type.
    """
    found = work.session.get_one(StakeholderType, type_id)
    work.about(None, f"type {found.key}")
    _correct(work, found, correction)
    return found.key


@verb
def move_type(work: Work, *, type_id: int, parent_id: int | None, place: int) -> str:
    """Move a stakeholder type to a place, from 1, among those below a parent, or at the top;
    return its key.

    Raises RefusedError where that would make a third level.
    """
    found = work.session.get_one(StakeholderType, type_id)
    work.about(None, f"type {found.key}")
    if parent_id is not None:
        parent = work.session.get_one(StakeholderType, parent_id)
        _refuse_third_level(work, found.id, found.label, parent)
    found.parent_id = parent_id
    siblings = [each for each in _types(work) if each.parent_id == parent_id and each is not found]
    siblings.insert(min(max(place, 1), len(siblings) + 1) - 1, found)
    _put_in_order(work, siblings, parent_id)
    return found.key


@verb
def import_types(work: Work, *, entries: Sequence[TypeEntry]) -> TypeListReport:
    """Bring in a list of types: those whose key is here are corrected, others added, in its order.

    Types that the list lacks stay, after those of their level that it has. Raises RefusedError,
    with the row, for a line that does not fit.
    """
    added = changed = 0
    order: list[int] = []
    for entry in entries:
        try:
            found, is_new, is_changed = _bring_in(work, entry)
        except RefusedError as error:
            raise error.reworded(happened=f"{entry.where}: {error.happened}") from error
        added, changed = added + is_new, changed + is_changed
        order.append(found.id)
    types = {each.id: each for each in _types(work)}
    known = [types[each] for each in dict.fromkeys(order)]
    rest = [each for each in types.values() if each not in known]
    for parent_id in {each.parent_id for each in types.values()}:
        level = [each for each in (*known, *rest) if each.parent_id == parent_id]
        if [each.position for each in level] != sorted(each.position for each in level):
            _put_in_order(work, level, parent_id)
    work.about(None, "types")
    return TypeListReport(added, changed, len(entries) - added - changed)


def _bring_in(work: Work, entry: TypeEntry) -> tuple[StakeholderType, bool, bool]:
    """Return the type of a line, whether it is new, and whether it was changed."""
    found = next((each for each in _types(work) if each.key == entry.key), None)
    correction = TypeCorrection(entry.label, entry.is_retired, entry.synonyms)
    if found is None:
        found = _add(work, entry.label, entry.key, entry.parent)
        _correct(work, found, correction)
        return found, True, False
    is_changed = _correct(work, found, correction)
    parent = stakeholder_type_by_token(work.session, entry.parent) if entry.parent else None
    parent_id = parent.id if parent else None
    if found.parent_id != parent_id:
        if parent is not None:
            _refuse_third_level(work, found.id, found.label, parent)
        found.parent_id, is_changed = parent_id, True
        work.session.flush()
    return found, False, is_changed


def _add(work: Work, label: str, key: str, parent: str) -> StakeholderType:
    name = " ".join(label.split())
    made = key.strip() or _NOT_IN_A_KEY.sub("-", name_key(name))[:_LONGEST_KEY].strip("-")
    if not name or not made:
        raise RefusedError("A stakeholder type needs a name.", do="Give one, with a letter in it.")
    above = stakeholder_type_by_token(work.session, parent) if parent.strip() else None
    if above is not None:
        _refuse_third_level(work, 0, name, above)
    _refuse_taken(work, 0, (name, made))
    types = _types(work)
    found = StakeholderType(
        key=made,
        label=name,
        parent_id=above.id if above else None,
        position=max((each.position for each in types), default=0) + 1,
    )
    work.add(found)
    work.about(None, f"type {found.key}")
    return found


def _correct(work: Work, found: StakeholderType, correction: TypeCorrection) -> bool:
    before = found.label
    if correction.label is not None:
        label = " ".join(correction.label.split())
        if not label:
            raise RefusedError("A stakeholder type needs a name.", do="Give one.")
        _refuse_taken(work, found.id, (label,))
        found.label = label
    is_changed = found.label != before
    if correction.is_retired is not None:
        is_changed |= _retire(work, found, is_retired=correction.is_retired)
    if correction.synonyms is not None:
        is_changed |= _mean(work, found, correction.synonyms)
    work.session.flush()
    return is_changed


def _retire(work: Work, found: StakeholderType, *, is_retired: bool) -> bool:
    chosen = select(TypeRetirement).where(TypeRetirement.type_id == found.id)
    standing = work.session.scalar(chosen)
    if is_retired == (standing is not None):
        return False
    if standing is not None:
        work.remove(standing)
    else:
        work.add(TypeRetirement(type_id=found.id))
    return True


def _mean(work: Work, found: StakeholderType, words: Sequence[str]) -> bool:
    wanted = {name_key(word): " ".join(word.split()) for word in words if name_key(word)}
    wanted.pop(name_key(found.label), None)
    _refuse_taken(work, found.id, wanted.values())
    chosen = select(TypeSynonym).where(TypeSynonym.type_id == found.id).order_by(TypeSynonym.id)
    is_changed = False
    for standing in work.session.scalars(chosen).all():
        if wanted.pop(standing.word_key, None) is None:
            work.remove(standing)
            is_changed = True
    for key, word in wanted.items():
        work.add(TypeSynonym(type_id=found.id, word=word, word_key=key))
        is_changed = True
    return is_changed


def _refuse_taken(work: Work, own_id: int, words: Iterable[str]) -> None:
    keys = {name_key(word): word for word in words}
    meant = [(each.id, name_key(text)) for each in _types(work) for text in (each.key, each.label)]
    synonyms = select(TypeSynonym.type_id, TypeSynonym.word_key)
    meant += [(type_id, key) for type_id, key in work.session.execute(synonyms)]
    for type_id, key in meant:
        if key in keys and type_id != own_id:
            other = work.session.get_one(StakeholderType, type_id)
            raise RefusedError(
                f"“{keys[key]}” means the type “{other.label}” already.",
                do="Choose another word, or correct that type first.",
            )


def _refuse_third_level(work: Work, type_id: int, label: str, parent: StakeholderType) -> None:
    has_below = any(each.parent_id == type_id for each in _types(work))
    if has_below or parent.id == type_id or parent.parent_id is not None:
        raise RefusedError(
            f"“{label}” cannot be below “{parent.label}”: types have two levels.",
            do="Choose a parent at the top of the list for a type that has none below it.",
        )


def _types(work: Work) -> list[StakeholderType]:
    chosen = select(StakeholderType).order_by(StakeholderType.position, StakeholderType.id)
    return list(work.session.scalars(chosen))


def _put_in_order(work: Work, siblings: Sequence[StakeholderType], parent_id: int | None) -> None:
    """Give all types their positions anew, those of one level in this order."""
    types = _types(work)
    tops = siblings if parent_id is None else [each for each in types if each.parent_id is None]
    ordered: list[StakeholderType] = []
    for top in tops:
        below = siblings if top.id == parent_id else [x for x in types if x.parent_id == top.id]
        ordered += [top, *below]
    for position, each in enumerate(ordered, start=1):
        if each.position != position:
            each.position = position
    work.session.flush()


def write_template_types(work: Work, types: Sequence[ReferenceType]) -> None:
    """Add the types of a template that the file does not have, by key or by name.

    One whose parent is not at the top of the file's list is added at the top.
    """
    known = {name for each in _types(work) for name in (each.key, name_key(each.label))}
    for entry in types:
        if entry.key in known or name_key(entry.label) in known:
            continue
        tops = {each.key for each in _types(work) if each.parent_id is None}
        _add(work, entry.label, entry.key, entry.parent if entry.parent in tops else "")
        known |= {entry.key, name_key(entry.label)}
