"""Migrate: a warehouse of an earlier version is brought forward, with all that cannot be computed again."""
