"""The steps as Prefect tasks: names and policies, no work."""
