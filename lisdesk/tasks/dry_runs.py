"""The end of a dry run."""


class DryRunDone(Exception):  # noqa: N818 (no error: it ends the transaction)
    """Ends the transaction of a dry run, so that all of it is undone."""
