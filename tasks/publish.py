"""The build file to readers. Replacing is atomic, so it may be tried again."""

from prefect import task

from tasks.core.publish.stage import publish_run as publish

publish_run = task(name="publish", task_run_name="publish", retries=2, retry_delay_seconds=[1, 5])(publish)
