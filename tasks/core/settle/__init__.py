"""Settle: what became of every file, and what the warehouse would be, from what the steps decided."""
