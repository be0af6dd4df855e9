"""Floors of figures, in benchmarks/floors.json: a group for each package of benchmarks, a part for each command."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from benchmarks.shared import ROOT

FLOORS = ROOT / "benchmarks" / "floors.json"
VERSIONS = "versions"
TOLERANCE = 1e-9


def add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lower-floors", default="", metavar="REASON", help="accept figures below their floors")


def hold(part: str, figures: Mapping[str, float], measured_on: str, reason: str = "", group: str = VERSIONS) -> int:
    """Compare the figures with their floors, where higher is better; 1 if any is below, each named on standard error.

    Floors are raised to better figures, rounded down to three decimals, and lowered only for a reason.
    """
    known: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    own: dict[str, Any] = known.setdefault(group, {}).setdefault(part, {"floors": {}})
    floors: dict[str, float] = own["floors"]
    below = [
        f"{field}: {value:.4f} is below {floors[field]}"
        for field, value in figures.items()
        if field in floors and value < floors[field] - TOLERANCE
    ]
    if below and not reason:
        for line in below:
            sys.stderr.write(line + "\n")
        return 1
    floor_of = {field: int(value * 1000 + TOLERANCE) / 1000 for field, value in figures.items()}
    kept = floor_of if reason else {field: max(value, floors.get(field, value)) for field, value in floor_of.items()}
    own |= {"measured_on": measured_on, "floors": dict(sorted({**floors, **kept}.items()))}
    if below:
        own["lowered"] = [*own.get("lowered", []), {"reason": reason, "figures": below}]
    FLOORS.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0
