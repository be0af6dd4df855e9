"""Load: what a run found, written to the build file in one transaction."""
