"""Disk, lock and the last alarm of a warehouse. Nothing is written, so it works in a folder that may not be."""

import json
import os
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from tasks.core.alarm import ALARMS
from tasks.core.ask.model import Health
from tasks.core.lock import Holder, is_held, read_holder
from tasks.core.run import Places

TAIL_BYTES = 64 * 2**10  # of the alarms: the last has a few hundred
COPIES = (
    3  # of the build file have to fit: what it grows by while it is written, the copy that is published, some staging
)


def read_health(places: Places) -> Health:
    """How disk and lock stand."""
    build_bytes = size_of(places.build)
    databases = (places.build, places.published, places.previous, places.fingerprints)
    held = is_held(places.lock)
    holder = read_holder(places.lock) if held else Holder()
    return Health(
        free_bytes=shutil.disk_usage(places.folder).free,
        n_bytes=sum(map(size_of, databases)),
        build_bytes=build_bytes,
        needed_bytes=COPIES * build_bytes,
        can_write=os.access(places.folder, os.W_OK | os.X_OK),
        is_held=held,
        holder=holder,
        is_alive=is_alive(holder),
    )


def size_of(file: Path) -> int:
    """Bytes of a file; none if it is not there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def is_alive(holder: Holder) -> bool | None:
    """Whether the process of a holder is there; nothing if it is unknown, or runs on another machine."""
    if not holder.pid or holder.host not in ("", socket.gethostname()):
        return None
    return bool(psutil.pid_exists(holder.pid))


def last_alarm(places: Places) -> Mapping[str, Any] | None:
    """The last alarm that was written down, if there was one. Lines that are damaged are passed over."""
    try:
        with (places.state / ALARMS).open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - TAIL_BYTES, 0))
            lines = file.read().splitlines()
    except OSError:
        return None
    return next((alarm for line in reversed(lines) if (alarm := as_alarm(line)) is not None), None)


def as_alarm(line: bytes) -> Mapping[str, Any] | None:
    """A line of the alarms, if it is whole."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
