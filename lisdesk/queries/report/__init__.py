"""The report of a call, made from the tables of its evidence workbook and from nothing else."""
