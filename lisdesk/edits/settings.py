"""Settings of a consultation file, declared once: name, default, limits, help."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.store.entities import Setting
from lisdesk.store.work import Work

_BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class SettingDeclaration:
    """A setting that holds a whole number."""

    name: str
    default: int
    least: int
    most: int
    help: str


ATTACHMENT_LIMIT_MB = SettingDeclaration(
    "attachment_limit_mb", 25, 1, 1_000, "The largest attachment that is taken, in megabytes."
)
DECLARED = {setting.name: setting for setting in (ATTACHMENT_LIMIT_MB,)}


@verb
def change_setting(work: Work, *, name: str, value: str) -> int:
    """Change a setting of this file; return the number that now stands.

    Raises NotFoundError for an unknown name, RefusedError for a value outside the setting's limits.
    """
    declared = DECLARED.get(name)
    if declared is None:
        raise NotFoundError(
            f"There is no setting “{name}”.", do=f"Use one of: {', '.join(DECLARED)}."
        )
    digits = value.strip()
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else -1
    if not declared.least <= number <= declared.most:
        raise RefusedError(
            f"{name} takes a whole number from {declared.least:,} to {declared.most:,}.",
            do="Give a number between those two.",
        )
    work.about(None, name)
    setting = work.session.get(Setting, name)
    if setting is None:
        work.add(Setting(name=name, value=str(number)))
    else:
        setting.value = str(number)
    return number


def setting_value(session: Session, declared: SettingDeclaration) -> int:
    """Return the value of a setting in force in this file."""
    setting = session.get(Setting, declared.name)
    return declared.default if setting is None else int(setting.value)


def attachment_limit_bytes(session: Session) -> int:
    """Return the size of the largest attachment that is taken."""
    return setting_value(session, ATTACHMENT_LIMIT_MB) * _BYTES_PER_MB
