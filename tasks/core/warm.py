"""Preparations that take seconds, done while there is something else to wait for."""


def warm_up() -> None:
    """Do once what the steps do when they first run: imports, matchers, fingerprints."""
    from tasks.core.annotate.tokens import pipeline
    from tasks.core.extract.pool import pool
    from tasks.core.fingerprint import code_version
    from tasks.core.validate import expectations

    pool().warm()
    expectations.warm_up()
    pipeline()
    code_version()
