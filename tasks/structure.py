"""Text to body, parts and metadata. Pure: a retry would repeat the error."""

from prefect import task

from tasks.core.structure.stage import structure_batch as structure

structure_batch = task(name="structure")(structure)
