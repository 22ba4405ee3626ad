"""Import files into a call: what is in them, how they are read, what came of it."""
