"""The words of any file that came with a submission, for the search."""
