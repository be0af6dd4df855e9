"""The gates. Pure: a retry would find the same rows."""

from prefect import task

from tasks.core.totals.stage import validate_totals
from tasks.core.validate.stage import validate_annotated, validate_batch, validate_warehouse

validate_documents = task(name="validate-documents")(validate_batch)
validate_annotations = task(name="validate-annotations")(validate_annotated)
validate_all = task(name="validate-warehouse")(validate_warehouse)
validate_figures = task(name="validate-totals")(validate_totals)
