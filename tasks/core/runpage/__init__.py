"""Run page: what a run shows of itself in Prefect's user interface, as values: tables, markdown, lines of a log."""
