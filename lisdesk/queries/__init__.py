"""What screens, the command line and workbooks show: frozen rows and streams of rows, never entities."""
