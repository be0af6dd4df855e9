"""A headless Chromium that is told what to do over its own debugging socket, with nowhere to go on the network."""

import base64
import itertools
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.coats.browser import browser

START_SECONDS = 60
MAX_MESSAGE = 200_000_000  # a screenshot of a long page
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)


@dataclass
class Tab:
    """One page of the browser. `events` are what it told since it was opened, in order."""

    socket: ClientConnection
    session: str
    numbers: Iterator[int] = field(default_factory=itertools.count)
    events: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        """The answer to a command.

        Raises:
            RuntimeError: the browser refused it.
        """
        number = next(self.numbers) + 1000
        message = {"id": number, "method": method, "params": given, "sessionId": self.session}
        self.socket.send(json.dumps(message))
        while True:
            told = json.loads(self.socket.recv(timeout=START_SECONDS))
            if told.get("id") == number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']['message']}")
                return dict(told["result"])
            self.events.append(told)

    def evaluate(self, script: str) -> Any:
        """What a script says of the page. The page itself has none, and may run none."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def look(self, path: Path, width: int, is_dark: bool) -> None:
        """Open a file at a width, in light or dark."""
        for name in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{name}.enable")
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Page.navigate", url=path.resolve().as_uri())
        ends = time.monotonic() + START_SECONDS
        while self.evaluate("document.readyState") != "complete" and time.monotonic() < ends:
            time.sleep(0.05)
        time.sleep(0.2)
        self.evaluate("1")

    def press_tab(self) -> str:
        """The element that the next press of the tabulator reaches."""
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        return str(self.evaluate("window.placeOf(document.activeElement)"))

    def photograph(self, path: Path, max_height: int) -> None:
        """The page from its top as a picture."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], max_height), "scale": 1}
        taken = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(taken["data"]))


@contextmanager
def chromium(options: Sequence[str] = OPTIONS) -> Iterator[ClientConnection]:
    """A browser of its own, closed at the end.

    Raises:
        FileNotFoundError: there is no browser on this machine.
    """
    program = browser()
    if program is None:
        raise FileNotFoundError("no browser is on this machine")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        started = subprocess.Popen(
            [program, *options, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = address_of(Path(profile))
            with closing(connect(address, max_size=MAX_MESSAGE, compression=None, proxy=None)) as socket:
                yield socket
        finally:
            started.terminate()
            started.wait(timeout=START_SECONDS)


def address_of(profile: Path) -> str:
    """Where the browser listens, which it writes down when it is ready."""
    noted, ends = profile / "DevToolsActivePort", time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        if noted.exists() and len(lines := noted.read_text().split()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise TimeoutError("the browser did not start")


@contextmanager
def new_tab(socket: ClientConnection) -> Iterator[Tab]:
    """An empty page."""
    root = Tab(socket, "")
    target = root_ask(socket, "Target.createTarget", url="about:blank")["targetId"]
    session = root_ask(socket, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    tab = Tab(socket, session, root.numbers)
    try:
        yield tab
    finally:
        root_ask(socket, "Target.closeTarget", targetId=target)


def root_ask(socket: ClientConnection, method: str, **given: Any) -> dict[str, Any]:
    """The answer of the browser as a whole."""
    number = time.monotonic_ns() % 1_000_000_000 + 1_000_000
    socket.send(json.dumps({"id": number, "method": method, "params": given}))
    while True:
        told = json.loads(socket.recv(timeout=START_SECONDS))
        if told.get("id") == number:
            return dict(told["result"])
