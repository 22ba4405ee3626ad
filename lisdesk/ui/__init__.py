"""The window: all the Qt there is. It shows queries, runs edits and tasks, and knows no SQL."""
