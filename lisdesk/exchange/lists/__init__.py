"""Tables as lists that every program reads: CSV files in one package."""

from lisdesk.exchange.lists.writing import ENDING, WrittenLists, write_lists

__all__ = ["ENDING", "WrittenLists", "write_lists"]
