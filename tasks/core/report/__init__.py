"""The report of a run: one page that an operator opens first. It needs nothing but itself."""
