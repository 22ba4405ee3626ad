"""Why the reading process gives a file up, as a word that becomes a sentence elsewhere."""


class FaultError(Exception):
    """A file that cannot be read: `code` is a key of `refusals`, `details` fill its sentence."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
