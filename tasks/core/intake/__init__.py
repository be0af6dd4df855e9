"""Intake: look at the source, know every file by its bytes, and say what there is to do."""
