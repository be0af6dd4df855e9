"""Figures, times and names in words."""

import re
from datetime import datetime

from schemas.rules_totals import drifts

NOUNS = {
    "n_files_seen": "files seen",
    "n_unchanged": "unchanged",
    "n_loaded": "loaded",
    "n_duplicate_files": "duplicates",
    "n_rejected": "refused",
    "n_missing": "missing",
    "seconds": "seconds per run",
}
NONE = "–"
MINUS = "−"
SHARE = "share"
SECONDS_PER_MINUTE = MINUTES_PER_HOUR = 60
SHORT_ID = 12  # digits
LONG_ID = re.compile(r"\b[0-9a-f]{64}\b")


def noun(name: str) -> str:
    """What a count or a figure is called on the page."""
    if known := drifts().get(name):
        return f"share {known.label}" if known.form == SHARE else known.label
    return NOUNS.get(name, name.replace("_", " "))


def amount(name: str, value: float | None) -> str:
    """A figure of that name: shares in per cent."""
    is_share = (known := drifts().get(name)) is not None and known.form == SHARE
    return f"{value:.1%}" if is_share and value is not None else figure(value)


def figure(value: float | None) -> str:
    """A number as people write it: whole ones with commas, others with three digits that count."""
    if value is None:
        return NONE
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def several(number: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 row`, `2 rows`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def clock(moment: datetime | None) -> str:
    """A time (UTC) to the second."""
    return moment.isoformat(sep=" ", timespec="seconds") if moment else NONE


def duration(seconds: float | None) -> str:
    """How long something took."""
    if seconds is None:
        return NONE
    if seconds < SECONDS_PER_MINUTE:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), SECONDS_PER_MINUTE)
    hours, minutes = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours:,} h {minutes} min" if hours else f"{minutes} min {rest} s"


def short_key(key: str) -> str:
    """A row's key with its document ids cut to digits enough to name them by."""
    return LONG_ID.sub(lambda found: f"{found[0][:SHORT_ID]}…", key)


def signed_share(value: float, against: float) -> str:
    """How much more or less than another figure: `+12 % against`."""
    moved = f"{(value - against) / against:+.0%}" if against else f"{value:+,.3g}"
    return f"{moved.replace('-', MINUS)} against"
