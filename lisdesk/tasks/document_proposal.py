"""What one document is, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.rules.returned_form import ReturnedForm


@dataclass(frozen=True, slots=True)
class DocumentProposal:
    """One document, and what is to become of it."""

    path: Path
    name: str
    size_bytes: int
    sha256: str
    """Of the bytes that were read; an empty text if it could not be opened."""
    found: ExtractedText | None
    """None for one that cannot be read."""
    refusal: UnreadableFileError | None
    words: int = 0
    """How many words it has."""
    beginning: str = ""
    """How it begins, in one line."""
    already_here: str = ""
    """The submission that this very document is already; an empty text if it is new."""
    attached_to: str = ""
    """Another submission that the same file is attached to, as mails carry letters."""
    same_as: str = ""
    """The name of the very same document earlier among these."""
    returned: ReturnedForm | None = None
    """What it says if it is a response form that came back; None for any other document."""
    respondent_id: int | None = None
    """Of the form's respondent, if the register knows one of that name."""

    @property
    def will_be_filed(self) -> bool:
        """Whether filing makes a submission of it."""
        return self.found is not None and not (self.already_here or self.same_as)

    @property
    def fate(self) -> str:
        """What becomes of it, in words."""
        if self.refusal is not None:
            return "cannot be read"
        if self.already_here:
            return f"already here as {self.already_here}"
        if self.same_as:
            return f"the same as {self.same_as}"
        return f"is filed, also attached to {self.attached_to}" if self.attached_to else "is filed"
