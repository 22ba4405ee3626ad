"""Reports as files: one page for the web, one document to be edited."""
