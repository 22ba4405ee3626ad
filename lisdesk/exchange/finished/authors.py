"""Whether a finished file says of a submission only what may be said of it."""

from __future__ import annotations

from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.wording import plain_text
from lisdesk.rules.permissions import ANONYMOUS, pseudonymous_reference
from lisdesk.rules.publication_secrets import Leak, MayBeSaid, PublicationSecrets
from lisdesk.rules.vocabulary import Permission

TELLING = frozenset({Role.AUTHOR, Role.WORDS, Role.POINTER})
"""The roles of pieces that say something of a submission."""
_NOT_THIS_NAME = "a name that may not be given here"
_NOTHING = "something of a submission of which nothing may be said"
_UNKNOWN = "a submission that is not of this call"


class AuthorRule:
    """Knows who may be named, by submission and at all."""

    def __init__(self, secrets: PublicationSecrets) -> None:
        self._submissions = secrets.submissions
        self._nameable = {
            _as_compared(each.name)
            for each in secrets.submissions.values()
            if each.permission is Permission.NAMED and _is_a_name(each.name)
        }

    def leak(self, piece: Piece) -> Leak | None:
        """Return what is wrong with what a piece, of a role in `TELLING`, says of its submission;
        None if nothing is.
        """
        said = None
        if piece.about is not None:
            said = self._submissions.get(piece.about)
            if said is None:
                return Leak(piece.part, piece.place, _UNKNOWN)
        if piece.role is Role.AUTHOR:
            is_right = self._may_be_named(said, piece)
            what = _NOT_THIS_NAME
        else:
            is_right = said is None or said.is_quotable or not piece.text
            what = _NOTHING
        return None if is_right else Leak(piece.part, piece.place, what, piece.about or "")

    def _may_be_named(self, said: MayBeSaid | None, piece: Piece) -> bool:
        text = piece.text.strip()
        if piece.about is None or said is None:
            if reference := pseudonymous_reference(text):
                meant = self._submissions.get(reference)
                return meant is not None and meant.is_quotable
            return not text or text in ANONYMOUS or _as_compared(text) in self._nameable
        if said.permission is Permission.NONE:
            return not text
        if text in ANONYMOUS:
            return True
        is_named = said.permission is Permission.NAMED and _is_a_name(said.name)
        return is_named and _as_compared(text) == _as_compared(said.name)


def _is_a_name(name: str) -> bool:
    return bool(name.strip()) and "@" not in name


def _as_compared(name: str) -> str:
    """Return a name without what a cell changes of it; of a name of signs alone nothing is left."""
    return plain_text(name) or "(signs)"
