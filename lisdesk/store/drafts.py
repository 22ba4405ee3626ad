"""Forms that are not finished, kept so that a killed program loses at most a few seconds of typing.

A draft is nobody's evidence yet: it is written beside the audit, in a transaction of its own, and
goes when the form is saved or thrown away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from lisdesk.store.database import Database
from lisdesk.store.desk import Desk
from lisdesk.store.entities import Draft


def kept_draft(database: Database, officer: str, form: str) -> dict[str, str] | None:
    """Return what the officer had typed into a form, by field; None if nothing is kept."""
    with database.reading() as session:
        chosen = select(Draft.content).where(Draft.officer == officer, Draft.form == form)
        return session.scalar(chosen)


def kept_drafts(database: Database, officer: str, beginning: str) -> dict[str, dict[str, str]]:
    """Return what the officer had typed into the forms whose names begin so, by their names."""
    with database.reading() as session:
        chosen = select(Draft.form, Draft.content).where(
            Draft.officer == officer, Draft.form.startswith(beginning, autoescape=True)
        )
        return {form: content for form, content in session.execute(chosen)}


def kept_forms(database: Database, officer: str) -> list[str]:
    """Return the forms of which something is kept for an officer, the newest first."""
    with database.reading() as session:
        chosen = select(Draft.form).where(Draft.officer == officer)
        return list(session.scalars(chosen.order_by(Draft.saved_at.desc(), Draft.id.desc())))


def keep_draft(database: Database, desk: Desk, form: str, content: Mapping[str, str]) -> None:
    """Keep what is typed in a form by now in place of what was kept before."""
    with database.keeping() as session:
        draft = session.scalar(
            select(Draft).where(Draft.officer == desk.officer, Draft.form == form)
        )
        if draft is None:
            draft = Draft(officer=desk.officer, form=form)
            session.add(draft)
        draft.content, draft.saved_at = dict(content), desk.clock.now()


def drop_draft(database: Database, officer: str, form: str) -> None:
    """Forget what was kept of a form; nothing happens if nothing was."""
    drop_drafts(database, officer, [form])


def drop_drafts(database: Database, officer: str, forms: Collection[str]) -> None:
    """Forget what was kept of several forms."""
    with database.keeping() as session:
        chosen = select(Draft).where(Draft.officer == officer, Draft.form.in_(forms))
        for draft in session.scalars(chosen):
            session.delete(draft)
