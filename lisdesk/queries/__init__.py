"""What screens, commands and workbooks show: frozen rows and streams of rows, never entities."""
