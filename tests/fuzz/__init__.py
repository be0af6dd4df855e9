"""Fuzzing by coverage, for as long as one likes; not part of the tests."""
