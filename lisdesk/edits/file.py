"""Fill a new consultation file with what every file starts with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from lisdesk import __version__
from lisdesk.edits.verbs import verb
from lisdesk.rules.reference import ReferenceData, ReferenceFramework, ReferenceType
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import (
    FileFact,
    Framework,
    FrameworkLabel,
    LeadBody,
    StakeholderType,
)
from lisdesk.store.work import Work


@verb
def set_up_file(work: Work, *, reference: ReferenceData) -> str:
    """Give a new file its id and the reference lists; return the id. A file that has one keeps
    it.
    """
    known = work.session.get(FileFact, "file_id")
    if known is not None:
        return known.value
    file_id = str(uuid.uuid4())
    facts = {"file_id": file_id, "made_at": work.now.isoformat(), "made_by_version": __version__}
    work.add(*(FileFact(name=name, value=value) for name, value in facts.items()))
    _add_lead_bodies(work, reference)
    _add_types(work, reference.types)
    for framework in reference.frameworks:
        _add_framework(work, framework)
    return file_id


def _add_lead_bodies(work: Work, reference: ReferenceData) -> None:
    bodies = [
        LeadBody(
            name=lep.name,
            official_name=lep.official_name,
            short_name=lep.short_name,
            kind=LeadBodyKind.LEP,
            wave=lep.wave,
            joint_area=lep.joint_area,
            announced=lep.announced,
            target=lep.target,
        )
        for lep in reference.leps
    ]
    work.add(*bodies)


def _add_types(work: Work, types: tuple[ReferenceType, ...]) -> None:
    ids: dict[str, int] = {}
    for position, entry in enumerate(types, start=1):
        row = StakeholderType(
            key=entry.key,
            label=entry.label,
            parent_id=_parent(ids, entry.parent),
            position=position,
        )
        work.add(row)
        ids[entry.key] = row.id


def _parent(ids: Mapping[str, int], key: str) -> int | None:
    return ids[key] if key else None


def _add_framework(work: Work, entry: ReferenceFramework) -> None:
    framework = Framework(key=entry.key, name=entry.name)
    work.add(framework)
    for position, label in enumerate(entry.labels, start=1):
        work.add(
            FrameworkLabel(
                framework_id=framework.id,
                key=label.key,
                group=label.group,
                name=label.name,
                aliases=list(label.aliases),
                position=position,
            )
        )
