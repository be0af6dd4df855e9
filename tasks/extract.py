"""Bytes to text. The bytes are kept on disk by then, so a retry meets what the first try met but for the disk."""

from prefect import task

from tasks.core.extract.stage import extract_batch

read_batch = task(name="extract", retries=2, retry_delay_seconds=[1, 5])(extract_batch)
