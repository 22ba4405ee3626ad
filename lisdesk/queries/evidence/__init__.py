"""The evidence of a call as tables: every number from one moment, every text streamed."""

from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.queries.evidence.workbook import (
    EvidenceWorkbook,
    evidence_tables,
    evidence_workbook,
    rows_of_work,
)

__all__ = ["EvidenceWorkbook", "Withheld", "evidence_tables", "evidence_workbook", "rows_of_work"]
