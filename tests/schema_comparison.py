"""What a comparison of the tables with the entities leaves out: the search index and
the sketches of texts are no entities.
"""

_DERIVED = ("submission_search", "text_sketch", "sketch_value")


def belongs_to_search(thing: object, name: str | None) -> bool:
    """Tell whether a table or index is the search index, a shadow table of it, or of sketches."""
    table = getattr(thing, "table", None)
    names = (name, getattr(table, "name", None))
    return any(derived in (each or "") for each in names for derived in _DERIVED)
