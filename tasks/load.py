"""Batches to the build file: one transaction by one writer, so never retried beside itself."""

from prefect import task

from tasks.core.load.load import load

load_run = task(name="load", task_run_name="load")(load)
