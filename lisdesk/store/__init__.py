"""The consultation file: its tables, its sessions, its migrations, its audit."""
