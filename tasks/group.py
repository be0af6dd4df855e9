"""Documents to statements, and to the batches that have to be annotated. Pure."""

from prefect import task

from tasks.core.group.agree import agree_all
from tasks.core.group.stage import group_all, stage_due

group_documents = task(name="group")(group_all)
find_due = task(name="group-due")(stage_due)
find_agreed = task(name="agree")(agree_all)
