"""Find the folders that ship with the program, and the officer's own."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Return a shipped folder: inside the package once installed, at the root in a checkout."""
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def default_file() -> Path:
    """Return the consultation file used when none is named: one in the officer's documents
    folder.
    """
    from platformdirs import user_documents_path

    return user_documents_path() / "lisdesk" / "consultation.lisdesk"


def log_folder() -> Path:
    """Return the folder of the program's own log."""
    from platformdirs import user_log_path

    return user_log_path("lisdesk", appauthor=False)


def cache_folder() -> Path:
    """Return the folder of what the program can make again."""
    from platformdirs import user_cache_path

    return user_cache_path("lisdesk", appauthor=False)


def why_not_made(path: Path, error: OSError) -> str:
    """Return why a file or folder cannot be made: the file that stands where a folder is wanted, if
    any, else what the system says.
    """
    for folder in path.parents:
        if folder.exists():
            if not folder.is_dir():
                return f"“{folder.name}” is not a folder"
            break
    return error.strerror or "the system gives no reason"
