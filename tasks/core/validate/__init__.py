"""Validate: apply the rules of `schemas/` to rows, and say what passed, what failed, and what could not be checked."""

from tasks.core.validate.expectations import warm_up
from tasks.core.validate.result import Limits, Validated
from tasks.core.validate.run import validate

__all__ = ["Limits", "Validated", "validate", "warm_up"]
