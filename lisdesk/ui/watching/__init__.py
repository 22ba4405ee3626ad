"""A watched folder: the dialog for it, the looks into it, and what is told of them."""
