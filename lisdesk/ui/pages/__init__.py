"""Pages of files as pictures, beside the text that came with them."""
