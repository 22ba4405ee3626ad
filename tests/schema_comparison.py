"""What a comparison of the tables with the entities leaves out: the search index, the sketches of
texts and learnt models are no entities.
"""

_DERIVED = ("submission_search", "text_sketch", "sketch_value", "learnt_model")


def belongs_to_search(thing: object, name: str | None) -> bool:
    """Tell whether a table or index is of the search index, or of what else follows from texts."""
    table = getattr(thing, "table", None)
    names = (name, getattr(table, "name", None))
    return any(derived in (each or "") for each in names for derived in _DERIVED)
