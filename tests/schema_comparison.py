"""What a comparison of the tables with the entities leaves out: the search index is no entity."""


def belongs_to_search(thing: object, name: str | None) -> bool:
    """Tell whether a table or index is the search index, or a shadow table of it."""
    table = getattr(thing, "table", None)
    names = (name, getattr(table, "name", None))
    return any(each is not None and "submission_search" in each for each in names)
