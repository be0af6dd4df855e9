"""The two gates. Pure: a retry would find the same rows."""

from prefect import task

from tasks.core.validate.stage import validate_batch, validate_warehouse

validate_documents = task(name="validate-documents")(validate_batch)
validate_all = task(name="validate-warehouse")(validate_warehouse)
