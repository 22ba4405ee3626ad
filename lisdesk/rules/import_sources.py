"""What the key of a row, by which it is known again, is taken from.

Beside these it is the name key of the heading of a sheet's id column.
"""

from __future__ import annotations

from typing import Final

CONTENT_SOURCE: Final = "content"
"""Keys that are hashes of a row's content, for sheets without an id column."""
MAIL_SOURCE: Final = "e-mail"
"""Keys of e-mails."""
DOCUMENT_SOURCE: Final = "document"
"""Keys of documents: the hashes of their bytes."""
PROJECT_SOURCE: Final = "coded project"
"""Keys of sources of coded projects: their GUIDs."""
PROJECT_READER: Final = "lisdesk-refi 1"
"""What reads coded projects, with its version."""
