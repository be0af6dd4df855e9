"""Bodies to mentions. Pure."""

from prefect import task

from tasks.core.annotate.stage import annotate_batch as annotate

annotate_batch = task(name="annotate")(annotate)
