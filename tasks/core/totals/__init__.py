"""Totals: what each source amounts to after a run, held against what people set and what is usual."""

from tasks.core.totals.check import Checked, check_totals
from tasks.core.totals.reviewed import BoundsError, ReviewedBound, read_bounds

__all__ = ["BoundsError", "Checked", "ReviewedBound", "check_totals", "read_bounds"]
