"""Numbers with what they count, in words."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 copy”, “1,200 copies”; without `many` it takes an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
