"""Charts in the colours of the theme, each with its numbers as a table."""
