"""Publish: readers see the whole new warehouse at once, or the one before."""
