"""Pictures of the pages of strangers' PDFs and pictures, drawn in a process of their own."""
