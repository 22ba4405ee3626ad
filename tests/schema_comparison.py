"""What a comparison of the tables with the entities leaves out: the search index, the sketches of
texts, learnt models and the words of files are no entities.
"""

_DERIVED = ("submission_search", "text_sketch", "sketch_value", "learnt_model", "file_words")


def belongs_to_search(thing: object, name: str | None) -> bool:
    """Tell whether a table or index is of the search index, or of what else follows from texts."""
    table = getattr(thing, "table", None)
    names = (name, getattr(table, "name", None))
    return any(derived in (each or "") for each in names for derived in _DERIVED)
