"""Imports that take seconds, done while there is something else to wait for."""


def warm_up() -> None:
    """Import the libraries that the steps import when they first need them."""
    from tasks.core.annotate.tokens import pipeline
    from tasks.core.validate import expectations

    expectations.warm_up()
    pipeline()
