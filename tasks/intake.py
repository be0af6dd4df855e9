"""Source to batches of documents that have to be carried through."""

from prefect import task

from tasks.core.intake.sweep import intake

sweep_source = task(name="intake")(intake)
