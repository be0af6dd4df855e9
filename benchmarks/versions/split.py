"""One split of the labelled families in two halves: settings are chosen on `tune` and reported on `check`."""

import hashlib
import re
from typing import Literal

Half = Literal["tune", "check"]

HALVES: tuple[Half, Half] = ("tune", "check")
SERIES = re.compile(r"(?P<series>[a-z]+)(?P<year>[0-9]{4})[0-9]{4}")
SEED = re.compile(r"seed[0-9]+")  # the project's own five are no test for it
YEARS = 4  # of a series that stay on one side: neighbours share most of their words


def half(family: str) -> Half:
    """The side of a family, the same in every file that it stands in."""
    if SEED.fullmatch(family):
        return "tune"
    block = SERIES.fullmatch(family)
    if block:
        return "tune" if int(block["year"]) // YEARS % 2 else "check"
    return "tune" if hashlib.md5(f"split:{family}".encode()).digest()[0] % 2 else "check"
