"""`communique watch`: an event for what arrives in sources, so that a run starts within seconds.

The event is an accelerator: the schedule finds all that was not told.
"""

import asyncio
import logging
import signal
import threading
import time
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from flows.present import printable
from flows.settings import DEFAULT_SERVER, configured_server, use_server
from tasks.core.intake.walk import check_source
from tasks.core.run import Places
from tasks.core.watch.kept import read_kept
from tasks.core.watch.model import Arrival, Patience, Source
from tasks.core.watch.watch import watch

if TYPE_CHECKING:
    from prefect.events import Event

ARRIVED = "communique.file.arrived"
RESOURCE = "communique.source"
SEND_SECONDS = 10.0  # a server that is there confirms in a fraction of a second
STOP_LOOK_SECONDS = 0.1
NAMED = 3  # of the paths of an arrival, in the log

log = logging.getLogger("communique")


class WatchError(ValueError):
    """What is to be watched cannot be; the message says what to do."""


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """Parameters of `communique watch`. `source_name` names the one source; by default each has its folder's name.

    With `poll_seconds`, folders are looked at so often, as on network file systems, where the system tells nothing.
    """

    sources: tuple[Path, ...]
    warehouse: Path
    source_name: str = ""
    patience: Patience = field(default_factory=Patience)
    poll_seconds: float = 0.0


def named_sources(options: WatchOptions) -> list[Source]:
    """The sources, by name.

    Raises:
        SourceError: one is no folder that can be listed.
        WatchError: two have one name, one name is for several, or the warehouse lies in one.
    """
    folders = list(dict.fromkeys(folder.expanduser().resolve() for folder in options.sources))
    warehouse = options.warehouse.expanduser().resolve()
    for folder in folders:
        check_source(folder)
        if warehouse.is_relative_to(folder):
            raise WatchError(f"{folder}: the warehouse lies in it, so each run would start the next. Move one of them.")
    if options.source_name and len(folders) > 1:
        raise WatchError("--source-name is for one source. Watch the others by their own `communique watch`.")
    sources = [Source(options.source_name or folder.name, folder) for folder in folders]
    if len({source.name for source in sources}) < len(sources):
        raise WatchError("Two of the folders have one name. Watch them apart, each with its own --source-name.")
    return sources


def run_watch(options: WatchOptions) -> None:
    """Watch until SIGTERM or SIGINT.

    Raises:
        SourceError: a source is no folder that can be listed.
        WatchError: two sources have one name.
    """
    sources = named_sources(options)
    address = configured_server() or DEFAULT_SERVER
    use_server(address)
    import_module("prefect.events")  # now: it takes seconds, which the first arrival would wait for
    # what the client says at each try, the sender says once
    logging.getLogger("prefect.events").setLevel(logging.CRITICAL)
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    published = Places(options.warehouse.expanduser().resolve()).published
    known = {source: read_kept(published, source.name) for source in sources}
    watch(known, Sender(address, stop).deliver, stop, options.patience, options.poll_seconds)
    log.info("watching ended")


class Sender:
    """Sends arrivals to a Prefect server. That it is away is said once; the watch keeps the arrival and asks again."""

    def __init__(self, address: str, stop: threading.Event) -> None:
        self._address, self._stop, self._is_away = address, stop, False

    def deliver(self, arrival: Arrival) -> bool:
        """Send an arrival; whether the server has confirmed it."""
        try:
            asyncio.run(send(event_of(arrival), self._stop))
        except Exception as error:  # noqa: BLE001  whatever keeps a server from answering, the arrival is kept
            if self._stop.is_set():
                return False
            log.log(
                logging.DEBUG if self._is_away else logging.WARNING,
                "%s; not told yet: the Prefect server at %s does not answer (%s). Kept, and tried again.",
                told(arrival),
                self._address,
                printable(str(error) or type(error).__name__),
            )
            self._is_away = True
            return False
        self._is_away = False
        log.info("%s; event sent to %s", told(arrival), self._address)
        return True


def event_of(arrival: Arrival) -> "Event":
    """An arrival as Prefect's event."""
    from prefect.events import Event
    from prefect.events.schemas.events import Resource

    resource = Resource.model_validate({"prefect.resource.id": f"{RESOURCE}.{arrival.source.name}"})
    return Event(event=ARRIVED, resource=resource, payload=arrival.payload)


async def send(event: "Event", stop: threading.Event) -> None:
    """Send an event by Prefect's client, and wait until the server has confirmed it.

    Raises:
        Exception: whatever the client says of a server that does not answer.
        TimeoutError: the server took too long, or the watch is to end.
    """
    sending = asyncio.ensure_future(emit(event))
    deadline = time.monotonic() + SEND_SECONDS
    while not sending.done() and not stop.is_set() and time.monotonic() < deadline:
        await asyncio.wait([sending], timeout=STOP_LOOK_SECONDS)
    if not sending.done():
        sending.cancel()
        raise TimeoutError(f"no answer in {SEND_SECONDS:.0f} s")
    sending.result()


async def emit(event: "Event") -> None:
    """One event over a connection of its own: the client's ping after it is the confirmation."""
    from prefect.events.clients import get_events_client

    async with get_events_client(reconnection_attempts=0, checkpoint_every=1) as client:
        await client.emit(event)


def told(arrival: Arrival) -> str:
    """An arrival in words: `inbox: 12 files arrived (a.txt, b.txt, c.txt, ...), 1 gone (d.txt)`."""
    parts = []
    for paths, what in ((arrival.arrived, "arrived"), (arrival.gone, "gone")):
        if paths:
            names = ", ".join(printable(path) for path in paths[:NAMED]) + (", ..." if len(paths) > NAMED else "")
            n = len(paths)
            parts.append(f"{n} file{'' if n == 1 else 's'} {what} ({names})")
    return f"{printable(arrival.source.name)}: {', '.join(parts)}"
